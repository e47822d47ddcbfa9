package io.jenkins.plugins.ecs.verify.check;

import java.io.Serializable;

/** How far one check is. Persisted, so: strings, numbers and enums, and no field is ever renamed. Times are epoch millis. */
public final class CheckState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    public int passed;
    int failed;
    int inconclusive;
    int consecutiveErrors;
    /** What the newest look said; null before the first. */
    public CheckVerdict seen;
    /** Null until the check is over. */
    public CheckVerdict verdict;

    public String value = "";
    public String limit = "";
    /** What to do about it; empty where nobody knows. */
    public String advice = "";
    /** Since when it says what it says. */
    public long since;

    public long due;

    // stableFor
    /** Since when nothing broke; 0 while something is broken. */
    long stableSince;

    int desired;
    /** AWS's clock: the youngest task's start. */
    long youngest;

    public CheckState(long due) {
        this.due = due;
        this.since = due;
    }

    public boolean isOver() {
        return verdict != null;
    }

    public CheckState copy() {
        try {
            return (CheckState) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
