package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CloudWatch Logs by calls that a test answers: no socket and no client of the SDK. It only reads streams. */
public final class LogsInProcess implements LogsApi {

    private final AwsCall logs;

    public LogsInProcess(AwsCall logs) {
        this.logs = logs;
    }

    @Override
    public List<String> tail(String group, String stream, int most) {
        return read(of(group, stream, most).put("startFromHead", false))
                .map(answer ->
                        events(answer).stream().map(LogPage.Event::message).toList())
                .orElse(List.of());
    }

    @Override
    public Optional<LogPage> page(String group, String stream, String token, long since, int most) {
        ObjectNode input = of(group, stream, most).put("startFromHead", true);
        if (token != null) {
            input.put("nextToken", token);
        } else if (since > 0) {
            input.put("startTime", since);
        }
        return read(input)
                .map(answer -> new LogPage(
                        events(answer), answer.path("nextForwardToken").asText("")));
    }

    private static ObjectNode of(String group, String stream, int most) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("logGroupName", group)
                .put("logStreamName", stream)
                .put("limit", most);
    }

    private Optional<JsonNode> read(ObjectNode input) {
        try {
            return Optional.of(logs.call("GetLogEvents", input));
        } catch (AwsFailure failure) {
            if ("ResourceNotFoundException".equals(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static List<LogPage.Event> events(JsonNode answer) {
        List<LogPage.Event> events = new ArrayList<>();
        answer.path("events")
                .forEach(event -> events.add(new LogPage.Event(
                        event.path("timestamp").asLong(), event.path("message").asText(""))));
        return events;
    }

    @Override
    public int count(String group, String streamPrefix, String pattern, long since, int most) {
        throw new UnsupportedOperationException("no test counts");
    }

    @Override
    public boolean hasGroup(String group) {
        throw new UnsupportedOperationException("no test asks for groups");
    }
}
