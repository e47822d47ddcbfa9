package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** For the pages about the deployment. Persisted as a part of {@link RolloutState}. */
public final class DisplayState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** AWS's own word for its state when it was last read. */
    public String ownStatus = "";

    /** AWS's own word for the lifecycle stage; empty for rolling updates. */
    public String ownStage = "";

    /** When {@link #ownStage} was first seen. */
    public long stageSince;

    public int bakeMinutes;
    public boolean awaitsAction;

    /** Percent; null if AWS reports none. */
    public Double productionWeight;

    public Double testWeight;

    DisplayState copy() {
        try {
            DisplayState copy = (DisplayState) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
