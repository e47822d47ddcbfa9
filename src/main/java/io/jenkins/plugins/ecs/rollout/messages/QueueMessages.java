package io.jenkins.plugins.ecs.rollout.messages;

import io.jenkins.plugins.ecs.text.Durations;

/** Messages about locks, the queue of a service, other deployments of it, and rate limits. */
public final class QueueMessages {

    /** Holds all locks until the builds that had them before a restart have re-acquired them. */
    public static final String RESUMED_BUILDS = "builds resumed after the restart";

    public static final String RESUMING = "Waiting for builds resumed after the restart to re-acquire their locks";

    public static final String BUSY_ADVICE = "try again later, or let the step wait: whenBusy: 'wait'";
    public static final String OVERTAKEN_ADVICE = "deploy again after the rollback";
    public static final String OTHER_DEPLOYMENT_ADVICE =
            "wait until it has finished, or set onOtherDeployment: 'wait' or 'replace'";

    private QueueMessages() {}

    public static String busy(String holder) {
        return "the service is being deployed by " + holder;
    }

    public static String oneIsBusy(String holder) {
        return "a service is being deployed by " + holder;
    }

    public static String superseded(String holder) {
        return "superseded in the queue by " + holder;
    }

    /** @param ahead how many more wait before this build */
    public static String waiting(String holder, int ahead) {
        return "The service is being deployed by " + holder + ": waiting"
                + (ahead == 0 ? "" : " (" + ahead + " more ahead in the queue)");
    }

    public static String oneIsWaiting(String holder) {
        return "A service is being deployed by " + holder + ": waiting";
    }

    /** For the build page. */
    public static String waitingFor(String what) {
        return "waiting for " + what;
    }

    public static String yields(String holder) {
        return holder + " is deploying the service and yields to this rollback";
    }

    public static String waitingToYield(String holder) {
        return "waiting for " + holder + " to yield";
    }

    public static String overtaken(String holder) {
        return holder + " is rolling back the service, so this deployment was not started";
    }

    /** The holder of a lock that a limit of the policy rules keeps from others. */
    public static String limited(String holder, Iterable<String> limits) {
        return holder + " and others (concurrency limit: " + String.join(", ", limits) + ")";
    }

    /** A deployment and its revision: {@code ecs-svc/1 (api:7)}. */
    public static String deployment(String id, String revision) {
        return id + " (" + revision + ")";
    }

    public static String otherDeployment(String deployment) {
        return "another deployment, not started by this Jenkins, is in progress: " + deployment;
    }

    public static String waitingForOther(String deployment) {
        return "Waiting for another deployment, not started by this Jenkins: " + deployment;
    }

    /** For the build page. */
    public static String waitingForEndOf(String deployment) {
        return "waiting for " + deployment + " to finish";
    }

    public static String rateLimited(String operation, long millis) {
        return "Rate limited: " + operation + " in about " + Durations.text(millis / 1000 * 1000);
    }
}
