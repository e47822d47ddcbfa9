package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What became of one attempt to deliver an event.
 *
 * @param status HTTP status; 0 if there was no response
 * @param why in words; empty if it was delivered. Without anything secret
 * @param retryAfterMillis for how long the receiver wants no requests; 0 if it does not say
 */
record SendResult(@NonNull Kind kind, int status, @NonNull String why, long retryAfterMillis) {

    /** What follows from it. */
    enum Kind {
        DELIVERED,
        /** Is tried again. */
        FAILED,
        /** The receiver will never accept this event. */
        REJECTED,
        /** The receiver wants no more events. */
        GONE,
        /** The receiver is not configured any more. */
        DROPPED
    }

    @NonNull
    static SendResult delivered(int status) {
        return new SendResult(Kind.DELIVERED, status, "", 0);
    }

    @NonNull
    static SendResult failed(int status, @NonNull String why, long retryAfterMillis) {
        return new SendResult(Kind.FAILED, status, why, retryAfterMillis);
    }

    @NonNull
    static SendResult dropped() {
        return new SendResult(Kind.DROPPED, 0, NotificationMessages.NOT_CONFIGURED, 0);
    }
}
