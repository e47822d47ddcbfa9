package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of the parameters of a template. */
public enum ParameterType {
    STRING,
    INTEGER,
    BOOLEAN,
    CHOICE,
    /** A list of texts. */
    LIST,
    /** A map of texts. */
    MAP,
    /** CPU units and MiB that Fargate offers together, used as {@code {{ name.cpu }}} and {@code {{ name.memory }}}. */
    SIZE,
    /** The name or ARN of a secret or parameter, never its value. */
    SECRET,
    /** A container image with a tag or a digest. */
    IMAGE;

    /** As it is configured: {@code string}. */
    @NonNull
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @NonNull
    public static Optional<ParameterType> of(@CheckForNull String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    @NonNull
    public static List<String> words() {
        return Arrays.stream(values()).map(ParameterType::word).toList();
    }
}
