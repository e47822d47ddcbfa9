package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.time.Instant;

/** Makes services whose first deployment ended well a while ago. */
final class SteadyService {

    private static final Duration AGE = Duration.ofHours(2);

    private SteadyService() {}

    static ServiceState create(RegionState region, String clusterName, String name, ServiceSpec spec) {
        ClusterState cluster = region.cluster(clusterName);
        Instant created = region.now().minus(AGE);
        String somebody = "arn:aws:iam::" + region.arns.account() + ":user/somebody-else";
        TaskDefinition definition = region.taskDefinitions.register(spec.taskDefinition(), somebody);
        ServiceState service = new ServiceState(
                name,
                region.arns.service(cluster.name, name),
                cluster,
                ServiceSettings.create(spec.request()),
                created,
                somebody,
                region);
        service.definition = definition;
        service.desiredCount = spec.request().path("desiredCount").asInt();
        ServiceRules.check(service.settings, service.desiredCount);
        ServiceRules.checkFits(service.settings, definition);
        cluster.services.put(name, service);
        Tags.put(region, service.arn, spec.request().path("tags"));
        ServiceDeployment deployment = region.deployments.start(service, created);
        settle(region, service, deployment.target, created);
        finish(region, service, deployment, created);
        region.agenda.add(service, Instant.MAX);
        if (!spec.status().equals("ACTIVE")) {
            end(service, spec.status(), region.now());
        }
        region.publisher.publish(service, created);
        region.agenda.poke(service, region.now().plusSeconds(1));
        return service;
    }

    private static void settle(RegionState region, ServiceState service, DeploymentEntry entry, Instant created) {
        Behavior behavior = region.world.behavior;
        Instant running = created.plus(behavior.toRunning);
        Instant healthy = running.plus(Duration.ofMinutes(5)).plus(behavior.toHealthy);
        for (int i = 0; i < service.desiredCount; i++) {
            TaskState task = region.launcher.well(service, entry, created);
            task.step(new Wake(running));
            task.step(new Wake(healthy));
            task.registered = true;
        }
        entry.desired = service.desiredCount;
        entry.become("COMPLETED", "ECS deployment " + entry.id + " completed.", healthy);
        service.lastCompleted = entry;
        service.steady = true;
    }

    private static void finish(
            RegionState region, ServiceState service, ServiceDeployment deployment, Instant created) {
        deployment.startedAt = created.plus(region.world.behavior.toInProgress);
        if (deployment.stages != null) {
            deployment.stages.skipToEnd(deployment.target.updatedAt);
        }
        deployment.become("SUCCESSFUL", deployment.target.updatedAt);
        service.say(deployment.finishedAt, "(deployment " + deployment.target.id + ") deployment completed.");
        service.say(deployment.finishedAt, "has reached a steady state.");
    }

    private static void end(ServiceState service, String status, Instant now) {
        service.desiredCount = 0;
        service.status = status;
        if (status.equals("INACTIVE")) {
            service.entries.clear();
            service.inactiveSince = now;
        }
    }
}
