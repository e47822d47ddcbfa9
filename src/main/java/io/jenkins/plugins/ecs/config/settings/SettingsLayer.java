package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.SettingValues;
import java.io.Serializable;
import java.util.List;

/** What one place sets, and the name of that place. Immutable; persisted with the bodies of {@code withEcs}. */
public final class SettingsLayer implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String origin;
    private final SettingValues values;
    /** Not persisted: a block sets none, and those of a step are in its request. */
    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "read as none after a restart")
    private final transient LayerTasks tasks;

    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "read as none after a restart")
    private final transient List<CheckSettings> verify;

    private SettingsLayer(String origin, SettingValues values, LayerTasks tasks, List<CheckSettings> verify) {
        this.origin = origin;
        this.values = values;
        this.tasks = tasks;
        this.verify = verify;
    }

    /** @param origin in a few words, for the log: {@code step}, {@code folder shop}, {@code target prod-eu} */
    @NonNull
    public static SettingsLayer of(@NonNull String origin) {
        return of(origin, SettingValues.NONE);
    }

    @NonNull
    public static SettingsLayer of(@NonNull String origin, @NonNull SettingValues values) {
        return new SettingsLayer(origin, values, LayerTasks.NONE, List.of());
    }

    /** The same with tasks before and after a deployment. */
    @NonNull
    public SettingsLayer with(@CheckForNull List<DeploymentTask> before, @CheckForNull List<DeploymentTask> after) {
        return new SettingsLayer(origin, values, new LayerTasks(before, after), verify);
    }

    /** The same with checks after a deployment. */
    @NonNull
    public SettingsLayer verifying(@CheckForNull List<CheckSettings> checks) {
        return new SettingsLayer(origin, values, tasks, checks == null ? List.of() : checks);
    }

    @NonNull
    List<CheckSettings> verify() {
        return verify == null ? List.of() : verify;
    }

    @NonNull
    LayerTasks tasks() {
        return tasks == null ? LayerTasks.NONE : tasks;
    }

    /** This layer and one setting more; null and blank values set nothing. */
    @NonNull
    public SettingsLayer with(@NonNull Setting setting, @CheckForNull Object value) {
        return value == null || value.toString().isBlank()
                ? this
                : new SettingsLayer(origin, values.with(setting, value), tasks, verify);
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
