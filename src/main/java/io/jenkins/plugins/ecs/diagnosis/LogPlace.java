package io.jenkins.plugins.ecs.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the log of a task's container is, according to the task definition.
 *
 * @param region Region of the log group; empty for the Region of the service
 * @param isRouted whether FireLens converts its lines to records
 * @param unreadable why it cannot be read; empty if group and stream are known
 */
public record LogPlace(
        String container, String region, String group, String stream, boolean isRouted, String unreadable) {

    private static final Pattern REGION = Pattern.compile("[a-z][a-z0-9-]{1,40}");

    /** Names of Fluent Bit's outputs to CloudWatch Logs: the newer plugin and the older one. */
    private static final Set<String> CLOUD_WATCH = Set.of("cloudwatch_logs", "cloudwatch");

    /**
     * @param definition as returned by {@code DescribeTaskDefinition}
     * @param name name of the container; empty for the first essential one
     * @param taskArn its last part is the task id, which is part of the stream names
     */
    @NonNull
    public static LogPlace of(@NonNull JsonNode definition, @NonNull String name, @NonNull String taskArn) {
        JsonNode container = container(definition, name);
        String called = container.path("name").asText(name);
        JsonNode log = container.path("logConfiguration");
        JsonNode options = log.path("options");
        String driver = log.path("logDriver").asText("");
        String task = taskArn.substring(taskArn.lastIndexOf('/') + 1);
        return switch (driver) {
            case "" -> unreadable(called, "container " + called + " has no logConfiguration");
            case "awslogs" -> awslogs(called, options, task);
            case "awsfirelens" -> firelens(called, options, task);
            default ->
                unreadable(called, "container " + called + " logs with the driver " + driver + ": see its destination");
        };
    }

    private static LogPlace unreadable(String container, String why) {
        return new LogPlace(container, "", "", "", false, why);
    }

    private static JsonNode container(JsonNode definition, String name) {
        JsonNode essential = null;
        for (JsonNode container : definition.path("containerDefinitions")) {
            if (container.path("name").asText("").equals(name)) {
                return container;
            }
            if (essential == null && container.path("essential").asBoolean(true)) {
                essential = container;
            }
        }
        return essential == null ? definition.path("containerDefinitions").path(0) : essential;
    }

    /** The stream is {@code prefix/container/task}. Without a prefix its name is the Docker container id. */
    private static LogPlace awslogs(String container, JsonNode options, String task) {
        String prefix = options.path("awslogs-stream-prefix").asText("");
        String group = options.path("awslogs-group").asText("");
        String region = options.path("awslogs-region").asText("");
        if (isPlaceholder(region)) {
            return unreadable(
                    container,
                    "container " + container + " has '" + region + "' as awslogs-region, which is not a Region");
        }
        if (prefix.isEmpty() || group.isEmpty()) {
            return unreadable(
                    container,
                    "container " + container + " logs with awslogs, but without awslogs-stream-prefix: see the group '"
                            + group + "'");
        }
        return new LogPlace(container, region, group, prefix + "/" + container + "/" + task, false, "");
    }

    /**
     * FireLens tags records {@code container-firelens-task}; the outputs name the stream by prefix and tag (Fluent
     * Bit's documentation of the CloudWatch output). The result of a template depends on the record.
     */
    private static LogPlace firelens(String container, JsonNode options, String task) {
        String region = options.path("region").asText("");
        String output = options.path("Name").asText(options.path("name").asText(""));
        String group = options.path("log_group_name").asText("");
        String stream = options.path("log_stream_name").asText("");
        String prefix = options.path("log_stream_prefix").asText("");
        if (!CLOUD_WATCH.contains(output)) {
            return unreadable(
                    container,
                    "container " + container + " logs with FireLens to "
                            + (output.isEmpty() ? "an output of its configuration" : output) + ": see its destination");
        }
        boolean template = options.has("log_group_template")
                || options.has("log_stream_template")
                || (group + stream + prefix).contains("$")
                || isPlaceholder(region);
        if (template || group.isEmpty() || (stream + prefix).isEmpty()) {
            return unreadable(
                    container,
                    "container " + container + " logs with FireLens to a stream whose name depends on the records");
        }
        return new LogPlace(
                container,
                region,
                group,
                stream.isEmpty() ? prefix + container + "-firelens-" + task : stream,
                true,
                "");
    }

    /** A placeholder of a template. */
    private static boolean isPlaceholder(String region) {
        return !region.isEmpty() && !REGION.matcher(region).matches();
    }

    public boolean isReadable() {
        return unreadable.isEmpty();
    }
}
