package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import java.util.Optional;

/** What follows from the end of the deployment to a target. Pure functions. */
final class DeployedTarget {

    private DeployedTarget() {}

    /**
     * @param admission as it is now; empty if the path or the environment was deleted
     * @param settingsLoading whether settings were missing when the change was judged, or are now
     */
    static ReleaseDecision decide(
            ReleaseState state, Optional<Admission> admission, boolean settingsLoading, long now) {
        EnvironmentRun here = state.current();
        RolloutState rollout = here.rollout;
        Verdict verdict = rollout.verdict();
        boolean untouched =
                verdict == Verdict.REFUSED && !rollout.registered && !here.hasChanged() && !here.hasRunTasks();
        boolean maybeLater = admission.isPresent()
                && !admission.get().isMet()
                && admission.get().refusal().isEmpty();
        if (untouched && settingsLoading && !state.isAborted()) {
            // Without the settings of the folder, its rules refuse everything.
            return ReleaseDecision.of(
                    state.with(here.in(Slot.WAITING, now)),
                    ReleaseMessages.waits(here.label(), ReleaseMessages.LOADING));
        }
        if (untouched && maybeLater && !state.isAborted()) {
            // A condition was met at entry and is not any more, such as a freeze window that has opened since.
            EnvironmentRun waiting = here.in(Slot.WAITING, now);
            waiting.conditions = admission.get().conditions();
            return ReleaseDecision.of(
                    state.with(waiting),
                    ReleaseMessages.waits(here.label(), admission.get().unmet()));
        }
        if (verdict == null || !verdict.isGreen()) {
            ReleaseDecision end = TargetEnd.end(
                    state,
                    verdict == null ? Verdict.UNKNOWN : verdict,
                    Outcome.of(rollout).message(),
                    now);
            VerificationResult meanwhile = rollout.verification.result;
            return meanwhile != null && meanwhile.failed()
                    ? end.recording(TargetEvent.of(state, PathEvent.Kind.HELD, meanwhile.message(), now))
                    : end;
        }
        if (state.isAborted()) {
            return TargetEnd.end(state, Verdict.ABORTED, ReleaseMessages.ABORTED, now);
        }
        EnvironmentRun verifying = here.in(Slot.VERIFYING, now);
        verifying.verifying = here.verification().begin(now, rollout.verification.shift);
        return ReleaseDecision.of(state.with(verifying), ReleaseMessages.verifies(here.label()));
    }
}
