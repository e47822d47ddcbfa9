package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A switch of a rule, kept as text: XStream reads {@code <exportForbidden>yes</exportForbidden>} into a boolean that is
 * false.
 */
public final class Switch {

    private Switch() {}

    public static boolean isOn(@CheckForNull String text) {
        return Boolean.parseBoolean(text);
    }

    @NonNull
    public static String of(boolean on) {
        return Boolean.toString(on);
    }

    /** @param switches by the names of their fields; empty if not set */
    @NonNull
    public static Optional<String> problem(@NonNull Map<String, String> switches) {
        return new TreeMap<>(switches)
                .entrySet().stream()
                        .filter(each -> !each.getValue().matches("(?i)true|false|"))
                        .findFirst()
                        .map(each -> each.getKey() + ": '" + PlainText.line(each.getValue())
                                + "' is neither true nor false");
    }
}
