package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.rollout.request.Choice;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.SettingKind;
import io.jenkins.plugins.ecs.rollout.request.SettingKind.Type;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A parameter as a field of a form; {@code form/settings.jelly} renders it. */
public final class SettingField {

    private static final String MINUTES = "Minutes";
    private static final Set<Setting.Group> CONNECTION =
            Set.of(Setting.Group.CONNECTION, Setting.Group.ROLE, Setting.Group.SERVICE);
    private static final Set<Setting> LISTED = Set.of(Setting.CLUSTER, Setting.IMAGE, Setting.TAG);

    private final Setting setting;
    private final String field;
    private final String label;
    private final String unset;

    private SettingField(Setting setting, String field, String label, String unset) {
        this.setting = setting;
        this.field = field;
        this.label = label;
        this.unset = unset;
    }

    /** In the form of a step. */
    @NonNull
    public static SettingField ofStep(@NonNull Setting setting) {
        SettingKind kind = setting.kind();
        String otherwise = kind.otherwiseMeans() == null ? kind.otherwise() : kind.otherwiseMeans();
        String unset = kind.isShared() ? "as configured, or by default: " + otherwise : "by default: " + otherwise;
        return new SettingField(setting, setting.field(), setting.label(), unset);
    }

    /** In a form of an administrator, where times are in minutes. */
    @NonNull
    public static SettingField ofAdministrator(@NonNull Setting setting) {
        boolean isTime = setting.kind().type() == Type.TIME;
        return new SettingField(
                setting,
                isTime ? setting.field() + MINUTES : setting.field(),
                isTime ? setting.label() + " (minutes)" : setting.label(),
                "(not set here)");
    }

    /** @param fields names with commas between them, or one of {@link Setting.Group} */
    @NonNull
    public static List<SettingField> ofStep(@NonNull String fields) {
        return Arrays.stream(Setting.Group.values())
                .filter(group -> group.name().equals(fields))
                .findFirst()
                .map(Setting.Group::settings)
                .orElseGet(() -> Arrays.stream(fields.split(","))
                        .map(field -> Setting.of(field).orElseThrow(() -> new IllegalArgumentException(field)))
                        .toList())
                .stream()
                .map(SettingField::ofStep)
                .toList();
    }

    /** @param fields names with commas between them; empty for all that say how deployments are made */
    @NonNull
    public static List<SettingField> ofAdministrator(@NonNull String fields) {
        List<String> names = List.of(fields.split(","));
        return Arrays.stream(Setting.values())
                .filter(each -> each.kind().isShared() && each.kind().type() != Type.NESTED)
                .filter(each -> fields.isEmpty() ? !CONNECTION.contains(each.group()) : names.contains(each.field()))
                .map(SettingField::ofAdministrator)
                .toList();
    }

    @NonNull
    public String getField() {
        return field;
    }

    @NonNull
    public String getLabel() {
        return label;
    }

    @NonNull
    public String getType() {
        return setting.kind().type().name();
    }

    @CheckForNull
    public Integer getMin() {
        return setting.kind().least();
    }

    @CheckForNull
    public Integer getMax() {
        return setting.kind().most();
    }

    /** The class of Jenkins' own check of numbers in the browser. */
    @NonNull
    public String getNumberClass() {
        return Integer.valueOf(0).equals(getMin()) ? "non-negative-number" : "positive-number";
    }

    public boolean isOnByDefault() {
        return Boolean.parseBoolean(setting.kind().otherwise());
    }

    /** The property of the step that has a list as one text. */
    @NonNull
    public String getTextProperty() {
        return field + "Text";
    }

    /** Whether the descriptor offers what there is in AWS, and checks what is typed itself. */
    public boolean isListed() {
        return LISTED.contains(setting);
    }

    /** Whether the descriptor checks what is typed itself, because it compares it with names from AWS. */
    public boolean isComparedLive() {
        return setting == Setting.TASK_DEFINITION;
    }

    /** Whether what is typed is checked by the table. */
    public boolean isChecked() {
        return setting.kind().isChecked();
    }

    /**
     * For a choice. The first one is that nothing is set.
     *
     * @param chosen the value of the instance; null for none
     */
    @NonNull
    public List<Option> options(@CheckForNull Object chosen) {
        String now = Objects.toString(chosen, "");
        List<Option> options = new ArrayList<>();
        options.add(new Option("", unset, now.isEmpty()));
        for (Choice each : setting.kind().choices()) {
            String label = each.meaning().isEmpty() ? each.text() : each.text() + ": " + each.meaning();
            options.add(new Option(each.text(), label, each.text().equals(now)));
        }
        return options;
    }

    /**
     * What is wrong with what was typed; empty for a field that is not in the table.
     *
     * @param field of a step's form or of an administrator's
     */
    @NonNull
    public static Optional<String> problem(@CheckForNull String field, @CheckForNull String typed) {
        String text = Util.fixEmptyAndTrim(typed);
        Setting setting = Setting.of(field)
                .or(() -> Setting.of(field == null ? null : field.replaceFirst(MINUTES + "$", "")))
                .orElse(null);
        if (setting == null || text == null) {
            return Optional.empty();
        }
        if (setting.kind().type() != Type.TIME) {
            return setting.problem(text);
        }
        try {
            return setting.problem(
                    field, Duration.ofMinutes(Long.parseLong(text)).toString());
        } catch (ArithmeticException | NumberFormatException notOne) {
            return Optional.of(field + ": '" + PlainText.line(text) + "' is not a whole number");
        }
    }

    /** One of a choice. */
    public static final class Option {

        private final String value;
        private final String label;
        private final boolean selected;

        Option(String value, String label, boolean selected) {
            this.value = value;
            this.label = label;
            this.selected = selected;
        }

        @NonNull
        public String getValue() {
            return value;
        }

        @NonNull
        public String getLabel() {
            return label;
        }

        public boolean isSelected() {
            return selected;
        }
    }
}
