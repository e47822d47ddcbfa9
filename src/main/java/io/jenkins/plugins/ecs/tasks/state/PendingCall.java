package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * The last call that changes AWS. It is saved before it is sent, so that after a lost answer or a restart it is looked for
 * and not made a second time.
 *
 * @param attempt counts calls with a token of their own
 * @param sentAt when it was sent first, epoch milliseconds; 0 if it was not
 * @param searched how often it was looked for
 * @param refusals how often AWS refused it for want of capacity
 * @param repeated how often it was sent again because its answer was lost
 */
public record PendingCall(int attempt, long sentAt, int searched, int refusals, int repeated) implements Serializable {

    private static final long serialVersionUID = 1L;
    public static final PendingCall NONE = new PendingCall(0, 0, 0, 0, 0);

    public boolean isSent() {
        return sentAt != 0;
    }

    /** Whether rules were asked about this call before. */
    public boolean isRepeated() {
        return searched > 0 || refusals > 0 || repeated > 0;
    }

    @NonNull
    public PendingCall sent(long now) {
        return isSent()
                ? new PendingCall(attempt, sentAt, searched, refusals, repeated + 1)
                : new PendingCall(attempt, now, searched, refusals, 0);
    }

    /** It was certainly not carried out. */
    @NonNull
    public PendingCall notSent() {
        return new PendingCall(attempt, 0, 0, refusals, 0);
    }

    /** It was carried out without an effect, and its token is used up. */
    @NonNull
    public PendingCall refused() {
        return new PendingCall(attempt + 1, 0, 0, refusals + 1, 0);
    }

    @NonNull
    public PendingCall searchedAgain() {
        return new PendingCall(attempt, sentAt, searched + 1, refusals, repeated);
    }
}
