package io.jenkins.plugins.ecs.rollout.messages;

import io.jenkins.plugins.ecs.text.PlainText;

/** Messages about the verification after a deployment, and about the watch. */
public final class VerifyStageMessages {

    public static final String ADVICE = "correct it and deploy again, or roll back with ecsRollback";
    public static final String NO_RESULT_ADVICE =
            "check the service; repeat the verification with ecsVerify, or roll back with ecsRollback";
    public static final String NO_END =
            "verify, watch: the verification needs the end of the deployment. Remove wait: false or waitUntil";
    public static final String SCALING_SUSPENDED =
            "watch: not possible with suspendScaling, which would suspend the scaling for as long. Remove one of them";
    public static final String VERIFICATION = "the verification";

    private VerifyStageMessages() {}

    /** As a setting. */
    public static String noTime(String watch) {
        return "watch: '" + watch + "' is no length of time. Write it as in 30m or 2h";
    }

    /** As a setting. */
    public static String outOfRange(String watch) {
        return "watch: '" + watch + "' is out of range. Use 5m to 7d";
    }

    public static String begins(String revision, String checks) {
        return "Verifying " + revision + ": " + checks;
    }

    /** The controller was not running, or AWS could not be reached. */
    public static String again(String since) {
        return "The verification begins again, because nothing was read for " + since;
    }

    public static String unread(String time) {
        return "no response from AWS for " + time + " in total";
    }

    /** A user has accepted what could then not be read. */
    public static String acceptedUnread(String user, String cause, String time) {
        return cause + ". It was accepted by " + user + ", but it is unknown whether it is still deployed: "
                + unread(time);
    }

    public static String confirms(String other) {
        return "The verification begins again: the service is set to " + other;
    }

    public static String watches(String time, String until) {
        return "Watching the service for " + time + ", until " + until;
    }

    public static String watchPassed(int looks) {
        return "The watch ended after " + count(looks) + ": the last one passed";
    }

    private static String count(int looks) {
        return looks + (looks == 1 ? " verification" : " verifications");
    }

    public static String watchEndedFor(String holder) {
        return "The watch ended early, because " + holder + " deploys the service";
    }

    public static String watchHasNoResult(String message) {
        return "The watch continues; its last verification has no result: " + message;
    }

    // Causes.

    public static String failed(String what, String message) {
        return what + " failed: " + message;
    }

    public static String noResult(String what, String message) {
        return what + " has no result: " + message;
    }

    public static final String IN_BAKE_TIME = "the verification in the bake time";

    public static final String IN_SHIFT = "the comparison with the previous revision";

    public static String compared(String message) {
        return "Compared with the previous revision: " + message;
    }

    /** After how long the watch failed. */
    public static String theWatch(String after) {
        return "the watch, " + after + " after the deployment,";
    }

    public static String noPrevious(String revision) {
        return TaskStageMessages.stays(revision) + ", because there was no other revision before it";
    }

    public static String irreversible(String revision) {
        return TaskStageMessages.stays(revision) + ", because a task before the deployment cannot be undone";
    }

    public static String unchanged(String revision) {
        return TaskStageMessages.stays(revision) + ", which was not changed";
    }

    public static String byCodeDeploy(String revision) {
        return TaskStageMessages.stays(revision) + ", because CodeDeploy deploys the service";
    }

    public static String otherRevision(String other, String revision) {
        return "while it was verified, the service was set to " + (other.isEmpty() ? "another revision" : other)
                + " instead of " + revision + ". Nothing was changed";
    }

    public static String rollingBack(String cause, String to) {
        return PlainText.sentence(cause) + ". Rolling back to " + to;
    }

    // A user decides.

    public static String asks(String cause, String until) {
        return PlainText.sentence(cause) + ". Continue or roll back on the build page until " + until;
    }

    public static String acceptedBy(String user, String cause) {
        return "accepted by " + user + ", although " + cause;
    }

    public static String rolledBackBy(String user, String cause) {
        return user + " rolls back: " + cause;
    }

    public static String noAnswer(String cause) {
        return cause + ". Nobody decided in time";
    }

    public static String overtaken(String cause, String holder) {
        return cause + ". Nobody decided before " + holder + " began to deploy the service";
    }

    // An abort.

    public static String notVerified(String revision) {
        return "the verification was not finished; the service keeps running " + revision;
    }

    public static String notWatched(String revision) {
        return "the watch was not finished; the service keeps running " + revision;
    }

    public static String notDecided(String cause) {
        return "nobody decided: " + cause;
    }

    public static String rollbackContinues(String what) {
        return "the rollback is left as it is" + (what.isEmpty() ? "" : "; " + what);
    }
}
