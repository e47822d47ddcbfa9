package io.jenkins.plugins.ecs.polling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A build's subscription to the poller: it determines when the next round is due, and runs it when its reads are
 * available. A round may be run several times until all its reads are available, so it reads before it does anything.
 * While a build waits, it consists of nothing else.
 */
public final class PollSubscription implements RateLimiter, SpareReads, AutoCloseable {

    /** How often a round may be run without its reads before it counts as waiting for long. */
    static final int MANY_RERUNS = 2;

    private final PollGroup lane;
    private final AwsCall acts;
    private final CachedReads reader = new CachedReads(this);

    // Guarded by the poll group.
    final long number;
    /** The next round; null if there is none. */
    Runnable round;
    /** The round to run after the current one. */
    Runnable upcoming;

    long upcomingIn;
    boolean running;
    boolean closed;
    /** When the round is due, and from when on it may run early to share a call. */
    long due;

    long earliest;
    long scheduledAt;
    /** Whether the deployment may end at any moment. */
    boolean nearEnd;
    /** The first read of the next regular poll. */
    ReadRequest expected;
    /** Whether the round is a regular poll, neither early nor in between. */
    boolean regular;

    /** The services and tasks of the reads of a round, in the words of {@link StateEvent#subject}. */
    Set<String> subjects = Set.of();
    /** Whether events about them have been delivered. */
    boolean announced;
    /** Until when it is polled as if there were no events: a read may not show yet what an event announced. */
    long attentiveUntil;

    /** When the round is run although reads are missing, and how often it was. */
    long runAgainAt;

    int reruns;

    final Map<ReadRequest, ReadResult> answers = new HashMap<>();
    final Set<ReadRequest> missing = new HashSet<>();
    final Map<String, Long> turns = new HashMap<>();
    /** The operation that the rate limiter has just permitted. */
    String admitted;

    // Used by the thread that runs the round.
    private volatile Thread thread;
    private ReadRequest first;
    private final Set<String> subjectsOfRound = new HashSet<>();

    PollSubscription(PollGroup lane, AwsCall acts, long number) {
        this.lane = lane;
        this.acts = acts;
        this.number = number;
    }

    /**
     * Schedules a round, and replaces one that is already scheduled. A round may call this for its successor.
     *
     * @param inMillis delay in milliseconds; 0 for immediately
     */
    public void next(long inMillis, @NonNull Runnable nextRound) {
        lane.next(this, inMillis, nextRound);
    }

    /** The ECS client for reads within rounds. */
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

    @Override
    public boolean isNotified() {
        return lane.isNotified(this);
    }

    @Override
    public <T> T read(String operation, Supplier<T> call) {
        return lane.readIfSpare(operation, call);
    }

    /** Abandons the poll group of this subscription, because it no longer works: new subscriptions get a new one. */
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
        subjectsOfRound.clear();
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

    /** Records the reads of a round. The first one is probably also the first of the next round. */
    void asked(List<ReadRequest> reads) {
        if (first == null && !reads.isEmpty()) {
            first = reads.get(0);
        }
        subjectsOfRound.addAll(Subjects.of(reads));
    }

    ReadRequest first() {
        return first;
    }

    /** Of the round that was run last. */
    Set<String> subjectsOfRound() {
        return subjectsOfRound;
    }

    ReadResult answer(ReadRequest read) {
        return lane.answer(this, read);
    }

    ObjectNode send(String operation, ObjectNode input, boolean isRead) {
        return lane.send(this, operation, input, isRead ? null : acts);
    }
}
