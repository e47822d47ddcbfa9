package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Locale;
import java.util.Optional;

/** What is done once stopped tasks prove that a deployment can't succeed. The names are persisted. */
public enum FailureReaction {
    /** ECS is asked to roll back at once ({@code StopServiceDeployment}), and that is followed. */
    ROLLBACK,
    /** The step fails at once; the deployment is left to ECS. */
    FAIL,
    /** The cause is said; what ECS makes of it is waited for. */
    WAIT;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From {@code rollback}, {@code fail} or {@code wait}, whatever the case. */
    public static Optional<FailureReaction> parse(@CheckForNull String text) {
        for (FailureReaction reaction : values()) {
            if (reaction.name().equalsIgnoreCase(text)) {
                return Optional.of(reaction);
            }
        }
        return Optional.empty();
    }
}
