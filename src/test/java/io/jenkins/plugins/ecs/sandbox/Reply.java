package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** An answer; status 0 stands for a connection that is closed without one. */
record Reply(int status, String contentType, byte[] body, String errorCode, Map<String, String> headers) {

    Reply(int status, String contentType, byte[] body, String errorCode) {
        this(status, contentType, body, errorCode, Map.of());
    }

    private static final String JSON = "application/x-amz-json-1.1";
    private static final String FOREIGN = "NotOfAws";
    private static final String REST = "application/json";
    private static final String CBOR = "application/cbor";

    static Reply json(JsonNode json) {
        return new Reply(200, JSON, Json.bytes(json), null);
    }

    static Reply rest(JsonNode json) {
        return new Reply(200, REST, Json.bytes(json), null);
    }

    /** The code is in a header only. */
    static Reply restError(AwsError error) {
        ObjectNode json = Json.object().put("Message", error.getMessage());
        return new Reply(SchedulerOperations.status(error), REST, Json.bytes(json), error.code);
    }

    boolean isRestError() {
        return REST.equals(contentType) && errorCode != null && !isForeign();
    }

    static Reply xml(String xml) {
        return new Reply(200, "text/xml", xml.getBytes(StandardCharsets.UTF_8), null);
    }

    static Reply cbor(JsonNode node) {
        return new Reply(200, CBOR, Cbor.write(node), null);
    }

    static Reply cborError(AwsError error) {
        ObjectNode node = Json.object().put("__type", error.code).put("message", error.getMessage());
        return new Reply(error.status, CBOR, Cbor.write(node), error.code);
    }

    static Reply closed() {
        return new Reply(0, null, new byte[0], "ConnectionReset");
    }

    static Reply unavailable() {
        return new Reply(503, "text/html", new byte[0], "ServiceUnavailable");
    }

    /** The front of AWS writes the message of a refusal with a capital letter, ECS itself with a small one. */
    static Reply error(AwsError error) {
        ObjectNode json = Json.object().put("__type", error.code);
        if (!error.getMessage().isEmpty()) {
            json.put(error.code.equals("AccessDeniedException") ? "Message" : "message", error.getMessage());
        }
        return new Reply(error.status, JSON, Json.bytes(json), error.code);
    }

    static Reply xmlError(AwsError error, String namespace, String requestId) {
        // The query services answer refusals with 403; the names differ from those of the JSON services, too.
        int status =
                error.code.matches("AccessDenied.*|ExpiredToken.*|.*Client.*|Missing.*|.*Sig.*") ? 403 : error.status;
        String code =
                switch (error.code) {
                    case "AccessDeniedException" -> "AccessDenied";
                    case "ExpiredTokenException" -> "ExpiredToken";
                    case "UnrecognizedClientException" -> "InvalidClientTokenId";
                    case "MissingAuthenticationTokenException" -> "MissingAuthenticationToken";
                    case "InvalidSignatureException" -> "SignatureDoesNotMatch";
                    case "ThrottlingException" -> "Throttling";
                    default -> error.code;
                };
        AwsError named = new AwsError(status, code, error.getMessage());
        byte[] body = QueryXml.error(named, namespace, requestId).getBytes(StandardCharsets.UTF_8);
        return new Reply(status, "text/xml", body, code);
    }

    /** Not of AWS: it has none of its headers. */
    static Reply page(int status, String contentType, String body) {
        return new Reply(status, contentType, body.getBytes(StandardCharsets.UTF_8), FOREIGN);
    }

    boolean isForeign() {
        return FOREIGN.equals(errorCode);
    }

    boolean isCbor() {
        return CBOR.equals(contentType);
    }

    /** The same answer, cut off in the middle of its body. */
    Reply truncated() {
        return new Reply(status, contentType, Arrays.copyOf(body, body.length / 2), "Garbage");
    }
}
