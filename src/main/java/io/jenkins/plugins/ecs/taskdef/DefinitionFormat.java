package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a definition is written to a file. */
public enum DefinitionFormat {
    YAML(yaml(true)),
    JSON(new ObjectMapper());

    private static final ObjectMapper QUOTED = yaml(false);

    private final ObjectMapper mapper;

    DefinitionFormat(ObjectMapper mapper) {
        this.mapper = mapper.enable(SerializationFeature.INDENT_OUTPUT);
    }

    private static ObjectMapper yaml(boolean isPlain) {
        return new ObjectMapper(YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .configure(YAMLGenerator.Feature.MINIMIZE_QUOTES, isPlain)
                .build());
    }

    @NonNull
    public static Optional<DefinitionFormat> parse(@NonNull String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equalsIgnoreCase(word))
                .findFirst();
    }

    /** In Jenkinsfiles, and the end of a file's name. */
    @NonNull
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text, which is read again as the same definition. */
    @NonNull
    public String write(@NonNull JsonNode definition) {
        String text = write(mapper, definition);
        return this == JSON || isSame(text, definition) ? text : write(QUOTED, definition);
    }

    private static String write(ObjectMapper mapper, JsonNode definition) {
        try {
            String text = mapper.writeValueAsString(definition);
            return text.endsWith("\n") ? text : text + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean isSame(String text, JsonNode definition) {
        try {
            return DefinitionText.read(text, "Definition").root().toString().equals(definition.toString());
        } catch (TaskDefinitionException unreadable) {
            return false;
        }
    }
}
