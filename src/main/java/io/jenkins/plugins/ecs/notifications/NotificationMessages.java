package io.jenkins.plugins.ecs.notifications;

import io.jenkins.plugins.ecs.events.EventType;

/** What notifications, their forms and the page of deliveries report. */
final class NotificationMessages {

    static final String STOPPED_BY_RECEIVER = "the receiver answered 410 Gone: it wants no more events";
    static final String NOT_CONFIGURED = "no longer configured";
    static final String TOO_OLD = "not delivered within 36 hours";
    static final String TOO_MANY = "more than 5,000 events were waiting";
    static final String NO_URL = "set either url or urlCredentialsId";
    static final String FOLDER_IS_LOADED = "the folder is being loaded";
    static final String TEST = "Test of a notification. Nothing was deployed.";
    static final String OPEN = "Open in Jenkins";
    static final String NOT_A_SECRET =
            "the signing secret does not have the form whsec_ followed by 24 to 64 bytes in base64";
    static final String BODY_NO_OBJECT = "body: it is not a JSON object";
    static final String NO_HEADER_VALUE = "headerCredentialsId: the secret text has more than one line, or is empty";
    static final String NO_MAILER = "the plugin Mailer (mailer) is not installed: install it, or use another format";
    static final String BUILD_ENDED = "the build ended before the deployment did";

    private NotificationMessages() {}

    static String notAName(String name) {
        return "name: '" + name + "' is not a name. Use up to 63 letters, digits, dots, hyphens and underscores";
    }

    static String unknownFormat(String format) {
        return "format: '" + format + "' is unknown. Use cloudEvents, slack, teams, json or mail";
    }

    static String badUrl(String problem) {
        return "url: the URL " + problem;
    }

    static String bodyTooLong(int length, int most) {
        return "body: " + length + " characters, but at most " + most + " are possible";
    }

    static String bodyNotJson(String why) {
        return "body: it is not JSON: " + why;
    }

    static final String PLACEHOLDER_IN_NAME =
            "body: the name of a member cannot have a placeholder. Use placeholders in values";

    static String unknownPlaceholders(String wrong, String known) {
        return "body: unknown placeholders: " + wrong + ". Use {{ name }} with one of: " + known;
    }

    static String bodyOfJson(String name) {
        return "receiver '" + name + "': body and the format json belong together. Set both or none";
    }

    static String notAHeader(String name) {
        return "headerName: '" + name + "' cannot be set. Use a header of the receiver, such as Authorization";
    }

    static String wholeHeader(String name) {
        return "receiver '" + name + "': headerName and headerCredentialsId belong together. Set both or none";
    }

    static String noAddresses(String wrong) {
        return "recipients: not mail addresses: " + wrong + ". Use the form name@example.com, separated by commas";
    }

    static String tooManyRecipients(int given, int most) {
        return "recipients: " + given + " addresses, but at most " + most + " are possible. Use a mailing list";
    }

    static String recipientsOfMail(String name) {
        return "receiver '" + name + "': recipients and the format mail belong together. Set both or none";
    }

    static String noUrlForMail(String name) {
        return "receiver '" + name + "': mail has no URL. Remove url and urlCredentialsId";
    }

    static String notToAll(String why) {
        return "not delivered to all recipients: " + why;
    }

    static String unknownEvents(String events) {
        return "events: unknown: " + events + ". Use names such as FAILED or deployment.failed";
    }

    static String nameTwice(String name) {
        return "receivers: the name '" + name + "' is used more than once";
    }

    static String oneUrl(String name) {
        return "receiver '" + name + "': " + NO_URL;
    }

    static String noCredentials(String field, String id) {
        return field + ": there is no secret text '" + id + "' that can be used here";
    }

    static String testSent(int status) {
        return status == 0 ? "Sent" : "Sent (HTTP status " + status + ")";
    }

    static String testFailed(String why) {
        return "Not delivered: " + why;
    }

    static String started(String service, String version) {
        return "Deployment of " + service + " " + version + " started";
    }

