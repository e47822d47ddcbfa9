package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The task definitions that the tests of this package share. */
final class Definitions {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Definitions() {}

    static String text(String file) {
        try (InputStream in = Definitions.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode read(String file) {
        return TaskDefinitionText.parse(text(file));
    }

    /** JSON as it is, without the checks and conversions of TaskDefinitionText. Single quotes stand for double ones. */
    static ObjectNode raw(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A definition of the family "f" with one container "app" that has these further fields. */
    static ObjectNode app(String fields) {
        return raw("{'family':'f','containerDefinitions':[{'name':'app','image':'a:1'"
                + (fields.isEmpty() ? "" : "," + fields) + "}]}");
    }
}
