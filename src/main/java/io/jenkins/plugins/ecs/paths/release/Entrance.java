package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.definition.PathChecks;
import io.jenkins.plugins.ecs.paths.definition.PathMessages;
import io.jenkins.plugins.ecs.paths.plan.PlannedMessages;
import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.paths.proof.ConditionMessages;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A release enters an environment once its conditions are met, and its proof is confirmed if need be. Pure functions. */
final class Entrance {

    private Entrance() {}

    /** @param old where a proof has to be confirmed before it goes on */
    static ReleaseDecision judged(ReleaseState state, Admission admission, Optional<EnvironmentRun> old, long now) {
        EnvironmentRun here = state.current().copy();
        here.conditions = admission.conditions();
        here.approval = admission.approval().orElse(null);
        here.askedAt = here.askedAt == 0 && here.asksForApproval() ? now : here.askedAt;
        ReleaseState judged = state.with(here);
        Optional<String> refusal = admission.refusal();
        if (refusal.isPresent()) {
            Verdict verdict = admission.isTimedOut() ? Verdict.TIMED_OUT : Verdict.REFUSED;
            return TargetEnd.end(judged, verdict, PathMessages.refused(refusal.get(), state.path()), now);
        }
        if (!admission.isMet()) {
            boolean late = now - here.since() >= PathChecks.LONGEST_WAIT.toMillis();
            boolean news = !here.conditions().equals(state.current().conditions())
                    || !Objects.equals(here.approval, state.current().approval);
            return late
                    ? TargetEnd.end(judged, Verdict.TIMED_OUT, ConditionMessages.tooLong(admission.unmet()), now)
                    : news && !isWaiting(state.current())
                            ? ReleaseDecision.of(judged, ReleaseMessages.waits(here.name(), admission.unmet()))
                            : ReleaseDecision.of(news ? judged : state);
        }
        String warnings = admission.warnings();
        List<String> lines = warnings.isEmpty() ? List.of() : List.of(ReleaseMessages.warns(here.name(), warnings));
        if (admission.isHotfix()) {
            lines = new ArrayList<>(lines);
            lines.add(ReleaseMessages.entersAsHotfix(here.label(), admission.skipped()));
        }
        return confirmOrEnter(judged, old, now).saying(lines);
    }

    private static boolean isWaiting(EnvironmentRun here) {
        return here.conditions().stream().anyMatch(each -> !each.isMet());
    }

    static ReleaseDecision confirmOrEnter(ReleaseState state, Optional<EnvironmentRun> old, long now) {
        return old.map(upstream -> {
                    EnvironmentRun confirming = state.current().in(Slot.CONFIRMING, now);
                    confirming.confirming = VerifyState.begin(upstream.verification(), now);
                    return ReleaseDecision.of(state.with(confirming), PlannedMessages.confirms(upstream.label()));
                })
                .orElseGet(() -> enter(state, now));
    }

    /** With it enter the others of its wave that have not started. */
    static ReleaseDecision enter(ReleaseState state, long now) {
        ReleaseState entered = state;
        List<String> lines = new ArrayList<>();
        for (EnvironmentRun each : state.wave()) {
            boolean goes = each.isSame(state.current()) || (each.isWanted() && each.slot() == Slot.NOT_STARTED);
            if (goes) {
                entered = entered.on(each).with(begun(each, now));
                lines.add(
                        each.pinned().preflight()
                                ? ReleaseMessages.preflights(each.label())
                                : ReleaseMessages.deploys(each.label()));
            }
        }
        return new ReleaseDecision(entered.on(state.current()), lines, List.of());
    }

    private static EnvironmentRun begun(EnvironmentRun run, long now) {
        EnvironmentRun begun = run.in(run.pinned().preflight() ? Slot.PREFLIGHT : Slot.DEPLOYING, now);
        if (run.pinned().preflight()) {
            begun.preflight = VerifyState.begin(run.preflightRequest(), now);
        } else {
            begun.rollout = RolloutState.queued(run.request(), now);
        }
        return begun;
    }
}
