package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/** Makes tasks. */
final class Launcher {

    private final RegionState region;
    private final TaskPlans plans;
    private int placed;

    Launcher(RegionState region) {
        this.region = region;
        plans = new TaskPlans(region.world.behavior);
    }

    TaskState forService(ServiceState service, DeploymentEntry entry, Instant now) {
        return launch(service, entry, entry.scenario, now);
    }

    /** A task that starts well, whatever the scenario of its image. */
    TaskState well(ServiceState service, DeploymentEntry entry, Instant now) {
        return launch(service, entry, ScenarioRule.OK, now);
    }

    private TaskState launch(ServiceState service, DeploymentEntry entry, ScenarioRule scenario, Instant now) {
        ServiceRevision revision = entry.revision;
        JsonNode guilty = guilty(revision.definition, scenario);
        ObjectNode settings = service.settings;
        if (entry.targetGroup != null) {
            settings = settings.deepCopy();
            settings.set("loadBalancers", revision.json.path("loadBalancers"));
        }
        TaskPlan plan = plans.plan(scenario, revision.definition.json(), guilty, entry.launched++, settings);
        ObjectNode fixed = fixed(service.cluster, "service:" + service.name, revision.json);
        fixed.put("startedBy", entry.id)
                .put("enableExecuteCommand", Json.isTrue(service.settings, "enableExecuteCommand"));
        TaskState task = launch(service.cluster, revision.definition, plan, guilty, now, fixed, revision.digests);
        entry.tasks.add(task);
        return task;
    }

    /** A task of RunTask. With the scenario OK it does its work for a while and exits with 0, as migrations do. */
    TaskState loose(ClusterState cluster, TaskDefinition definition, ObjectNode fixed, Instant now) {
        ScenarioRule rule = region.world.scenarios.of(definition.json());
        JsonNode guilty = guilty(definition, rule);
        TaskPlan plan = rule.scenario() == Scenario.OK
                ? plans.done(rule)
                : plans.plan(rule, definition.json(), guilty, 0, Json.object());
        TaskState task = launch(cluster, definition, plan, guilty, now, fixed, Map.of());
        task.exits = rule.exits();
        task.unwritten.addAll(rule.written());
        if (plan.ending() != null && plan.ending().whileRunning() && !rule.log().isEmpty()) {
            task.unwritten.add(new ScenarioRule.Written("", plan.ending().after(), rule.log()));
        }
        return task;
    }

    private TaskState launch(
            ClusterState cluster,
            TaskDefinition definition,
            TaskPlan plan,
            JsonNode guilty,
            Instant now,
            ObjectNode fixed,
            Map<String, String> digests) {
        String id = region.world.ids.hex();
        TaskState task = new TaskState(
                id,
                region.arns.task(cluster.name, id),
                definition,
                plan,
                now,
                guilty.path("name").asText(),
                fixed);
        for (JsonNode container : definition.containers()) {
            String digest = digests.get(container.path("name").asText());
            task.containers.add(new TaskState.Container(
                    container,
                    region.arns.container(cluster.name, id, region.world.ids.uuid()),
                    digest != null && !region.world.behavior.ignoresPins
                            ? digest
                            : region.world.images.digest(container.path("image").asText())));
        }
        return task;
    }

    /** The part of a task's answer that never changes. */
    ObjectNode fixed(ClusterState cluster, String group, JsonNode settings) {
        ObjectNode fixed = Json.object();
        fixed.putArray("attachments");
        fixed.putArray("attributes")
                .addObject()
                .put("name", "ecs.cpu-architecture")
                .put("value", "x86_64");
        fixed.put("availabilityZone", region.arns.region() + "abc".charAt(placed++ % 3));
        fixed.put("clusterArn", cluster.arn).put("group", group);
        Json.copy(settings, fixed, "launchType", "platformVersion", "platformFamily");
        if (!fixed.path("launchType").asText().equals("FARGATE")) {
            fixed.put("containerInstanceArn", region.arns.containerInstance(cluster.name, "c0ffee" + placed % 3));
        }
        ObjectNode overrides = fixed.putObject("overrides");
        overrides.putArray("containerOverrides");
        overrides.putArray("inferenceAcceleratorOverrides");
        fixed.putArray("tags");
        return fixed;
    }

    private JsonNode guilty(TaskDefinition definition, ScenarioRule rule) {
        JsonNode essential = null;
        for (JsonNode container : definition.containers()) {
            if (rule != ScenarioRule.OK && rule.matches(container.path("image").asText())) {
                return container;
            }
            if (essential == null && container.path("essential").asBoolean(true)) {
                essential = container;
            }
        }
        return essential == null ? definition.containers().path(0) : essential;
    }
}
