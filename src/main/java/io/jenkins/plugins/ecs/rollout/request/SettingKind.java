package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a parameter holds.
 *
 * @param check what is wrong with a value, from the name of the field and the value
 * @param least for a number; null for no limit
 * @param most for a number; null for no limit
 * @param otherwise the default; null for none
 * @param otherwiseMeans the default in words, if it is not one of the values
 * @param isShared whether {@code withEcs} or an administrator can set it as well
 */
public record SettingKind(
        @NonNull Type type,
        @NonNull Check check,
        @NonNull List<Choice> choices,
        @CheckForNull Integer least,
        @CheckForNull Integer most,
        @CheckForNull String otherwise,
        @CheckForNull String otherwiseMeans,
        boolean isShared) {

    /** The Java type of the parameter, and the field of its form. */
    public enum Type {
        TEXT,
        LONG_TEXT,
        CHOICE,
        WHOLE,
        DECIMAL,
        /** A whole number in a unit of time. */
        TIME,
        FLAG,
        /** Names, in a form one text with commas between them. */
        LIST,
        /** What has fields of its own. */
        NESTED
    }

    /** What is wrong with a value of a field. */
    @FunctionalInterface
    public interface Check {
        @NonNull
        Optional<String> problem(@NonNull String field, @NonNull String value);
    }

    private static final Check NONE = (field, value) -> Optional.empty();

    private SettingKind(Type type, Check check) {
        this(type, check, List.of(), null, null, null, null, false);
    }

    /** Whether a value can be wrong. */
    public boolean isChecked() {
        return check != NONE;
    }

    static SettingKind text() {
        return new SettingKind(Type.TEXT, NONE);
    }

    static SettingKind text(Function<String, Optional<String>> check) {
        return text((field, value) -> check.apply(value));
    }

    static SettingKind text(Check check) {
        return new SettingKind(Type.TEXT, check);
    }

    static SettingKind longText(Function<String, Optional<String>> check) {
        return new SettingKind(Type.LONG_TEXT, (field, value) -> check.apply(value));
    }

    static SettingKind choice(Choice... choices) {
        List<Choice> all = List.of(choices);
        Check check =
                (field, value) -> all.stream().anyMatch(each -> each.text().equalsIgnoreCase(value))
                        ? Optional.empty()
                        : Optional.of(field + ": '" + PlainText.line(value) + "' is unknown. Use " + names(all));
        return new SettingKind(Type.CHOICE, check, all, null, null, null, null, false);
    }

    static SettingKind choice(String... texts) {
        return choice(Arrays.stream(texts).map(text -> Choice.of(text, "")).toArray(Choice[]::new));
    }

    /** {@code 'a', 'b' or 'c'}. */
    private static String names(List<Choice> all) {
        List<String> quoted = all.stream().map(each -> "'" + each.text() + "'").toList();
        int last = quoted.size() - 1;
        return String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    }

    static SettingKind whole(int least, @CheckForNull Integer most, Function<Integer, Optional<String>> check) {
        Check parsed = (field, value) -> parse(field, value, "a whole number", Integer::valueOf, check);
        return new SettingKind(Type.WHOLE, parsed, List.of(), least, most, null, null, false);
    }

    static SettingKind decimal(Function<Double, Optional<String>> check) {
        return new SettingKind(Type.DECIMAL, (field, value) -> parse(field, value, "a number", Double::valueOf, check));
    }

    /** Its values are those of {@link Duration#toString()}, whatever the unit in which they were given. */
    static SettingKind time(Duration otherwise) {
        Check check = (field, value) -> RequestChecks.span(field, Duration.parse(value));
        return new SettingKind(Type.TIME, check, List.of(), 1, null, otherwise.toString(), null, false);
    }

    static SettingKind flag(boolean otherwise) {
        return new SettingKind(Type.FLAG, NONE, List.of(), null, null, String.valueOf(otherwise), null, false);
    }

    static SettingKind list() {
        return new SettingKind(Type.LIST, NONE);
    }

    static SettingKind list(Function<List<String>, Optional<String>> check) {
        return new SettingKind(
                Type.LIST,
                (field, value) -> check.apply(Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList()));
    }

    static SettingKind nested() {
        return new SettingKind(Type.NESTED, NONE);
    }

    /** Instead of the check of its type. */
    SettingKind checkedBy(Function<String, Optional<String>> own) {
        Check only = (field, value) -> own.apply(value);
        return new SettingKind(type, only, choices, least, most, otherwise, otherwiseMeans, isShared);
    }

    SettingKind or(String value) {
        return new SettingKind(type, check, choices, least, most, value, null, isShared);
    }

    /** The default depends on something else. */
    SettingKind orAs(String words) {
        return new SettingKind(type, check, choices, least, most, otherwise, words, isShared);
    }

    SettingKind shared() {
        return new SettingKind(type, check, choices, least, most, otherwise, otherwiseMeans, true);
    }

    private static <T> Optional<String> parse(
            String field, String value, String what, Function<String, T> parser, Function<T, Optional<String>> check) {
        try {
            return check.apply(parser.apply(value.trim()));
        } catch (NumberFormatException notOne) {
            return Optional.of(field + ": '" + PlainText.line(value) + "' is not " + what);
        }
    }
}