    static String waiting(String service, String version, String waitsFor) {
        return service + " " + version + " is waiting for approval" + (waitsFor.isEmpty() ? "" : " by " + waitsFor);
    }

    static String releaseWaits(String service, String environment, String waitsFor) {
        return "The release of " + service + " to " + environment + " is waiting for approval"
                + (waitsFor.isEmpty() ? "" : " by " + waitsFor);
    }

    static String asks(String question, String waitsFor) {
        return "Waiting for approval" + (waitsFor.isEmpty() ? "" : " by " + waitsFor) + ": " + question;
    }

    static String answeredBy(String what, String user, boolean approves) {
        return user + (approves ? " approved: " : " rejected: ") + what;
    }

    static String releaseOf(String service, String environment) {
        return "release of " + service + " to " + environment;
    }

    static String hotfix(String service, String environment) {
        return service + " is released to " + environment + " as a hotfix";
    }

    static String wouldBeStopped(String service, String environment) {
        return "Release of " + service + " entered " + environment + ", which it would not in mode block";
    }

    static String promoted(String service, String environment) {
        return "The release of " + service + " has reached " + environment;
    }

    static String held(String service) {
        return service + ": the answer is held back by a rule";
    }

    static String answered(String service, String end) {
        return service + ": " + end;
    }

    static String receiverOf(String name, String folder) {
        return name + " (folder " + folder + ")";
    }

    static String failing(String receiver, String problem) {
        return receiver + ": " + problem;
    }

    static String lost(String service) {
        return "UNKNOWN: " + service + ": " + BUILD_ENDED;
    }

    static String error(Throwable broken) {
        return "error: " + broken.getClass().getSimpleName();
    }

    static String status(int status) {
        return "HTTP status " + status + (status >= 300 && status < 400 ? ": redirects are not followed" : "");
    }

    static String result(SendResult.Kind kind) {
        return switch (kind) {
            case DELIVERED -> "delivered";
            case REJECTED -> "rejected";
            case DROPPED -> "given up";
            case FAILED, GONE -> "failed";
        };
    }

    /** For people. */
    static String title(EventType type) {
        return switch (type) {
            case STARTED -> "Deployment started";
            case WAITING -> "Approval needed";
            case ANSWERED -> "Approval answered";
            case HELD -> "Approval held back";
            case WAIT_ENDED -> "Wait for approval ended";
            case SUCCEEDED -> "Deployment succeeded";
            case UNCHANGED -> "Nothing to deploy";
            case CONTINUES -> "Deployment continues";
            case ROLLED_BACK -> "Rolled back";
            case FAILED -> "Deployment failed";
            case SUPERSEDED -> "Deployment superseded";
            case ABORTED -> "Deployment aborted";
            case REFUSED -> "Deployment refused";
            case NOT_STARTED -> "Deployment not started";
            case PLANNED -> "Deployment planned";
            case UNKNOWN -> "Outcome of deployment unknown";
            case VERIFIED -> "Verification passed";
            case VERIFICATION_FAILED -> "Verification failed";
            case VERIFICATION_INCONCLUSIVE -> "Verification inconclusive";
            case DRIFTED -> "Service drifted";
            case TASKS_SUCCEEDED -> "Tasks succeeded";
            case TASKS_FAILED -> "Tasks failed";
            case TASKS_ABORTED -> "Tasks aborted";
            case TASKS_UNKNOWN -> "Outcome of tasks unknown";
            case CHANGED -> "Service changed";
            case CHANGE_FAILED -> "Change of service failed";
            case RELEASE_WARNED -> "Release would be stopped";
            case RELEASE_HOTFIX -> "Hotfix released";
            case PROMOTED -> "Release promoted";
            case RELEASED -> "Release succeeded";
            case RELEASE_FAILED -> "Release failed";
            case RELEASE_ABORTED -> "Release aborted";
            case RELEASE_UNKNOWN -> "Outcome of release unknown";
            case TEST -> "Test notification";
        };
    }
}
