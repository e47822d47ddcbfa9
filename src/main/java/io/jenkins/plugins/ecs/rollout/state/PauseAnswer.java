package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;

/** The answer to a pause: {@code ContinueServiceDeployment.action}. The names are ECS's own, and persisted. */
public enum PauseAnswer {
    CONTINUE,
    ROLLBACK;

    /** From the name, whatever the case. */
    public static Optional<PauseAnswer> parse(@CheckForNull String text) {
        for (PauseAnswer answer : values()) {
            if (answer.name().equalsIgnoreCase(text)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }
}
