package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks a parameter of a template as it was written. All problems are reported at once. */
final class ParameterChecks {

    static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,39}");

    private static final int LONGEST_PATTERN = 500;

    private final ParameterDraft draft;
    private final List<String> problems;
    private final String in;

    private ParameterChecks(ParameterDraft draft, List<String> problems, String in) {
        this.draft = draft;
        this.problems = problems;
        this.in = in;
    }

    /**
     * @param in what begins each message
     * @return a parameter that can be used only if no problem was added
     */
    @NonNull
    static Parameter check(@NonNull ParameterDraft draft, @NonNull String in, @NonNull List<String> problems) {
        String place = in + TemplateMessages.parameter(String.valueOf(draft.name()));
        return new ParameterChecks(draft, problems, place).parameter();
    }

    private Parameter parameter() {
        checkName(draft.name()).ifPresent(this::add);
        Optional<ParameterType> known = ParameterType.of(draft.type());
        if (known.isEmpty()) {
            add(TemplateMessages.unknownType(draft.type()));
        }
        ParameterType type = known.orElse(ParameterType.STRING);
        known.ifPresent(this::limitsFit);
        checkPattern(draft.pattern()).ifPresent(this::add);
        Parameter.Limits limits = new Parameter.Limits(
                draft.pattern(), draft.minLength(), draft.maxLength(), draft.min(), draft.max(), draft.choices());
        Parameter bare = new Parameter(
                String.valueOf(draft.name()),
                type,
                draft.description() == null ? "" : draft.description(),
                limits,
                null,
                null,
                draft.optional(),
                draft.perEnvironment());
        if (draft.optional() && draft.defaultValue() != null) {
            add(TemplateMessages.OPTIONAL_WITH_DEFAULT);
        }
        if (known.isEmpty() || checkPattern(draft.pattern()).isPresent()) {
            return bare;
        }
        JsonNode defaultValue = value(bare, "default", draft.defaultValue());
        JsonNode example = value(bare, "example", draft.example());
        if (draft.defaultValue() == null && draft.example() == null) {
            example = exampleOf(bare);
        }
        return new Parameter(
                bare.name(),
                type,
                bare.description(),
                limits,
                defaultValue,
                example,
                draft.optional(),
                draft.perEnvironment());
    }

    @NonNull
    static Optional<String> checkName(@CheckForNull String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            return Optional.of(TemplateMessages.notAParameterName(name));
        }
        return BuiltIn.of(name).isPresent()
                ? Optional.of(TemplateMessages.reservedName(name, BuiltIn.words()))
                : Optional.empty();
    }

    @NonNull
    static Optional<String> checkPattern(@CheckForNull String pattern) {
        if (pattern == null) {
            return Optional.empty();
        }
        if (pattern.length() > LONGEST_PATTERN) {
            return Optional.of(TemplateMessages.patternTooLong(pattern.length(), LONGEST_PATTERN));
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of(TemplateMessages.notAPattern(pattern, wrong.getDescription()));
        }
    }

    /** Limits that its type does not have. */
    private void limitsFit(ParameterType type) {
        boolean hasLength = Set.of(ParameterType.STRING, ParameterType.LIST, ParameterType.MAP)
                .contains(type);
        forbid("pattern", draft.pattern() != null, type == ParameterType.STRING);
        forbid("minLength", draft.minLength() != null, hasLength);
        forbid("maxLength", draft.maxLength() != null, hasLength);
        forbid("min", draft.min() != null, type == ParameterType.INTEGER);
        forbid("max", draft.max() != null, type == ParameterType.INTEGER);
        forbid("choices", !draft.choices().isEmpty(), type == ParameterType.CHOICE);
        if (type == ParameterType.CHOICE && draft.choices().isEmpty()) {
            add(TemplateMessages.NO_CHOICES);
        }
        ordered("minLength", draft.minLength(), "maxLength", draft.maxLength());
        ordered("min", draft.min(), "max", draft.max());
    }

    private void forbid(String field, boolean isSet, boolean isPossible) {
        if (isSet && !isPossible) {
            add(TemplateMessages.notOfType(field, String.valueOf(draft.type())));
        }
    }

    private void ordered(String low, Integer from, String high, Integer to) {
        if (from != null && to != null && from > to) {
            add(TemplateMessages.reversed(low, from, high, to));
        }
    }

    private JsonNode value(Parameter parameter, String field, @CheckForNull String written) {
        if (written == null) {
            return null;
        }
        ParameterValue.Reading reading = ParameterValue.read(parameter, written);
        if (!reading.isUsable()) {
            add(field + ": " + reading.problem());
        }
        return reading.value();
    }

    /** What takes the place of a value while the template is checked. */
    private JsonNode exampleOf(Parameter parameter) {
        Parameter.Limits limits = parameter.limits();
        String made =
                switch (parameter.type()) {
                    case STRING ->
                        limits.pattern() == null
                                ? "x".repeat(limits.minLength() == null ? 1 : Math.max(1, limits.minLength()))
                                : null;
                    case INTEGER ->
                        String.valueOf(limits.min() != null ? limits.min() : limits.max() != null ? limits.max() : 1);
                    case BOOLEAN -> "true";
                    case CHOICE ->
                        limits.choices().isEmpty() ? null : limits.choices().get(0);
                    case LIST -> null;
                    case MAP -> null;
                    case SIZE -> "256/512";
                    case SECRET -> "example/secret";
                    case IMAGE -> "example/image:1.0.0";
                };
        if (made != null) {
            return ParameterValue.read(parameter, made).value();
        }
        if (parameter.type() != ParameterType.CHOICE) {
            add(TemplateMessages.NEEDS_EXAMPLE);
        }
        return null;
    }

    private void add(String problem) {
        problems.add(in + problem);
    }
}
