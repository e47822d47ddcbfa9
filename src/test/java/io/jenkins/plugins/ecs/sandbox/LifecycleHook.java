package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** One run of a lifecycle hook: a hook of the configuration at one stage, or at one step of it. */
final class LifecycleHook {

    private static final int DEFAULT_TIMEOUT_MINUTES = 1440;

    final String id;
    /** The configured stage, which may be one that is never reported: PRE_PRODUCTION_TRAFFIC_SHIFT. */
    final String stage;

    final String targetType;
    final String targetArn;
    final String roleArn;
    final Instant beganAt;
    final Instant expiresAt;
    final String timeoutAction;
    String status;

    LifecycleHook(String id, String stage, JsonNode configured, Instant now) {
        this.id = id;
        this.stage = stage;
        targetType = configured.path("targetType").asText("AWS_LAMBDA");
        targetArn = configured.path("hookTargetArn").asText(null);
        beganAt = now;
        roleArn = configured.path("roleArn").asText(null);
        JsonNode timeout = configured.path("timeoutConfiguration");
        expiresAt = now.plus(Duration.ofMinutes(timeout.path("timeoutInMinutes").asInt(DEFAULT_TIMEOUT_MINUTES)));
        timeoutAction = timeout.path("action").asText("ROLLBACK");
        status = isPause() ? "AWAITING_ACTION" : "IN_PROGRESS";
    }

    boolean isPause() {
        return targetType.equals("PAUSE");
    }

    boolean awaitsAction() {
        return status.equals("AWAITING_ACTION");
    }

    boolean isOpen() {
        return awaitsAction() || status.equals("IN_PROGRESS");
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("hookId", id).put("targetType", targetType);
        Json.putText(json, "targetArn", targetArn);
        json.put("status", status);
        Json.putTime(json, "expiresAt", expiresAt);
        return json.put("timeoutAction", timeoutAction);
    }
}
