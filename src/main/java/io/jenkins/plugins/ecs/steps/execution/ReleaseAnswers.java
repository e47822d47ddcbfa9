package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.ui.build.PendingReleases;
import io.jenkins.plugins.ecs.ui.build.RunningRelease;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Users' answers to a release, and who may answer by the path as it is now. */
final class ReleaseAnswers implements PendingReleases.Handler {

    private static final Logger LOGGER = Logger.getLogger(ReleaseAnswers.class.getName());

    private final ReleaseExecution release;

    ReleaseAnswers(ReleaseExecution release) {
        this.release = release;
    }

    @NonNull
    @Override
    public Optional<RunningRelease> running() {
        try {
            ReleaseState now = release.state();
            return Optional.of(new RunningRelease(release.build().run(), now.id(), ReleaseOutcome.of(now)));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, "Could not find the build of a release", e);
            return Optional.empty();
        }
    }

    @NonNull
    @Override
    public Optional<ApprovalRule> needed(@NonNull String environment) {
        try {
            return BuildWorld.pathNow(release.build().run(), release.state().path())
                    .flatMap(now -> now.environment(environment))
                    .map(PathEnvironment::approval);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean answer(@NonNull String environment, @NonNull Answer answer) {
        return release.interject(turn -> release.commands(turn).approve(release.state(), environment, answer));
    }
}
