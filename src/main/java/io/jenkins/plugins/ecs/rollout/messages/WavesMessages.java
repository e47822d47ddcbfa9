package io.jenkins.plugins.ecs.rollout.messages;

import java.util.List;

/** Messages about several services that one step deploys. */
public final class WavesMessages {

    public static final String NOTHING_TO_ROLL_BACK = "There is nothing to roll back";
    public static final String WAITING_IN_WAVE = "waiting for a free slot in its wave";
    public static final String WAITING_FOR_WAVE = "waiting for the previous wave";
    public static final String WAITING_FOR_LOCKS = "waiting for the locks of the services";
    public static final String ENDED = "ended";
    public static final String THIS_STEP = "this step, because another of its services was not deployed";

    private WavesMessages() {}

    public static String notAll(String failed) {
        return "not all services can be deployed, so none was: " + failed;
    }

    public static String another(String failed) {
        return "another service of this step was not deployed: " + failed;
    }

    public static String notDeployed(String services) {
        return "Not deployed: " + services;
    }

    public static String wave(int number, int of, String services) {
        return "Wave " + number + " of " + of + ": " + services;
    }

    public static String limited(int atOnce, boolean byPolicy) {
        return "Limited to " + atOnce + " concurrent deployment" + (atOnce == 1 ? "" : "s")
                + (byPolicy ? " by policy" : "");
    }

    public static String rollingBack(String services) {
        return "Rolling back " + services + " to the previous revision";
    }

    public static String irreversible(String service) {
        return service + " keeps its new revision, because a task before its deployment cannot be undone";
    }

    public static String runsAgain(String revision) {
        return "runs " + revision + " again";
    }

    public static String checking(int services) {
        return "checking " + services + " services";
    }

    public static String running(boolean rollback, String services) {
        return (rollback ? "rolling back" : "deploying") + (services.isEmpty() ? "" : " " + services);
    }

    public static String ended(Object verdict, String cause) {
        return verdict + ": " + cause;
    }

    public static String summary(Object verdict, int services, String each) {
        return verdict + ": " + services + " services: " + each;
    }

    public static String failure(String message, int services, String each) {
        return message + " (of " + services + " services: " + each + ")";
    }

    public static String each(List<String> deployed, List<String> rolledBack) {
        return String.join(", ", deployed)
                + (rolledBack.isEmpty() ? "" : "; rolled back: " + String.join(", ", rolledBack));
    }
}
