package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One read of ECS for a build. Reads of one {@link Kind} can share a call.
 *
 * @param subject the resource to read; empty if the operation takes no list of resources
 */
record ReadRequest(Kind kind, String subject) {

    /** @param input the call's input without its subjects, as text; equal for all reads that can share a call */
    record Kind(String operation, String input) {

        int most() {
            return Batch.of(operation).map(Batch::most).orElse(1);
        }
    }

    /** The single reads of a call. */
    static List<ReadRequest> of(String operation, ObjectNode input) {
        Optional<Batch> batch = Batch.of(operation);
        if (batch.isEmpty()) {
            return List.of(new ReadRequest(new Kind(operation, input.toString()), ""));
        }
        ObjectNode rest = input.deepCopy();
        rest.remove(batch.get().subjects());
        Kind kind = new Kind(operation, rest.toString());
        List<ReadRequest> reads = new ArrayList<>();
        input.path(batch.get().subjects()).forEach(subject -> reads.add(new ReadRequest(kind, subject.asText())));
        return reads;
    }
}
