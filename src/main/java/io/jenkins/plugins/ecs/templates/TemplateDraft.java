package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;

/**
 * A template as it was written, before it is checked. What is null is not set.
 *
 * @param where the level at which it is defined, for display
 * @param open names of fields
 */
public record TemplateDraft(
        @Nullable String name,
        @Nullable String version,
        @NonNull String where,
        @Nullable String title,
        @Nullable String description,
        @Nullable String owner,
        @NonNull List<ParameterDraft> parameters,
        @NonNull List<String> open,
        @Nullable String taskDefinition,
        @Nullable String serviceDefinition) {

    public TemplateDraft {
        parameters = List.copyOf(parameters);
        open = List.copyOf(open);
    }

    /** As messages name it: {@code web-service@2.1.0}. */
    @NonNull
    String label() {
        return name + "@" + version;
    }
}
