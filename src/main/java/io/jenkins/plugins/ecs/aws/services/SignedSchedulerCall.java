package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.transport.HttpAnswer;
import io.jenkins.plugins.ecs.aws.transport.SignedJsonCall;
import io.jenkins.plugins.ecs.aws.transport.SignedPost;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * EventBridge Scheduler, which speaks REST: a schedule is named in the path, its group in the query of {@code
 * GetSchedule} and {@code DeleteSchedule} and in the body of {@code UpdateSchedule} (Scheduler API reference).
 */
public final class SignedSchedulerCall implements AwsCall {

    private static final String PATH = "/schedules";

    private final SignedPost http;

    public SignedSchedulerCall(SignedPost http) {
        this.http = http;
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input) {
        HttpAnswer answer =
                switch (operation) {
                    case "ListSchedules" -> http.send(operation, SdkHttpMethod.GET, PATH, query(input), new byte[0]);
                    case "GetSchedule" ->
                        http.send(
                                operation,
                                SdkHttpMethod.GET,
                                path(input),
                                Map.of("groupName", input.path("GroupName").asText("default")),
                                new byte[0]);
                    case "DeleteSchedule" ->
                        http.send(
                                operation,
                                SdkHttpMethod.DELETE,
                                path(input),
                                Map.of("groupName", input.path("GroupName").asText("default")),
                                new byte[0]);
                    case "UpdateSchedule" ->
                        http.send(operation, SdkHttpMethod.PUT, path(input), Map.of(), body(input));
                    default -> throw new IllegalArgumentException(operation);
                };
        return SignedJsonCall.read(http, operation, answer);
    }

    private static String path(ObjectNode input) {
        return PATH + "/" + SdkHttpUtils.urlEncode(input.path("Name").asText());
    }

    private static byte[] body(ObjectNode input) {
        ObjectNode body = input.deepCopy();
        body.remove("Name");
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(ObjectNode input) {
        Map<String, String> query = new LinkedHashMap<>();
        input.fields()
                .forEachRemaining(
                        each -> query.put(each.getKey(), each.getValue().asText()));
        return query;
    }

    @Override
    public String toString() {
        return http.toString();
    }
}
