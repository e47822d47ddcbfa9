package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Messages of a queue of Amazon SQS. Each method throws {@link AwsFailure} when there is no usable answer. */
public final class QueueApi {

    /** Shorter than the longest that SQS allows, 20 s, so that the HTTP client does not give up before. */
    public static final Duration LONG_POLL = Duration.ofSeconds(18);

    private static final int MOST = 10;

    private final AwsCall sqs;

    public QueueApi(@NonNull AwsCall sqs) {
        this.sqs = sqs;
    }

    /**
     * @param receipt names this delivery of the message when it is deleted
     * @param body anything that somebody has sent
     */
    public record Message(@NonNull String receipt, @NonNull String body) {}

    /**
     * {@code ReceiveMessage}: up to 10 messages, as soon as there is one. They are delivered again if they are not deleted
     * within the visibility timeout of the queue.
     *
     * @param wait after which there is none: whole seconds, at most {@link #LONG_POLL}
     */
    @NonNull
    public List<Message> receive(@NonNull String queueUrl, @NonNull Duration wait) {
        ObjectNode answer = sqs.call(
                "ReceiveMessage",
                queue(queueUrl).put("MaxNumberOfMessages", MOST).put("WaitTimeSeconds", wait.toSeconds()));
        List<Message> messages = new ArrayList<>();
        for (JsonNode each : answer.path("Messages")) {
            messages.add(new Message(
                    each.path("ReceiptHandle").asText(""), each.path("Body").asText("")));
        }
        return messages;
    }

    /** {@code DeleteMessageBatch}. What SQS does not delete is delivered again. */
    public void delete(@NonNull String queueUrl, @NonNull List<Message> messages) {
        ObjectNode input = queue(queueUrl);
        ArrayNode entries = input.putArray("Entries");
        for (Message each : messages) {
            entries.addObject().put("Id", "m" + entries.size()).put("ReceiptHandle", each.receipt());
        }
        sqs.call("DeleteMessageBatch", input);
    }

    private static ObjectNode queue(String url) {
        return JsonNodeFactory.instance.objectNode().put("QueueUrl", url);
    }
}
