package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/**
 * The suspension of the service's scaling during the deployment, and how the deployment ended until the scaling is resumed.
 * Saved before the suspension is sent. Persisted as a part of {@link RolloutState}.
 */
public final class ScalingState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** The name of the scaling in Application Auto Scaling; null unless this deployment has suspended it, or may have. */
    public String resourceId;

    // What was suspended before.
    public boolean inBefore;
    public boolean outBefore;
    public boolean scheduledBefore;

    /** How often the suspension was sent. */
    public int sent;

    /** AWS has accepted the suspension. */
    public boolean confirmed;

    /** Resumed, or left as it is for good. */
    public boolean over;

    /** That it is still suspended, and how to undo that; empty if it is not. */
    public String problem = "";

    /** The desired count of the service when it was read last; -1 before the update. */
    public int serviceCount = -1;

    // The end of the deployment, while the scaling is resumed.
    public Verdict verdict;
    public String cause = "";
    public String advice = "";
    public long endedAt;

    /** Whether the deployment must not end before the scaling was resumed. */
    public boolean isToResume() {
        return resourceId != null && !over;
    }

    ScalingState copy() {
        try {
            return (ScalingState) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
