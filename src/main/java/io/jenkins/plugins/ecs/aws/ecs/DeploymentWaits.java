package io.jenkins.plugins.ecs.aws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a deployment waits because it is configured to, by a {@code deploymentConfiguration} of ECS, or by a deployment
 * group and a deployment configuration of CodeDeploy.
 *
 * @param bakeMinutes how long the new tasks are watched, or the old ones kept, after all traffic has moved
 * @param steps how many times it waits while traffic moves
 * @param stepMinutes how long each time
 * @param longestHookMinutes how long the slowest of the functions that it calls may take; 0 without hooks
 * @param longestPauseMinutes how long it may wait for an answer; 0 if there is none
 * @param stopMinutes how long all hooks and pauses may take together, each of them in each of its stages
 */
public record DeploymentWaits(
        int bakeMinutes, int steps, int stepMinutes, int longestHookMinutes, int longestPauseMinutes, int stopMinutes) {

    public static final DeploymentWaits NONE = new DeploymentWaits(0, 0, 0, 0, 0, 0);

    /** What ECS takes where {@code timeoutConfiguration} does not say. */
    private static final int DEFAULT_HOOK_MINUTES = 1440;

    /** CodeDeploy gives each function an hour. */
    private static final int CODE_DEPLOY_HOOK_MINUTES = 60;

    /** The events of a deployment to ECS that may call a function. */
    private static final int CODE_DEPLOY_EVENTS = 5;

    /** @param c {@code deploymentConfiguration} of a service or of a service deployment */
    public static DeploymentWaits of(JsonNode c) {
        int hook = 0;
        int pause = 0;
        int stops = 0;
        for (JsonNode each : c.path("lifecycleHooks")) {
            int minutes =
                    each.path("timeoutConfiguration").path("timeoutInMinutes").asInt(DEFAULT_HOOK_MINUTES);
            stops += minutes * Math.max(1, each.path("lifecycleStages").size());
            if (each.path("targetType").asText().equals("PAUSE")) {
                pause = Math.max(pause, minutes);
            } else {
                hook = Math.max(hook, minutes);
            }
        }
        int bake = c.path("bakeTimeInMinutes").asInt();
        JsonNode linear = c.path("linearConfiguration");
        JsonNode canary = c.path("canaryConfiguration");
        return switch (c.path("strategy").asText()) {
            case "LINEAR" ->
                new DeploymentWaits(
                        bake,
                        steps(linear.path("stepPercent").asDouble(10)),
                        linear.path("stepBakeTimeInMinutes").asInt(6),
                        hook,
                        pause,
                        stops);
            case "CANARY" ->
                new DeploymentWaits(
                        bake, 1, canary.path("canaryBakeTimeInMinutes").asInt(10), hook, pause, stops);
            default -> new DeploymentWaits(bake, 0, 0, hook, pause, stops);
        };
    }

    /**
     * @param group as {@code BatchGetDeploymentGroups} shows it
     * @param routing {@code trafficRoutingConfig} of a deployment configuration; missing if it is not known
     * @param callsFunctions whether the AppSpec has hooks
     */
    public static DeploymentWaits ofCodeDeploy(JsonNode group, JsonNode routing, boolean callsFunctions) {
        JsonNode blueGreen = group.path("blueGreenDeploymentConfiguration");
        JsonNode ready = blueGreen.path("deploymentReadyOption");
        int pause = ready.path("actionOnTimeout").asText().equals("STOP_DEPLOYMENT")
                ? ready.path("waitTimeInMinutes").asInt()
                : 0;
        JsonNode linear = routing.path("timeBasedLinear");
        JsonNode canary = routing.path("timeBasedCanary");
        return new DeploymentWaits(
                blueGreen
                        .path("terminateBlueInstancesOnDeploymentSuccess")
                        .path("terminationWaitTimeInMinutes")
                        .asInt(),
                linear.isObject() ? steps(linear.path("linearPercentage").asDouble()) : canary.isObject() ? 1 : 0,
                linear.path("linearInterval").asInt()
                        + canary.path("canaryInterval").asInt(),
                callsFunctions ? CODE_DEPLOY_HOOK_MINUTES : 0,
                pause,
                (callsFunctions ? CODE_DEPLOY_EVENTS * CODE_DEPLOY_HOOK_MINUTES : 0) + pause);
    }

    private static int steps(double percent) {
        return percent <= 0 ? 0 : (int) Math.ceil(100 / percent - 1e-9);
    }

    /** Milliseconds that it certainly waits; hooks and pauses may be over sooner. */
    public long millis() {
        return (bakeMinutes + (long) steps * stepMinutes) * 60_000;
    }

    /** Milliseconds that it may wait at most. */
    public long longestMillis() {
        return millis() + stopMinutes * 60_000L;
    }

    /**
     * What it waits for, in words; empty if there is nothing.
     *
     * @param bake what {@link #bakeMinutes} is called there
     */
    public List<String> parts(String bake) {
        List<String> parts = new ArrayList<>();
        if (steps > 1 && stepMinutes > 0) {
            parts.add(AwsMessages.trafficSteps(steps, stepMinutes));
        } else if (steps == 1 && stepMinutes > 0) {
            parts.add(AwsMessages.canary(stepMinutes));
        }
        if (bakeMinutes > 0) {
            parts.add(AwsMessages.bake(bake, bakeMinutes));
        }
        return parts;
    }
}
