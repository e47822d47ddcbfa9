package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link LogsApi} over an {@link AwsCall} of the JSON API. */
public final class LogsJsonApi implements LogsApi {

    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_PAGES = 50;

    private final AwsCall logs;

    public LogsJsonApi(AwsCall logs) {
        this.logs = logs;
    }

    @Override
    public List<String> tail(String group, String stream, int most) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        // A group of another account is named by its ARN, which has a parameter of its own.
        input.put(group.startsWith("arn:") ? "logGroupIdentifier" : "logGroupName", group)
                .put("logStreamName", stream)
                .put("limit", most)
                .put("startFromHead", false);
        List<String> messages = new ArrayList<>();
        try {
            logs.call("GetLogEvents", input)
                    .path("events")
                    .forEach(event -> messages.add(event.path("message").asText("")));
        } catch (AwsFailure failure) {
            if (!"ResourceNotFoundException".equals(failure.code())) {
                throw failure;
            }
        }
        return messages;
    }

    @Override
    public Optional<LogPage> page(String group, String stream, String token, long since, int most) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        // Without startFromHead a forward token skips events.
        input.put(group.startsWith("arn:") ? "logGroupIdentifier" : "logGroupName", group)
                .put("logStreamName", stream)
                .put("limit", most)
                .put("startFromHead", true);
        if (token != null) {
            input.put("nextToken", token);
        } else if (since > 0) {
            input.put("startTime", since);
        }
        try {
            ObjectNode answer = logs.call("GetLogEvents", input);
            List<LogPage.Event> events = new ArrayList<>();
            answer.path("events")
                    .forEach(event -> events.add(new LogPage.Event(
                            event.path("timestamp").asLong(),
                            event.path("message").asText(""))));
            return Optional.of(
                    new LogPage(events, answer.path("nextForwardToken").asText("")));
        } catch (AwsFailure failure) {
            if ("ResourceNotFoundException".equals(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    @Override
    public int count(String group, String streamPrefix, String pattern, long since, int most) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put(group.startsWith("arn:") ? "logGroupIdentifier" : "logGroupName", group)
                .put("filterPattern", pattern)
                .put("startTime", since)
                .put("limit", Math.max(1, Math.min(MOST_EVENTS, most)));
        if (streamPrefix != null) {
            input.put("logStreamNamePrefix", streamPrefix);
        }
        int found = 0;
        // An answer without events may still have a next page: CloudWatch stops where it has searched enough at once.
        for (int page = 0; page < MOST_PAGES && found < most; page++) {
            ObjectNode answer = logs.call("FilterLogEvents", input);
            found += answer.path("events").size();
            String next = answer.path("nextToken").asText("");
            if (next.isEmpty()) {
                break;
            }
            input.put("nextToken", next);
        }
        return Math.min(found, most);
    }

    @Override
    public boolean hasGroup(String group) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("logGroupNamePrefix", group);
        for (JsonNode each : logs.call("DescribeLogGroups", input).path("logGroups")) {
            if (each.path("logGroupName").asText("").equals(group)) {
                return true;
            }
        }
        return false;
    }
}
