package io.jenkins.plugins.ecs.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;

/**
 * What FireLens made of a container's lines: unless its output has a {@code log_key}, each line comes as a record in JSON,
 * with the line in {@code log} and, by default, with the ARN of its task ({@code enable-ecs-log-metadata}).
 */
public final class RoutedLines {

    private static final JsonMapper JSON = new JsonMapper();

    private RoutedLines() {}

    /** The lines of one task; those of others, which a stream with a fixed name has as well, are left out. */
    @NonNull
    public static List<String> of(@NonNull List<String> messages, @NonNull String taskArn) {
        List<String> lines = new ArrayList<>();
        for (String message : messages) {
            JsonNode kept = record(message);
            String task = kept.path("ecs_task_arn").asText("");
            if (!kept.path("log").isTextual()) {
                lines.add(message);
            } else if (task.isEmpty() || task.equals(taskArn)) {
                lines.add(kept.path("log").asText().stripTrailing());
            }
        }
        return lines;
    }

    private static JsonNode record(String message) {
        try {
            return message.startsWith("{") ? JSON.readTree(message) : JSON.missingNode();
        } catch (JsonProcessingException plain) {
            return JSON.missingNode();
        }
    }
}
