package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a step deploys, as whom and how: all layers of settings merged, each value with the place that it comes from.
 * Immutable; persisted with the build, so it holds ids only. The endpoint is not part of it: it is read from the admin's
 * settings whenever a connection is opened.
 */
public final class EcsSettings implements Serializable {

    private static final long serialVersionUID = 1L;
    /** The origin of what a step sets itself. */
    public static final String OF_STEP = "step";

    private final String region;
    private final String credentialsId;
    private final String roleArn;
    private final String origins;
    /** By the names of {@link Setting}. */
    private LinkedHashMap<String, String> values;
    /** Where each of them comes from. */
    private LinkedHashMap<String, String> places;
    /** What people see instead of the target's name; null for the name, or where there is no target. */
    private final String targetLabel;
    /** The target's own endpoint when the build began; null where it had none. */
    private final String targetEndpoint;

    private EcsSettings(
            LinkedHashMap<String, String> values,
            LinkedHashMap<String, String> places,
            String targetLabel,
            String targetEndpoint) {
        this.targetLabel = targetLabel;
        this.targetEndpoint = targetEndpoint;
        this.values = values;
        this.places = places;
        region = values.get(Setting.REGION.name());
        credentialsId = values.get(Setting.CREDENTIALS_ID.name());
        roleArn = values.get(Setting.ROLE_ARN.name());
        origins = String.join(", ", origins(values, places));
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
        LinkedHashMap<String, String> values = new LinkedHashMap<>();
        LinkedHashMap<String, String> places = new LinkedHashMap<>();
        for (SettingsLayer layer : nearestFirst) {
            boolean roleIsNearer = values.containsKey(Setting.ROLE_ARN.name());
            for (Setting setting : Setting.values()) {
                String value = layer.get(setting);
                boolean ofAnotherRole = setting == Setting.EXTERNAL_ID && roleIsNearer;
                if (value != null && !ofAnotherRole && !values.containsKey(setting.name())) {
                    values.put(setting.name(), value);
                    places.put(setting.name(), layer.origin());
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

    private static void check(Map<String, String> values, Map<String, String> places, boolean endpointOverridden) {
        List<String> problems = new ArrayList<>();
        String region = values.get(Setting.REGION.name());
        if (region == null) {
            problems.add("region: missing. Give it in the step or in withEcs, or let an admin set a default");
        }
        String role = values.get(Setting.ROLE_ARN.name());
        Stream.of(
                        at(Setting.REGION, places, SettingChecks.region(region, endpointOverridden)),
                        at(Setting.ROLE_ARN, places, SettingChecks.roleArn(role)),
                        at(
                                Setting.EXTERNAL_ID,
                                places,
                                SettingChecks.externalId(values.get(Setting.EXTERNAL_ID.name()))))
                .flatMap(Optional::stream)
                .forEach(problems::add);
        if (values.containsKey(Setting.EXTERNAL_ID.name()) && role == null) {
            problems.add("externalId: given, but there is no roleArn that it could go with. Give both, or neither");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** What is wrong may have been set far away from the step. */
    private static Optional<String> at(Setting setting, Map<String, String> places, Optional<String> problem) {
        String place = places.get(setting.name());
        return problem.map(text -> OF_STEP.equals(place) ? text : text + " (set in: " + place + ")");
    }

    /** The roles of a chain, in the order in which they are assumed. */
    @NonNull
    public static List<String> roles(@CheckForNull String roleArn) {
        return SettingChecks.list(roleArn);
    }

    private static List<String> origins(Map<String, String> values, Map<String, String> places) {
        List<String> origins = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String value = values.get(setting.name());
            String place = places.get(setting.name());
            if (value != null && (setting.isAlwaysSaid() || !OF_STEP.equals(place))) {
                origins.add(setting.words() + said(setting, value) + " (" + place + ")");
            } else if (setting == Setting.CREDENTIALS_ID && value == null) {
                origins.add("credentials of the controller");
            }
        }
        return origins;
    }

    private static String said(Setting setting, String value) {
        switch (setting) {
            case EXTERNAL_ID:
                return "";
            case TIMEOUT, STALL_TIMEOUT:
                Duration span = Duration.parse(value);
                return span.toSecondsPart() == 0 ? " " + span.toMinutes() + " min" : " " + span.toSeconds() + " s";
            default:
                return " " + PlainText.line(value);
        }
    }

    @NonNull
    public String region() {
        return region;
    }

    /** Null for the controller's own credentials. */
    @CheckForNull
    public String credentialsId() {
        return credentialsId;
    }

    /** One role or a chain, see {@link #roles}; null for none. */
    @CheckForNull
    public String roleArn() {
        return roleArn;
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
            String value = values.get(setting.name());
            if (value != null) {
                shown.put(setting.words(), (said(setting, value) + " (" + places.get(setting.name()) + ")").trim());
            }
        }
        if (!values.containsKey(Setting.CREDENTIALS_ID.name())) {
            shown.put(Setting.CREDENTIALS_ID.words(), "of the controller");
        }
        return shown;
    }

    /** The effective value of a setting, or null where nobody set it. */
    @CheckForNull
    public String get(@NonNull Setting setting) {
        return values.get(setting.name());
    }

    /** An effective timeout, or null where nobody set it. */
    @Nullable
    public Duration span(@NonNull Setting timeout) {
        String value = get(timeout);
        return value == null ? null : Duration.parse(value);
    }

    /** An effective number, or null where nobody set it. */
    @Nullable
    public Integer number(@NonNull Setting setting) {
        String value = get(setting);
        return value == null ? null : Integer.valueOf(value);
    }

    /** The place that a value comes from; null where nobody set it. */
    @CheckForNull
    public String place(@NonNull Setting setting) {
        return places.get(setting.name());
    }

    /** Each effective value and where it came from, for the log. */
    @NonNull
    public String origins() {
        return origins;
    }
}
