package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Collection;
import java.util.List;

/** What users read about templates and their parameters. */
final class TemplateMessages {

    static final String TWICE = "this version is defined twice. Give each version its own number";
    static final String PARAMETER_TWICE = "is defined twice. Remove one";
    static final String UNUSED = "no placeholder uses it. Use it in a definition, or remove it";
    static final String OPTIONAL_WITH_DEFAULT = "is optional and has a default. Remove one of the two";
    static final String NO_CHOICES = "choices: a parameter of type choice needs at least one";
    static final String NEEDS_EXAMPLE =
            "example: needed, because the template is checked with a value and none can be made up for this parameter."
                    + " Set an example or a default";
    static final String CONTROL_CHARACTER = "contains a line break or another control character. Remove it";
    static final String LOOK_UP = "contains a look-up such as ${ssm:…}. Only the template itself may look up values";
    static final String SECRET_VALUE =
            "looks like a secret (value not shown). Store it in Secrets Manager or Parameter Store, and give its name or"
                    + " ARN in 'secrets'";
    static final String VALUE_NEEDED = "A value is needed.";
    static final String UNQUOTED = "Put quotes around each placeholder: \"{{ name }}\".";
    static final String NOT_A_SECRET =
            "is not the name or ARN of a secret (value not shown). Store the secret in Secrets Manager or Parameter"
                    + " Store, and give its name or ARN";
    static final String PLACEHOLDER_IN_KEY = "A key cannot have a placeholder. Use placeholders in values";
    static final String EMPTY_VALUE =
            "The value is empty. Configuration as Code replaces ${…} in all texts, also in those of files: write ^${…} for a"
                    + " look-up.";
    static final String MAP_ELSEWHERE =
            "A parameter of type map can only be the whole of a map of texts, such as dockerLabels.";
    static final String LIST_ELSEWHERE =
            "A parameter of type list can only be the whole of a list of texts or numbers, such as command or subnets.";

    private static final int SHOWN = 200;

    private TemplateMessages() {}

    static String shown(@CheckForNull Object text) {
        return TextPath.cut(PlainText.line(String.valueOf(text)), SHOWN);
    }

    static String template(TemplateDraft draft) {
        return "template " + shown(draft.label()) + ": ";
    }

    static String parameter(String name) {
        return "parameter " + shown(name) + ": ";
    }

    static String notAName(@CheckForNull String name) {
        return "name: '" + shown(name) + "' is not a valid name. Use letters, digits, '_', '-' and '.', at most 63";
    }

    static String notAVersion(@CheckForNull String version) {
        return "version: '" + shown(version) + "' is not a semantic version. Use three numbers, such as 1.0.0";
    }

    static String taken(String where) {
        return where + " already defines a template of this name. A folder may add templates, but not replace them; use"
                + " another name";
    }

    static String changed(String label) {
        return "template " + label + ": its content has changed, but a version never changes. Give the new content a"
                + " new version";
    }

    static String unknownOpenField(String field, List<String> known) {
        return "open: '" + shown(field) + "' is unknown. Use one of: " + String.join(", ", known);
    }

    static String tooManyParameters(int number, int most) {
        return "parameters: " + number + " are too many. Use at most " + most;
    }

    static String containersOfTeam(List<String> containers) {
        return "taskDefinition: exactly one container must have the image '{{ image }}', the image that is released. "
                + (containers.isEmpty() ? "None has it" : "These have it: " + shown(String.join(", ", containers)));
    }

    static String notAParameterName(@CheckForNull String name) {
        return "name: '" + shown(name)
                + "' is not a valid name. Use letters, digits and '_', beginning with a letter, at most 40";
    }

    static String reservedName(String name, List<String> words) {
        return "name: '" + name + "' is a built-in placeholder, like all of: " + String.join(", ", words)
                + ". Use another name";
    }

    static String unknownType(@CheckForNull String type) {
        return "type: '" + shown(type) + "' is unknown. Use one of: " + String.join(", ", ParameterType.words());
    }

    static String notOfType(String field, String type) {
        return field + ": a parameter of type " + shown(type) + " does not have it. Remove it";
    }

    static String reversed(String low, int from, String high, int to) {
        return low + ": " + from + " is more than " + high + ": " + to;
    }

    static String patternTooLong(int length, int most) {
        return "pattern: " + length + " characters are too many. Use at most " + most;
    }

    static String notAPattern(String pattern, String why) {
        return "pattern: '" + shown(pattern) + "' is not a regular expression: " + shown(why);
    }

    static String noParameter(String label, Collection<String> parameters, Collection<String> builtIn) {
        return "'{{ " + label + " }}' has no parameter. "
                + (parameters.isEmpty() ? "" : "Parameters: " + String.join(", ", parameters) + ". ")
                + "Built in: " + String.join(", ", builtIn) + ".";
    }

    static String malformed(String mark) {
        return "'" + shown(mark) + "' is not a placeholder. Write {{ name }}, with the name of a parameter.";
    }

