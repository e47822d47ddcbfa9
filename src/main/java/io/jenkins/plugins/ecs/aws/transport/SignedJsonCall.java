package io.jenkins.plugins.ecs.aws.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.AwsService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** AWS JSON 1.1, or 1.0 where the service wants that. */
public final class SignedJsonCall implements AwsCall {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Za-z0-9_.]{2,100}");

    private final SignedPost post;
    private final AwsService service;

    public SignedJsonCall(SignedPost post, AwsService service) {
        this.post = post;
        this.service = service;
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input) {
        HttpAnswer answer = post.send(
                operation,
                input.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", contentType(), "X-Amz-Target", service.target + "." + operation));
        return read(post, operation, answer);
    }

    /**
     * The object in an answer.
     *
     * @throws AwsFailure for an answer that is an error, or none of AWS's
     */
    public static ObjectNode read(SignedPost post, String operation, HttpAnswer answer) {
        if (!answer.isSuccessful()) {
            JsonNode error = errorBody(answer.body());
            String message = error.path("message").asText(error.path("Message").asText(""));
            throw post.check().refused(operation, answer, code(answer, error), message);
        }
        try {
            if (JSON.readTree(answer.body()) instanceof ObjectNode object) {
                if (!post.check().isTrusted(answer)) {
                    throw post.check().notAws(operation, answer);
                }
                post.check().understood(operation);
                return object;
            }
            throw post.check().unreadable(operation, answer, AwsMessages.NOT_AN_OBJECT);
        } catch (IOException e) {
            String where = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw post.check().unreadable(operation, answer, AwsMessages.noJson(where));
        }
    }

    private String contentType() {
        return "application/x-amz-json-" + (service.isJson10() ? "1.0" : "1.1");
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

    /** The code comes as {@code x-amzn-ErrorType} or {@code __type}. */
    private static String code(HttpAnswer answer, JsonNode error) {
        String header = answer.errorType();
        return code(
                header == null
                        ? error.path("__type")
                                .asText(error.path("code")
                                        .asText(error.path("Code").asText("")))
                        : header);
    }

    /**
     * A code without the namespace before it and the URL behind it. Null if there is none: other servers' JSON has
     * numbers and sentences there.
     */
    @CheckForNull
    static String code(@CheckForNull String raw) {
        if (raw == null) {
            return null;
        }
        String code = raw.substring(raw.indexOf('#') + 1).split(":", 2)[0].trim();
        return CODE.matcher(code).matches() ? code : null;
    }

    @Override
    public String toString() {
        return post.toString();
    }
}
