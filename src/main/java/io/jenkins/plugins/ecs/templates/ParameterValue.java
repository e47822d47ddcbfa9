package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.taskdef.DefinitionText;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a parameter: read from what was written, with the type of the parameter. A value is data alone: it can
 * hold neither a look-up nor a control character, and what looks like a placeholder in it stays text.
 */
public final class ParameterValue {

    /** What a string may have without a limit of its own. */
    static final int LONGEST = 1_000;

    private static final int MOST_ENTRIES = 100;
    private static final Pattern SIZE = Pattern.compile("\\s*([0-9]{1,6})\\s*/\\s*([0-9]{1,6})\\s*");

    private final Parameter parameter;
    private final Function<JsonNode, String> text;

    /**
     * Either a value or what is wrong with it.
     *
     * @param value null with a problem
     * @param problem empty if there is none; never shows the value of a secret
     */
    public record Reading(@Nullable JsonNode value, @NonNull String problem) {

        static Reading of(JsonNode value) {
            return new Reading(value, "");
        }

        static Reading wrong(String problem) {
            return new Reading(null, problem);
        }

        public boolean isUsable() {
            return value != null;
        }
    }

    private ParameterValue(Parameter parameter, Function<JsonNode, String> text) {
        this.parameter = parameter;
        this.text = text;
    }

    /** @param tree where the value is written, which knows how its numbers are spelled */
    @NonNull
    public static Reading read(
            @NonNull Parameter parameter, @NonNull JsonNode written, @NonNull SourceMappedTree tree) {
        return new ParameterValue(parameter, tree::text).read(written);
    }

    /** A value that is a text, as a form or a default has it; a list and a map are YAML or JSON. */
    @NonNull
    public static Reading read(@NonNull Parameter parameter, @NonNull String written) {
        boolean isTree = parameter.type() == ParameterType.LIST || parameter.type() == ParameterType.MAP;
        if (!isTree) {
            return new ParameterValue(parameter, JsonNode::asText).read(TextNode.valueOf(written));
        }
        try {
            // A text that begins with '{' would be read as JSON, and {a: b} is YAML.
            boolean isFlow = written.stripLeading().startsWith("{");
            SourceMappedTree tree = isFlow
                    ? DefinitionText.read("value: " + written, "Value").under("value")
                    : DefinitionText.read(written, "Value");
            return read(parameter, tree.root(), tree);
        } catch (TaskDefinitionException unreadable) {
            return Reading.wrong(unreadable.getMessage());
        }
    }

    /** The smallest size of Fargate with at least these CPU units and MiB; empty if there is none. */
    @NonNull
    public static Optional<String> nextSize(int cpu, int memory) {
        for (int units : FargateSize.cpus()) {
            for (int mebibytes : FargateSize.memoryOf(units)) {
                if (units >= cpu && mebibytes >= memory) {
                    return Optional.of(units + "/" + mebibytes);
                }
            }
        }
        return Optional.empty();
    }

    private Reading read(JsonNode written) {
        return switch (parameter.type()) {
            case STRING -> string(written);
            case INTEGER -> integer(written);
            case BOOLEAN -> bool(written);
            case CHOICE -> choice(written);
            case LIST -> list(written);
            case MAP -> map(written);
            case SIZE -> size(written);
            case SECRET -> secret(written);
            case IMAGE -> image(written);
        };
    }

    private Reading string(JsonNode written) {
        Optional<String> problem = textProblem(written);
        if (problem.isPresent()) {
            return Reading.wrong(problem.get());
        }
        String value = text.apply(written);
        Parameter.Limits limits = parameter.limits();
        int longest = limits.maxLength() == null ? LONGEST : limits.maxLength();
        if (value.length() > longest) {
            return Reading.wrong(TemplateMessages.tooLong(value.length(), longest));
        }
        if (limits.minLength() != null && value.length() < limits.minLength()) {
            return Reading.wrong(TemplateMessages.tooShort(value.length(), limits.minLength()));
        }
        String pattern = limits.pattern();
        if (pattern != null && !matches(pattern, value)) {
            return Reading.wrong(TemplateMessages.noMatch(value, pattern));
        }
        return Reading.of(TextNode.valueOf(value));
    }

    /** A pattern that backtracks too deeply or too long matches nothing. */
    private static boolean matches(String pattern, String value) {
        try {
            return Pattern.compile(pattern).matcher(new BoundedText(value)).matches();
        } catch (StackOverflowError | BoundedText.ReadTooOftenException tooDeep) {
            return false;
        }
    }

    /** What makes a scalar unusable as a text. */
    private Optional<String> textProblem(JsonNode written) {
        if (!written.isValueNode() || written.isNull()) {
            return Optional.of(TemplateMessages.wrongType(parameter.type(), written));
        }
        return textProblem(text.apply(written));
    }

