package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The task sets of services that CodeDeploy or others deploy: CreateTaskSet and so on, as CodeDeploy calls them. */
final class TaskSets {

    private final RegionState region;

    TaskSets(RegionState region) {
        this.region = region;
    }

    /** Each set gets its share of the desired count, and what is scaled to nothing goes. */
    void step(ServiceState service, RollingUpdate rolling, Wake wake) {
        for (DeploymentEntry set : List.copyOf(service.entries)) {
            int wanted = service.isActive() ? (service.desiredCount * set.scale + 99) / 100 : 0;
            rolling.scale(service, set, wanted, wake);
            set.desired = wanted;
            boolean steady = set.healthy() == wanted && set.present() == wanted;
            if (steady != set.isCompleted()) {
                set.become(steady ? "COMPLETED" : "IN_PROGRESS", null, wake.now);
                wake.changed();
            }
        }
    }

    /**
     * CreateTaskSet: ACTIVE, at full scale.
     *
     * @param settings of the AppSpec
     * @throws AwsError what ECS refuses
     */
    DeploymentEntry create(
            ServiceState service, String taskDefinition, ObjectNode settings, String group, String id, Instant now) {
        TaskDefinition definition = region.taskDefinitions.usable(taskDefinition);
        ObjectNode all = service.settings.deepCopy();
        ObjectNode balancer = (ObjectNode) settings.remove("balancer");
        all.setAll(settings);
        if (settings.has("capacityProviderStrategy")) {
            all.remove("launchType");
        }
        all.putArray("loadBalancers").add(balancer.put("targetGroupArn", group));
        ServiceRules.checkFits(all, definition);
        String number = region.world.ids.number();
        ScenarioRule scenario = region.world.scenarios.of(definition.json());
        ServiceRevision revision = new ServiceRevision(
                region.arns.serviceRevision(service.cluster.name, service.name, number),
                service,
                definition,
                all,
                scenario.scenario() != Scenario.IMAGE_NOT_FOUND,
                region.world.images,
                now);
        DeploymentEntry set = new DeploymentEntry("ecs-svc/" + number, revision, scenario, now);
        set.status = "ACTIVE";
        set.externalId = id;
        set.targetGroup = group;
        service.entries.add(set);
        changed(service, now);
        return set;
    }

    /** UpdateServicePrimaryTaskSet: the service is what its primary task set is. */
    void makePrimary(ServiceState service, DeploymentEntry set, Instant now) {
        for (DeploymentEntry each : service.entries) {
            if (each.status.equals("PRIMARY")) {
                each.status = "ACTIVE";
                each.updatedAt = now;
            }
        }
        service.entries.remove(set);
        service.entries.add(0, set);
        set.status = "PRIMARY";
        set.updatedAt = now;
        service.definition = set.revision.definition;
        service.settings = service.settings.deepCopy();
        service.settings.set("loadBalancers", set.revision.json.path("loadBalancers"));
        changed(service, now);
    }

    /** DeleteTaskSet: its tasks are stopped, then it is deleted. */
    void remove(ServiceState service, DeploymentEntry set, Instant now) {
        set.scale = 0;
        set.desired = 0;
        set.status = "DRAINING";
        set.updatedAt = now;
        changed(service, now);
    }

    private void changed(ServiceState service, Instant now) {
        region.publisher.publish(service, now);
        region.agenda.poke(service, now);
    }
}
