package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;

/** CBOR (RFC 8949), which newer clients of CloudWatch speak. The tags of timestamps are skipped. */
final class Cbor {

    private static final ObjectMapper MAPPER = new CBORMapper();

    private Cbor() {}

    static JsonNode read(byte[] bytes) {
        try {
            return bytes.length == 0 ? Json.object() : MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new AwsError(400, "SerializationException", "");
        }
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
