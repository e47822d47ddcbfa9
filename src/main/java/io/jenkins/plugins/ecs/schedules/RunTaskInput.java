package io.jenkins.plugins.ecs.schedules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.Optional;

/**
 * The input of a schedule with the universal target {@code aws-sdk:ecs:runTask}: JSON text with the parameters of {@code
 * RunTask}. One value of it is replaced in the text; all else, placeholders of Scheduler among it, stays byte for byte.
 *
 * @param taskDefinition the value of {@code TaskDefinition}
 * @param cluster the value of {@code Cluster}: a name or an ARN; {@code default} where there is none
 * @param start where the JSON string of {@code TaskDefinition} begins, with its quotation mark
 * @param end behind its closing quotation mark
 */
record RunTaskInput(
        @NonNull String text,
        @NonNull String taskDefinition,
        @NonNull String cluster,
        int start,
        int end) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Empty for text that isn't a JSON object with the text member {@code TaskDefinition}. */
    static Optional<RunTaskInput> read(@NonNull String text) {
        String definition = null;
        String cluster = "default";
        int start = 0;
        int end = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && name.equals("TaskDefinition")) {
                    start = (int) parser.currentTokenLocation().getCharOffset();
                    definition = parser.getText();
                    end = closing(text, start) + 1;
                } else if (value == JsonToken.VALUE_STRING && name.equals("Cluster")) {
                    cluster = parser.getText();
                }
                parser.skipChildren();
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                return Optional.empty();
            }
        } catch (IOException noJson) {
            return Optional.empty();
        }
        return definition == null
                ? Optional.empty()
                : Optional.of(new RunTaskInput(text, definition, cluster, start, end));
    }

    private static int closing(String text, int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    /** @param reference without characters that JSON escapes */
    String withTaskDefinition(@NonNull String reference) {
        return text.substring(0, start) + '"' + reference + '"' + text.substring(end);
    }
}
