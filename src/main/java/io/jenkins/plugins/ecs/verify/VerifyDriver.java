package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckObservation;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.time.Clock;
import java.util.List;

/** Runs rounds of a verification: observe, decide, save. It has no state and can be replaced at any time. */
public final class VerifyDriver {

    private final VerifyObserver observer;
    private final Clock clock;
    private final VerifyJournal journal;
    private RateLimiter gate = RateLimiter.OPEN;

    /**
     * @param hosts the hosts and addresses that {@code http} checks may use
     * @param aside the background reads of this verification, the same for all rounds
     */
    public VerifyDriver(
            @NonNull AwsConnection aws,
            @NonNull HostPolicy hosts,
            @NonNull BackgroundReads aside,
            @NonNull Clock clock,
            @NonNull VerifyJournal journal) {
        this.observer = new VerifyObserver(aws, hosts, aside);
        this.clock = clock;
        this.journal = journal;
    }

    /** @param reads reports whether reads have been pending for too long */
    @NonNull
    public VerifyDriver pacedBy(@NonNull RateLimiter reads) {
        gate = reads;
        return this;
    }

    /**
     * Runs one round, without waiting. Its ECS reads come first, so it may be repeated with the same state. Afterwards
     * the state of the verification is the one last passed to {@link VerifyJournal#save}.
     *
     * @return milliseconds until the next round is due
     */
    public long round(@NonNull VerifyState state) {
        if (state.hasEnded()) {
            return 0;
        }
        long now = clock.millis();
        if (gate.waitsLong() && now >= state.deadline()) {
            publish(VerifyDecider.outOfTime(state, now), journal);
            return 0;
        }
        List<Integer> due = VerifyDecider.due(state, now);
        CheckObservation seen = observer.observe(state, due, now);
        VerifyDecision decision = VerifyDecider.decide(state, seen, now);
        publish(decision, journal);
        return decision.nextPoll();
    }

    /** Ends the verification. Unfinished checks are inconclusive. */
    public static void abort(
            @NonNull VerifyState state, @NonNull String by, @NonNull Clock clock, @NonNull VerifyJournal journal) {
        publish(VerifyDecider.abort(state, by, clock.millis()), journal);
    }

    private static void publish(VerifyDecision decision, VerifyJournal journal) {
        journal.save(decision.state);
        decision.lines().forEach(journal::say);
    }
}
