package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** {@link LogsApi} over an {@link AwsCall} of the JSON API. */
public final class LogsJsonApi implements LogsApi {

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
}
