package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.OptionalInt;

/** How many commits are between two builds of a job. */
@FunctionalInterface
public interface CommitDistance {

    /**
     * @param job full name
     * @return empty if it is not known, or not yet
     */
    @NonNull
    OptionalInt between(@NonNull String job, int older, int newer);
}
