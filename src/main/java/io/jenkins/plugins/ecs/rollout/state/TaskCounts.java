package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** Counts of tasks when they were last read. Persisted as a part of {@link RolloutState}. */
public final class TaskCounts implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    public int desiredCount;
    public int runningCount;
    public int pendingCount;
    public int failedTasks;
    public int failureThreshold;

    /** Running tasks of previous revisions. */
    public int oldCount;

    public int breakerFailures;

    TaskCounts copy() {
        try {
            TaskCounts copy = (TaskCounts) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
