package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckObservation;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.time.Clock;
import java.util.List;

/** Runs rounds of a verification: observe, decide, save. It holds no facts and may be made anew at any time. */
public final class VerifyDriver {

    private final VerifyObserver observer;
    private final Clock clock;
    private final VerifyJournal journal;
    private RateLimiter gate = RateLimiter.OPEN;

    /**
     * @param hosts where {@code http} checks may go
     * @param aside where reads run that take their own time; the same one for all rounds
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

    /** @param reads knows whether they have waited for long */
    @NonNull
    public VerifyDriver pacedBy(@NonNull RateLimiter reads) {
        gate = reads;
        return this;
    }

    /**
     * One round, without waiting; its reads of ECS come before all else, so it may be run again from the same state. The last state given to {@link VerifyJournal#save} is where the verification stands
     * afterwards.
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
        CheckObservation seen = observer.look(state, due, now);
        VerifyTurn turn = VerifyDecider.decide(state, seen, now);
        publish(turn, journal);
        return turn.lookIn();
    }

    /** Ends it: what is not known by now stays open. */
    public static void abort(
            @NonNull VerifyState state, @NonNull String by, @NonNull Clock clock, @NonNull VerifyJournal journal) {
        publish(VerifyDecider.abort(state, by, clock.millis()), journal);
    }

    private static void publish(VerifyTurn turn, VerifyJournal journal) {
        journal.save(turn.state);
        turn.lines().forEach(journal::say);
    }
}
