package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes a deployment of CodeDeploy from one lifecycle event to the next: task sets, hooks, waits, traffic, alarms. */
final class CodeDeployDriver {

    private static final Duration HOOK_TIMEOUT = Duration.ofHours(1);
    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(60);

    private final RegionState region;

    CodeDeployDriver(RegionState region) {
        this.region = region;
    }

    void step(CodeDeployment deployment, Wake wake) {
        if (deployment.hasEnded()) {
            return;
        }
        String before = mark(deployment);
        if (!deployment.hasStarted()) {
            begin(deployment, wake);
        } else if (deployment.stopping != null) {
            end(
                    deployment,
                    "Stopped",
                    "MANUAL_STOP",
                    "The deployment was stopped manually.",
                    deployment.stopping,
                    wake.now);
        } else if (!stoppedByAlarm(deployment, wake)) {
            go(deployment, wake);
        }
        if (!before.equals(mark(deployment))) {
            wake.changed();
            region.codeDeploy.publish(deployment, wake.now);
        }
    }

    private static String mark(CodeDeployment deployment) {
        CodeDeployment.Event event = deployment.events.get(Math.min(deployment.at, deployment.events.size() - 1));
        return deployment.status + deployment.at + event.status + deployment.shifted + deployment.terminationSince;
    }

    private void begin(CodeDeployment deployment, Wake wake) {
        Instant begin = deployment.createTime.plus(region.world.behavior.toInProgress);
        wake.at(begin);
        deployment.become(begin.isAfter(wake.now) ? "Queued" : "InProgress", wake.now);
        if (begin.isAfter(wake.now)) {
            return;
        }
        deployment.startTime = wake.now;
        if (deployment.service == null
                || !deployment.service.isActive()
                || !deployment.service.controller().equals("CODE_DEPLOY")) {
            fail(
                    deployment,
                    "INVALID_ECS_SERVICE",
                    "The ECS service is missing, is not active, or its deployment controller is not CODE_DEPLOY.",
                    wake.now);
        } else if (deployment.appSpec.error != null) {
            fail(deployment, "INVALID_REVISION", deployment.appSpec.error, wake.now);
        }
    }

    /** An alarm that is in ALARM stops the deployment, also one that was so when it began. */
    private boolean stoppedByAlarm(CodeDeployment deployment, Wake wake) {
        ScenarioRule rule = deployment.replacement == null ? ScenarioRule.OK : deployment.replacement.scenario;
        if (rule.scenario() == Scenario.ALARM
                && !deployment.alarms.isEmpty()
                && !deployment.isRollback()
                && !deployment.startTime.plus(rule.after()).isAfter(wake.now)) {
            region.alarm(deployment.alarms.iterator().next()).state(Alarm.State.ALARM);
        }
        List<String> active = deployment.alarms.stream()
                .filter(name -> region.alarm(name).state() == Alarm.State.ALARM)
                .toList();
        if (active.isEmpty()) {
            if (!deployment.alarms.isEmpty()) {
                wake.at(wake.now.plusSeconds(1));
            }
            return false;
        }
        end(
                deployment,
                "Stopped",
                "ALARM_ACTIVE",
                "One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the"
                        + " affected deployments have been stopped. Activated alarms: <" + String.join(", ", active)
                        + ">",
                deployment.rollsBackOn("DEPLOYMENT_STOP_ON_ALARM"),
                wake.now);
        return true;
    }

    private void go(CodeDeployment deployment, Wake wake) {
        if (!deployment.service.isActive()) {
            fail(deployment, "INVALID_ECS_SERVICE", "The ECS service is not active any more.", wake.now);
        } else if (deployment.at == deployment.events.size()) {
            terminate(deployment, wake);
        } else {
            run(deployment, deployment.events.get(deployment.at), wake);
        }
    }

    private void run(CodeDeployment deployment, CodeDeployment.Event event, Wake wake) {
        if (event.start == null) {
            if (event.name.equals("BeforeAllowTraffic") && waitsToBeReady(deployment, wake)) {
                return;
            }
            if (deployment.isRollback() && !event.name.equals("AllowTraffic")) {
                event.status = "Skipped";
                deployment.at++;
                return;
            }
            event.start = wake.now;
            event.status = "InProgress";
            deployment.updatedAt = wake.now;
            open(deployment, event, wake.now);
        } else if (isDone(deployment, event, wake)) {
            event.end = wake.now;
            event.status = "Succeeded";
            deployment.updatedAt = wake.now;
            deployment.at++;
        }
    }

    private void open(CodeDeployment deployment, CodeDeployment.Event event, Instant now) {
        switch (event.name) {
            case "Install" -> install(deployment, now);
            case "AllowTestTraffic" -> shift(deployment, pair(deployment).test(), 100);
            case "AllowTraffic" -> {
                if (deployment.isRollback()) {
                    takeBack(deployment, now);
                } else {
                    shiftNext(deployment);
                }
            }
            default -> {}
        }
    }

