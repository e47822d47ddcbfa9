package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * Which round of a step counts, and what an abort does to it. Decisions only: no threads, no clock, no Jenkins. The step
 * calls it under its monitor and does what is decided.
 *
 * <p>Only the latest round may save or act. An abort begins another one, so the round that it overtook can do neither.
 * Only a call that changes AWS and is in flight is waited for, because its result must be known.
 */
final class RoundControl {

    /** What follows a round. */
    enum AfterRound {
        /** Nothing: it was overtaken. */
        NOTHING,
        CONCLUDE,
        TAKE_ABORT,
        SCHEDULE
    }

    /** What happens to a call that changes AWS. */
    enum Call {
        SEND,
        /** Its round was overtaken. */
        CANCEL,
        /** The build was aborted meanwhile, and the call is not part of the abort. */
        TAKE_ABORT_INSTEAD
    }

    /** What an abort of the build does. */
    enum Abort {
        /** Nothing: the step is over. */
        NOTHING,
        TAKE_NOW,
        /** The round takes it when its call has been answered. */
        AFTER_THE_CALL,
        /** The same, but only for a short time: it leaves AWS as it is. */
        AFTER_THE_CALL_OR_SOON,
        /** It is the second one. */
        END
    }

    private int latest;
    private boolean acting;
    private boolean over;

    boolean isCurrent(int round) {
        return !over && round == latest;
    }

    int latest() {
        return latest;
    }

    boolean isActing() {
        return acting;
    }

    boolean isOver() {
        return over;
    }

    /** The number of a new round, which overtakes the one before. */
    int begin() {
        acting = false;
        return ++latest;
    }

    /** A call that changes AWS is about to be sent. */
    @NonNull
    Call beginCall(int round, boolean aborted, boolean isPartOfAbort) {
        if (!isCurrent(round)) {
            return Call.CANCEL;
        }
        if (aborted && !isPartOfAbort) {
            return Call.TAKE_ABORT_INSTEAD;
        }
        acting = true;
        return Call.SEND;
    }

    /** The call was answered. The round may continue, unless an abort waited for the answer. */
    @NonNull
    Call endCall(int round, boolean abortWaits) {
        if (!isCurrent(round)) {
            return Call.CANCEL;
        }
        acting = false;
        return abortWaits ? Call.TAKE_ABORT_INSTEAD : Call.SEND;
    }

    /** A round is over. */
    @NonNull
    AfterRound end(int round, boolean hasEnded, boolean abortWaits) {
        if (!isCurrent(round)) {
            return AfterRound.NOTHING;
        }
        acting = false;
        if (hasEnded) {
            return AfterRound.CONCLUDE;
        }
        return abortWaits ? AfterRound.TAKE_ABORT : AfterRound.SCHEDULE;
    }

    /**
     * A round broke.
     *
     * @return false if it was overtaken, so that its error does not matter
     */
    boolean broke(int round) {
        if (!isCurrent(round)) {
            return false;
        }
        acting = false;
        return true;
    }

    /** @param again whether the build was aborted before */
    @NonNull
    Abort abort(boolean again, boolean leavesAwsAsItIs) {
        if (over) {
            return Abort.NOTHING;
        }
        if (again) {
            latest++;
            return Abort.END;
        }
        if (acting) {
            return leavesAwsAsItIs ? Abort.AFTER_THE_CALL_OR_SOON : Abort.AFTER_THE_CALL;
        }
        // The round that only reads can from here on neither save nor act.
        latest++;
        return Abort.TAKE_NOW;
    }

    /** Whether something from outside, such as the answer to a pause, can be taken between two rounds. */
    boolean takesNews(boolean aborted, boolean hasEnded) {
        return !over && !acting && !aborted && !hasEnded;
    }

    /** @return false if the step was over before */
    boolean finish() {
        boolean first = !over;
        over = true;
        latest++;
        return first;
    }
}
