package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.List;
import java.util.Map;

/** Amazon SQS, as far as its receivers need it. */
final class QueueOperations {

    private static final int MOST = 10;
    private static final int LONGEST_WAIT = 20;

    private QueueOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("ReceiveMessage", QueueOperations::receive);
        operations.put("DeleteMessageBatch", QueueOperations::delete);
    }

    private static ObjectNode receive(Input input, Context context) {
        int most = input.get("MaxNumberOfMessages").asInt(1);
        int wait = input.get("WaitTimeSeconds").asInt(0);
        if (most < 1 || most > MOST || wait < 0 || wait > LONGEST_WAIT) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "Value for parameter MaxNumberOfMessages or WaitTimeSeconds is invalid. Reason: Must be between 1"
                            + " and 10, and 0 and 20, if provided.");
        }
        List<EventQueues.Message> received = context.region()
                .queues
                .receive(url(input), most, context.region().now());
        ObjectNode answer = Json.object();
        if (!received.isEmpty()) {
            ArrayNode messages = answer.putArray("Messages");
            for (EventQueues.Message each : received) {
                messages.addObject()
                        .put("MessageId", each.id)
                        .put("ReceiptHandle", each.receipt)
                        .put("Body", each.body);
            }
        }
        return answer;
    }

    private static ObjectNode delete(Input input, Context context) {
        JsonNode entries = input.get("Entries");
        if (entries.isEmpty()) {
            throw new AwsError(
                    400, "EmptyBatchRequest", "There should be at least one DeleteMessageBatchRequestEntry.");
        }
        if (entries.size() > MOST) {
            throw new AwsError(400, "TooManyEntriesInBatchRequest", "Maximum number of entries per request are 10.");
        }
        ObjectNode answer = Json.object();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        for (JsonNode each : entries) {
            String id = each.path("Id").asText();
            if (context.region()
                    .queues
                    .delete(url(input), each.path("ReceiptHandle").asText())) {
                successful.addObject().put("Id", id);
            } else {
                failed.addObject()
                        .put("Id", id)
                        .put("Code", "ReceiptHandleIsInvalid")
                        .put("SenderFault", true);
            }
        }
        return answer;
    }

    private static String url(Input input) {
        String url = input.text("QueueUrl");
        if (url == null) {
            throw new AwsError(400, "MissingParameter", "The request must contain the parameter QueueUrl.");
        }
        return url;
    }
}
