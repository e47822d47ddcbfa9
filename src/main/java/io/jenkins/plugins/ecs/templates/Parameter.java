package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;

/**
 * A parameter of a template.
 *
 * @param description for those who fill it in; may be empty
 * @param limits what a value must keep to
 * @param defaultValue null for none
 * @param example a value for the checks of the template and for the catalogue; null for none
 * @param optional whether it may stay without a value, in which case the keys that have it are left out
 * @param perEnvironment whether an environment may have a value of its own
 */
public record Parameter(
        @NonNull String name,
        @NonNull ParameterType type,
        @NonNull String description,
        @NonNull Limits limits,
        @Nullable JsonNode defaultValue,
        @Nullable JsonNode example,
        boolean optional,
        boolean perEnvironment) {

    /**
     * What a value must keep to. Null is no limit.
     *
     * @param pattern a regular expression that matches the whole of a string
     * @param minLength in characters of a string, or entries of a list or map
     * @param choices of a choice; empty for all other types
     */
    public record Limits(
            @Nullable String pattern,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable Integer min,
            @Nullable Integer max,
            @NonNull List<String> choices) {

        public static final Limits NONE = new Limits(null, null, null, null, null, List.of());

        public Limits {
            choices = List.copyOf(choices);
        }
    }

    /** Whether a file must give it. */
    public boolean isRequired() {
        return defaultValue == null && !optional;
    }

    /** Of its default, or of its example; null if it has neither. */
    @Nullable
    JsonNode sample() {
        return defaultValue == null ? example : defaultValue;
    }
}
