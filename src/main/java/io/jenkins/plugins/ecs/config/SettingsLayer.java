package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.SettingValues;
import java.io.Serializable;

/** What one place sets, and the name of that place. Immutable; persisted with the bodies of {@code withEcs}. */
public final class SettingsLayer implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String origin;
    private final SettingValues values;

    private SettingsLayer(String origin, SettingValues values) {
        this.origin = origin;
        this.values = values;
    }

    /** @param origin in a few words, for the log: {@code step}, {@code folder shop}, {@code target prod-eu} */
    @NonNull
    public static SettingsLayer of(@NonNull String origin) {
        return of(origin, SettingValues.NONE);
    }

    @NonNull
    public static SettingsLayer of(@NonNull String origin, @NonNull SettingValues values) {
        return new SettingsLayer(origin, values);
    }

    /** This layer and one setting more; null and blank values set nothing. */
    @NonNull
    public SettingsLayer with(@NonNull Setting setting, @CheckForNull Object value) {
        return value == null || value.toString().isBlank() ? this : of(origin, values.with(setting, value));
    }

    @CheckForNull
    public String get(@NonNull Setting setting) {
        return values.get(setting);
    }

    @NonNull
    public String origin() {
        return origin;
    }

    @NonNull
    SettingValues values() {
        return values;
    }
}
