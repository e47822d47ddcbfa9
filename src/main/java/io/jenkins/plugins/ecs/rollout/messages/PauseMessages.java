package io.jenkins.plugins.ecs.rollout.messages;

/** Messages about pauses and their answers. */
public final class PauseMessages {

    public static final String CONTINUED_ELSEWHERE = "continued elsewhere (console, CLI)";
    public static final String ROLLED_BACK_ELSEWHERE = "rolled back elsewhere (console, CLI)";
    public static final String ENDED_ELSEWHERE = "ended elsewhere";
    public static final String WAIT_OVER = "the wait is over";

    private PauseMessages() {}

    /** @param until empty where AWS reports no end of the pause */
    public static String paused(String stage, String deployer, String until, String timeoutAction) {
        return "paused" + (stage.isEmpty() ? "" : " at " + stage) + ": " + deployer + " is waiting for approval"
                + (until.isEmpty() ? "" : " until " + until)
                + (timeoutAction.isEmpty() ? "" : " (on timeout: " + timeoutAction + ")");
    }

    public static String keepsOldTasks(String until) {
        return "the old tasks are kept" + (until.isEmpty() ? "" : " until " + until)
                + "; an answer ends the wait at once";
    }

    public static String over(String how) {
        return "the pause is over: " + how;
    }

    public static String answered(Object answer, String by) {
        return answer + ": " + by;
    }

    public static String continuedBy(String user) {
        return "continued by " + user;
    }

    public static String rolledBackBy(String user) {
        return "rolled back by " + user;
    }

    public static String timedOut(String deployer, String action) {
        return "no answer in time" + (action.isEmpty() ? "" : ", so " + deployer + " did " + action);
    }

    // Why the deployment was rolled back.

    private static String at(String stage) {
        return stage.isEmpty() ? "in a pause" : "in the pause at " + stage;
    }

    public static String answerRefused(String stage, String why) {
        return "the answer " + at(stage) + " could not be sent: " + why;
    }

    public static String rolledBack(String stage, String by) {
        return "rolled back " + at(stage) + " by " + by;
    }

    public static String stoppedOnTimeout(String stage) {
        return "no answer " + at(stage) + " in time, so CodeDeploy stopped the deployment";
    }

    public static String rolledBackOnTimeout(String stage) {
        return "no answer " + at(stage) + " in time, so ECS rolled back";
    }

    public static String rolledBackElsewhere(String stage) {
        return "rolled back " + at(stage) + " elsewhere (console, CLI)";
    }

    // Sending an answer.

    public static String notSent(String why, String advice, String deployer) {
        return "The answer could not be sent: " + why + ". What to do: " + advice + ". " + deployer
                + " is still waiting";
    }

    public static String notSentForBlock(String why, String advice, String deployer) {
        return "The answer of the block could not be sent: " + why + ". " + deployer
                + " is still waiting; trying again until it is allowed. What to do: " + advice
                + ", or answer in the console or the CLI";
    }
}
