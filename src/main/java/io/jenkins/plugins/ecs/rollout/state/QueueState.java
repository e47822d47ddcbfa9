package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** The position in the queue of those that deploy the same service. Persisted as a part of {@link RolloutState}. */
public final class QueueState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** Identifies the service; null before it is known, and without a queue. */
    public String lockKey;

    /** It was checked whether the revision that a rollback names ever ran well. */
    public boolean evidenceSeen;

    /** A rollback to a revision that never ran well. */
    public boolean queuesAsDeployment;

    /** Since when a rollback has its lock beside a deployment that must yield; 0 for never. */
    public long besideSince;

    /** When its lock was acquired; 0 without a queue. */
    public long begunAt;

    QueueState copy() {
        try {
            QueueState copy = (QueueState) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
