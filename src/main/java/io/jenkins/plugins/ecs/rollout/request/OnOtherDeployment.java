package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Locale;
import java.util.Optional;

/** What a deployment does when somebody else's is under way in ECS: one that this Jenkins did not start. */
public enum OnOtherDeployment {
    /** Takes its place, as {@code UpdateService} does. */
    REPLACE,
    /** Waits for its end. */
    WAIT,
    /** Fails at once. */
    FAIL;

    @NonNull
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @NonNull
    public static Optional<OnOtherDeployment> parse(@CheckForNull String text) {
        for (OnOtherDeployment each : values()) {
            if (each.name().equalsIgnoreCase(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
