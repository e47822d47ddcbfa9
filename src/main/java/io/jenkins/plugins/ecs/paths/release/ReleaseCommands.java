package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Approvals;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What users do to a release between its rounds: they answer, approve and abort. The last state given to
 * {@link ReleaseJournal#save} is what holds afterwards.
 */
public final class ReleaseCommands {

    private final ReleaseWorld world;
    private final Clock clock;
    private final ReleaseJournal journal;

    public ReleaseCommands(@NonNull ReleaseWorld world, @NonNull Clock clock, @NonNull ReleaseJournal journal) {
        this.world = world;
        this.clock = clock;
        this.journal = journal;
    }

    /**
     * Takes an answer to a pause of a deployment in progress.
     *
     * @return whether it was taken
     */
    public boolean answer(
            @NonNull ReleaseState state,
            @NonNull String recordId,
            @NonNull String hookId,
            @NonNull PauseAnswer answer,
            @NonNull String by) {
        RolloutState asked = ReleaseRecords.rollouts(state).get(recordId);
        Optional<EnvironmentRun> meant = state.active().stream()
                .filter(each -> asked != null && each.running() == asked)
                .findFirst();
        if (meant.isEmpty()) {
            return false;
        }
        boolean goesBack = meant.get().slot() == Slot.ROLLING_BACK;
        ReleaseRound release = release(state.on(meant.get()));
        return RolloutDriver.answer(asked, hookId, answer, by, clock, release.rolling(goesBack));
    }

    /**
     * Takes a user's answer to the question whether the release may enter an environment. The caller has checked who
     * the user is.
     *
     * @return whether it was taken: the environment still waits for approval, this user may approve, and has not
     *     answered yet
     */
    public boolean approve(@NonNull ReleaseState state, @NonNull String environment, @NonNull Answer answer) {
        boolean asks =
                state.active().stream().anyMatch(each -> each.name().equals(environment) && each.asksForApproval());
        if (!asks || !state.current().name().equals(environment)) {
            return false;
        }
        ReleaseRound release = release(state);
        EnvironmentRun here = state.asked();
        Optional<ApprovalRule> rule =
                release.conditions().definedNow().map(now -> now.environment().approval());
        if (rule.isEmpty()) {
            return false;
        }
        Approvals.Asked asked = new Approvals.Asked(
                Math.max(here.askedAt(), state.current().askedAt()), here.answers(), world.participants());
        Optional<ArrayList<Answer>> answers = Approvals.with(rule.get(), asked, answer);
        answers.ifPresent(all -> {
            EnvironmentRun answered = here.copy();
            answered.answers = all;
            release.save(state.on(answered).with(answered).on(state.current()));
            release.say(environment, ReleaseMessages.answered(answer));
        });
        return answers.isPresent();
    }

    /** Aborts the release; another round carries out what is left to do. */
    public void abort(@NonNull ReleaseState state, @NonNull String by) {
        ReleaseState aborted = state.copy();
        aborted.aborted = true;
        ReleaseRound release = release(state);
        release.save(aborted);
        List<EnvironmentRun> active = state.active().isEmpty() ? List.of(state.current()) : state.active();
        for (EnvironmentRun each : active) {
            if (!release.state().hasEnded()) {
                release.turnTo(release.state().on(each));
                abort(release, by);
            }
        }
    }

    private void abort(ReleaseRound release, String by) {
        EnvironmentRun here = release.current();
        RolloutState running = here.running();
        if (running != null) {
            RolloutDriver.abort(running, by, clock, release.rolling(here.slot() == Slot.ROLLING_BACK));
            new TargetRounds(release).conclude(false);
            return;
        }
        VerifyState verification = here.verification(here.slot());
        if (verification != null) {
            VerifyDriver.abort(verification, by, clock, release.verifying(here.slot()));
        }
        release.take(
                release.state().isDryRun()
                        ? DryRun.aborted(release.state(), by, clock.millis())
                        : TargetEnd.end(release.state(), Verdict.ABORTED, by, clock.millis()));
    }

    /** The build ends without another round: what is known now is the result. */
    @NonNull
    public static ReleaseState abandon(@NonNull ReleaseState state, @NonNull String why, @NonNull Clock clock) {
        if (state.hasEnded()) {
            return state;
        }
        ReleaseState left = state;
        Verdict verdict = Verdict.ABORTED;
        for (EnvironmentRun each : state.active()) {
            EnvironmentRun abandoned = abandoned(each, why, clock);
            left = left.on(each).with(abandoned);
            verdict = abandoned.verdict();
        }
        return left.ended(verdict, why, clock.millis());
    }

    private static EnvironmentRun abandoned(EnvironmentRun run, String why, Clock clock) {
        RolloutState running = run.running();
        if (running == null) {
            return run.ended(Verdict.ABORTED, why, clock.millis());
        }
        RolloutState left = RolloutDriver.abandon(running, why, clock);
        EnvironmentRun copy = run.copy();
        if (run.slot() == Slot.ROLLING_BACK) {
            copy.back = left;
        } else {
            copy.rollout = left;
        }
        return copy.ended(left.verdict() == null ? Verdict.UNKNOWN : left.verdict(), why, clock.millis());
    }

    private ReleaseRound release(ReleaseState state) {
        return new ReleaseRound(world, clock, journal, state);
    }
}
