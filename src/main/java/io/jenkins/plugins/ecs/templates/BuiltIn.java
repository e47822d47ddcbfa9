package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Placeholders that every template has without a parameter. */
enum BuiltIn {
    /** The name of the service. */
    SERVICE,
    /** The image that is released. The container that has it is the team's. */
    IMAGE,
    /** The name of the environment of the path. */
    ENVIRONMENT,
    /** The owner as the team's file has it. */
    OWNER;

    @NonNull
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @NonNull
    static Optional<BuiltIn> of(@NonNull String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    @NonNull
    static List<String> words() {
        return Arrays.stream(values()).map(BuiltIn::word).toList();
    }
}
