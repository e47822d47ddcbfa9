package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Objects;

/** What one place sets, and what that place is called. Immutable; persisted with the bodies of {@code withEcs}. */
public final class SettingsLayer implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String origin;
    /** By the names of {@link Setting}. */
    private final LinkedHashMap<String, String> values;

    private SettingsLayer(String origin, LinkedHashMap<String, String> values) {
        this.origin = origin;
        this.values = values;
    }

    /** @param origin in a few words, for the log: {@code step}, {@code folder shop}, {@code target prod-eu} */
    @NonNull
    public static SettingsLayer of(@NonNull String origin) {
        return new SettingsLayer(origin, new LinkedHashMap<>());
    }

    /** This layer and one setting more; null and blank values set nothing. */
    @NonNull
    public SettingsLayer with(@NonNull Setting setting, @CheckForNull Object value) {
        String text = Objects.toString(value, "").trim();
        if (text.isEmpty()) {
            return this;
        }
        LinkedHashMap<String, String> more = new LinkedHashMap<>(values);
        more.put(setting.name(), text);
        return new SettingsLayer(origin, more);
    }

    @NonNull
    public String origin() {
        return origin;
    }

    @CheckForNull
    public String get(@NonNull Setting setting) {
        return values.get(setting.name());
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
