package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Runs rounds of a release: one condition, deployment, verification or rollback at a time, then it is decided what is
 * next. It has no state and can be replaced at any time.
 */
public final class ReleaseDriver {

    private final ReleaseWorld world;
    private final Clock clock;
    private final ReleaseJournal journal;

    public ReleaseDriver(@NonNull ReleaseWorld world, @NonNull Clock clock, @NonNull ReleaseJournal journal) {
        this.world = world;
        this.clock = clock;
        this.journal = journal;
    }

    /**
     * One round, which never waits. The last state given to {@link ReleaseJournal#save} is what holds afterwards.
     *
     * @return milliseconds until the next round is due
     * @throws io.jenkins.plugins.ecs.polling.ReadPendingException if it is to be run again once more was read
     */
    public long round(@NonNull ReleaseState state) {
        if (state.hasEnded()) {
            return 0;
        }
        ReleaseRound release = new ReleaseRound(world, clock, journal, state);
        if (state.isDryRun()) {
            return new DryRunRounds(release).round();
        }
        if (state.isQueued()) {
            release.take(QueuedRelease.decide(state, world.ask(state), clock.millis()));
            return release.state().isQueued() ? EntryRounds.ASK_AGAIN : 0;
        }
        EnvironmentRun here = state.current();
        long in = round(release, here);
        return release.state().hasEnded() ? 0 : turn(release, here, in);
    }

    /**
     * AWS may not be called for the target of the next round.
     *
     * @return whether the release goes on without that target, as a dry run does; otherwise nothing has changed
     */
    public boolean goesOnWithout(@NonNull ReleaseState state, @NonNull String why) {
        boolean goesOn = state.isDryRun() && state.place().isPresent();
        if (goesOn) {
            new DryRunRounds(new ReleaseRound(world, clock, journal, state)).refused(why);
        }
        return goesOn;
    }

    private static long round(ReleaseRound release, EnvironmentRun here) {
        if (FailedTarget.isRecalled(release.state())) {
            release.take(FailedTarget.recalled(release.state(), release.now()));
            return 0;
        }
        return switch (here.slot()) {
            case WAITING -> new EntryRounds(release).judge();
            case PLANNING -> new EntryRounds(release).plan();
            case CONFIRMING -> new EntryRounds(release).confirm(here);
            case PREFLIGHT -> new EntryRounds(release).preflight(here);
            case VERIFYING -> new TargetRounds(release).verify(here);
            case WATCHING -> new TargetRounds(release).watch(here);
            default -> new TargetRounds(release).roll(here);
        };
    }

    /**
     * With several targets under way, they have their rounds in turn.
     *
     * @param had the one that just had a round
     * @param in milliseconds until its next one
     * @return milliseconds until the next round
     */
    private static long turn(ReleaseRound release, EnvironmentRun had, long in) {
        List<EnvironmentRun> active = release.state().active();
        if (active.size() < 2) {
            return in;
        }
        long now = release.now();
        ReleaseState turned = release.state();
        Optional<EnvironmentRun> still =
                active.stream().filter(each -> each.isSame(had)).findFirst();
        if (still.isPresent()) {
            EnvironmentRun later = still.get().copy();
            later.due = now + in;
            turned = turned.on(later).with(later);
        }
        EnvironmentRun next = turned.active().stream()
                .min(Comparator.comparingLong(each -> each.due))
                .orElseThrow();
        release.save(turned.on(next));
        return Math.max(0, next.due - now);
    }
}
