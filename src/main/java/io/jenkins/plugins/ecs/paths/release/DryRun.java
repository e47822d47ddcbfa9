package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.plan.PathPlan;
import io.jenkins.plugins.ecs.paths.plan.PlannedSlot;
import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.rollout.messages.DryRunMessages;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A release that only reports what it would change: it plans the deployment in each of its targets, one after the other,
 * and waits for nothing. A target that cannot be planned is no reason not to plan the others. Pure functions.
 */
final class DryRun {

    /** A plan that takes longer is given up. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** What a release can neither bring about nor wait for on its way through the path. */
    private static final Set<Condition.Kind> OF_THE_MOMENT =
            EnumSet.of(Condition.Kind.SERVICES, Condition.Kind.HOLD, Condition.Kind.FREEZE);

    /** What a release brings about in the environment that it comes from, if it goes through that. */
    private static final Set<Condition.Kind> OF_THE_PROOF = EnumSet.of(Condition.Kind.FROM, Condition.Kind.FRESHNESS);

    private DryRun() {}

    /**
     * What would keep the release from entering now, whatever happens before it.
     *
     * @param from the environment whose proof counts; empty for none
     */
    static List<String> hindrances(ReleaseState state, Admission admission, String from) {
        boolean proves = state.environment(from).stream().anyMatch(EnvironmentRun::isWanted);
        return admission.conditions().stream()
                .filter(each -> OF_THE_MOMENT.contains(each.kind()) || (OF_THE_PROOF.contains(each.kind()) && !proves))
                .filter(Condition::stops)
                .map(each -> PlainText.line(each.text()))
                .toList();
    }

    /**
     * The plan of the current target has been made, or given up.
     *
     * @param hindrances what would keep the release from entering now
     */
    static ReleaseDecision made(ReleaseState state, List<String> hindrances, long now) {
        RolloutState planning = state.current().planning;
        Plan plan = planning.plan;
        List<String> lines = new ArrayList<>();
        EnvironmentRun planned;
        if (planning.verdict() == Verdict.PLANNED && plan != null) {
            lines.addAll(plan.lines());
            lines.addAll(DryRunMessages.rules(plan.rules()));
            planned = state.current().ended(Verdict.PLANNED, "", now);
            planned.foreseen = plan;
        } else {
            String why = TargetPlan.missing(planning, LONGEST);
            Verdict verdict = planning.verdict() == null ? Verdict.TIMED_OUT : planning.verdict();
            lines.add(ReleaseMessages.noPlan(why));
            planned = state.current().ended(verdict, why, now);
        }
        return ended(state, planned, lines, hindrances);
    }

    /**
     * The current target is not planned, because AWS may not be called for it.
     *
     * @param hindrances what would keep the release from entering now
     */
    static ReleaseDecision refused(ReleaseState state, String why, List<String> hindrances, long now) {
        return ended(
                state,
                state.current().ended(Verdict.REFUSED, why, now),
                List.of(ReleaseMessages.noPlan(why)),
                hindrances);
    }

    private static ReleaseDecision ended(
            ReleaseState state, EnvironmentRun planned, List<String> ofPlan, List<String> hindrances) {
        List<String> lines = new ArrayList<>(ofPlan);
        PathPlan.of(planned.pinned(), planned.target(), planned.wave()).stream()
                .filter(PlannedSlot::isCondition)
                .forEach(slot -> lines.add(
                        state.path().warns()
                                ? ReleaseMessages.wouldWarn(slot.slot(), slot.text())
                                : ReleaseMessages.wouldWait(slot.slot(), slot.text())));
        hindrances.forEach(why -> lines.add(ReleaseMessages.notNow(why)));
        planned.planning = null;
        planned.hindrances = new ArrayList<>(hindrances);
        ReleaseState kept = state.with(planned);
        return new ReleaseDecision(kept, lines.stream().map(PlainText::line).toList(), List.of());
    }

    /** The next target, or the end. */
    static ReleaseDecision next(ReleaseState state, long now) {
        Optional<EnvironmentRun> next = state.environments().stream()
                .filter(each -> each.isWanted() && each.verdict() == null)
                .findFirst();
        if (next.isPresent()) {
            return TargetPlan.begin(state.on(next.get()), next.get(), now);
        }
        List<EnvironmentRun> failed = state.environments().stream()
                .filter(each -> each.isWanted() && each.verdict() != Verdict.PLANNED)
                .toList();
        return ReleaseDecision.of(
                failed.isEmpty()
                        ? state.ended(Verdict.PLANNED, "", now)
                        : state.ended(
                                failed.get(0).verdict(),
                                ReleaseMessages.notPlanned(
                                        failed.stream()
                                                .map(EnvironmentRun::label)
                                                .toList(),
                                        failed.get(0).cause()),
                                now));
    }

    static ReleaseDecision aborted(ReleaseState state, String by, long now) {
        EnvironmentRun here = state.current();
        ReleaseState left = here.verdict() == null ? state.with(here.ended(Verdict.ABORTED, by, now)) : state;
        return ReleaseDecision.of(left.ended(Verdict.ABORTED, by, now));
    }
}
