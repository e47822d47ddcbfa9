package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A build's place at the poller: it says when its next round is due, and has it run with the answers at hand. A round may
 * be run several times until all that it reads is there, so it reads before it does anything. While it waits, a build is
 * no more than this.
 */
public final class PollSubscription implements RateLimiter, AutoCloseable {

    /** How often a round was run without its reads, in vain, before it counts as one that waits long. */
    static final int MANY_RERUNS = 2;

    private final PollGroup lane;
    private final AwsCall acts;
    private final CachedReads reader = new CachedReads(this);

    // Guarded by the lane.
    final long number;
    /** Null when none is to be run. */
    Runnable round;
    /** What is to be run once the running one is over. */
    Runnable upcoming;

    long upcomingIn;
    boolean running;
    boolean closed;
    /** When it is due, and from when on it may be run early, to share a call that goes out anyway. */
    long due;

    long earliest;
    /** Whether what it looks at may end any moment. */
    boolean nearEnd;
    /** What its next regular look will want to know first. */
    ReadRequest expected;
    /** Whether its round is such a look, neither early nor in between. */
    boolean regular;

    /** When its round is run again although reads are missing; and how often it was. */
    long runAgainAt;

    int reruns;

    final Map<ReadRequest, ReadResult> answers = new HashMap<>();
    final Set<ReadRequest> missing = new HashSet<>();
    final Map<String, Long> turns = new HashMap<>();
    /** The operation that it was just let through for. */
    String admitted;

    // Of the thread that runs the round.
    private volatile Thread thread;
    private ReadRequest first;

    PollSubscription(PollGroup lane, AwsCall acts, long number) {
        this.lane = lane;
        this.acts = acts;
        this.number = number;
    }

    /**
     * Has a round run; one that was still to come is forgotten. May be called by a round, for its successor.
     *
     * @param inMillis 0 for at once
     */
    public void next(long inMillis, @NonNull Runnable nextRound) {
        lane.next(this, inMillis, nextRound);
    }

    /** ECS, to be read within rounds. */
    @NonNull
    public AwsCall ecs() {
        return reader;
    }

    @Override
    public long turnIn(String operation) {
        return lane.turnIn(this, operation);
    }

    @Override
    public boolean waitsLong() {
        return lane.waitsLong(this);
    }

    /** Nothing is polled here any more, for whatever reason: whoever joins next gets another queue and other calls. */
    public void forsake() {
        lane.forsake();
        close();
    }

    /** No more rounds. */
    @Override
    public void close() {
        lane.leave(this);
    }

    void run(Runnable toRun) {
        first = null;
        thread = Thread.currentThread();
        try {
            toRun.run();
        } finally {
            thread = null;
        }
    }

    boolean isInRound() {
        return thread == Thread.currentThread();
    }

    /** Notes what a round asks for; the first is most likely what the next one will ask for first. */
    void asked(List<ReadRequest> reads) {
        if (first == null && !reads.isEmpty()) {
            first = reads.get(0);
        }
    }

    ReadRequest first() {
        return first;
    }

    ReadResult answer(ReadRequest read) {
        return lane.answer(this, read);
    }

    ObjectNode send(String operation, ObjectNode input, boolean isRead) {
        return lane.send(this, operation, input, isRead ? null : acts);
    }
}
