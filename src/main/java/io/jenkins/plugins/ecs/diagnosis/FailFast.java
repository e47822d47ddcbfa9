package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Optional;

/** Whether the stopped tasks of a deployment are reason enough to give it up before ECS does. */
public final class FailFast {

    /** So many failures it takes where ECS does not say otherwise. */
    public static final int BUDGET = 3;

    private static final int OUT_OF_MEMORY_BUDGET = 2;

    private FailFast() {}

    /**
     * The cause for which the deployment is to be given up; empty while it may still succeed.
     *
     * <ul>
     *   <li>A permanent cause decides with the first stopped task.
     *   <li>Causes that may pass, such as a crash, decide when together they used up the budget; out of memory at the
     *     second time.
     *   <li>Capacity, Spot, internal errors, throttling and noise never decide.
     * </ul>
     *
     * @param failuresSoFar what ECS counts ({@code failureCount} of the circuit breaker, or {@code failedTasks}): it
     *     remembers tasks that are no longer listed. It counts passing causes too, so it is believed only where none is
     *     seen
     * @param budget see {@link #budget}
     */
    @NonNull
    public static Optional<Cause> decide(@NonNull TaskEvidence evidence, int failuresSoFar, int budget) {
        Optional<TaskGroup> permanent = evidence.permanent();
        if (permanent.isPresent()) {
            return permanent.map(TaskGroup::cause);
        }
        List<TaskGroup> budgeted = evidence.groups().stream()
                .filter(group -> group.cause().is(Permanence.BUDGETED))
                .toList();
        Optional<TaskGroup> outOfMemory = budgeted.stream()
                .filter(group -> group.cause().id().equals("out-of-memory") && group.count() >= OUT_OF_MEMORY_BUDGET)
                .findFirst();
        if (outOfMemory.isPresent()) {
            return outOfMemory.map(TaskGroup::cause);
        }
        int seen = evidence.count(Permanence.BUDGETED);
        int failures = evidence.count(Permanence.TRANSIENT) == 0 ? Math.max(seen, failuresSoFar) : seen;
        return failures >= Math.max(1, budget) ? budgeted.stream().findFirst().map(TaskGroup::cause) : Optional.empty();
    }

    /** @param circuitBreakerThreshold 0 where there is no circuit breaker, or it does not tell */
    public static int budget(int circuitBreakerThreshold) {
        return circuitBreakerThreshold > 0 ? Math.min(BUDGET, circuitBreakerThreshold) : BUDGET;
    }
}