    /** What makes a text unusable as a value. */
    static Optional<String> textProblem(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(TemplateMessages.CONTROL_CHARACTER);
        }
        if (SecretNames.looksLikeSecretValue(value)) {
            return Optional.of(TemplateMessages.SECRET_VALUE);
        }
        return Lookups.looksLikeOne(value) ? Optional.of(TemplateMessages.LOOK_UP) : Optional.empty();
    }

    private Reading integer(JsonNode written) {
        String digits = written.isValueNode() ? text.apply(written).strip() : "";
        if (!digits.matches("-?[0-9]{1,9}") || written.isBoolean()) {
            return Reading.wrong(TemplateMessages.wrongType(parameter.type(), written));
        }
        int value = Integer.parseInt(digits);
        Parameter.Limits limits = parameter.limits();
        if ((limits.min() != null && value < limits.min()) || (limits.max() != null && value > limits.max())) {
            return Reading.wrong(TemplateMessages.outOfRange(value, limits.min(), limits.max()));
        }
        return Reading.of(IntNode.valueOf(value));
    }

    private Reading bool(JsonNode written) {
        if (written.isBoolean()) {
            return Reading.of(written);
        }
        return written.isTextual() && written.textValue().matches("true|false")
                ? Reading.of(BooleanNode.valueOf(written.textValue().equals("true")))
                : Reading.wrong(TemplateMessages.wrongType(parameter.type(), written));
    }

    private Reading choice(JsonNode written) {
        String value = written.isValueNode() ? text.apply(written) : null;
        return parameter.limits().choices().contains(value)
                ? Reading.of(TextNode.valueOf(value))
                : Reading.wrong(
                        TemplateMessages.noChoice(value, parameter.limits().choices()));
    }

    private Reading list(JsonNode written) {
        if (!written.isArray()) {
            return Reading.wrong(TemplateMessages.wrongType(parameter.type(), written));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : written) {
            Optional<String> problem = entryProblem(each);
            if (problem.isPresent()) {
                return Reading.wrong(problem.get());
            }
            list.add(text.apply(each));
        }
        return sized(list);
    }

    private Reading map(JsonNode written) {
        if (!(written instanceof ObjectNode entries)) {
            return Reading.wrong(TemplateMessages.wrongType(parameter.type(), written));
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> each : entries.properties()) {
            Optional<String> problem = textProblem(each.getKey()).or(() -> entryProblem(each.getValue()));
            if (problem.isPresent()) {
                return Reading.wrong(problem.get());
            }
            map.put(each.getKey(), text.apply(each.getValue()));
        }
        return sized(map);
    }

    private Optional<String> entryProblem(JsonNode entry) {
        return textProblem(entry)
                .or(() -> text.apply(entry).length() > LONGEST
                        ? Optional.of(TemplateMessages.tooLong(text.apply(entry).length(), LONGEST))
                        : Optional.empty());
    }

    private Reading sized(JsonNode entries) {
        Parameter.Limits limits = parameter.limits();
        int most = limits.maxLength() == null ? MOST_ENTRIES : limits.maxLength();
        int least = limits.minLength() == null ? 0 : limits.minLength();
        return entries.size() > most || entries.size() < least
                ? Reading.wrong(TemplateMessages.numberOfEntries(entries.size(), least, most))
                : Reading.of(entries);
    }

    private Reading size(JsonNode written) {
        String both = written.isObject()
                ? text.apply(written.path("cpu")) + "/" + text.apply(written.path("memory"))
                : written.isTextual() ? written.textValue() : "";
        Matcher form = SIZE.matcher(both);
        if (!form.matches() || (written.isObject() && written.size() != 2)) {
            return Reading.wrong(TemplateMessages.wrongType(parameter.type(), written));
        }
        int cpu = Integer.parseInt(form.group(1));
        int memory = Integer.parseInt(form.group(2));
        return FargateSize.isOffered(cpu, memory)
                ? Reading.of(
                        JsonNodeFactory.instance.objectNode().put("cpu", cpu).put("memory", memory))
                : Reading.wrong(TemplateMessages.noSuchSize(cpu, memory));
    }

    private Reading secret(JsonNode written) {
        String source = written.isTextual() ? written.textValue() : "";
        boolean isReference = ContainerChange.of(null)
                .secrets(Map.of("X", source))
                .build()
                .problems()
                .isEmpty();
        return isReference ? Reading.of(TextNode.valueOf(source)) : Reading.wrong(TemplateMessages.NOT_A_SECRET);
    }

    private Reading image(JsonNode written) {
        try {
            String image = written.isTextual() ? written.textValue() : "";
            ImageReference.parse(image);
            return Reading.of(TextNode.valueOf(image));
        } catch (TaskDefinitionException wrong) {
            return Reading.wrong(wrong.getMessage());
        }
    }
}
