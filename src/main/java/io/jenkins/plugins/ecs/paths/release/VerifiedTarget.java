package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.plan.PlannedMessages;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.policy.Evidence.Verified;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifiedService;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.List;
import java.util.Optional;

/** What follows from the verification of a target after its deployment. Pure functions. */
final class VerifiedTarget {

    private VerifiedTarget() {}

    static ReleaseDecision decide(ReleaseState state, long now) {
        EnvironmentRun here = state.current();
        RolloutState rollout = here.rollout;
        Verification verification = Verification.of(here.verifying);
        Optional<Verified> runs = VerifiedService.seen(here.verifying);
        boolean other = runsAnother(rollout, runs);
        CheckVerdict verdict = verification.verdict();
        if (other || (verdict == CheckVerdict.PASSED && runs.isEmpty())) {
            String why = ReleaseMessages.runsOther(
                    here.label(), runs.map(each -> each.revision()).orElse(""));
            return TargetEnd.end(state, Verdict.SUPERSEDED, why, now);
        }
        if (verdict == CheckVerdict.PASSED) {
            boolean regular = state.hotfix().isEmpty() || here.pinned().from().isEmpty();
            return regular
                    ? proven(state, PlannedMessages.provenIn(here.label()), now)
                            .recording(TargetEvent.of(state, PathEvent.Kind.PROVEN, "", now))
                    : proven(state, ReleaseMessages.hotfixIn(here.label()), now)
                            .recording(TargetEvent.of(state, PathEvent.Kind.HOTFIX, state.hotfix(), now));
        }
        return FailedTarget.notPassed(state, verdict, verification.message(), now);
    }

    /** CodeDeploy's services name no revision. */
    static boolean runsAnother(RolloutState rollout, Optional<Verified> runs) {
        return !rollout.byCodeDeploy
                && runs.filter(each -> !each.revision().equals(rollout.taskDefinition))
                        .isPresent();
    }

    private static ReleaseDecision proven(ReleaseState state, String line, long now) {
        EnvironmentRun here = state.current();
        long watch = here.pinned().watch().toMillis();
        if (watch == 0) {
            return TargetEnd.done(state, now).saying(List.of(line));
        }
        EnvironmentRun watched = here.in(Slot.WATCHING, now);
        watched.watchNextAt = now + WatchedTarget.WATCH_EVERY.toMillis();
        watched.watchedUntil = now + watch;
        return new ReleaseDecision(
                state.with(watched),
                List.of(
                        line,
                        ReleaseMessages.watches(
                                here.label(), Durations.text(watch), Durations.moment(watched.watchedUntil))),
                List.of());
    }
}
