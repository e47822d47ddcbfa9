package io.jenkins.plugins.ecs.verify.check;

import java.io.Serializable;

/**
 * The state of one check. Persisted, so: strings, numbers and enums only, and no field is ever renamed. Times are epoch
 * millis.
 */
public final class CheckState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    public int passed;
    int failed;
    int inconclusive;
    int consecutiveErrors;
    /** The result of the latest poll; null before the first. */
    public CheckVerdict seen;
    /** Null until the check is finished. */
    public CheckVerdict verdict;

    public String value = "";
    public String limit = "";
    /** The remedy; empty if unknown. */
    public String advice = "";
    /** Since when the check has had this result. */
    public long since;

    public long due;

    // stableFor
    /** Since when nothing failed; 0 after a failure. */
    long stableSince;

    int desired;
    /** When the youngest task was started, by AWS's clock. */
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
