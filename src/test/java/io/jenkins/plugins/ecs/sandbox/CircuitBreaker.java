package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** How many failed tasks are too many. */
final class CircuitBreaker {

    private CircuitBreaker() {}

    /** BOUNDED_PERCENT, 50 by default: ceil(value % of the desired count) within 3 and 200. */
    static int threshold(JsonNode configuration, int desiredCount) {
        int value = configuration.path("value").asInt(50);
        int percent = (int) Math.ceil(value * (double) desiredCount / 100);
        return switch (configuration.path("type").asText("BOUNDED_PERCENT")) {
            case "COUNT" -> value;
            case "UNBOUNDED_PERCENT" -> Math.max(1, percent);
            default -> Math.min(200, Math.max(3, percent));
        };
    }
}
