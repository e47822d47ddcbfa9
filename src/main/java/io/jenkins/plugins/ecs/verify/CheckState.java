package io.jenkins.plugins.ecs.verify;

import java.io.Serializable;

/** How far one check is. Persisted, so: strings, numbers and enums, and no field is ever renamed. Times are epoch millis. */
final class CheckState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    int passed;
    int failed;
    int inconclusive;
    int consecutiveErrors;
    /** What the newest look said; null before the first. */
    CheckVerdict seen;
    /** Null until the check is over. */
    CheckVerdict verdict;

    String value = "";
    String limit = "";
    /** What to do about it; empty where nobody knows. */
    String advice = "";
    /** Since when it says what it says. */
    long since;

    long due;

    // stableFor
    /** Since when nothing broke; 0 while something is broken. */
    long stableSince;

    int desired;
    /** AWS's clock: the youngest task's start. */
    long youngest;

    CheckState(long due) {
        this.due = due;
        this.since = due;
    }

    boolean isOver() {
        return verdict != null;
    }

    CheckState copy() {
        try {
            return (CheckState) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
