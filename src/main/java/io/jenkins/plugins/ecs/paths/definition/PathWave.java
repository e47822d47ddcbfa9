package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Targets of an environment that are deployed to together. Immutable.
 *
 * @param targets names of targets
 * @param bakeMillis how long the wave before it must have been proven; 0 for no minimum
 */
public record PathWave(@NonNull ArrayList<String> targets, long bakeMillis) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** @param bake how long the wave before it must have been proven; zero for no minimum */
    @NonNull
    public static PathWave of(@NonNull List<String> targets, @NonNull Duration bake) {
        return new PathWave(new ArrayList<>(targets), bake.toMillis());
    }
}
