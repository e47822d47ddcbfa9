package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** Time that the deployment is configured to take. Persisted as a part of {@link RolloutState}. */
public final class ExpectedWaits implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** ECS and CodeDeploy end a wait at about its time, in milliseconds. */
    public static final long ABOUT = 5 * 60_000;

    private static final int LONGEST_HOOK_MINUTES = 1440;

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

    /** A hook that runs for longer than it may is none of the configured time. */
    public boolean isHookInTime(long now) {
        int minutes = hookMinutes == 0 ? LONGEST_HOOK_MINUTES : hookMinutes;
        return hookSince != 0 && now - hookSince < minutes * 60_000L + ABOUT;
    }

    ExpectedWaits copy() {
        try {
            ExpectedWaits copy = (ExpectedWaits) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
