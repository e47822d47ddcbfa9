package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Documents.Kind;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** RegisterTaskDefinition and its kin. */
final class TaskDefinitionOperations {

    private TaskDefinitionOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("RegisterTaskDefinition", TaskDefinitionOperations::register);
        operations.put("DescribeTaskDefinition", TaskDefinitionOperations::describe);
        operations.put("ListTaskDefinitions", TaskDefinitionOperations::list);
        operations.put("ListTaskDefinitionFamilies", TaskDefinitionOperations::families);
        operations.put("DeregisterTaskDefinition", TaskDefinitionOperations::deregister);
        operations.put("DeleteTaskDefinitions", TaskDefinitionOperations::delete);
    }

    private static ObjectNode register(Input input, Context context) {
        TaskDefinition definition = context.region()
                .taskDefinitions
                .register((ObjectNode) input.json(), context.caller().arn());
        Tags.put(context.region(), definition.arn, input.get("tags"));
        ObjectNode answer = Json.object().set("taskDefinition", definition.json());
        if (!input.get("tags").isEmpty()) {
            answer.set("tags", Tags.of(context.region(), definition.arn));
        }
        return answer;
    }

    private static ObjectNode describe(Input input, Context context) {
        TaskDefinition definition = context.region().taskDefinitions.find(input.text("taskDefinition", ""));
        ObjectNode json = definition == null
                ? null
                : context.region().documents.find(Kind.TASK_DEFINITION, definition.arn, context.asOf());
        if (json == null) {
            throw AwsError.client("Unable to describe task definition.");
        }
        ObjectNode answer = Json.object().set("taskDefinition", json);
        if (input.includes("TAGS")) {
            answer.set("tags", Tags.of(context.region(), definition.arn));
        }
        return answer;
    }

    private static ObjectNode list(Input input, Context context) {
        String family = input.text("familyPrefix");
        String status = input.text("status", "ACTIVE");
        boolean descending = input.text("sort", "ASC").equals("DESC");
        Comparator<JsonNode> order = Comparator.comparing(
                        (JsonNode each) -> each.path("family").asText())
                .thenComparing(each -> each.path("revision").asInt());
        List<String> arns = definitions(context)
                .filter(each -> status.equals(each.path("status").asText()))
                .filter(each ->
                        family == null || family.equals(each.path("family").asText()))
                .sorted(descending ? order.reversed() : order)
                .map(each -> each.path("taskDefinitionArn").asText())
                .toList();
        return Pages.ofTexts(input, "taskDefinitionArns", arns, 100);
    }

    private static ObjectNode families(Input input, Context context) {
        String prefix = input.text("familyPrefix", "");
        // Unlike ListTaskDefinitions, it gives those of all states by default.
        String status = input.text("status", "ALL");
        List<String> active = definitions(context)
                .filter(each -> each.path("status").asText().equals("ACTIVE"))
                .map(each -> each.path("family").asText())
                .distinct()
                .toList();
        List<String> names = definitions(context)
                .map(each -> each.path("family").asText())
                .filter(name -> name.startsWith(prefix))
                .filter(name -> status.equals("ALL") || active.contains(name) == status.equals("ACTIVE"))
                .distinct()
                .sorted()
                .toList();
        return Pages.ofTexts(input, "families", names, 100);
    }

    private static Stream<ObjectNode> definitions(Context context) {
        return context.region().documents.all(Kind.TASK_DEFINITION, context.asOf());
    }

    private static ObjectNode deregister(Input input, Context context) {
        String reference = input.text("taskDefinition", "");
        if (!reference.contains(":")) {
            throw AwsError.client("Invalid revision number. Number: null");
        }
        TaskDefinition definition = context.region().taskDefinitions.find(reference);
        if (definition == null) {
            throw AwsError.client("The specified task definition does not exist.");
        }
        if (definition.isActive()) {
            context.region().taskDefinitions.setStatus(definition, "INACTIVE", "deregisteredAt");
        }
        return Json.object().set("taskDefinition", definition.json());
    }

    private static ObjectNode delete(Input input, Context context) {
        ObjectNode answer = Json.object();
        ArrayNode deleted = answer.putArray("taskDefinitions");
        ArrayNode failures = answer.putArray("failures");
        for (String reference : input.texts("taskDefinitions", 10, "Task definitions can not be empty.")) {
            TaskDefinition definition = context.region().taskDefinitions.find(reference);
            if (definition == null || definition.isActive()) {
                failures.addObject()
                        .put("arn", definition == null ? reference : definition.arn)
                        .put(
                                "reason",
                                definition == null
                                        ? "The specified task definition does not exist. Specify a valid account,"
                                                + " family, revision and try again."
                                        : "The specified task definition is still in ACTIVE status. Please deregister"
                                                + " the target and try again.");
            } else {
                context.region().taskDefinitions.setStatus(definition, "DELETE_IN_PROGRESS", "deleteRequestedAt");
                deleted.add(definition.json());
            }
        }
        return answer;
    }
}
