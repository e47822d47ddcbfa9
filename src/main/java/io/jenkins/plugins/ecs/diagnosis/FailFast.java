package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Optional;

/** Whether the stopped tasks of a deployment are reason enough to give it up before ECS does. */
public final class FailFast {

    /** So many failures ECS's own circuit breaker takes at the least. */
    private static final int LEAST_BUDGET = 3;

    private static final int MOST_BUDGET = 200;
    private static final int OUT_OF_MEMORY_BUDGET = 2;

    private FailFast() {}

    /**
     * The cause for which the deployment is to be given up; empty while it may still succeed.
     *
     * <ul>
     *   <li>A permanent cause decides with the first stopped task. Where other tasks of the deployment run it may be the
     *       matter of one host, and counts like a crash.
     *   <li>Causes that may pass, such as a crash, decide when together they used up the budget; out of memory at the
     *       second time.
     *   <li>Capacity, Spot, internal errors, throttling and noise never decide.
     * </ul>
     *
     * @param failuresInARow what ECS counts ({@code failureCount} of the circuit breaker, or {@code failedTasks}): a task
     *     that comes up well sets it back, and it remembers tasks that are no longer listed. It counts passing causes
     *     too, so with these it is believed only as far as is seen. 0 where ECS does not count
     * @param budget see {@link #budget}
     * @param tasksRun whether tasks of this deployment run
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
     * As many failures as ECS's circuit breaker takes; where there is none, as many as it would take with its defaults:
     * half the tasks, but 3 to 200.
     *
     * @param circuitBreakerThreshold 0 where there is no circuit breaker, or it does not tell
     */
    public static int budget(int circuitBreakerThreshold, int desiredCount) {
        return circuitBreakerThreshold > 0
                ? circuitBreakerThreshold
                : Math.max(LEAST_BUDGET, Math.min(MOST_BUDGET, (desiredCount + 1) / 2));
    }
}
