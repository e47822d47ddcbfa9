package io.jenkins.plugins.ecs.rollout.messages;

/** Messages about what ends a deployment early: abort, timeout, stall, a detected failure, and the rollback after it. */
public final class StopMessages {

    public static final String NOTHING_DEPLOYED = "nothing was deployed";
    public static final String ALREADY_COMPLETE = "the deployment was already complete";
    public static final String COMPLETED_FIRST = "the deployment completed before it could be rolled back";
    public static final String LINE_COMPLETED_FIRST = "The deployment completed before it could be rolled back";
    public static final String LEFT = "the deployment continues without this build";
    public static final String UPDATE_UNKNOWN = "the update may have been sent; its result is unknown";
    public static final String ROLLED_BACK = "rolled back";
    public static final String ROLLBACK_FAILED = "the rollback failed";
    public static final String CANNOT_ROLL_BACK =
            "ECS cannot be asked to roll back, because it reports no service deployment; the deployment continues";
    public static final String ABORTED = "aborted";
    public static final String GIVEN_UP = "given up early";
    public static final String ROLLBACK_REQUESTED = "rollback requested";
    public static final String ENDPOINT_ADVICE =
            "check why the endpoint cannot be reached: address, network, proxy, credentials";
    public static final String NO_ANSWER_YET = "AWS has not answered yet";

    private StopMessages() {}

    public static String alreadyCompleteBut(String mismatch) {
        return ALREADY_COMPLETE + ", but " + mismatch;
    }

    public static String askingToRollBack(String why, String deployer) {
        return why + ": asking " + deployer + " to roll back";
    }

    public static String ended(String why, String how) {
        return why + ": " + how;
    }

    public static String rollbackFailed(String why) {
        return ROLLBACK_FAILED + ": " + why;
    }

    public static String stopped(String why) {
        return "stopped: " + why;
    }

    public static String alreadyAsked(String deployer) {
        return deployer + " has already been asked to roll back and continues with that";
    }

    public static String rollbackUnfinished(String after) {
        return "the rollback did not finish within " + after + "; it continues";
    }

    public static String rollbackNotRequested(String deployer, String after) {
        return deployer + " could not be asked to roll back within " + after + "; the deployment may continue";
    }

    public static String rollbackNotStarted(String deployer, String after) {
        return deployer + " did not start to roll back within " + after + "; the deployment may continue";
    }

    public static String rollbackRefused(String deployer, String why) {
        return deployer + " cannot be asked to roll back: " + why + "; the deployment continues";
    }

    public static String cannotFollow(String why) {
        return "the deployment can no longer be followed (" + why + ")";
    }

    /** @param detail what was seen last, and what it waited for; may be empty */
    public static String timedOut(String allowed, String phase, String detail) {
        return "not complete after " + allowed + " (" + phase + detail + ")";
    }

    public static String stalled(String stallTimeout, String detail) {
        return "no progress for " + stallTimeout + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    public static String waitedFor(String what) {
        return what.isEmpty() ? "" : "; waited for " + what;
    }

    public static String noAnswerFor(String time, String lastFailure) {
        return "; no answer for " + time + ": " + lastFailure;
    }

    /** @param field {@code stallTimeout} or {@code timeout} */
    public static String raise(String field) {
        return "see the service's events in the log or the console; if the deployment is only slow, raise '" + field
                + "'";
    }

    // Early failure detection.

    public static String detectionOff(String why) {
        return "Early failure detection is off: " + why;
    }

    public static String cannotSucceed(String why) {
        return "Deployment cannot succeed: " + why;
    }

    public static String cannotSucceedWaiting(String why) {
        return cannotSucceed(why) + ". Waiting for the circuit breaker (onPermanentFailure: wait)";
    }

    public static String cannotSucceedNorRollBack(String why) {
        return cannotSucceed(why) + ". ECS cannot be asked to roll back, because it reports no service deployment;"
                + " waiting for its circuit breaker";
    }

    public static String cause(String title, String evidence) {
        return title + ": " + evidence;
    }
}
