package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.SettingKind;
import io.jenkins.plugins.ecs.rollout.request.SettingValues;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a step deploys, as whom and how: all layers of settings merged, each value with the place that it comes from.
 * Immutable; persisted with the build, so it holds ids only. The endpoint is not part of it: it is read from the admin's
 * settings whenever a connection is opened.
 */
public final class EcsSettings implements Serializable {

    private static final long serialVersionUID = 1L;
    /** Where and with which credentials is logged in any case. */
    private static final Set<Setting> IN_ANY_CASE =
            EnumSet.of(Setting.TARGET, Setting.REGION, Setting.CREDENTIALS_ID, Setting.ROLE_ARN);
    /** The origin of what a step sets itself. */
    public static final String OF_STEP = "step";

    private final SettingValues values;
    /** Where each of them comes from, by the name of its field. */
    private final LinkedHashMap<String, String> places;
    /** What people see instead of the target's name; null for the name, or where there is no target. */
    private final String targetLabel;
    /** The target's own endpoint when the build began; null where it had none. */
    private final String targetEndpoint;

    private EcsSettings(
            SettingValues values, LinkedHashMap<String, String> places, String targetLabel, String targetEndpoint) {
        this.targetLabel = targetLabel;
        this.targetEndpoint = targetEndpoint;
        this.values = values;
        this.places = places;
    }

    /**
     * Merges layers, each setting by itself. An external id is taken only from where the role comes from or from nearer:
     * it was made for that role.
     *
     * @param nearestFirst step, {@code withEcs} from the inside out, folders from the inside out, target, global
     * @param endpointOverridden an own endpoint may have Regions of its own names
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    @NonNull
    public static EcsSettings merge(@NonNull List<SettingsLayer> nearestFirst, boolean endpointOverridden) {
        SettingValues values = SettingValues.NONE;
        LinkedHashMap<String, String> places = new LinkedHashMap<>();
        for (SettingsLayer layer : nearestFirst) {
            boolean roleIsNearer = values.get(Setting.ROLE_ARN) != null;
            for (Setting setting : layer.values().given().toList()) {
                boolean ofAnotherRole = setting == Setting.EXTERNAL_ID && roleIsNearer;
                if (!ofAnotherRole && values.get(setting) == null) {
                    values = values.with(setting, layer.get(setting));
                    places.put(setting.field(), layer.origin());
                }
            }
        }
        check(values, places, endpointOverridden);
        return new EcsSettings(values, places, null, null);
    }

    /** The same, with what a build keeps of its target in case that it is deleted or renamed meanwhile. */
    @NonNull
    EcsSettings keeping(@CheckForNull String label, @CheckForNull String endpoint) {
        return new EcsSettings(values, places, label, endpoint);
    }

    private static void check(SettingValues values, Map<String, String> places, boolean endpointOverridden) {
        List<String> problems = new ArrayList<>();
        String region = values.get(Setting.REGION);
        String role = values.get(Setting.ROLE_ARN);
        if (region == null) {
            problems.add("region: missing. Give it in the step or in withEcs, or let an admin set a default");
        }
        Stream.of(
                        at(Setting.REGION, places, SettingChecks.region(region, endpointOverridden)),
                        at(Setting.ROLE_ARN, places, Setting.ROLE_ARN.problem(role)),
                        at(Setting.EXTERNAL_ID, places, Setting.EXTERNAL_ID.problem(values.get(Setting.EXTERNAL_ID))))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        if (values.get(Setting.EXTERNAL_ID) != null && role == null) {
            problems.add("externalId: given, but there is no roleArn that it could go with. Give both, or neither");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** What is wrong may have been set far away from the step. */
    private static Optional<String> at(Setting setting, Map<String, String> places, Optional<String> problem) {
        String place = places.get(setting.field());
        return problem.map(text -> OF_STEP.equals(place) ? text : text + " (set in: " + place + ")");
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
                origins.add(setting.words() + said(setting, value) + " (" + place(setting) + ")");
            } else if (setting == Setting.CREDENTIALS_ID && value == null) {
                origins.add("credentials of the controller");
            }
        }
        return String.join(", ", origins);
    }

    private static String said(Setting setting, String value) {
        if (setting == Setting.EXTERNAL_ID) {
            return "";
        }
        if (setting.kind().type() == SettingKind.Type.TIME) {
            Duration time = Duration.parse(value);
            return time.toSecondsPart() == 0 ? " " + time.toMinutes() + " min" : " " + time.toSeconds() + " s";
        }
        return " " + PlainText.line(value);
    }

    @NonNull
    public String region() {
        return get(Setting.REGION);
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

    /** Goes with the last of {@link #roles}. */
    @CheckForNull
    public String externalId() {
        return get(Setting.EXTERNAL_ID);
    }

    @Nullable
    public String cluster() {
        return get(Setting.CLUSTER);
    }

    /** The name of the target, if there is one. */
    @CheckForNull
    public String target() {
        return get(Setting.TARGET);
    }

    /** What people see of the target: its label or else its name; null where there is no target. */
    @CheckForNull
    public String targetLabel() {
        return targetLabel == null ? target() : targetLabel;
    }

    /** The endpoint that the target had of its own when the build began; null where it had none. */
    @Nullable
    String targetEndpoint() {
        return targetEndpoint;
    }

    /** For pages: each effective value and the place that it comes from, by what it is called. Values that are ids only. */
    @NonNull
    public Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String value = values.get(setting);
            if (value != null) {
                shown.put(setting.words(), (said(setting, value) + " (" + places.get(setting.field()) + ")").trim());
            }
        }
        if (credentialsId() == null) {
            shown.put(Setting.CREDENTIALS_ID.words(), "of the controller");
        }
        return shown;
    }

    /** The effective value of a setting, or null where nobody set it. */
    @CheckForNull
    public String get(@NonNull Setting setting) {
        return values.get(setting);
    }

    /** All effective values. */
    @NonNull
    public SettingValues values() {
        return values;
    }

    /** The place that a value comes from; null where nobody set it. */
    @CheckForNull
    public String place(@NonNull Setting setting) {
        return places.get(setting.field());
    }
}
