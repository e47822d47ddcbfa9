package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.SettingKind;
import io.jenkins.plugins.ecs.rollout.request.SettingValues;
import io.jenkins.plugins.ecs.rollout.request.VerificationChecks;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The effective settings of a step: all layers merged, each value with its origin. Immutable. Persisted with the build,
 * so it holds ids only. The endpoint is not part of it: it is read from the administrator's settings whenever a
 * connection is opened.
 */
public final class EcsSettings implements Serializable {

    private static final long serialVersionUID = 1L;
    /** Where and with which credentials is logged in any case. */
    private static final Set<Setting> IN_ANY_CASE =
            EnumSet.of(Setting.TARGET, Setting.REGION, Setting.CREDENTIALS_ID, Setting.ROLE_ARN);
    /** The origin of values that the step itself sets. */
    public static final String OF_STEP = "step";

    private final SettingValues values;
    /** Where each of them comes from, by the name of its field. */
    private final LinkedHashMap<String, String> places;
    /** The target's label; null if it has none, or if there is no target. */
    private final String targetLabel;
    /** The target's own endpoint when the build started; null if it had none. */
    private final String targetEndpoint;

    /** Not persisted: the requests have them, encrypted. */
    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "read as none after a restart")
    private final transient LayerTasks tasks;

    /** Not persisted: the requests have them. */
    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "read as none after a restart")
    private final transient LayerChecks checks;

    private EcsSettings(
            SettingValues values,
            LinkedHashMap<String, String> places,
            LayerTasks tasks,
            LayerChecks checks,
            String targetLabel,
            String targetEndpoint) {
        this.tasks = tasks;
        this.checks = checks;
        this.targetLabel = targetLabel;
        this.targetEndpoint = targetEndpoint;
        this.values = values;
        this.places = places;
    }

    /**
     * Merges layers, each setting separately. An external id is used only if it is set in the same layer as the role or in
     * a nearer one, because it belongs to that role. Of the settings of the verification the strictest one counts.
     *
     * @param nearestFirst step, {@code withEcs} from the inside out, folders from the inside out, target, global
     * @param endpointOverridden whether an own endpoint is used, which may have Regions with any name
     * @throws IllegalArgumentException if a value is missing or wrong; the message names each
     */
    @NonNull
    public static EcsSettings merge(@NonNull List<SettingsLayer> nearestFirst, boolean endpointOverridden) {
        SettingValues values = SettingValues.NONE;
        LinkedHashMap<String, String> places = new LinkedHashMap<>();
        LayerTasks tasks = LayerTasks.NONE;
        LayerChecks checks = LayerChecks.NONE;
        for (SettingsLayer each : nearestFirst) {
            SettingsLayer layer = LayerChecks.complete(each);
            tasks = tasks.or(layer.tasks());
            checks = checks.and(layer);
            boolean roleIsNearer = values.get(Setting.ROLE_ARN) != null;
            for (Setting setting : layer.values().given().toList()) {
                boolean ofAnotherRole = setting == Setting.EXTERNAL_ID && roleIsNearer;
                String nearer = values.get(setting);
                String given = Objects.requireNonNull(layer.get(setting));
                boolean counts = nearer == null || VerificationChecks.isStricter(setting, given, nearer);
                if (!ofAnotherRole && counts) {
                    values = values.with(setting, given);
                    places.put(setting.field(), layer.origin());
                }
            }
        }
        check(values, places, endpointOverridden);
        return new EcsSettings(values, places, tasks, checks, null, null);
    }

    /** A copy that leaves scheduled tasks as they are. */
    @NonNull
    public EcsSettings withoutScheduledTasks() {
        LinkedHashMap<String, String> others = new LinkedHashMap<>(places);
        others.remove(Setting.SCHEDULED_TASKS.field());
        return new EcsSettings(
                values.with(Setting.SCHEDULED_TASKS, null), others, tasks, checks, targetLabel, targetEndpoint);
    }

    /** A copy with the target's label and endpoint, for when the target is deleted or renamed during the build. */
    @NonNull
    public EcsSettings keeping(@CheckForNull String label, @CheckForNull String endpoint) {
        return new EcsSettings(values, places, tasks, checks, label, endpoint);
    }

    private static void check(SettingValues values, Map<String, String> places, boolean endpointOverridden) {
        List<String> problems = new ArrayList<>();
        String region = values.get(Setting.REGION);
        String role = values.get(Setting.ROLE_ARN);
        if (region == null) {
            problems.add(ConfigMessages.NO_REGION);
        }
        Stream.of(
                        at(Setting.REGION, places, SettingChecks.region(region, endpointOverridden)),
                        at(Setting.ROLE_ARN, places, Setting.ROLE_ARN.problem(role)),
                        at(Setting.EXTERNAL_ID, places, Setting.EXTERNAL_ID.problem(values.get(Setting.EXTERNAL_ID))))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        if (values.get(Setting.EXTERNAL_ID) != null && role == null) {
            problems.add(ConfigMessages.EXTERNAL_ID_ALONE);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** Adds the place where the value is set, unless it is the step. */
    private static Optional<String> at(Setting setting, Map<String, String> places, Optional<String> problem) {
        String place = places.get(setting.field());
        return problem.map(text -> OF_STEP.equals(place) ? text : ConfigMessages.setIn(text, place));
    }

    /** The roles of a chain, in the order in which they are assumed. */
    @NonNull
    public static List<String> roles(@CheckForNull String roleArn) {
        return RequestChecks.list(roleArn);
    }

    /** Each effective value and where it came from, for the log: what the step sets itself is not repeated. */
    @NonNull
    public String origins() {
        List<String> origins = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String value = values.get(setting);
            if (value != null && (IN_ANY_CASE.contains(setting) || !OF_STEP.equals(place(setting)))) {
                origins.add(setting.words() + shown(setting, value) + " (" + place(setting) + ")");
            } else if (setting == Setting.CREDENTIALS_ID && value == null) {
                origins.add("credentials of the controller");
            }
        }
        return String.join(", ", origins);
    }

    private static String shown(Setting setting, String value) {
        if (setting == Setting.EXTERNAL_ID) {
            return "";
        }
        if (setting.kind().type() == SettingKind.Type.TIME) {
            Duration time = Duration.parse(value);
            return time.toSecondsPart() == 0 ? " " + time.toMinutes() + " min" : " " + time.toSeconds() + " s";
        }
        return " " + PlainText.line(value);
    }

    /** Empty if none is set. */
    @NonNull
    public String region() {
        String region = get(Setting.REGION);
        return region == null ? "" : region;
    }

    /** Null for the controller's own credentials. */
    @CheckForNull
    public String credentialsId() {
        return get(Setting.CREDENTIALS_ID);
    }

    /** One role or a chain, see {@link #roles}; null for none. */
    @CheckForNull
    public String roleArn() {
        return get(Setting.ROLE_ARN);
    }

    /** Used with the last of {@link #roles}. */
    @CheckForNull
    public String externalId() {
        return get(Setting.EXTERNAL_ID);
    }

    @Nullable
    public String cluster() {
        return get(Setting.CLUSTER);
    }

    /** The name of the target; null if there is none. */
    @CheckForNull
    public String target() {
        return get(Setting.TARGET);
    }

    /** The label of the target, or its name if it has none; null if there is no target. */
    @CheckForNull
    public String targetLabel() {
        return targetLabel == null ? target() : targetLabel;
    }

    /** The target's own endpoint when the build started; null if it had none. */
    @Nullable
    public String targetEndpoint() {
        return targetEndpoint;
    }

    /** For pages: the display name of each setting, its effective value and its origin. The values are ids only. */
    @NonNull
    public Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String value = values.get(setting);
            if (value != null) {
                shown.put(setting.words(), (shown(setting, value) + " (" + places.get(setting.field()) + ")").trim());
            }
        }
        if (credentialsId() == null) {
            shown.put(Setting.CREDENTIALS_ID.words(), "of the controller");
        }
        return shown;
    }

    /** The effective value of a setting; null if it is not set. */
    @CheckForNull
    public String get(@NonNull Setting setting) {
        return values.get(setting);
    }

    /** The effective tasks before a deployment. They are not persisted. */
    @NonNull
    public List<DeploymentTask> before() {
        return orNone(tasks == null ? null : tasks.before());
    }

    /** The effective tasks after a deployment. They are not persisted. */
    @NonNull
    public List<DeploymentTask> after() {
        return orNone(tasks == null ? null : tasks.after());
    }

    /** The checks after a deployment that the step itself asks for. They are not persisted. */
    @NonNull
    public List<CheckSettings> ownChecks() {
        return checks == null ? List.of() : checks.own();
    }

    /** The checks after a deployment that administrators require. They are not persisted. */
    @NonNull
    public List<CheckSettings> requiredChecks() {
        return checks == null ? List.of() : checks.required();
    }

    private static List<DeploymentTask> orNone(@CheckForNull List<DeploymentTask> some) {
        return some == null ? List.of() : some;
    }

    /** All effective values. */
    @NonNull
    public SettingValues values() {
        return values;
    }

    /** The origin of a value; null if it is not set. */
    @CheckForNull
    public String place(@NonNull Setting setting) {
        return places.get(setting.field());
    }
}
