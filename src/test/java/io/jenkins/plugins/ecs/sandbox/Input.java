package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The members of a request. */
record Input(JsonNode json) {

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    JsonNode get(String name) {
        return json.path(name);
    }

    /** The text of a member, null when it is missing. */
    String text(String name) {
        return has(name) ? json.get(name).asText() : null;
    }

    String text(String name, String byDefault) {
        return has(name) ? json.get(name).asText() : byDefault;
    }

    String required(String name, String message) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw AwsError.invalid(message);
        }
        return text;
    }

    boolean flag(String name) {
        return Json.isTrue(json, name);
    }

    String cluster() {
        return text("cluster", "default");
    }

    List<String> texts(String name) {
        return Json.texts(json.get(name));
    }

    /** A list that may neither be empty nor longer than the API allows. */
    List<String> texts(String name, int limit, String empty) {
        List<String> texts = texts(name);
        if (texts.isEmpty()) {
            throw AwsError.invalid(empty);
        }
        if (texts.size() > limit) {
            throw AwsError.invalid(name + " can have at most " + limit + " items.");
        }
        return texts;
    }

    boolean includes(String what) {
        return texts("include").contains(what);
    }

    /** A time within a member: seconds since the epoch. */
    Instant time(String name, String member) {
        JsonNode value = json.path(name).path(member);
        if (!value.isNumber()) {
            return null;
        }
        BigDecimal millis = value.decimalValue().movePointRight(3);
        return Instant.ofEpochMilli(millis.longValue());
    }
}
