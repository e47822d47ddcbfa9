package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import io.jenkins.plugins.ecs.sandbox.ScheduledEvents.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules of EventBridge and their targets. */
final class EventOperations {

    private static final int MOST_TARGETS = 10;
    private static final int PAGE = 100;

    private EventOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("PutRule", EventOperations::putRule);
        operations.put("DescribeRule", EventOperations::describe);
        operations.put("PutTargets", EventOperations::putTargets);
        operations.put("RemoveTargets", EventOperations::removeTargets);
        operations.put("ListTargetsByRule", EventOperations::targets);
        operations.put("ListRuleNamesByTarget", EventOperations::rulesOf);
    }

    /** Replaces the rule; its targets stay. */
    private static ObjectNode putRule(Input input, Context context) {
        String name = required(input, "Name");
        String bus = ScheduledEvents.bus(input.text("EventBusName"));
        if (!input.has("ScheduleExpression") && !input.has("EventPattern")) {
            throw validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (input.has("ScheduleExpression") && !bus.equals(ScheduledEvents.DEFAULT)) {
            throw validation("ScheduleExpression is supported only on the default event bus.");
        }
        ObjectNode rule = Json.object().put("Name", name);
        rule.put("Arn", context.region().arns.rule(bus, name));
        Json.copy(input.json(), rule, "ScheduleExpression", "EventPattern", "Description", "RoleArn", "ManagedBy");
        rule.put("State", input.text("State", "ENABLED")).put("EventBusName", bus);
        context.region().events.put(bus, name, rule);
        return Json.object().put("RuleArn", rule.path("Arn").asText());
    }

    private static ObjectNode describe(Input input, Context context) {
        return rule(input, context, "Name").json.deepCopy();
    }

    /** Answers 200 also where a target is not taken; then it says which. */
    private static ObjectNode putTargets(Input input, Context context) {
        Rule rule = rule(input, context, "Rule");
        if (rule.json.has("ManagedBy")) {
            throw new AwsError(
                    400,
                    "ManagedRuleException",
                    "This rule was created by an AWS service on behalf of your account. It is managed by that service.");
        }
        if (input.get("Targets").isEmpty() || input.get("Targets").size() > MOST_TARGETS) {
            throw validation("1 validation error detected: Value at 'targets' failed to satisfy constraint: "
                    + "Member must have length between 1 and " + MOST_TARGETS);
        }
        ArrayNode failed = Json.array();
        for (JsonNode target : input.get("Targets")) {
            String id = target.path("Id").asText("");
            if (id.isEmpty() || !target.hasNonNull("Arn")) {
                throw validation("1 validation error detected: a target needs Id and Arn.");
            }
            String refusal = context.region().events.refusals.remove(id);
            if (refusal != null) {
                failed.addObject()
                        .put("TargetId", id)
                        .put("ErrorCode", refusal)
                        .put("ErrorMessage", "Target " + id + " was not taken.");
            } else {
                rule.targets.put(id, target.deepCopy());
            }
        }
        ObjectNode answer = Json.object().put("FailedEntryCount", failed.size());
        answer.set("FailedEntries", failed);
        return answer;
    }

    private static ObjectNode removeTargets(Input input, Context context) {
        Rule rule = rule(input, context, "Rule");
        ArrayNode failed = Json.array();
        for (String id : input.texts("Ids")) {
            String refusal = context.region().events.refusals.remove(id);
            if (refusal != null) {
                failed.addObject().put("TargetId", id).put("ErrorCode", refusal).put("ErrorMessage", "");
            } else {
                rule.targets.remove(id);
            }
        }
        ObjectNode answer = Json.object().put("FailedEntryCount", failed.size());
        return answer.set("FailedEntries", failed);
    }

    private static ObjectNode targets(Input input, Context context) {
        return page(
                input,
                "Targets",
                new ArrayList<>(rule(input, context, "Rule").targets.values()));
    }

    private static ObjectNode rulesOf(Input input, Context context) {
        String target = required(input, "TargetArn");
        String bus = ScheduledEvents.bus(input.text("EventBusName"));
        List<JsonNode> names = new ArrayList<>();
        for (Rule rule : context.region().events.rules()) {
            if (rule.bus.equals(bus)
                    && rule.targets.values().stream()
                            .anyMatch(each -> each.path("Arn").asText().equals(target))) {
                names.add(rule.json.path("Name"));
            }
        }
        return page(input, "RuleNames", names);
    }

    private static Rule rule(Input input, Context context, String member) {
        return context.region().events.rule(input.text("EventBusName"), required(input, member));
    }

    private static ObjectNode page(Input input, String name, List<? extends JsonNode> all) {
        int size = input.get("Limit").asInt(PAGE);
        if (size < 1 || size > PAGE) {
            throw validation("Limit must be between 1 and " + PAGE);
        }
        return ScheduledEvents.page(input.text("NextToken"), name, all, size);
    }

    private static String required(Input input, String member) {
        String text = input.text(member);
        if (text == null || text.isBlank()) {
            throw validation(member + " must not be null.");
        }
        return text;
    }

    private static AwsError validation(String message) {
        return new AwsError(400, "ValidationException", message);
    }
}
