package io.jenkins.plugins.ecs.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.SimilarName;
import io.jenkins.plugins.ecs.text.PlainText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the member {@code scaling} of a service file. Its members are those of Application Auto Scaling, in the lower camel
 * case of the rest of the file or in AWS's own; {@code min} and {@code max} stand for its capacities. All problems are
 * reported at once.
 */
public final class ScalingText {

    private static final String TOP = "scaling";
    private static final int MOST_POLICIES = 50;
    private static final int MOST_ACTIONS = 200;
    private static final int MOST_STEPS = 20;

    private final List<ScalingProblem> problems = new ArrayList<>();

    private ScalingText() {}

    /** @param definition null if there are problems */
    public record Reading(
            @CheckForNull ScalingDefinition definition,
            @NonNull List<ScalingProblem> problems) {}

    @NonNull
    public static Reading read(@NonNull JsonNode scaling) {
        ScalingText text = new ScalingText();
        ScalingDefinition definition = text.definition(scaling);
        return new Reading(text.problems.isEmpty() ? definition : null, List.copyOf(text.problems));
    }

    private ScalingDefinition definition(JsonNode scaling) {
        if (!(scaling instanceof ObjectNode top)) {
            problem(TOP, "is not a map");
            return null;
        }
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        top.fields()
                .forEachRemaining(
                        each -> members.set(member(each.getKey()), typed(member(each.getKey()), each.getValue())));
        checkMembers(TOP, members, ScalingModel.TOP, false);
        int min = capacity(TOP + ".minCapacity", members.path("minCapacity"));
        int max = capacity(TOP + ".maxCapacity", members.path("maxCapacity"));
        if (min >= 0 && max >= 0 && min > max) {
            problem(TOP + ".minCapacity", min + " is above maxCapacity: " + max);
        }
        JsonNode exclusive = members.path("exclusive");
        if (!exclusive.isMissingNode() && !exclusive.isBoolean()) {
            problem(TOP + ".exclusive", "is neither true nor false");
        }
        return new ScalingDefinition(
                min,
                max,
                named(members.path("policies"), TOP + ".policies", "PolicyName", MOST_POLICIES),
                named(members.path("scheduledActions"), TOP + ".scheduledActions", "ScheduledActionName", MOST_ACTIONS),
                exclusive.asBoolean(false));
    }

