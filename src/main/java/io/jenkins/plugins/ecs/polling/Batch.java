package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A read that takes several subjects in one call.
 *
 * @param subjects the list of the input that names them
 * @param most how many AWS takes in one call
 * @param items the list of the answer that tells of them
 * @param arn the field of an item that holds its ARN
 */
record Batch(String subjects, int most, String items, String arn) {

    private static final Map<String, Batch> BY_OPERATION = Map.of(
            "DescribeServices", new Batch("services", 10, "services", "serviceArn"),
            "DescribeServiceDeployments",
                    new Batch("serviceDeploymentArns", 20, "serviceDeployments", "serviceDeploymentArn"),
            "DescribeServiceRevisions", new Batch("serviceRevisionArns", 20, "serviceRevisions", "serviceRevisionArn"),
            "DescribeTasks", new Batch("tasks", 100, "tasks", "taskArn"));

    /** Empty for an operation that answers of one thing, or in pages. */
    static Optional<Batch> of(String operation) {
        return Optional.ofNullable(BY_OPERATION.get(operation));
    }

    /** What the answer of a call for many would have been for this one alone. */
    ObjectNode answerFor(String subject, JsonNode answer) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        pick(answer.path(items), arn, subject, own.putArray(items));
        pick(answer.path("failures"), "arn", subject, own.putArray("failures"));
        return own;
    }

    /** The answer of a call for one alone is about that one, whatever name it gives it. */
    ObjectNode whole(JsonNode answer) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        answer.path(items).forEach(own.putArray(items)::add);
        answer.path("failures").forEach(own.putArray("failures")::add);
        return own;
    }

    /** The answers of single ones as one. */
    void add(JsonNode single, ObjectNode together) {
        together.withArray(items).addAll((ArrayNode) single.get(items));
        together.withArray("failures").addAll((ArrayNode) single.get("failures"));
    }

    private void pick(JsonNode from, String field, String subject, ArrayNode to) {
        for (JsonNode each : from) {
            if (names(subject, each.path(field).asText())) {
                to.add(each);
            }
        }
    }

    /** A subject may be a name or an id, and the ARN of a service may be of the old form, without the cluster. */
    private boolean names(String subject, String arn) {
        return subject.equals(arn)
                || ((!subject.startsWith("arn:") || items.equals("services"))
                        && last(subject).equals(last(arn)));
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
