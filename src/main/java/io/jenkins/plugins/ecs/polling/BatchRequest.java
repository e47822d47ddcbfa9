package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of one kind that share a call, and the subscriptions that wait for each. */
final class BatchRequest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReadRequest.Kind kind;
    private final Map<ReadRequest, List<PollSubscription>> reads = new LinkedHashMap<>();
    /** Since when the oldest of them has been waiting. */
    private final long since;

    BatchRequest(ReadRequest.Kind kind, long since) {
        this.kind = kind;
        this.since = since;
    }

    ReadRequest.Kind kind() {
        return kind;
    }

    String operation() {
        return kind.operation();
    }

    long since() {
        return since;
    }

    Map<ReadRequest, List<PollSubscription>> reads() {
        return reads;
    }

    void add(ReadRequest read, PollSubscription seat) {
        reads.computeIfAbsent(read, r -> new ArrayList<>(1)).add(seat);
    }

    void remove(ReadRequest read, PollSubscription seat) {
        List<PollSubscription> waiting = reads.get(read);
        if (waiting != null && waiting.remove(seat) && waiting.isEmpty()) {
            reads.remove(read);
        }
    }

    boolean isEmpty() {
        return reads.isEmpty();
    }

    boolean hasRoom() {
        return reads.size() < kind.most();
    }

    boolean takes(ReadRequest read) {
        return read.kind().equals(kind) && !reads.containsKey(read);
    }

    /** Takes as many reads as fit into one call. The others remain. */
    BatchRequest firstOf(int most) {
        BatchRequest first = new BatchRequest(kind, since);
        Iterator<Map.Entry<ReadRequest, List<PollSubscription>>> next =
                reads.entrySet().iterator();
        while (first.reads.size() < most && next.hasNext()) {
            Map.Entry<ReadRequest, List<PollSubscription>> read = next.next();
            first.reads.put(read.getKey(), read.getValue());
            next.remove();
        }
        return first;
    }

    /** The input of the call. */
    ObjectNode input() {
        try {
            ObjectNode input = (ObjectNode) JSON.readTree(kind.input());
            Batch.of(operation()).ifPresent(batch -> {
                ArrayNode subjects = input.putArray(batch.subjects());
                reads.keySet().forEach(read -> subjects.add(read.subject()));
            });
            return input;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The part of the response that belongs to one read. */
    ObjectNode answerFor(ReadRequest read, ObjectNode answer) {
        boolean alone = reads.size() == 1;
        return Batch.of(operation())
                .map(batch -> alone ? batch.whole(answer) : batch.answerFor(read.subject(), answer))
                .orElse(answer);
    }

    /**
     * AWS rejects a whole call if only one of its subjects is malformed or denied.
     *
     * @return the new size of the calls; 0 if the failure applies to all reads
     */
    int splitAfter(AwsFailure failure) {
        int size = reads.size();
        if (size == 1) {
            return 0;
        }
        switch (failure.kind()) {
            case INVALID:
            case NOT_FOUND:
            case SERVICE_NOT_FOUND:
                // Most likely only one is affected.
                return (size + 1) / 2;
            case DENIED:
                // Often all are affected.
                return 1;
            default:
                return 0;
        }
    }

    /** The account in the response, if it has one. */
    Optional<String> account(ObjectNode answer) {
        return Batch.of(operation())
                .map(batch ->
                        answer.path(batch.items()).path(0).path(batch.arn()).asText())
                .map(arn -> arn.split(":", 6))
                .filter(parts -> parts.length == 6 && !parts[4].isEmpty())
                .map(parts -> parts[4]);
    }
}
