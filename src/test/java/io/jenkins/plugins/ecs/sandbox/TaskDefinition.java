package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One revision of a task definition. Its JSON is replaced as a whole when its status changes. */
final class TaskDefinition {

    final String family;
    final int revision;
    final String arn;
    private ObjectNode json;

    TaskDefinition(String family, int revision, String arn, ObjectNode json) {
        this.family = family;
        this.revision = revision;
        this.arn = arn;
        this.json = json;
    }

    ObjectNode json() {
        return json;
    }

    String status() {
        return json.path("status").asText();
    }

    boolean isActive() {
        return status().equals("ACTIVE");
    }

    JsonNode containers() {
        return json.path("containerDefinitions");
    }

    void replace(ObjectNode next) {
        json = next;
    }
}
