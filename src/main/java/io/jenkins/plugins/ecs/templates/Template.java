package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A version of a template that has passed all {@linkplain TemplateChecks checks}. Immutable.
 *
 * @param where the level at which it is defined, for display: {@code the global settings}, {@code folder shop}
 * @param owner whom a refusal names; may be empty
 * @param taskDefinition text with placeholders
 * @param serviceDefinition text with placeholders
 * @param container the name of the container that runs the image of the team
 * @param digest of everything that decides what is rendered
 */
public record Template(
        @NonNull String name,
        @NonNull TemplateVersion version,
        @NonNull String where,
        @NonNull String title,
        @NonNull String description,
        @NonNull String owner,
        @NonNull List<Parameter> parameters,
        @NonNull Set<OpenField> open,
        @NonNull String taskDefinition,
        @NonNull String serviceDefinition,
        @NonNull String container,
        @NonNull String digest) {

    public Template {
        parameters = List.copyOf(parameters);
        open = Set.copyOf(open);
    }

    /** {@code web-service@2.1.0}. */
    @NonNull
    public String label() {
        return name + "@" + version;
    }

    /** What the file of a team should name. A major number stands for no pre-release, so one is named exactly. */
    @NonNull
    String reference() {
        return version.isPreRelease() ? label() : name + "@" + version.major();
    }

    @NonNull
    public Optional<Parameter> parameter(@NonNull String called) {
        return parameters.stream().filter(each -> each.name().equals(called)).findFirst();
    }

    public boolean opens(@NonNull OpenField field) {
        return open.contains(field);
    }
}
