package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** AWS JSON 1.1. */
final class SignedJsonCall implements AwsCall {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Za-z0-9_.]{2,100}");

    private final SignedPost post;
    private final String targetPrefix;

    SignedJsonCall(SignedPost post, String targetPrefix) {
        this.post = post;
        this.targetPrefix = targetPrefix;
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input) {
        SignedPost.Answer answer = post.send(
                operation,
                input.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", targetPrefix + "." + operation));
        return read(post, operation, answer);
    }

    /**
     * The object in an answer.
     *
     * @throws AwsFailure for an answer that is an error, or none of AWS's
     */
    static ObjectNode read(SignedPost post, String operation, SignedPost.Answer answer) {
        if (!answer.isSuccessful()) {
            JsonNode error = errorBody(answer.body());
            String message = error.path("message").asText(error.path("Message").asText(""));
            throw post.refused(operation, answer, code(answer, error), message);
        }
        try {
            if (JSON.readTree(answer.body()) instanceof ObjectNode object) {
                if (!post.isTrusted(answer)) {
                    throw post.notAws(operation, answer);
                }
                post.understood(operation);
                return object;
            }
            throw post.unreadable(operation, answer, "it is not a JSON object");
        } catch (IOException e) {
            String where = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw post.unreadable(operation, answer, "no JSON: " + where);
        }
    }

    private static JsonNode errorBody(byte[] body) {
        try {
            JsonNode parsed = JSON.readTree(body);
            if (parsed == null) {
                return JSON.missingNode();
            }
            return parsed.path("Error").isObject() ? parsed.path("Error") : parsed;
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    /** The code comes as {@code x-amzn-ErrorType} or {@code __type}, with or without a namespace before and a URL behind. */
    private static String code(SignedPost.Answer answer, JsonNode error) {
        String header = answer.errorType();
        String raw = header == null
                ? error.path("__type")
                        .asText(error.path("code").asText(error.path("Code").asText("")))
                : header;
        String code = raw.substring(raw.indexOf('#') + 1).split(":", 2)[0].trim();
        // Other servers' JSON has numbers and sentences there.
        return CODE.matcher(code).matches() ? code : null;
    }

    @Override
    public String toString() {
        return post.toString();
    }
}
