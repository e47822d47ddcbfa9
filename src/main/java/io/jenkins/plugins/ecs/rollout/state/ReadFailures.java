package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** Reads and calls that failed in a row. Persisted as a part of {@link RolloutState}. */
public final class ReadFailures implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** After this number of failed polls in a row nothing is expected of the next one. */
    public static final int BLIND_AFTER = 3;

    public int failures;
    public long failingSince;

    /** The kind of the last failure. */
    public String failureKind = "";

    /** How often in a row it was of that kind. */
    public int sameFailures;

    public long sameFailureSince;

    /** The text of the last failure; empty while reads succeed. */
    public String lastFailure = "";

    /** Whether nothing is expected of the next poll. */
    public boolean isBlind() {
        return failures >= BLIND_AFTER;
    }

    ReadFailures copy() {
        try {
            ReadFailures copy = (ReadFailures) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
