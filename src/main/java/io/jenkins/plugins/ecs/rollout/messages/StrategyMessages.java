package io.jenkins.plugins.ecs.rollout.messages;

/** Messages about blue/green, canary and linear settings that do not fit the service. */
public final class StrategyMessages {

    public static final String NO_PAUSE = "the deployment has no pause; set 'pauseAt'";
    public static final String NO_TRAFFIC =
            "the service has neither a load balancer nor Service Connect whose traffic ECS shifts";
    public static final String NO_BAKE_TIME = "the bake time is 0; set 'bakeTime'";
    public static final String ONE_REVISION = "only a service with more than one active revision passes through it";

    private StrategyMessages() {}

    public static String missing(Object ofService) {
        return "strategy: missing. The service's own is " + ofService
                + "; use BLUE_GREEN, CANARY or LINEAR, or use ecsDeploy";
    }

    public static String otherStrategy(String fields, Object ofService, Object needed) {
        return fields + ": the service's strategy is " + ofService + "; set strategy: '" + needed + "'";
    }

    public static String neverReached(String waitUntil, String why) {
        return "waitUntil: '" + waitUntil + "' is never reached, because " + why;
    }
}
