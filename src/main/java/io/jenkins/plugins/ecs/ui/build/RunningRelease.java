package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;

/**
 * A release that this Jenkins is running.
 *
 * @param id of its record in the build
 */
public record RunningRelease(
        @NonNull Run<?, ?> run, @NonNull String id, @NonNull ReleaseOutcome outcome) {

    @NonNull
    public ReleaseView view() {
        return new ReleaseView(run, id, outcome);
    }
}
