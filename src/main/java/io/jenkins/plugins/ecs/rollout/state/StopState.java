package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** A stop before the end: abort, timeout, stall, detected failure, requested rollback. Persisted as a part of {@link RolloutState}. */
public final class StopState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** Null unless it is being stopped. */
    public StopReason stopReason;

    public String stoppedBy = "";
    public long stopSince;
    public long stopSentAt;

    /** AWS was seen to roll back. */
    public boolean rollbackSeen;

    StopState copy() {
        try {
            StopState copy = (StopState) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
