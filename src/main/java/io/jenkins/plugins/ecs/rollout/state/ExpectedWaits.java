package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** Time that the deployment is configured to take. Persisted as a part of {@link RolloutState}. */
public final class ExpectedWaits implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** Bake times and traffic steps. */
    public long waitMillis;

    /** The longest that a lifecycle hook may take; 0 if there is none, or it is not known. */
    public int hookMinutes;

    public int pauseMinutes;

    /** All that it may wait for, with each hook and pause; null if that is not known. */
    public Long longestWaitMillis;

    /** Since when a lifecycle hook runs; 0 while none does. */
    public long hookSince;

    public long hookMillis;

    ExpectedWaits copy() {
        try {
            ExpectedWaits copy = (ExpectedWaits) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
