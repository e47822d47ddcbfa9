package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scaling of one service: its range, what is suspended, its policies and its scheduled actions. */
final class ScalableTarget extends Agenda.Agent {

    final String resourceId;
    final String arn;
    final Instant createdAt;
    int min;
    int max;
    boolean inSuspended;
    boolean outSuspended;
    boolean scheduledSuspended;
    /** By name, in the form in which they are described. */
    final Map<String, ObjectNode> policies = new LinkedHashMap<>();

    final Map<String, ObjectNode> actions = new LinkedHashMap<>();
    private final Map<String, Instant> due = new LinkedHashMap<>();
    private final Scaling scaling;

    ScalableTarget(String resourceId, String arn, Instant createdAt, Scaling scaling) {
        this.resourceId = resourceId;
        this.arn = arn;
        this.createdAt = createdAt;
        this.scaling = scaling;
    }

    /** When the action runs next; {@link Instant#MAX} for never. */
    void plan(String action, Instant at) {
        due.put(action, at);
        scaling.wake(this, next());
    }

    void forget(String action) {
        actions.remove(action);
        due.remove(action);
    }

    Instant next() {
        return due.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
    }

    @Override
    void step(Wake wake) {
        due.forEach((name, at) -> {
            if (!at.isAfter(wake.now)) {
                scaling.run(this, actions.get(name), at);
                due.put(name, ScalingTimes.next(actions.get(name), at));
            }
        });
        wake.at(next());
    }

    ObjectNode json(Arns arns) {
        ObjectNode json = Json.object().put("ServiceNamespace", "ecs").put("ResourceId", resourceId);
        json.put("ScalableDimension", Scaling.DIMENSION).put("MinCapacity", min).put("MaxCapacity", max);
        json.put(
                "RoleARN",
                arns.role("aws-service-role/ecs.application-autoscaling.amazonaws.com"
                        + "/AWSServiceRoleForApplicationAutoScaling_ECSService"));
        json.put("CreationTime", Json.time(createdAt)).put("ScalableTargetARN", arn);
        json.putObject("SuspendedState")
                .put("DynamicScalingInSuspended", inSuspended)
                .put("DynamicScalingOutSuspended", outSuspended)
                .put("ScheduledScalingSuspended", scheduledSuspended);
        return json;
    }
}
