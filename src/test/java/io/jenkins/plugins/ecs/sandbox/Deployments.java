package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Starts deployments, and replaces those that are still running. */
final class Deployments {

    private final RegionState region;

    Deployments(RegionState region) {
        this.region = region;
    }

    /** A new PRIMARY from the service's present task definition and settings. */
    ServiceDeployment start(ServiceState service, Instant at) {
        Ids ids = region.world.ids;
        List<ServiceRevision> sources =
                service.entries.stream().map(each -> each.revision).distinct().toList();
        supersede(service, at);
        String number = ids.number();
        ScenarioRule scenario = region.world.scenarios.of(service.definition.json());
        // The number of a service revision is that of the deployment which brought it out first.
        ServiceRevision revision = new ServiceRevision(
                region.arns.serviceRevision(service.cluster.name, service.name, number),
                service,
                scenario.scenario() != Scenario.IMAGE_NOT_FOUND,
                region.world.images,
                at);
        revision.sendTo(service, sources.isEmpty() ? null : sources.get(0));
        DeploymentEntry entry = new DeploymentEntry("ecs-svc/" + number, revision, scenario, at);
        if (!service.controller().equals("ECS")) {
            entry.targetGroup = service.targetGroups().stream().findFirst().orElse(null);
        }
        service.entries.add(0, entry);
        service.steady = false;
        String arn = region.arns.serviceDeployment(service.cluster.name, service.name, ids.word());
        ServiceDeployment deployment =
                new ServiceDeployment(arn, entry, sources, service.configuration(), service.desiredCount, at);
        deployment.stages =
                service.controller().equals("ECS") ? Stages.of(service, sources.size(), region.world.behavior) : null;
        watchAlarms(deployment);
        if (service.controller().equals("ECS")) {
            service.deployments.add(deployment);
        }
        region.publisher.publish(revision, at);
        return deployment;
    }

    private void supersede(ServiceState service, Instant at) {
        for (DeploymentEntry entry : service.entries) {
            if (entry.status.equals("PRIMARY")) {
                entry.retire(at);
            }
        }
        ServiceDeployment running = service.current();
        if (running != null && !running.hasEnded() && region.world.behavior.supersededStops) {
            running.statusReason = "Service deployment stopped because a new service deployment was started.";
            running.stoppedAt = at;
            running.become("STOPPED", at);
        }
    }

    /** An alarm that is in ALARM when a deployment starts is ignored for that deployment. */
    private void watchAlarms(ServiceDeployment deployment) {
        JsonNode configured = deployment.configuration.path("alarms");
        if (!Json.isTrue(configured, "enable")) {
            return;
        }
        for (String name : Json.texts(configured.path("alarmNames"))) {
            if (region.alarm(name).state() != Alarm.State.ALARM) {
                deployment.alarmNames.add(name);
            }
        }
        deployment.alarmsStatus = deployment.alarmNames.isEmpty() ? "DISABLED" : "MONITORING";
    }
}
