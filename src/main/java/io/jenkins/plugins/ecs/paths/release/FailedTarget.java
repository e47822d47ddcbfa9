package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.List;

/** A target whose verification failed, or that is given up because the release failed in another one. Pure functions. */
final class FailedTarget {

    private FailedTarget() {}

    /** The verification after the deployment, or one of the watch, did not pass. */
    static ReleaseDecision notPassed(ReleaseState state, CheckVerdict verdict, String message, long now) {
        EnvironmentRun here = state.current();
        RolloutState rollout = here.rollout;
        PathEvent held = TargetEvent.of(state, PathEvent.Kind.HELD, message, now);
        if (verdict != CheckVerdict.FAILED && !here.pinned().rollbackInconclusive()) {
            // Without a result there is nothing to act on.
            return TargetEnd.end(state, Verdict.UNKNOWN, ReleaseMessages.noVerdict(message), now)
                    .recording(held);
        }
        boolean goesBack = verdict == CheckVerdict.FAILED ? here.pinned().rollback() : true;
        if (!goesBack || !here.canGoBack()) {
            String left = !goesBack
                    ? ReleaseMessages.LEFT
                    : here.request().isIrreversible()
                            ? ReleaseMessages.IRREVERSIBLE
                            : ReleaseMessages.NO_ROLLBACK_TARGET;
            return TargetEnd.end(state, Verdict.FAILED, ReleaseMessages.failed(message, left), now)
                    .recording(held);
        }
        EnvironmentRun back = here.in(Slot.ROLLING_BACK, now);
        back.cause = message;
        back.back = Rollbacks.begin(here, now);
        return ReleaseDecision.of(
                        state.with(back),
                        ReleaseMessages.rollsBack(here.label(), rollout.previous.taskDefinition, message))
                .recording(held);
    }

    static ReleaseDecision wentBack(ReleaseState state, long now) {
        EnvironmentRun here = state.current();
        Verdict verdict = here.back.verdict();
        String failed = here.cause();
        if (verdict != null && verdict.isGreen()) {
            return TargetEnd.end(state, Verdict.ROLLED_BACK, failed, now);
        }
        boolean itself = verdict == Verdict.SUPERSEDED || verdict == Verdict.ABORTED;
        return TargetEnd.end(
                state,
                itself ? verdict : Verdict.ROLLBACK_FAILED,
                ReleaseMessages.notRolledBack(failed, Outcome.of(here.back).message()),
                now);
    }

    /** Whether what is under way in the current target is given up, because the environment has failed in another. */
    static boolean isRecalled(ReleaseState state) {
        EnvironmentRun here = state.current();
        boolean stops =
                switch (here.slot()) {
                    case WAITING, PLANNING, PREFLIGHT, VERIFYING, WATCHING -> true;
                    case DEPLOYING -> here.rollout.isQueued();
                    default -> false;
                };
        return stops && Rollbacks.recalledBy(state).isPresent();
    }

    static ReleaseDecision recalled(ReleaseState state, long now) {
        EnvironmentRun here = state.current();
        String failed = Rollbacks.recalledBy(state).orElseThrow();
        if (here.slot() != Slot.VERIFYING && here.slot() != Slot.WATCHING) {
            return TargetEnd.end(state, Verdict.NOT_STARTED, ReleaseMessages.notEntered(failed), now);
        }
        if (here.canGoBack()) {
            return Rollbacks.goBack(state, List.of(here), failed, now);
        }
        return here.hasChanged()
                ? TargetEnd.end(state, Verdict.UNKNOWN, ReleaseMessages.notRecalled(failed), now)
                : TargetEnd.end(state, Verdict.NO_CHANGE, "", now);
    }
}
