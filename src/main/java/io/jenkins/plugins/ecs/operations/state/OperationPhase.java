package io.jenkins.plugins.ecs.operations.state;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Where a change of a service is. */
public enum OperationPhase {
    /** Reads the service, whose ARN is locked afterwards. */
    LOCATING("reading the service"),
    /** Reads what the decision needs, and decides what has to be done. */
    PLANNING("planning"),
    /** {@code RegisterScalableTarget} with the new range. */
    RANGING("setting the range of the scaling"),
    /** {@code DeregisterScalableTarget}, before a deletion. */
    DESCALING("removing the scaling"),
    /** {@code UpdateService} with the count. */
    COUNTING("setting the desired count"),
    /** Until as many tasks run as the service wants. */
    SETTLING("waiting for the tasks"),
    /** Until no task runs, before a deletion. */
    STOPPING_TASKS("waiting for the tasks to stop"),
    /** {@code DeleteService}. */
    DELETING("deleting the service"),
    /** Until the service is INACTIVE or no longer exists. */
    VANISHING("waiting for the service to be inactive"),
    /** {@code RemoveTargets} and {@code DeleteSchedule}, one at a time. */
    UNSCHEDULING("removing scheduled tasks"),
    /** {@code DeregisterTaskDefinition}, one at a time. */
    DEREGISTERING("deregistering task definitions"),
    ENDED("ended");

    private final String words;

    OperationPhase(String words) {
        this.words = words;
    }

    @NonNull
    public String words() {
        return words;
    }

    /** Whether the service itself no longer exists, so that only what belonged to it is left to do. */
    public boolean isAfterDeletion() {
        return this == UNSCHEDULING || this == DEREGISTERING;
    }
}
