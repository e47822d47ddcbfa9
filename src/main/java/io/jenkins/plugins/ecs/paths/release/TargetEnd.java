package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What follows from the end of a release in one target. Pure functions. */
final class TargetEnd {

    private TargetEnd() {}

    /** It ends in this target. */
    static ReleaseDecision end(ReleaseState state, Verdict verdict, String why, long now) {
        return settle(state.with(state.current().ended(verdict, why, now)), now);
    }

    static ReleaseDecision done(ReleaseState state, long now) {
        EnvironmentRun here = state.current();
        return settle(state.with(here.ended(here.rollout.verdict(), "", now)), now);
    }

    /** What follows the end in one target: others of the environment, the next wave or environment, or the end. */
    private static ReleaseDecision settle(ReleaseState state, long now) {
        List<EnvironmentRun> active = state.active();
        if (!active.isEmpty()) {
            return ReleaseDecision.of(state.on(active.get(0)));
        }
        List<EnvironmentRun> all = state.environment(state.current().name());
        Optional<EnvironmentRun> failed = failed(all);
        if (failed.isEmpty()) {
            return state.next(now)
                    .map(ReleaseDecision::of)
                    .orElseGet(() -> ReleaseDecision.of(state.ended(all(state), "", now)));
        }
        Optional<String> recalledBy = Rollbacks.recalledBy(state);
        List<EnvironmentRun> others = all.stream()
                .filter(each -> recalledBy.isPresent() && Rollbacks.isToGoBack(each))
                .toList();
        if (others.isEmpty()) {
            Verdict verdict = failed.get().verdict();
            return ReleaseDecision.of(
                    state.ended(verdict, all.size() == 1 ? failed.get().cause() : causes(all), now));
        }
        return Rollbacks.goBack(state, others, recalledBy.orElseThrow(), now);
    }

    private static Verdict all(ReleaseState state) {
        boolean unchanged = state.environments().stream()
                .filter(EnvironmentRun::isWanted)
                .allMatch(each -> each.verdict() == Verdict.NO_CHANGE);
        return unchanged ? Verdict.NO_CHANGE : Verdict.SUCCESS;
    }

    private static Optional<EnvironmentRun> failed(List<EnvironmentRun> runs) {
        return runs.stream()
                .filter(each -> each.verdict() != null && !each.verdict().isGreen() && !each.recalled)
                .min(Comparator.comparingLong(EnvironmentRun::finishedAt));
    }

    /** Each target of an environment that has failed in one of them. */
    private static String causes(List<EnvironmentRun> runs) {
        return String.join(
                "; ",
                runs.stream()
                        .filter(each -> each.verdict() != null && each.verdict() != Verdict.NOT_STARTED)
                        .map(each -> each.verdict().isGreen()
                                ? ReleaseMessages.keepsRunning(each.label())
                                : each.label() + ": " + each.cause())
                        .toList());
    }
}
