package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which targets of an environment go back if the release fails in one of them. Pure functions. */
final class Rollbacks {

    private static final Set<Verdict> FAILURES = EnumSet.of(
            Verdict.ROLLED_BACK,
            Verdict.ROLLBACK_FAILED,
            Verdict.STOPPED,
            Verdict.TASK_FAILED,
            Verdict.STALLED,
            Verdict.TIMED_OUT);

    private Rollbacks() {}

    /** The target in which the environment has failed, so that it goes back in the others; empty if it does not. */
    static Optional<String> recalledBy(ReleaseState state) {
        EnvironmentRun here = state.current();
        List<EnvironmentRun> all = state.environment(here.name());
        return all.size() < 2 || !here.pinned().rollback() || state.isAborted()
                ? Optional.empty()
                : all.stream()
                        .filter(each -> !each.recalled && (fails(each) || each.slot() == Slot.ROLLING_BACK))
                        .map(EnvironmentRun::label)
                        .findFirst();
    }

    /** A refusal, an abort or an unknown end says nothing about the release. */
    private static boolean fails(EnvironmentRun run) {
        Verdict verdict = run.verdict();
        return verdict == Verdict.FAILED || (verdict != null && run.rollout != null && FAILURES.contains(verdict));
    }

    static boolean isToGoBack(EnvironmentRun run) {
        return run.verdict() != null && run.verdict().isGreen() && run.back == null && run.canGoBack();
    }

    static ReleaseDecision goBack(ReleaseState state, List<EnvironmentRun> runs, String failed, long now) {
        ReleaseState back = state;
        List<String> lines = new ArrayList<>();
        for (EnvironmentRun each : runs) {
            EnvironmentRun going = each.in(Slot.ROLLING_BACK, now);
            going.verdict = null;
            going.finishedAt = 0;
            going.due = 0;
            going.recalled = true;
            going.cause = ReleaseMessages.recalled(failed);
            going.back = begin(each, now);
            back = back.on(each).with(going);
            lines.add(ReleaseMessages.recalls(each.label(), failed));
        }
        return new ReleaseDecision(back.on(runs.get(0)), lines, List.of());
    }

    /** With the lock that it still has, or in the queue. */
    static RolloutState begin(EnvironmentRun run, long now) {
        RolloutState rollout = run.rollout;
        DeployRequest request = run.request().back(rollout.previous.taskDefinition, rollout.taskDefinition);
        return run.lockKey() == null ? RolloutState.queued(request, now) : RolloutState.begin(request, now);
    }
}
