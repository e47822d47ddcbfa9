package io.jenkins.plugins.ecs.rollout.decide.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.RuleResults;

/** Says whether a deployment may go on, by the rules as they are now. Asked before each call that moves it forward. */
@FunctionalInterface
public interface PolicyCheck {

    /** There are no rules. */
    PolicyCheck NONE = change -> Judgement.ALLOWED;

    @NonNull
    Judgement judge(@NonNull Change change);

    /** What the rules say of a change that is only planned. Nothing is recorded, for example that an approval was used. */
    @NonNull
    default RuleResults evaluate(@NonNull Change change) {
        return RuleResults.of(judge(change));
    }

    /** The rules for what the definitions look up, before it is read. {@link #judge} evaluates them again. */
    @NonNull
    default Judgement judgeLookUps(@NonNull Change change) {
        return Judgement.ALLOWED;
    }

    /** Whether a rule is about the service's circuit breaker, which has to be read again before each update. */
    default boolean isAboutCircuitBreaker() {
        return false;
    }
}
