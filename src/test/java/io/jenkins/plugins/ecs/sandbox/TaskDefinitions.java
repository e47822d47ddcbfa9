package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The task definitions of a Region by family and revision. */
final class TaskDefinitions {

    private final RegionState region;
    private final Map<String, TreeMap<Integer, TaskDefinition>> families = new LinkedHashMap<>();
    private final Map<String, Instant> registeredAt = new LinkedHashMap<>();
    private final Map<String, Integer> lastRevisions = new LinkedHashMap<>();

    TaskDefinitions(RegionState region) {
        this.region = region;
    }

    TaskDefinition register(ObjectNode request, String registeredBy) {
        TaskDefinitionRules.check(request);
        ObjectNode json = TaskDefinitionDefaults.apply(TaskDefinitionMembers.known(request));
        FargateSizes.check(json);
        String family = request.path("family").asText();
        Instant last = registeredAt.put(family, region.now());
        if (last != null && region.now().isBefore(last.plus(region.world.behavior.registering))) {
            throw AwsError.client("Too many concurrent attempts to create a new revision of the specified family.");
        }
        int revision = lastRevisions.merge(family, 1, Integer::sum);
        String arn = region.arns.taskDefinition(family, revision);
        Instant at = region.stamp();
        json.put("taskDefinitionArn", arn).put("revision", revision).put("status", "ACTIVE");
        json.put("registeredAt", Json.time(at)).put("registeredBy", registeredBy);
        TaskDefinition definition = new TaskDefinition(family, revision, arn, json);
        families.computeIfAbsent(family, key -> new TreeMap<>()).put(revision, definition);
        region.publisher.publish(definition, region.now());
        return definition;
    }

    /** By ARN, {@code family:revision} or family, which means its latest ACTIVE revision; null when there is none. */
    TaskDefinition find(String reference) {
        if (region.arns.isForeign(reference)) {
            return null;
        }
        String name = Arns.name(reference);
        int colon = name.indexOf(':');
        TreeMap<Integer, TaskDefinition> revisions = families.get(colon < 0 ? name : name.substring(0, colon));
        if (revisions == null) {
            return null;
        }
        if (colon < 0) {
            return revisions.descendingMap().values().stream()
                    .filter(TaskDefinition::isActive)
                    .findFirst()
                    .orElse(null);
        }
        try {
            return revisions.get(Integer.parseInt(name.substring(colon + 1)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** For CreateService, UpdateService and RunTask: must be there and ACTIVE. */
    TaskDefinition usable(String reference) {
        TaskDefinition definition = find(reference);
        if (definition == null) {
            throw AwsError.client("TaskDefinition not found.");
        }
        if (!definition.isActive()) {
            throw AwsError.client("TaskDefinition is inactive");
        }
        return definition;
    }

    void setStatus(TaskDefinition definition, String status, String timeName) {
        ObjectNode json = Json.object();
        json.setAll(definition.json());
        json.put("status", status).put(timeName, Json.time(region.stamp()));
        definition.replace(json);
        region.publisher.publish(definition, region.now());
    }
}
