package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** What a deployment is waiting for while nothing moves. Persisted as a part of {@link RolloutState}. */
public final class WaitingState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** Tasks that the service wants; ECS starts those of a deployment a few at a time. */
    public int serviceCount;

    /** What it is waiting for; empty if that is not known. */
    public String waitsFor = "";

    public long waitsSince;

    /** When that was last logged; 0 for never. */
    public long waitLoggedAt;

    /** The next poll must read the running tasks, to report more. */
    public boolean waitNeedsTasks;

    /** The newest event about an obstacle to the placement of tasks. */
    public String placement = "";

    /** Health of the new tasks that are not healthy, with counts. */
    public String unhealthy = "";

    WaitingState copy() {
        try {
            WaitingState copy = (WaitingState) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
