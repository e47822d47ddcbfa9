package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Takes a blue/green, linear or canary deployment from stage to stage: tasks, traffic, hooks. */
final class StagedUpdate {

    private final RegionState region;
    private final Rollbacks rollbacks;

    StagedUpdate(RegionState region, Rollbacks rollbacks) {
        this.region = region;
        this.rollbacks = rollbacks;
    }

    /** Whether the service's deployment goes by stages now. A rollback does not: it replaces tasks as rolling ones do. */
    static boolean leads(ServiceDeployment deployment) {
        return deployment != null && deployment.stages != null && deployment.status.equals("IN_PROGRESS");
    }

    /** Between the request to go back and the going back nothing moves. */
    static boolean standsStill(ServiceDeployment deployment) {
        return deployment != null && deployment.stages != null && deployment.status.endsWith("_REQUESTED");
    }

    void step(ServiceState service, ServiceDeployment deployment, RollingUpdate rolling, Wake wake) {
        Stages stages = deployment.stages;
        if (!stages.hasBegun()) {
            enter(deployment, 0, wake);
        }
        boolean hooksDone = stepHooks(deployment, wake);
        if (!deployment.status.equals("IN_PROGRESS")) {
            return;
        }
        DeploymentEntry target = deployment.target;
        if (stages.isScaledUp()) {
            rolling.scale(service, target, wake);
        }
        if (stages.isCleaningUp()) {
            rolling.stopAllBut(service, target, wake);
            return;
        }
        rolling.keep(service, target, wake);
        Instant end = stages.since.plus(stages.leg().lasts());
        wake.at(end);
        boolean waitsForTasks = stages.leg().stage().equals("SCALE_UP") && target.healthy() < service.desiredCount;
        if (hooksDone && !waitsForTasks && !end.isAfter(wake.now)) {
            enter(deployment, stages.at + 1, wake);
        }
    }

    private void enter(ServiceDeployment deployment, int next, Wake wake) {
        Stages stages = deployment.stages;
        stages.enter(next, wake.now);
        deployment.updatedAt = wake.now;
        boolean shifts = stages.leg().production() != null;
        if (shifts && deployment.target.scenario.scenario() == Scenario.BAD_ROUTING) {
            rollbacks.request(
                    deployment,
                    FailureDetection.Cause.NETWORKING,
                    "Service deployment rolled back because of invalid networking configuration. Exactly one target"
                            + " group must serve traffic for the production listener rule.",
                    wake.now);
        } else if (stages.leg().hooks() != null) {
            startHooks(deployment, stages.leg().hooks(), wake.now);
        }
        wake.changed();
    }

    private void startHooks(ServiceDeployment deployment, String stage, Instant now) {
        for (JsonNode configured : deployment.configuration.path("lifecycleHooks")) {
            if (Json.texts(configured.path("lifecycleStages")).contains(stage)) {
                deployment.stages.hooks.add(new LifecycleHook(region.world.ids.uuid(), stage, configured, now));
            }
        }
    }

    /** @return whether no hook holds the deployment any more */
    private boolean stepHooks(ServiceDeployment deployment, Wake wake) {
        List<LifecycleHook> open =
                deployment.stages.hooks.stream().filter(LifecycleHook::isOpen).toList();
        for (LifecycleHook hook : open) {
            if (!hook.isPause()) {
                answer(deployment, hook, wake);
            }
            wake.at(hook.expiresAt);
            if (hook.isOpen() && !hook.expiresAt.isAfter(wake.now)) {
                hook.status = "TIMED_OUT";
                wake.changed();
                if (hook.timeoutAction.equals("ROLLBACK")) {
                    rollBack(deployment, hook, "The lifecycle hook timed out.", wake.now);
                }
            }
        }
        return deployment.stages.hooks.stream().noneMatch(LifecycleHook::isOpen);
    }

    private void answer(ServiceDeployment deployment, LifecycleHook hook, Wake wake) {
        LifecycleHooks.Rule rule = region.world.hooks.of(hook.targetArn);
        Instant at = hook.beganAt.plus(rule.after());
        wake.at(at);
        if (at.isAfter(wake.now) || rule.result() == LifecycleHooks.Result.IN_PROGRESS) {
            return;
        }
        wake.changed();
        boolean well = rule.result() == LifecycleHooks.Result.SUCCEEDED;
        hook.status = well ? "SUCCEEDED" : "FAILED";
        if (!well) {
            String what =
                    switch (rule.result()) {
                        case NO_STATUS ->
                            "ECS was unable to parse the response from " + hook.targetArn
                                    + " due to: HookStatus must not be null.";
                        case ROLE_REFUSED -> "ECS was unable to assume role " + hook.roleArn;
                        default -> "Lifecycle hook target " + hook.targetArn + " returned FAILED status.";
                    };
            rollBack(deployment, hook, what, wake.now);
        }
    }

    private void rollBack(ServiceDeployment deployment, LifecycleHook hook, String what, Instant now) {
        rollbacks.request(
                deployment,
                FailureDetection.Cause.HOOK,
                "Service deployment rolled back because " + hook.stage + " lifecycle hook(s) failed. " + what,
                now);
    }

    /** ContinueServiceDeployment. */
    void proceed(ServiceDeployment deployment, String hookId, String action, Instant now) {
        if (!deployment.status.equals("IN_PROGRESS")) {
            throw AwsError.invalid("The service deployment is not in the IN_PROGRESS state.");
        }
        LifecycleHook hook = deployment.stages == null
                ? null
                : deployment.stages.hooks.stream()
                        .filter(each -> each.id.equals(hookId) && each.awaitsAction())
                        .findFirst()
                        .orElse(null);
        if (hook == null) {
            throw AwsError.invalid("The service deployment has no lifecycle hook with the given hookId that is in the"
                    + " AWAITING_ACTION state.");
        }
        deployment.updatedAt = now;
        if (action.equals("CONTINUE")) {
            hook.status = "SUCCEEDED";
        } else {
            hook.status = "FAILED";
            rollbacks.request(
                    deployment,
                    FailureDetection.Cause.REQUEST,
                    "Service deployment rolled back because a rollback was requested at the " + hook.stage
                            + " lifecycle hook.",
                    now);
        }
    }
}
