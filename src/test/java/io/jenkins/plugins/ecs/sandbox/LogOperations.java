package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reading CloudWatch Logs. */
final class LogOperations {

    private static final int MOST = 10_000;

    private LogOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("DescribeLogGroups", LogOperations::groups);
        operations.put("DescribeLogStreams", LogOperations::streams);
        operations.put("GetLogEvents", LogOperations::events);
        operations.put("FilterLogEvents", LogOperations::filter);
    }

    private static ObjectNode groups(Input input, Context context) {
        ObjectNode answer = Json.object();
        ArrayNode groups = answer.putArray("logGroups");
        context.region().logs.groups.keySet().stream()
                .filter(name -> name.startsWith(input.text("logGroupNamePrefix", "")))
                .forEach(name -> groups.addObject()
                        .put("logGroupName", name)
                        .put("arn", context.region().arns.logGroup(name) + ":*"));
        return answer;
    }

    private static ObjectNode streams(Input input, Context context) {
        ObjectNode answer = Json.object();
        ArrayNode streams = answer.putArray("logStreams");
        group(input, context).keySet().stream()
                .filter(name -> name.startsWith(input.text("logStreamNamePrefix", "")))
                .forEach(name -> streams.addObject().put("logStreamName", name));
        return answer;
    }

    private static ObjectNode events(Input input, Context context) {
        List<ObjectNode> written = group(input, context).get(input.text("logStreamName", ""));
        if (written == null || visible(written, context).isEmpty()) {
            // The stream comes into being with its first line.
            throw new AwsError(400, "ResourceNotFoundException", "The specified log stream does not exist.");
        }
        return LogPages.of(input, visible(written, context), context);
    }

    /** What has arrived. */
    private static List<ObjectNode> visible(List<ObjectNode> written, Context context) {
        long now = context.region().now().toEpochMilli();
        return written.stream()
                .filter(event -> event.path("ingestionTime").asLong() <= now)
                .toList();
    }

    /** The pattern is a text that must be in the message, as in the simplest form of CloudWatch's patterns. */
    private static ObjectNode filter(Input input, Context context) {
        String text = input.text("filterPattern", "").replace("\"", "");
        List<String> only = input.texts("logStreamNames");
        long start = input.get("startTime").asLong(0);
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("events");
        group(input, context).entrySet().stream()
                .filter(stream -> only.isEmpty() || only.contains(stream.getKey()))
                .filter(stream -> stream.getKey().startsWith(input.text("logStreamNamePrefix", "")))
                .flatMap(stream ->
                        stream.getValue().stream().map(event -> event.deepCopy().put("logStreamName", stream.getKey())))
                .filter(event -> event.path("timestamp").asLong() >= start)
                .filter(event -> event.path("message").asText().contains(text))
                .sorted(Comparator.comparingLong(
                        event -> event.path("timestamp").asLong()))
                .limit(Math.min(MOST, input.get("limit").asInt(MOST)))
                .forEach(events::add);
        return answer;
    }

    private static Map<String, List<ObjectNode>> group(Input input, Context context) {
        String name = input.text("logGroupName", input.text("logGroupIdentifier", ""));
        String plain = name.startsWith("arn:") ? name.substring(name.indexOf(":log-group:") + 11) : name;
        Map<String, List<ObjectNode>> group =
                context.region().logs.groups.get(plain.endsWith(":*") ? plain.substring(0, plain.length() - 2) : plain);
        if (group == null) {
            throw new AwsError(400, "ResourceNotFoundException", "The specified log group does not exist.");
        }
        return group;
    }
}
