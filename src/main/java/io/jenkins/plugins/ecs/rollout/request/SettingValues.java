package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.request.SettingKind.Type;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Values of the parameters in {@link Setting}. Immutable; persisted, so it holds ids and texts, never a secret. */
public final class SettingValues implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final SettingValues NONE = new SettingValues(new TreeMap<>());

    /** By the name of the field. */
    private final TreeMap<String, String> values;

    private SettingValues(TreeMap<String, String> values) {
        this.values = values;
    }

    /**
     * These values and one more. Null and blank texts remove the value; so does the default of what only a step can set,
     * which the snippet generator then leaves out.
     */
    @NonNull
    public SettingValues with(@NonNull Setting setting, @CheckForNull Object value) {
        String text = value instanceof Choice choice
                ? choice.text()
                : value instanceof Enum<?> constant
                        ? constant.name()
                        : Objects.toString(value, "").trim();
        SettingKind kind = setting.kind();
        for (Choice choice : kind.choices()) {
            text = choice.text().equalsIgnoreCase(text) ? choice.text() : text;
        }
        TreeMap<String, String> changed = new TreeMap<>(values);
        if (text.isEmpty() || (!kind.isShared() && text.equalsIgnoreCase(kind.otherwise()))) {
            changed.remove(setting.field());
        } else {
            changed.put(setting.field(), text);
        }
        return new SettingValues(changed);
    }

    /** Some of these values. */
    @NonNull
    public SettingValues only(@NonNull Predicate<Setting> which) {
        SettingValues some = NONE;
        for (Setting setting : given().filter(which).toList()) {
            some = some.with(setting, get(setting));
        }
        return some;
    }

    /**
     * The same, with the numbers of times in this unit as lengths of time.
     *
     * @throws IllegalArgumentException if one of them is not a number, as a file may have it
     */
    @NonNull
    public SettingValues in(@NonNull TimeUnit unit) {
        SettingValues converted = this;
        for (Setting setting :
                given().filter(each -> each.kind().type() == Type.TIME).toList()) {
            converted = converted.with(setting, Duration.of(number(setting), unit.toChronoUnit()));
        }
        return converted;
    }

    /** Those with a value, in the order of the table. */
    @NonNull
    public Stream<Setting> given() {
        return Stream.of(Setting.values()).filter(each -> values.containsKey(each.field()));
    }

    /** What is wrong with each of them. */
    @NonNull
    public List<String> problems() {
        return given().map(each -> each.problem(get(each)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Null if there is none; the default is not applied. */
    @Nullable
    public String get(@NonNull Setting setting) {
        return values.get(setting.field());
    }

    /** Null also if it is not a whole number, which its check reports. */
    @Nullable
    public Integer whole(@NonNull Setting setting) {
        try {
            String value = get(setting);
            return value == null ? null : Integer.valueOf(value);
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    private long number(Setting setting) {
        String value = get(setting);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(
                    setting.field() + ": '" + PlainText.line(value) + "' is not a whole number", notOne);
        }
    }

    @Nullable
    public Double decimal(@NonNull Setting setting) {
        String value = get(setting);
        return value == null ? null : Double.valueOf(value);
    }

    /** The value or else the default. */
    public boolean flag(@NonNull Setting setting) {
        return Boolean.parseBoolean(orDefault(setting));
    }

    /** The value or else the default. */
    @NonNull
    public Duration time(@NonNull Setting setting) {
        return Duration.parse(orDefault(setting));
    }

    /** The value or else the default; null if there is neither. */
    @Nullable
    public <E extends Enum<E> & Choice> E choice(@NonNull Setting setting, @NonNull Class<E> type) {
        return Choice.parse(type, orDefault(setting)).orElse(null);
    }

    @Nullable
    public String orDefault(@NonNull Setting setting) {
        String value = get(setting);
        return value == null ? setting.kind().otherwise() : value;
    }
}
