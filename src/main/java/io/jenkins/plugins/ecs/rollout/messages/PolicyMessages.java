package io.jenkins.plugins.ecs.rollout.messages;

/** Messages about the rules of administrators. */
public final class PolicyMessages {

    public static final String NOTHING_CHANGED = "nothing was changed";
    public static final String REVISION_REMAINS = "the service is unchanged; the registered revision remains";

    private PolicyMessages() {}

    /** @param judgedAs empty, or why a rollback was judged as a deployment */
    public static String blocked(String rules, String judgedAs) {
        return "blocked by policy: " + rules + judgedAs;
    }

    public static String judgedAsDeployment(String why) {
        return " It was evaluated as a deployment, not as a rollback, because " + why;
    }

    public static String wouldBeJudgedAsDeployment(String why) {
        return "Policy rules would evaluate this as a deployment, because " + why;
    }

    public static String notContinued(String rules, String deployer) {
        return "Not continued, blocked by policy: " + rules + " " + deployer
                + " is still waiting; a rollback is always allowed";
    }

    public static String freezeOverridden(String freeze) {
        return "Freeze window: " + freeze;
    }

    public static String approved(String by, String at, String service) {
        return "Approved by " + by + " at " + at + " for " + service;
    }

    public static String wouldBlock(String rule) {
        return "Warning: a rule in warn mode would have blocked this: " + rule;
    }
}
