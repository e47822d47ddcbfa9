package io.jenkins.plugins.ecs.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import java.util.List;
import java.util.Optional;

/**
 * ECS as the rounds of one build see it: reads are answered from what was read for this round, and what is missing ends
 * the round until it is there. Calls that change something, and those outside of a round, are sent at once.
 */
final class Reader implements AwsCall {

    private final Seat seat;

    Reader(Seat seat) {
        this.seat = seat;
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input) {
        if (!isRead(operation) || !seat.isInRound()) {
            return seat.send(operation, input, isRead(operation));
        }
        List<Read> reads = Read.of(operation, input);
        seat.asked(reads);
        List<Read> missing =
                reads.stream().filter(read -> seat.answer(read) == null).toList();
        if (!missing.isEmpty()) {
            throw new NotReadYet(missing);
        }
        for (Read read : reads) {
            if (seat.answer(read).failure() != null) {
                throw seat.answer(read).failure();
            }
        }
        Optional<Batch> batch = Batch.of(operation);
        if (batch.isEmpty()) {
            return seat.answer(reads.get(0)).json().deepCopy();
        }
        ObjectNode together = JsonNodeFactory.instance.objectNode();
        together.putArray(batch.get().items());
        together.putArray("failures");
        reads.forEach(read -> batch.get().add(seat.answer(read).json(), together));
        return together;
    }

    private static boolean isRead(String operation) {
        return operation.startsWith("Describe") || operation.startsWith("List") || operation.startsWith("Get");
    }
}
