package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.decide.after.CurrentVerification;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.VerifyState;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.Optional;

/** Rounds of a release in a target that it has entered. Each returns milliseconds until the next one. */
final class TargetRounds {

    private final ReleaseRound release;
    private final ReleaseWorld world;

    TargetRounds(ReleaseRound release) {
        this.release = release;
        this.world = release.world();
    }

    /** Of its deployment or its rollback. */
    long roll(EnvironmentRun here) {
        boolean goesBack = here.slot() == Slot.ROLLING_BACK;
        RolloutState before = goesBack ? here.back : here.rollout;
        RolloutDriver driver = world.rollout(here, before.request(), release.rolling(goesBack));
        // The rollback of what this release did itself is never held up.
        EntryGuard guard = new EntryGuard(world.rules(here), release);
        driver.guardedBy(goesBack ? PolicyCheck.NONE : guard);
        driver.verifyingWith((run, save, say) ->
                world.verification(here, VerifyJournal.of(save, say)).round((VerifyState) run));
        long in = driver.round(before);
        release.acted();
        return conclude(guard.missedSettings()) ? 0 : in;
    }

    /**
     * @param missedSettings whether settings were being loaded when this round judged a change
     * @return whether the rollout in progress has ended
     */
    boolean conclude(boolean missedSettings) {
        EnvironmentRun here = release.current();
        RolloutState running = here.running();
        if (running == null || !running.hasEnded()) {
            return false;
        }
        ReleaseDecision decision = here.slot() == Slot.ROLLING_BACK
                ? FailedTarget.wentBack(release.state(), release.now())
                : DeployedTarget.decide(
                        release.state(),
                        admission(),
                        missedSettings || world.isLoading(release.state()),
                        release.now());
        boolean waitsAgain = decision.state().current().slot() == Slot.WAITING
                && here.isSame(decision.state().current());
        if (!waitsAgain) {
            release.say(Outcome.of(running).consoleLines());
        }
        release.take(decision);
        return true;
    }

    private Optional<Admission> admission() {
        EntryConditions conditions = release.conditions();
        return conditions.configuredNow().defined().map(defined -> conditions.admission(defined, release.now()));
    }

    long verify(EnvironmentRun here) {
        long in = release.verify(here, Slot.VERIFYING, here.verifying);
        VerifyState after = release.current().verifying;
        if (!after.hasEnded()) {
            return in;
        }
        release.say(Verification.of(after).consoleLines());
        release.take(VerifiedTarget.decide(release.state(), release.now()));
        return 0;
    }

    long watch(EnvironmentRun here) {
        long now = release.now();
        if (here.watching == null && now < here.watchNextAt) {
            return here.watchNextAt - now;
        }
        if (here.watching == null || now - here.watchSeenAt > CurrentVerification.OLD) {
            release.take(WatchedTarget.begin(release.state(), now));
            return 0;
        }
        long in = 0;
        if (here.watching.hasEnded()) {
            release.acted();
        } else {
            in = release.verify(here, Slot.WATCHING, here.watching);
        }
        VerifyState after = release.current().watching;
        if (!after.hasEnded()) {
            EnvironmentRun seen = release.current().copy();
            seen.watchSeenAt = now;
            release.save(release.state().with(seen));
            return in;
        }
        if (Verification.of(after).verdict() != CheckVerdict.PASSED) {
            release.say(Verification.of(after).consoleLines());
        }
        release.take(WatchedTarget.decide(release.state(), release.now()));
        return 0;
    }
}
