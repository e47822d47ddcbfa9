package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.paths.definition.PathMessages;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.proof.ConditionMessages;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.policy.Evidence.Verified;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifiedService;
import io.jenkins.plugins.ecs.verify.VerifyState;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the verification of the environment that a release comes from. Pure functions. */
final class Confirmation {

    private Confirmation() {}

    /**
     * @param proof that was to be confirmed, or that it is there as a hotfix; empty if there is none in that account
     * @param warns whether the path only warns
     * @param next where another proof has to be confirmed
     */
    static ReleaseDecision decide(
            ReleaseState state, Optional<PathEvent> proof, boolean warns, Optional<EnvironmentRun> next, long now) {
        VerifyState seen = state.current().confirming;
        Verification verification = Verification.of(seen);
        CheckVerdict verdict = verification.verdict();
        if (verdict == CheckVerdict.FAILED) {
            String why = ReleaseMessages.nowFails(verification.message());
            return unconfirmed(state, why, warns, now).recording(revoked(proof, verification.message(), now));
        }
        if (verdict != CheckVerdict.PASSED) {
            return unconfirmed(state, ReleaseMessages.notConfirmed(verification.message()), warns, now);
        }
        if (proof.isEmpty()) {
            String where = state.confirmed().label();
            return unconfirmed(state, ConditionMessages.notProven(where), warns, now);
        }
        Optional<Verified> runs = VerifiedService.seen(seen);
        boolean same = runs.isPresent()
                && proof.get()
                        .place()
                        .equals(ServicePlace.of(
                                runs.get().serviceArn(),
                                seen.request().region(),
                                seen.request().clusterName()))
                && runs.get().revision().equals(proof.get().revision());
        if (!same) {
            String other = runs.map(each -> each.revision()).orElse("");
            String why = ReleaseMessages.runsOther(proof.get().environment(), other);
            return unconfirmed(state, why, warns, now).recording(revoked(proof, why, now));
        }
        PathEvent again = proof.get().again(proof.get().kind(), proof.get().reason(), now);
        return Entrance.confirmOrEnter(state, next, now).recording(again);
    }

    private static List<PathEvent> revoked(Optional<PathEvent> proof, String why, long now) {
        return proof.map(event -> event.again(PathEvent.Kind.REVOKED, why, now)).stream()
                .toList();
    }

    private static ReleaseDecision unconfirmed(ReleaseState state, String why, boolean warns, long now) {
        if (state.confirmed().isOf(state.current())) {
            // An earlier wave: the environment itself fails.
            return TargetEnd.end(state, Verdict.FAILED, why, now);
        }
        if (!warns) {
            return TargetEnd.end(state, Verdict.REFUSED, PathMessages.refused(why, state.path()), now);
        }
        EnvironmentRun here = state.current().copy();
        here.conditions = new ArrayList<>(here.conditions);
        here.conditions.removeIf(each -> each.kind() == Condition.Kind.FROM);
        here.conditions.add(0, new Condition(Condition.Kind.FROM, Condition.Standing.WARNS, why, 0));
        return Entrance.enter(state.with(here), now).saying(List.of(ReleaseMessages.warns(here.name(), why)));
    }
}
