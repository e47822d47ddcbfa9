package io.jenkins.plugins.ecs.rollout.strategy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;

/** {@code deploymentConfiguration.strategy}: how ECS brings a new revision in. The names are ECS's own, and persisted. */
public enum Strategy {
    /** All traffic at once, when the new revision is there beside the old one. */
    BLUE_GREEN,
    /** A share of the traffic first, then the rest. */
    CANARY,
    /** The traffic in equal steps. */
    LINEAR;

    /** From ECS's name, whatever the case. */
    public static Optional<Strategy> parse(@CheckForNull String text) {
        for (Strategy strategy : values()) {
            if (strategy.name().equalsIgnoreCase(text)) {
                return Optional.of(strategy);
            }
        }
        return Optional.empty();
    }
}
