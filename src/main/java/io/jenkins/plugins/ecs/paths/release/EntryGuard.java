package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.PathMessages;
import io.jenkins.plugins.ecs.paths.proof.Admission;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import java.util.List;
import java.util.Optional;

/** The rules of administrators, and the conditions of the path as they are right before a change. */
final class EntryGuard implements PolicyCheck {

    private final PolicyCheck rules;
    private final ReleaseRound release;
    private boolean missedSettings;

    EntryGuard(PolicyCheck rules, ReleaseRound release) {
        this.rules = rules;
        this.release = release;
    }

    /** Whether it has refused a change while settings were being loaded: what it missed may be there by now. */
    boolean missedSettings() {
        return missedSettings;
    }

    @NonNull
    @Override
    public Judgement judge(@NonNull Change change) {
        boolean loading = isLoading();
        Judgement judgement = rules.judge(change);
        missedSettings |= !judgement.isAllowed() && (loading || isLoading());
        boolean goesOn = change.subject().begunAt() > 0;
        if (!judgement.isAllowed() || goesOn) {
            return judgement;
        }
        return refusal()
                .map(why -> new Judgement(List.of(why), judgement.overridden()))
                .orElse(judgement);
    }

    private boolean isLoading() {
        return release.world().isLoading(release.state());
    }

    private Optional<String> refusal() {
        Optional<String> failed = Rollbacks.recalledBy(release.state());
        if (failed.isPresent()) {
            return failed.map(ReleaseMessages::notEntered);
        }
        EntryConditions conditions = release.conditions();
        EntryConditions.Configured configured = conditions.configuredNow();
        missedSettings |= configured.isLoading();
        Optional<EntryConditions.Defined> defined = configured.defined();
        if (defined.isEmpty()) {
            return Optional.of(conditions.refusedAsDeleted());
        }
        Admission admission = conditions.admission(defined.get(), release.now());
        return admission.isMet()
                ? Optional.empty()
                : Optional.of(
                        PathMessages.refused(admission.unmet(), release.state().path()));
    }

    @NonNull
    @Override
    public Judgement judgeLookUps(@NonNull Change change) {
        return rules.judgeLookUps(change);
    }

    @NonNull
    @Override
    public RuleResults evaluate(@NonNull Change change) {
        return rules.evaluate(change);
    }

    @Override
    public boolean isAboutCircuitBreaker() {
        return rules.isAboutCircuitBreaker();
    }
}
