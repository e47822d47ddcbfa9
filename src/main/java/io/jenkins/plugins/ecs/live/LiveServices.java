package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;
import io.jenkins.plugins.ecs.polling.BoundedMap;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The live states of services that users look at: answers from memory, and reads of what is missing or old. Nothing is
 * read unless it is asked for, and no question waits for AWS. Thread-safe.
 *
 * @param <S> how a target is read; equal for targets that share what is read
 */
final class LiveServices<S> {

    /** Answers that are kept; each has a few hundred bytes. */
    static final int MOST_ANSWERS = 5_000;

    private record Question<S>(S source, LiveSubject subject) {}

    private record Known(LiveAnswer answer, long askedAt) {}

    private final Function<S, SharedConnection> connect;
    private final Supplier<SharedPoller> poller;
    private final PollerExecutor workers;
    private final LongSupplier clock;
    private final Map<S, LiveTarget> targets = new HashMap<>();
    private final Map<Question<S>, Known> known = BoundedMap.of(MOST_ANSWERS);

    /**
     * @param connect opens a connection, on a thread of the poller
     * @param clock epoch milliseconds
     */
    LiveServices(
            @NonNull Function<S, SharedConnection> connect,
            @NonNull Supplier<SharedPoller> poller,
            @NonNull PollerExecutor workers,
            @NonNull LongSupplier clock) {
        this.connect = connect;
        this.poller = poller;
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * What is known now. If that is too old, it is being read from here on.
     *
     * @param newestChange when Jenkins recorded the last change of the service, in epoch milliseconds
     */
    @NonNull
    LiveAnswer ask(@NonNull S source, @NonNull String region, @NonNull LiveSubject subject, long newestChange) {
        Question<S> question = new Question<>(source, subject);
        long now = clock.getAsLong();
        Known before;
        synchronized (known) {
            before = known.getOrDefault(question, new Known(LiveAnswer.NONE, 0));
            if (!LiveReuse.isDue(before.answer(), before.askedAt(), newestChange, now)) {
                return before.answer();
            }
            known.put(question, new Known(before.answer(), now));
        }
        if (!target(source, region).ask(subject)) {
            synchronized (known) {
                known.put(question, new Known(before.answer(), 0));
            }
        }
        return before.answer();
    }

    private LiveTarget target(S source, String region) {
        synchronized (targets) {
            targets.values().removeIf(each -> !each.isOpen());
            return targets.computeIfAbsent(
                    source,
                    key -> new LiveTarget(
                            region, () -> connect.apply(key), poller, workers, clock, read -> answered(key, read)));
        }
    }

    private void answered(S source, Map<LiveSubject, LiveAnswer> read) {
        synchronized (known) {
            read.forEach((subject, answer) -> known.put(new Question<>(source, subject), new Known(answer, 0)));
        }
    }
}
