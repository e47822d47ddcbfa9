package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.paths.release.EnvironmentRun;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import java.io.IOException;
import java.util.Optional;

/** What a round of a release uses of AWS, and of the queue of its controller. */
final class ReleaseEngines implements BuildWorld.Engines {

    private final ReleaseExecution release;

    ReleaseEngines(ReleaseExecution release) {
        this.release = release;
    }

    @NonNull
    @Override
    public RolloutDriver rollout(@NonNull DeployRequest request, @NonNull Journal journal)
            throws IOException, InterruptedException {
        return release.driver(request, journal)
                .liningUpAt(release.tickets().queue(release.state().current()));
    }

    @NonNull
    @Override
    public VerifyDriver verification(@NonNull VerifyJournal journal) throws IOException, InterruptedException {
        return release.verification(release.verificationAside(), journal);
    }

    @NonNull
    @Override
    public EcsSettings settings(@NonNull EnvironmentRun where) {
        return release.settings(where);
    }

    @NonNull
    @Override
    public DeploymentQueue.Place ask() {
        return LockTable.get().ask(release.tickets().ofRelease());
    }

    @NonNull
    @Override
    public Optional<String> lend() {
        return LockTable.get().lend(release.tickets().idOfRelease());
    }

    @NonNull
    @Override
    public Optional<String> reclaim() {
        return LockTable.get().reclaim(release.tickets().idOfRelease());
    }
}
