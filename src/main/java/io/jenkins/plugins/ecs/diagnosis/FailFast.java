package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Optional;

/** Decides whether stopped tasks show that a deployment cannot succeed, before ECS ends it. */
public final class FailFast {

    /** The minimum failure threshold of the ECS circuit breaker. */
    private static final int LEAST_BUDGET = 3;

    private static final int MOST_BUDGET = 200;
    private static final int OUT_OF_MEMORY_BUDGET = 2;

    private FailFast() {}

    /**
     * The cause why the deployment cannot succeed; empty while it may still succeed.
     *
     * <ul>
     *   <li>A permanent cause decides at the first stopped task. If other tasks of the deployment are running, it may affect
     *       only one host, and counts like a crash.
     *   <li>Causes that may be temporary, such as a crash, decide when their total reaches the budget; out of memory at
     *       the second occurrence.
     *   <li>Capacity, Spot, internal errors, throttling and benign causes never decide.
     * </ul>
     *
     * @param failuresInARow the count of ECS ({@code failureCount} of the circuit breaker, or {@code failedTasks}):
     *     a task
     *     that starts successfully resets it, and it includes tasks that are no longer listed. It also includes temporary
     *     causes; if there are any, only the listed tasks count. 0 if ECS does not count
     * @param budget see {@link #budget}
     * @param tasksRun whether tasks of this deployment are running
     */
    @NonNull
    public static Optional<Cause> decide(
            @NonNull TaskEvidence evidence, int failuresInARow, int budget, boolean tasksRun) {
        Optional<TaskGroup> permanent = evidence.permanent();
        if (permanent.isPresent() && !tasksRun) {
            return permanent.map(TaskGroup::cause);
        }
        List<TaskGroup> counting = evidence.groups().stream()
                .filter(group ->
                        group.cause().is(Permanence.BUDGETED) || group.cause().is(Permanence.PERMANENT))
                .toList();
        int failures = failures(evidence, counting, failuresInARow);
        Optional<TaskGroup> outOfMemory = counting.stream()
                .filter(group -> group.cause().id().equals("out-of-memory"))
                .filter(group -> Math.min(group.count(), failures) >= OUT_OF_MEMORY_BUDGET)
                .findFirst();
        if (outOfMemory.isPresent()) {
            return outOfMemory.map(TaskGroup::cause);
        }
        return failures >= Math.max(1, budget) ? counting.stream().findFirst().map(TaskGroup::cause) : Optional.empty();
    }

    private static int failures(TaskEvidence evidence, List<TaskGroup> counting, int inARow) {
        int seen = counting.stream().mapToInt(TaskGroup::count).sum();
        if (inARow == 0) {
            return seen;
        }
        return evidence.count(Permanence.TRANSIENT) == 0 ? inARow : Math.min(inARow, seen);
    }

    /**
     * The failure threshold of the ECS circuit breaker, or its default if there is none: half the tasks, but at least 3
     * and at most 200.
     *
     * @param circuitBreakerThreshold 0 if there is no circuit breaker, or ECS does not report its threshold
     */
    public static int budget(int circuitBreakerThreshold, int desiredCount) {
        return circuitBreakerThreshold > 0
                ? circuitBreakerThreshold
                : Math.max(LEAST_BUDGET, Math.min(MOST_BUDGET, (desiredCount + 1) / 2));
    }
}
