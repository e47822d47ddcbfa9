package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Application Auto Scaling of one Region: the scalable targets of its services, and what they do to them. */
final class Scaling {

    static final String DIMENSION = "ecs:service:DesiredCount";

    private final RegionState region;
    final Map<String, ScalableTarget> targets = new LinkedHashMap<>();
    /** Newest first. */
    final List<ObjectNode> activities = new ArrayList<>();

    Scaling(RegionState region) {
        this.region = region;
    }

    static String resourceId(ServiceState service) {
        return "service/" + service.cluster.name + "/" + service.name;
    }

    /** Null if there is none of that name. */
    ServiceState service(String resourceId) {
        String[] parts = resourceId.split("/");
        if (parts.length != 3 || !parts[0].equals("service")) {
            throw validation("Unsupported service namespace, resource type or scalable dimension");
        }
        ClusterState cluster = region.clusters.get(parts[1]);
        return cluster == null ? null : cluster.services.get(parts[2]);
    }

    ScalableTarget add(String resourceId) {
        Instant at = region.stamp();
        ScalableTarget target =
                new ScalableTarget(resourceId, region.arns.scalableTarget(region.world.ids.word()), at, this);
        targets.put(resourceId, target);
        region.agenda.add(target, Instant.MAX);
        return target;
    }

    void remove(String resourceId) {
        ScalableTarget target = targets.remove(resourceId);
        if (target != null) {
            region.agenda.remove(target);
        }
    }

    void wake(ScalableTarget target, Instant at) {
        region.agenda.poke(target, at);
    }

    /** A service that is not ACTIVE keeps its count. */
    void moveIntoRange(ScalableTarget target, String cause, Instant at) {
        ServiceState service = service(target.resourceId);
        if (service == null || !service.isActive()) {
            return;
        }
        int within = Math.min(Math.max(service.desiredCount, target.min), target.max);
        if (within != service.desiredCount) {
            set(target, service, within, cause, at);
        }
    }

    private void set(ScalableTarget target, ServiceState service, int count, String cause, Instant at) {
        service.desiredCount = count;
        region.publisher.publish(service, at);
        region.agenda.poke(service, at.plusSeconds(1));
        ObjectNode activity = Json.object().put("ActivityId", region.world.ids.uuid());
        activity.put("ServiceNamespace", "ecs").put("ResourceId", target.resourceId);
        activity.put("ScalableDimension", DIMENSION).put("Description", "Setting desired count to " + count + ".");
        activity.put("Cause", cause).put("StartTime", Json.time(at)).put("EndTime", Json.time(at));
        activity.put("StatusCode", "Successful")
                .put(
                        "StatusMessage",
                        "Successfully set desired count to " + count + ". Change successfully fulfilled by ecs.");
        activities.add(0, activity);
    }

    /** A scheduled action changes the range, and so perhaps the count. */
    void run(ScalableTarget target, JsonNode action, Instant at) {
        if (target.scheduledSuspended || isOver(action, at)) {
            return;
        }
        JsonNode range = action.path("ScalableTargetAction");
        int min = range.path("MinCapacity").asInt(target.min);
        int max = range.path("MaxCapacity").asInt(target.max);
        // What is not named keeps its value unless that makes no range.
        target.min = range.has("MinCapacity") ? min : Math.min(min, max);
        target.max = range.has("MaxCapacity") ? max : Math.max(min, max);
        moveIntoRange(
                target,
                "scheduled action name " + action.path("ScheduledActionName").asText() + " was triggered",
                at);
    }

    private static boolean isOver(JsonNode action, Instant at) {
        return action.hasNonNull("EndTime")
                && ScalingTimes.instant(action.path("EndTime")).isBefore(at);
    }

    /**
     * What a policy does because of its alarm: within the range, not while it is suspended, and no scale-in during a
     * deployment.
     *
     * @return whether the count was changed
     */
    boolean scale(String resourceId, int count) {
        ScalableTarget target = targets.get(resourceId);
        ServiceState service = service(resourceId);
        if (target == null || service == null || !service.isActive()) {
            return false;
        }
        int within = Math.min(Math.max(count, target.min), target.max);
        boolean out = within > service.desiredCount;
        boolean suspended = out ? target.outSuspended : target.inSuspended;
        ServiceDeployment current = service.current();
        boolean deploying = current != null && !current.hasEnded();
        if (within == service.desiredCount || suspended || (!out && deploying)) {
            return false;
        }
        set(target, service, within, "monitor alarm TargetTracking-" + resourceId + " in state ALARM", region.now());
        return true;
    }

    static AwsError validation(String message) {
        return new AwsError(400, "ValidationException", message);
    }

    static AwsError notFound(String message) {
        return new AwsError(400, "ObjectNotFoundException", message);
    }
}
