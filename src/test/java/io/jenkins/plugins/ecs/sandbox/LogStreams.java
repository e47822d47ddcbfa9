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
    private final Behavior behavior;

    LogStreams(Behavior behavior) {
        this.behavior = behavior;
    }

    void write(String group, String stream, Instant at, List<String> lines) {
        List<ObjectNode> events = groups.computeIfAbsent(group, g -> new LinkedHashMap<>())
                .computeIfAbsent(stream, s -> new ArrayList<>());
        for (String line : lines) {
            events.add(Json.object()
                    .put("timestamp", at.toEpochMilli())
                    .put("message", line)
                    .put("ingestionTime", at.plus(behavior.logDelay).toEpochMilli()));
        }
    }

    /**
     * What the containers of a task wrote: by their awslogs options to the stream {@code prefix/container/task}, by those of
     * FireLens to {@code prefix}, then the tag {@code container-firelens-task}, as records with the task's metadata.
     */
    void write(TaskState task, Instant at, List<String> lines) {
        write(task, task.atFault, at, lines);
    }

    void write(TaskState task, String of, Instant at, List<String> lines) {
        for (TaskState.Container container : task.containers) {
            JsonNode log = container.definition.path("logConfiguration");
            JsonNode options = log.path("options");
            String name = container.definition.path("name").asText();
            if (!name.equals(of)) {
                continue;
            }
            if (log.path("logDriver").asText().equals("awsfirelens") && options.has("log_group_name")) {
                String tag = name + "-firelens-" + task.id;
                write(
                        options.path("log_group_name").asText(),
                        options.path("log_stream_name")
                                .asText(options.path("log_stream_prefix").asText() + tag),
                        at,
                        options.has("log_key") ? lines : records(task, name, lines));
            }
            if (log.path("logDriver").asText().equals("awslogs")) {
                write(options.path("awslogs-group").asText(), stream(task, container, options), at, lines);
            }
        }
    }

    /** Without a prefix, which only EC2 allows, a stream is named by the container's id. */
    private static String stream(TaskState task, TaskState.Container container, JsonNode options) {
        return options.has("awslogs-stream-prefix")
                ? options.path("awslogs-stream-prefix").asText() + "/"
                        + container.definition.path("name").asText() + "/" + task.id
                : TaskJson.runtimeId(task, container);
    }

    private static List<String> records(TaskState task, String container, List<String> lines) {
        return lines.stream()
                .map(line -> Json.object()
                        .put("container_id", task.id + "-1")
                        .put("container_name", container)
                        .put("ecs_task_arn", task.arn)
                        .put("log", line)
                        .put("source", "stderr")
                        .toString())
                .toList();
    }
}