    private void install(CodeDeployment deployment, Instant now) {
        ServiceState service = deployment.service;
        deployment.original = service.primary();
        for (DeploymentEntry left : List.copyOf(service.entries)) {
            if (left != deployment.original && left.scale > 0) {
                region.taskSets.remove(service, left, now);
            }
        }
        List<String> names = pair(deployment).names();
        String used = deployment.original.targetGroup;
        if (names.size() != 2
                || names.stream()
                        .noneMatch(name -> region.listeners.targetGroup(name).equals(used))) {
            fail(
                    deployment,
                    "ELASTIC_LOAD_BALANCING_INVALID",
                    "The ELB could not be updated due to the following error: Primary taskset target group must be"
                            + " behind listener",
                    now);
            return;
        }
        String free = names.stream()
                .map(region.listeners::targetGroup)
                .filter(arn -> !arn.equals(used))
                .findFirst()
                .orElseThrow();
        try {
            deployment.replacement = region.taskSets.create(
                    service,
                    deployment.appSpec.taskDefinition(),
                    deployment.appSpec.settings(),
                    free,
                    deployment.id,
                    now);
        } catch (AwsError e) {
            fail(
                    deployment,
                    "ECS_UPDATE_ERROR",
                    "The ECS service cannot be updated due to an unexpected error: " + e.getMessage()
                            + " (Service: AmazonECS; Status Code: " + e.status + "; Error Code: " + e.code
                            + "; Request ID: " + region.world.ids.uuid() + "; Proxy: null). Check your ECS service"
                            + " status.",
                    now);
        }
    }

    private boolean isDone(CodeDeployment deployment, CodeDeployment.Event event, Wake wake) {
        return switch (event.name) {
            case "Install" -> isInstalled(deployment, event, wake);
            case "AllowTestTraffic" -> hasPassed(event.start.plus(region.world.behavior.stage), wake);
            case "AllowTraffic" -> isShifted(deployment, event, wake);
            default -> event.function == null || hasAnswered(deployment, event, wake);
        };
    }

    private boolean isInstalled(CodeDeployment deployment, CodeDeployment.Event event, Wake wake) {
        if (!deployment.replacement.isCompleted()
                && !event.start.plus(INSTALL_TIMEOUT).isAfter(wake.now)) {
            fail(
                    deployment,
                    "TIMEOUT",
                    "The deployment timed out while waiting for the replacement task set to become healthy. This time"
                            + " out period is " + INSTALL_TIMEOUT.toMinutes() + " minutes.",
                    wake.now);
            return false;
        }
        wake.at(wake.now.plusSeconds(1));
        return deployment.replacement.isCompleted();
    }

    private boolean isShifted(CodeDeployment deployment, CodeDeployment.Event event, Wake wake) {
        if (deployment.isRollback()) {
            return hasPassed(event.start.plus(region.world.behavior.stage), wake);
        }
        Instant reached = event.start.plus(deployment.shift.between().multipliedBy(deployment.shifted - 1L));
        if (deployment.shifted < deployment.shift.weights().size()) {
            if (hasPassed(reached.plus(deployment.shift.between()), wake)) {
                shiftNext(deployment);
                deployment.updatedAt = wake.now;
            }
            return false;
        }
        if (!hasPassed(reached.plus(region.world.behavior.trafficShift), wake)) {
            return false;
        }
        region.taskSets.makePrimary(deployment.service, deployment.replacement, wake.now);
        return true;
    }

    private void shiftNext(CodeDeployment deployment) {
        deployment.weight = deployment.shift.weights().get(deployment.shifted++);
        shift(deployment, pair(deployment).production(), deployment.weight);
    }

    private void shift(CodeDeployment deployment, String listener, double percent) {
        if (!listener.isEmpty()) {
            region.listeners.shift(
                    listener, deployment.replacement.targetGroup, deployment.original.targetGroup, percent);
        }
    }

    /** All traffic to the task set that was there before; the other one goes. */
    private void takeBack(CodeDeployment deployment, Instant now) {
        if (deployment.original != null) {
            deployment.weight = 100;
            deployment.failed.weight = 0;
            shift(deployment, pair(deployment).production(), 100);
            shift(deployment, pair(deployment).test(), 100);
            if (!deployment.replacement.status.equals("PRIMARY")) {
                region.taskSets.makePrimary(deployment.service, deployment.replacement, now);
            }
            region.taskSets.remove(deployment.service, deployment.original, now);
            region.codeDeploy.publish(deployment.failed, now);
        }
    }

