package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** What is done once stopped tasks show that a deployment cannot succeed. The names are persisted. */
public enum FailureReaction implements Choice {
    /** ECS is asked to roll back at once ({@code StopServiceDeployment}), and the rollback is followed. */
    ROLLBACK("rollback", "ask ECS to roll back at once"),
    /** The step fails at once; the deployment is left to ECS. */
    FAIL("fail", "the step fails at once"),
    /** The cause is logged; the step waits for the result at ECS. */
    WAIT("wait", "for the circuit breaker of ECS");

    private final String text;
    private final String meaning;

    FailureReaction(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    @NonNull
    @Override
    public String text() {
        return text;
    }

    @NonNull
    @Override
    public String meaning() {
        return meaning;
    }

    @NonNull
    public static Optional<FailureReaction> parse(@CheckForNull String text) {
        return Choice.parse(FailureReaction.class, text);
    }
}