    private int capacity(String path, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            problem(path, "missing");
        } else if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            problem(path, "'" + PlainText.line(value.asText()) + "' is not a whole number of 0 or more");
        } else {
            return value.intValue();
        }
        return -1;
    }

    private Map<String, ObjectNode> named(JsonNode list, String path, String key, int most) {
        Map<String, ObjectNode> named = new LinkedHashMap<>();
        if (list.isMissingNode() || list.isNull()) {
            return named;
        }
        if (!(list instanceof ArrayNode)) {
            problem(path, "is not a list");
            return named;
        }
        if (list.size() > most) {
            problem(path, "has " + list.size() + " entries; AWS takes at most " + most);
        }
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            if (!(upper(list.get(i)) instanceof ObjectNode entry)) {
                problem(at, "is not a map");
                continue;
            }
            String name = entry.path(key).asText("");
            if (name.isBlank() || name.length() > 256) {
                problem(at + "." + lower(key), "missing, or longer than 256 characters");
            } else if (named.putIfAbsent(name, entry) != null) {
                problem(at + "." + lower(key), "'" + PlainText.line(name) + "' is there twice");
            }
            if (key.equals("PolicyName")) {
                policy(at, entry);
            } else {
                action(at, entry);
            }
        }
        return named;
    }

    private void policy(String path, ObjectNode policy) {
        checkMembers(path, policy, ScalingModel.POLICY, true);
        String type = policy.path("PolicyType").asText("");
        List<String> known = ScalingModel.CONFIGURATION.get(type);
        if (known == null) {
            problem(
                    path + ".policyType",
                    (type.isEmpty() ? "missing" : "'" + PlainText.line(type) + "' is unknown")
                            + ". Use TargetTrackingScaling, StepScaling or PredictiveScaling");
            return;
        }
        String member = ScalingModel.configuration(type);
        String at = path + "." + lower(member);
        if (!(policy.get(member) instanceof ObjectNode configuration)) {
            problem(at, "missing");
            return;
        }
        checkMembers(at, configuration, known, true);
        switch (type) {
            case ScalingModel.TARGET_TRACKING -> {
                if (!configuration.path("TargetValue").isNumber()) {
                    problem(at + ".targetValue", "missing, or no number");
                }
                if (configuration.has("PredefinedMetricSpecification")
                        == configuration.has("CustomizedMetricSpecification")) {
                    problem(at, "needs either predefinedMetricSpecification or customizedMetricSpecification");
                }
            }
            case ScalingModel.STEP -> {
                int steps = configuration.path("StepAdjustments").size();
                if (!configuration.hasNonNull("AdjustmentType")) {
                    problem(at + ".adjustmentType", "missing");
                }
                if (steps < 1 || steps > MOST_STEPS) {
                    problem(at + ".stepAdjustments", "has " + steps + " entries. Use 1 to " + MOST_STEPS);
                }
            }
            default -> {
                if (configuration.path("MetricSpecifications").size() != 1) {
                    problem(at + ".metricSpecifications", "needs exactly one entry");
                }
            }
        }
    }

    private void action(String path, ObjectNode action) {
        checkMembers(path, action, ScalingModel.ACTION, true);
        if (!action.path("Schedule").asText("").matches("(at|rate|cron)\\(.+\\)")) {
            problem(path + ".schedule", "missing, or not of the form at(…), rate(…) or cron(…)");
        }
        for (String member : new String[] {"StartTime", "EndTime"}) {
            time(path + "." + lower(member), action, member);
        }
        JsonNode range = action.path("ScalableTargetAction");
        if (!(range instanceof ObjectNode object) || object.isEmpty()) {
            problem(path + ".scalableTargetAction", "needs minCapacity, maxCapacity or both");
            return;
        }
        checkMembers(path + ".scalableTargetAction", object, ScalingModel.RANGE, true);
        for (String bound : ScalingModel.RANGE) {
            if (object.has(bound)) {
                capacity(path + ".scalableTargetAction." + lower(bound), object.path(bound));
            }
        }
    }

    /** A number of seconds, as AWS has it, or a time with its zone in ISO 8601. */
    private void time(String path, ObjectNode action, String member) {
        JsonNode time = action.path(member);
        if (time.isMissingNode() || time.isNumber()) {
            return;
        }
        try {
            action.put(member, OffsetDateTime.parse(time.asText()).toEpochSecond());
        } catch (DateTimeException wrong) {
            problem(path, "'" + PlainText.line(time.asText()) + "' is not a time such as 2026-03-02T09:00:00Z");
        }
    }

    private void checkMembers(String path, ObjectNode node, List<String> known, boolean upper) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String similar = known.stream()
                        .filter(each -> SimilarName.is(each, name))
                        .findFirst()
                        .map(each -> ". Did you mean " + lower(each) + "?")
                        .orElse(". There is: "
                                + String.join(
                                        ", ",
                                        known.stream().map(ScalingText::lower).toList()));
                problem(path + "." + PlainText.line(upper ? lower(name) : name), "is not a member" + similar);
            }
        });
    }

    private void problem(String path, String message) {
        problems.add(new ScalingProblem(path, message));
    }

    private static String member(String name) {
        return switch (name) {
            case "min" -> "minCapacity";
            case "max" -> "maxCapacity";
            default -> lower(name);
        };
    }

    static String lower(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** A number that is written as text, as look-ups bring it. */
    private static JsonNode typed(String member, JsonNode value) {
        boolean isNumber = ScalingModel.NUMBERS.contains(lower(member))
                && value.isTextual()
                && value.textValue().matches("-?\\d{1,9}(\\.\\d{1,9})?");
        if (!isNumber) {
            return value;
        }
        BigDecimal number = new BigDecimal(value.textValue());
        return number.scale() <= 0
                ? JsonNodeFactory.instance.numberNode(number.intValueExact())
                : JsonNodeFactory.instance.numberNode(number);
    }

    /** The same with the names of all members as AWS has them. */
    @NonNull
    static JsonNode upper(@NonNull JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.fields().forEachRemaining(each -> {
                String name = each.getKey();
                String key = name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
                if (!each.getValue().isNull()) {
                    copy.set(key, typed(key, upper(each.getValue())));
                }
            });
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(each -> copy.add(upper(each)));
            return copy;
        }
        return node;
    }
}
