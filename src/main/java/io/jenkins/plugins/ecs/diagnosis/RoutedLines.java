package io.jenkins.plugins.ecs.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;

/**
 * Restores a container's log lines from FireLens records. Unless the output has a {@code log_key}, each line is a JSON
 * record with the line in {@code log} and, by default, the ARN of its task ({@code enable-ecs-log-metadata}).
 */
public final class RoutedLines {

    private static final JsonMapper JSON = new JsonMapper();

    private RoutedLines() {}

    /** The lines of one task. A stream with a fixed name also has those of other tasks, which are omitted. */
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
