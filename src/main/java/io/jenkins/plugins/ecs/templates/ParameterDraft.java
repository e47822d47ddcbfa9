package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;

/** A parameter as it was written, before it is checked. What is null is not set. */
public record ParameterDraft(
        @Nullable String name,
        @Nullable String type,
        @Nullable String description,
        @Nullable String pattern,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable Integer min,
        @Nullable Integer max,
        @NonNull List<String> choices,
        @Nullable String defaultValue,
        @Nullable String example,
        boolean optional,
        boolean perEnvironment) {

    public ParameterDraft {
        choices = List.copyOf(choices);
    }
}
