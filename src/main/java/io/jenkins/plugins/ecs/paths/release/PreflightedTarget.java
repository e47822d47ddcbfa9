package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the preflight checks of a target. Pure functions. */
final class PreflightedTarget {

    private PreflightedTarget() {}

    /** As of ecsVerify: what could not be checked fails it, what need not be checked does not. */
    static ReleaseDecision decide(ReleaseState state, long now) {
        Verification verification = Verification.of(state.current().preflight);
        if (verification.fails()) {
            return TargetEnd.end(state, Verdict.REFUSED, ReleaseMessages.preflightFailed(verification.message()), now);
        }
        Optional<EnvironmentRun> refused = state.wave().stream()
                .filter(each -> each.verdict() != null && !each.verdict().isGreen())
                .findFirst();
        if (refused.isPresent()) {
            return TargetEnd.end(
                    state,
                    Verdict.NOT_STARTED,
                    ReleaseMessages.notEntered(refused.get().label()),
                    now);
        }
        List<EnvironmentRun> ready = state.wave().stream()
                .filter(each -> each.slot() == Slot.PREFLIGHT)
                .toList();
        // Nothing is changed in one target before it can go well in all of them.
        return ready.stream().allMatch(each -> each.preflight.hasEnded())
                ? deploy(state, ready, now)
                : ReleaseDecision.of(state);
    }

    private static ReleaseDecision deploy(ReleaseState state, List<EnvironmentRun> ready, long now) {
        ReleaseState deploying = state;
        List<String> lines = new ArrayList<>();
        for (EnvironmentRun each : ready) {
            EnvironmentRun begun = each.in(Slot.DEPLOYING, now);
            begun.rollout = RolloutState.queued(each.request(), now);
            begun.due = 0;
            deploying = deploying.on(each).with(begun);
            lines.add(ReleaseMessages.deploys(each.label()));
        }
        return new ReleaseDecision(deploying.on(state.current()), lines, List.of());
    }
}
