package io.jenkins.plugins.ecs.polling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pending reads of a poll group. The oldest is sent first, a call that others may join waits briefly for them, and
 * each operation reserves one token of its quota at a time.
 */
final class PendingReads {

    /** How long a read waits for others to share its call, in milliseconds. */
    static final long LINGER = 200;

    private static final class Queue {
        private final Map<ReadRequest.Kind, BatchRequest> parcels = new LinkedHashMap<>();
        /** Parts of calls that were rejected as a whole. They are sent unchanged. */
        private final Deque<BatchRequest> parts = new ArrayDeque<>();
        /** When the next call may be sent, with its reserved token; null if none is reserved. */
        private Long turn;
    }

    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private long nextTurn = Long.MAX_VALUE;

    void add(PollSubscription seat, ReadRequest read, long now) {
        queue(read.kind().operation())
                .parcels
                .computeIfAbsent(read.kind(), kind -> new BatchRequest(kind, now))
                .add(read, seat);
    }

    private Queue queue(String operation) {
        return queues.computeIfAbsent(operation, o -> new Queue());
    }

    /** Removes the reads of a subscription. */
    void cancel(PollSubscription seat) {
        for (ReadRequest read : seat.missing) {
            Queue queue = queues.get(read.kind().operation());
            if (queue == null) {
                continue;
            }
            queue.parts.forEach(part -> part.remove(read, seat));
            queue.parts.removeIf(BatchRequest::isEmpty);
            queue.parcels.computeIfPresent(read.kind(), (kind, parcel) -> {
                parcel.remove(read, seat);
                return parcel.isEmpty() ? null : parcel;
            });
        }
    }

    /** Sends the reads again in smaller calls, to find the one that makes the others fail. */
    void split(BatchRequest parcel, int size) {
        Queue queue = queue(parcel.operation());
        while (!parcel.isEmpty()) {
            queue.parts.add(parcel.firstOf(size));
        }
    }

    /**
     * The next call to send.
     *
     * @param othersMayJoin whether rounds are running that may add reads
     */
    Optional<BatchRequest> next(AccountRateLimits budget, boolean othersMayJoin, long now) {
        nextTurn = Long.MAX_VALUE;
        for (Map.Entry<String, Queue> entry : new ArrayList<>(queues.entrySet())) {
            Queue queue = entry.getValue();
            if (queue.parts.isEmpty() && queue.parcels.isEmpty()) {
                continue;
            }
            Optional<ReadRequest.Kind> kind = queue.parts.isEmpty() ? due(queue, othersMayJoin, now) : Optional.empty();
            if (queue.parts.isEmpty() && kind.isEmpty()) {
                continue;
            }
            if (queue.turn == null) {
                queue.turn = budget.reserve(entry.getKey(), now);
            }
            if (queue.turn > now) {
                nextTurn = Math.min(nextTurn, queue.turn);
                continue;
            }
            queue.turn = null;
            // Next time another operation comes first.
            queues.remove(entry.getKey());
            queues.put(entry.getKey(), queue);
            return Optional.of(kind.map(k -> take(queue, k)).orElseGet(queue.parts::poll));
        }
        return Optional.empty();
    }

    private Optional<ReadRequest.Kind> due(Queue queue, boolean othersMayJoin, long now) {
        for (BatchRequest parcel : queue.parcels.values()) {
            long ripe = parcel.since() + LINGER;
            if (!othersMayJoin || !parcel.hasRoom() || now >= ripe) {
                return Optional.of(parcel.kind());
            }
            nextTurn = Math.min(nextTurn, ripe);
        }
        return Optional.empty();
    }

    private static BatchRequest take(Queue queue, ReadRequest.Kind kind) {
        BatchRequest parcel = queue.parcels.remove(kind);
        BatchRequest first = parcel.firstOf(kind.most());
        if (!parcel.isEmpty()) {
            queue.parcels.put(kind, parcel);
        }
        return first;
    }

    /** When a call that could not be sent at the last {@link #next} is due. */
    long nextTurn() {
        return nextTurn;
    }

    /** A read that others may share. */
    static ReadRequest shareable(ReadRequest read) {
        return read != null && read.kind().most() > 1 ? read : null;
    }
}
