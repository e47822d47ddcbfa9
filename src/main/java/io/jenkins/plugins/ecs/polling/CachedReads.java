package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ECS client of one build's rounds. Reads are answered from the results for this round; a missing result ends the
 * round until it is available. Changes, and calls outside of a round, are sent immediately.
 */
final class CachedReads implements AwsCall {

    private final PollSubscription seat;

    CachedReads(PollSubscription seat) {
        this.seat = seat;
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input) {
        if (!isRead(operation) || !seat.isInRound()) {
            return seat.send(operation, input, isRead(operation));
        }
        List<ReadRequest> reads = ReadRequest.of(operation, input);
        seat.asked(reads);
        List<ReadRequest> missing = new ArrayList<>();
        List<ReadResult> answers = new ArrayList<>();
        for (ReadRequest read : reads) {
            ReadResult answer = seat.answer(read);
            if (answer == null) {
                missing.add(read);
            } else {
                answers.add(answer);
            }
        }
        if (!missing.isEmpty()) {
            throw new ReadPendingException(missing);
        }
        for (ReadResult answer : answers) {
            if (answer.failure() != null) {
                throw answer.failure();
            }
        }
        Optional<Batch> batch = Batch.of(operation);
        if (batch.isEmpty()) {
            return answers.get(0).json().deepCopy();
        }
        ObjectNode together = JsonNodeFactory.instance.objectNode();
        together.putArray(batch.get().items());
        together.putArray("failures");
        answers.forEach(answer -> batch.get().add(answer.json(), together));
        return together;
    }

    private static boolean isRead(String operation) {
        return operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get");
    }
}