    /** CodeDeploy waits an hour for a call of PutLifecycleEventHookExecutionStatus. */
    private boolean hasAnswered(CodeDeployment deployment, CodeDeployment.Event event, Wake wake) {
        LifecycleHooks.Rule rule = region.world.hooks.of(event.function);
        boolean never =
                rule.result() == LifecycleHooks.Result.IN_PROGRESS || rule.result() == LifecycleHooks.Result.NO_STATUS;
        if (!hasPassed(event.start.plus(never ? HOOK_TIMEOUT : rule.after()), wake)) {
            return false;
        }
        if (rule.result() == LifecycleHooks.Result.SUCCEEDED) {
            return true;
        }
        String message =
                switch (rule.result()) {
                    case FAILED ->
                        "The deployment failed because one or more of the lifecycle event validation functions failed.";
                    case ROLE_REFUSED ->
                        "The IAM role "
                                + deployment.settings.path("serviceRoleArn").asText()
                                + " does not give you permission to perform operations in the following AWS service:"
                                + " AWSLambda.";
                    default ->
                        "The deployment timed out while waiting for a status callback. CodeDeploy expects a status"
                                + " callback within one hour after a deployment hook is invoked.";
                };
        event.message = message;
        boolean refused = rule.result() == LifecycleHooks.Result.ROLE_REFUSED;
        fail(deployment, refused ? "IAM_ROLE_PERMISSIONS" : "HOOK_EXECUTION_FAILURE", message, wake.now);
        return false;
    }

    /** Whether a user still has to say that production traffic may be rerouted. */
    private boolean waitsToBeReady(CodeDeployment deployment, Wake wake) {
        JsonNode option =
                deployment.settings.path("blueGreenDeploymentConfiguration").path("deploymentReadyOption");
        boolean stops = option.path("actionOnTimeout").asText().equals("STOP_DEPLOYMENT");
        int minutes = option.path("waitTimeInMinutes").asInt();
        boolean waits = minutes > 0 && (stops || region.world.behavior.readyWaitContinues);
        if (deployment.isRollback() || deployment.readyOver || !waits) {
            return false;
        }
        if (deployment.readySince == null) {
            deployment.readySince = wake.now;
            deployment.become("Ready", wake.now);
        }
        if (!hasPassed(deployment.readySince.plus(Duration.ofMinutes(minutes)), wake)) {
            return true;
        }
        deployment.readyOver = true;
        if (!stops) {
            deployment.become("InProgress", wake.now);
            return false;
        }
        end(
                deployment,
                "Stopped",
                "TIMEOUT",
                "The deployment timed out while waiting for a notification to continue. This time out period is "
                        + minutes + " minutes.",
                deployment.rollsBackOn("DEPLOYMENT_FAILURE"),
                wake.now);
        return true;
    }

    private void terminate(CodeDeployment deployment, Wake wake) {
        JsonNode option = deployment
                .settings
                .path("blueGreenDeploymentConfiguration")
                .path("terminateBlueInstancesOnDeploymentSuccess");
        int minutes = deployment.isRollback()
                ? 0
                : option.path("terminationWaitTimeInMinutes").asInt();
        if (deployment.terminationSince == null) {
            deployment.terminationSince = wake.now;
            deployment.updatedAt = wake.now;
        }
        if (!deployment.terminationOver
                && !hasPassed(deployment.terminationSince.plus(Duration.ofMinutes(minutes)), wake)) {
            return;
        }
        deployment.terminationOver = true;
        if (!deployment.isRollback()) {
            region.taskSets.remove(deployment.service, deployment.original, wake.now);
        }
        deployment.become("Succeeded", wake.now);
        deployment.completeTime = wake.now;
    }

    private void fail(CodeDeployment deployment, String code, String message, Instant now) {
        end(deployment, "Failed", code, message, deployment.rollsBackOn("DEPLOYMENT_FAILURE"), now);
    }

    /** The event in progress has failed, and those after it do not come; task sets and traffic stay unless it rolls back. */
    private void end(
            CodeDeployment deployment, String status, String code, String message, boolean rollback, Instant now) {
        for (CodeDeployment.Event event : deployment.events.subList(
                Math.min(deployment.at, deployment.events.size()), deployment.events.size())) {
            boolean running = event.start != null;
            event.status = running ? "Failed" : "Skipped";
            event.end = running ? now : null;
        }
        deployment.errorCode = code;
        deployment.errorMessage = message;
        deployment.become(status, now);
        deployment.completeTime = now;
        if (rollback && deployment.service != null) {
            region.codeDeploy.rollBack(deployment, now);
        }
    }

    private static Listeners.Pair pair(CodeDeployment deployment) {
        return Listeners.Pair.of(deployment.settings);
    }

    private static boolean hasPassed(Instant instant, Wake wake) {
        wake.at(instant);
        return !instant.isAfter(wake.now);
    }
}
