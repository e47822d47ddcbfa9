package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyGate;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a release would change in a target, for users who are asked to approve it: made once, before they are asked, and
 * never a reason not to ask. Pure functions.
 */
final class ApprovalPlan {

    /** Users are asked without a plan if it takes longer. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int MOST_LINES = 40;

    private ApprovalPlan() {}

    /** The next target of the current environment that has no plan yet, if its conditions ask for an approval. */
    static Optional<EnvironmentRun> next(ReleaseState state, Admission admission) {
        return admission.asksForApproval()
                ? state.environment(state.current().name()).stream()
                        .filter(each -> each.isWanted() && each.verdict() == null && each.plan == null)
                        .findFirst()
                : Optional.empty();
    }

    /** @param rules of administrators; they are judged again before the first change */
    static ReleaseDecision made(ReleaseState state, PolicyCheck rules, long now) {
        RolloutState planning = state.current().planning;
        List<String> lines = new ArrayList<>();
        Plan plan = planning.plan;
        if (planning.verdict() != Verdict.PLANNED || plan == null) {
            return keep(state, List.of(ReleaseMessages.noPlan(TargetPlan.missing(planning, LONGEST))), now);
        }
        lines.add(ReleaseMessages.planned(Durations.moment(now), plan.summary()));
        lines.addAll(plan.serviceChanges());
        lines.addAll(plan.definitionChanges());
        plan.tasks().forEach(task -> lines.add(ReleaseMessages.plannedTask(task)));
        Judgement judgement = PolicyGate.judgeAll(rules, planning);
        lines.add(judgement.isAllowed() ? ReleaseMessages.RULES_ALLOW : ReleaseMessages.rulesRefuse(judgement.text()));
        judgement.warnings().forEach(warning -> lines.add(ReleaseMessages.rulesWarn(warning)));
        return keep(state, lines, now);
    }

    private static ReleaseDecision keep(ReleaseState state, List<String> all, long now) {
        ArrayList<String> plan = new ArrayList<>(
                all.stream().limit(MOST_LINES).map(PlainText::line).toList());
        if (all.size() > MOST_LINES) {
            plan.add(ReleaseMessages.morePlanned(all.size() - MOST_LINES));
        }
        EnvironmentRun leader = state.current();
        EnvironmentRun target = state.planned().copy();
        target.plan = plan;
        ReleaseState kept = state.on(target).with(target).on(leader);
        EnvironmentRun waiting = kept.current().in(Slot.WAITING, now);
        waiting.planning = null;
        List<String> lines = plan.stream()
                .map(line -> ReleaseMessages.planLine(target.isSame(leader) ? "" : target.label(), line))
                .toList();
        return new ReleaseDecision(kept.with(waiting), lines, List.of());
    }
}