    static String sizeMember(String name) {
        return "A parameter of type size has two parts: write {{ " + name + ".cpu }} or {{ " + name + ".memory }}.";
    }

    static String noMember(String label, ParameterType type) {
        return "'{{ " + label + " }}': a parameter of type " + type.word() + " has no parts.";
    }

    static String treeWithinText(String name, ParameterType type) {
        return "'{{ " + name + " }}' is a " + type.word() + ", which cannot be within a text.";
    }

    static String optionalWithinText(String name) {
        return "'{{ " + name
                + " }}' may be without a value, which cannot be within a text. Give the parameter a default.";
    }

    static String notWithinLookup(String label) {
        return "the value of '{{ " + label
                + " }}' is within a look-up, where only letters, digits and . _ / - @ + are possible.";
    }

    static String wrongType(ParameterType type, JsonNode written) {
        String found = written.isNull() || written.isMissingNode()
                ? "no value"
                : written.isArray() ? "a list" : written.isObject() ? "a map" : "'" + shown(written.asText()) + "'";
        return "is " + found + ". Use " + kind(type);
    }

    private static String kind(ParameterType type) {
        return switch (type) {
            case STRING, CHOICE -> "a text";
            case INTEGER -> "a whole number";
            case BOOLEAN -> "true or false";
            case LIST -> "a list of texts";
            case MAP -> "a map of texts";
            case SIZE -> "CPU units and MiB, such as 256/512";
            case SECRET -> "the name or ARN of a secret";
            case IMAGE -> "an image with a tag or digest";
        };
    }

    static String tooLong(int length, int most) {
        return "has " + length + " characters. Use at most " + most;
    }

    static String tooShort(int length, int least) {
        return "has " + length + " characters. Use at least " + least;
    }

    static String noMatch(String value, String pattern) {
        return "'" + shown(value) + "' does not match " + shown(pattern);
    }

    static String outOfRange(int value, @CheckForNull Integer min, @CheckForNull Integer max) {
        String range = min == null ? "at most " + max : max == null ? "at least " + min : min + " to " + max;
        return value + " is out of range. Use " + range;
    }

    static String noChoice(@CheckForNull String value, List<String> choices) {
        return "'" + shown(value) + "' is not a choice. Use one of: " + shown(String.join(", ", choices));
    }

    static String numberOfEntries(int number, int least, int most) {
        return "has " + number + " entries. Use " + least + " to " + most;
    }

    static String noSuchSize(int cpu, int memory) {
        List<Integer> possible = FargateSize.memoryOf(cpu);
        return possible.isEmpty()
                ? "Fargate does not offer " + cpu + " CPU units. Use one of: " + FargateSize.cpus()
                : "Fargate does not offer " + memory + " MiB with " + cpu + " CPU units. Use one of: " + possible;
    }

    static String noTemplate(TemplateRef reference, Templates templates) {
        List<Template> versions = templates.versions(reference.name());
        String broken = templates.problems().entrySet().stream()
                .filter(each -> each.getKey().startsWith(reference.name() + "@"))
                .map(each -> ". " + PlainText.phrase(each.getValue()))
                .findFirst()
                .orElse("");
        if (versions.isEmpty()) {
            return "there is no template '" + reference.name() + "' for this job. Templates: "
                    + (templates.names().isEmpty() ? "none" : String.join(", ", templates.names())) + broken;
        }
        return "template " + reference.name() + " has no version "
                + reference.toString().substring(reference.name().length() + 1) + " for this job. Versions: "
                + String.join(
                        ", ",
                        versions.stream().map(each -> each.version().toString()).toList())
                + broken;
    }

    static String serviceName(String service) {
        return service.isEmpty()
                ? VALUE_NEEDED
                : "'" + shown(service) + "' is not a name of a service. Use up to 255 letters, digits, hyphens and"
                        + " underscores, with a letter first.";
    }

    static String unknownPath(String path, Collection<String> known) {
        return known.isEmpty()
                ? "There is no release path. Ask an administrator to configure one."
                : "'" + shown(path) + "' is not a path. Use one of: " + String.join(", ", known) + ".";
    }

    static String registers(String family, List<String> containers, String size) {
        return "Task definition " + shown(family) + ": a first revision, with "
                + (containers.size() == 1 ? "the container " : "the containers ")
                + shown(String.join(", ", containers))
                + (size.isEmpty() ? "" : ", size " + shown(size));
    }

    /** @param count empty for a task on each instance */
    static String creates(String service, String count) {
        return "Service " + shown(service) + ": created, "
                + (count.isEmpty()
                        ? "with a task on each instance"
                        : "with " + shown(count) + (count.equals("1") ? " task" : " tasks"));
    }

    static String scales(JsonNode scaling) {
        return "Scaling: from " + shown(scaling.path("min").asText("?")) + " to "
                + shown(scaling.path("max").asText("?")) + " tasks";
    }

    static String looksUp(List<String> lookUps) {
        return "Looked up by the release: " + shown(String.join(", ", lookUps));
    }
}
