package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Locale;
import java.util.Optional;

/** What happens to the deployment when the build is aborted or its time is over. */
public enum Reaction {
    /** The deployment goes on without us. */
    LEAVE,
    /** ECS is asked to roll back ({@code StopServiceDeployment}), and that is followed. */
    ROLLBACK;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From {@code leave} or {@code rollback}, whatever the case. */
    public static Optional<Reaction> parse(@CheckForNull String text) {
        for (Reaction reaction : values()) {
            if (reaction.name().equalsIgnoreCase(text)) {
                return Optional.of(reaction);
            }
        }
        return Optional.empty();
    }
}
