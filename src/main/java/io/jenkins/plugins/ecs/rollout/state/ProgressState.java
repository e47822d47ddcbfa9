package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** What was last seen of the deployment while following it. Persisted as a part of {@link RolloutState}. */
public final class ProgressState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    public long lastProgressAt;

    /** The last line of progress. */
    public String lastSeen = "";

    /** The last line of progress without its failures. */
    public String lastMoved = "";

    /** When that changed. */
    public long movedAt;

    /** When the last line of progress was logged. */
    public long lineAt;

    /** Unexpected observations in a row. */
    public int strangeSightings;

    /** Polls in a row of our deployment alone. */
    public int looksWithoutService;

    public boolean failureSeen;

    ProgressState copy() {
        try {
            ProgressState copy = (ProgressState) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
