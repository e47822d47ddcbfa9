package io.jenkins.plugins.ecs.notifications;

/** What notifications, their forms and the page of deliveries report. */
final class NotificationMessages {

    static final String STOPPED_BY_RECEIVER = "the receiver answered 410 Gone: it wants no more events";
    static final String NOT_CONFIGURED = "no longer configured";
    static final String TOO_OLD = "not delivered within 36 hours";
    static final String TOO_MANY = "more than 5,000 events were waiting";
    static final String BUILD_ENDED = "the build ended before the deployment did";

    private NotificationMessages() {}

    static String started(String service, String version) {
        return "Deployment of " + service + " " + version + " started";
    }

    static String waiting(String service, String version, String waitsFor) {
        return service + " " + version + " is waiting for approval" + (waitsFor.isEmpty() ? "" : " by " + waitsFor);
    }

    static String held(String service) {
        return service + ": the answer is held back by a rule";
    }

    static String answered(String service, String end) {
        return service + ": " + end;
    }

    static String lost(String service) {
        return "UNKNOWN: " + service + ": " + BUILD_ENDED;
    }

    static String error(Throwable broken) {
        return "error: " + broken.getClass().getSimpleName();
    }

    static String status(int status) {
        return "HTTP status " + status;
    }
}
