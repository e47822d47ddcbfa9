package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.util.Optional;
import java.util.OptionalLong;

/** Rounds of a release before it changes anything in an environment. Each returns milliseconds until the next one. */
final class EntryRounds {

    /** For what another target, or another release, decides. */
    static final long ASK_AGAIN = 1_000;

    private final ReleaseRound release;
    private final ReleaseWorld world;

    EntryRounds(ReleaseRound release) {
        this.release = release;
        this.world = release.world();
    }

    long judge() {
        long now = release.now();
        EntryConditions conditions = release.conditions();
        EntryConditions.Configured configured = conditions.configuredNow();
        if (configured.isLoading()) {
            return ASK_AGAIN;
        }
        Optional<EntryConditions.Defined> defined = configured.defined();
        if (defined.isEmpty()) {
            release.take(TargetEnd.end(release.state(), Verdict.REFUSED, conditions.refusedAsDeleted(), now));
            return 0;
        }
        PathEnvironment to = defined.get().environment();
        Admission admission = conditions.admission(defined.get(), now);
        boolean lends = to.soakInterruptedByNewer() && admission.soaks();
        Optional<String> newer = lends ? world.lend(release.state()) : world.reclaim(release.state());
        if (newer.isPresent()) {
            String why = ReleaseMessages.interrupted(newer.get());
            release.take(TargetEnd.end(release.state(), Verdict.SUPERSEDED, why, now));
            return 0;
        }
        Optional<EnvironmentRun> unplanned = ApprovalPlan.next(release.state(), admission);
        if (unplanned.isPresent()) {
            release.take(TargetPlan.begin(release.state(), unplanned.get(), now));
            return 0;
        }
        Optional<EnvironmentRun> old = conditions.toConfirm(Optional.of(to), null, release.now());
        release.take(Entrance.judged(release.state(), admission, old, now));
        boolean waits = !release.state().hasEnded() && release.current().slot() == Slot.WAITING;
        long again = now + Admission.JUDGE_AGAIN;
        return waits ? Math.max(1, Math.min(Admission.JUDGE_AGAIN, admission.nextAt(again) - now)) : 0;
    }

    /** What would change is read for users who are asked; nothing is changed, and nothing is refused. */
    long plan() {
        EnvironmentRun target = release.state().planned();
        PolicyCheck rules = world.rules(target);
        OptionalLong in = release.plan(target, rules, ApprovalPlan.LONGEST);
        if (in.isPresent()) {
            return in.getAsLong();
        }
        release.take(ApprovalPlan.made(release.state(), rules, release.now()));
        return 0;
    }

    long confirm(EnvironmentRun here) {
        EnvironmentRun upstream = release.state().confirmed();
        long in = release.verify(upstream, Slot.CONFIRMING, here.confirming);
        VerifyState after = release.current().confirming;
        if (!after.hasEnded()) {
            return in;
        }
        release.say(Verification.of(after).consoleLines());
        EnvironmentRun found = after.serviceArn() == null ? upstream : upstream.foundAt(after.serviceArn());
        release.turnTo(release.state().on(found).with(found).on(here));
        EntryConditions conditions = release.conditions();
        Optional<EntryConditions.Defined> defined = conditions.definedNow();
        boolean warns = defined.filter(now -> now.path().warns()).isPresent() && !upstream.isOf(here);
        // Without the account it is not known whose proof fails.
        Optional<PathEvent> proof = found.account() == null ? Optional.empty() : conditions.verified(found);
        Optional<EnvironmentRun> next =
                conditions.toConfirm(defined.map(EntryConditions.Defined::environment), found, release.now());
        release.take(Confirmation.decide(release.state(), proof, warns, next, release.now()));
        return 0;
    }

    long preflight(EnvironmentRun here) {
        if (!here.preflight.hasEnded()) {
            long in = release.verify(here, Slot.PREFLIGHT, here.preflight);
            VerifyState after = release.current().preflight;
            if (!after.hasEnded()) {
                return in;
            }
            release.say(Verification.of(after).consoleLines());
        }
        release.take(PreflightedTarget.decide(release.state(), release.now()));
        // Perhaps that of another target goes on.
        boolean waits = !release.state().hasEnded() && release.current().slot() == Slot.PREFLIGHT;
        return waits ? ASK_AGAIN : 0;
    }
}
