package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CloudWatch Logs of one Region: groups, streams, events. */
final class LogStreams {

    final Map<String, Map<String, List<ObjectNode>>> groups = new LinkedHashMap<>();

    void write(String group, String stream, Instant at, List<String> lines) {
        List<ObjectNode> events = groups.computeIfAbsent(group, g -> new LinkedHashMap<>())
                .computeIfAbsent(stream, s -> new ArrayList<>());
        for (String line : lines) {
            events.add(Json.object()
                    .put("timestamp", at.toEpochMilli())
                    .put("message", line)
                    .put("ingestionTime", at.toEpochMilli()));
        }
    }

    /** What the containers of a task wrote, by their awslogs options: group, and {@code prefix/container/task}. */
    void write(TaskState task, Instant at, List<String> lines) {
        for (TaskState.Container container : task.containers) {
            JsonNode log = container.definition.path("logConfiguration");
            JsonNode options = log.path("options");
            String name = container.definition.path("name").asText();
            boolean guilty = name.equals(task.atFault);
            if (guilty && log.path("logDriver").asText().equals("awslogs") && options.has("awslogs-stream-prefix")) {
                write(
                        options.path("awslogs-group").asText(),
                        options.path("awslogs-stream-prefix").asText() + "/" + name + "/" + task.id,
                        at,
                        lines);
            }
        }
    }
}
