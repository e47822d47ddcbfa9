package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.evidence.BuildParticipants;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.Use;
import io.jenkins.plugins.ecs.paths.proof.Uses;
import io.jenkins.plugins.ecs.paths.release.EnvironmentRun;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.paths.release.ReleaseWorld;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the release of a build reads and uses of Jenkins. */
final class BuildWorld implements ReleaseWorld {

    /** What it uses of its execution. */
    interface Engines {

        @NonNull
        RolloutDriver rollout(@NonNull DeployRequest request, @NonNull Journal journal)
                throws IOException, InterruptedException;

        @NonNull
        VerifyDriver verification(@NonNull VerifyJournal journal) throws IOException, InterruptedException;

        @NonNull
        EcsSettings settings(@NonNull EnvironmentRun where);

        @NonNull
        DeploymentQueue.Place ask();

        @NonNull
        Optional<String> lend();

        @NonNull
        Optional<String> reclaim();
    }

    private final Run<?, ?> run;
    private final Engines engines;
    private final Change.OfPath path;

    BuildWorld(@NonNull Run<?, ?> run, @NonNull ReleasePath path, @NonNull Engines engines) {
        this.run = run;
        this.path = new Change.OfPath(path.name(), path.where());
        this.engines = engines;
    }

    @NonNull
    @Override
    public RolloutDriver rollout(
            @NonNull EnvironmentRun where, @NonNull DeployRequest request, @NonNull Journal journal) {
        try {
            return engines.rollout(request, journal);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @NonNull
    @Override
    public VerifyDriver verification(@NonNull EnvironmentRun where, @NonNull VerifyJournal journal) {
        try {
            return engines.verification(journal);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @NonNull
    @Override
    public PolicyCheck rules(@NonNull EnvironmentRun where) {
        return new BuildRules(run, engines.settings(where)).onPath(path);
    }

    @NonNull
    @Override
    public DeploymentQueue.Place ask(@NonNull ReleaseState state) {
        return engines.ask();
    }

    @NonNull
    @Override
    public Optional<String> lend(@NonNull ReleaseState state) {
        return engines.lend();
    }

    @NonNull
    @Override
    public Optional<String> reclaim(@NonNull ReleaseState state) {
        return engines.reclaim();
    }

    @NonNull
    @Override
    public Optional<ReleasePath> pathNow(@NonNull ReleaseState state) {
        return pathNow(run, state.path());
    }

    @Override
    public boolean isLoading(@NonNull ReleaseState state) {
        return JobSettings.of(run.getParent()).isLoading();
    }

    /** The path of this name as it is configured now. */
    @NonNull
    static Optional<ReleasePath> pathNow(@NonNull Run<?, ?> run, @NonNull ReleasePath path) {
        return Optional.ofNullable(
                JobSettings.of(run.getParent()).paths().byName().get(path.name()));
    }

    @NonNull
    @Override
    public List<PathEvent> events(@NonNull DeployRequest place) {
        return ReleaseIndex.get().of(place.region(), place.cluster(), place.service());
    }

    @Override
    public void record(@NonNull PathEvent event) {
        ReleaseIndex.get().record(event);
    }

    @NonNull
    @Override
    public List<Use> uses(@NonNull DeployRequest place) {
        return Uses.of(DeploymentIndex.get()
                .history()
                .of(new ServiceKey(place.region(), place.clusterName(), place.serviceName())));
    }

    @NonNull
    @Override
    public Optional<Evidence.Frozen> frozen(@NonNull EnvironmentRun where, boolean overridable, long now) {
        return new BuildRules(run, engines.settings(where))
                .frozen(overridable, Instant.ofEpochMilli(now))
                .map(open -> new Evidence.Frozen(
                        open.reason(), open.until().toInstant().toEpochMilli()));
    }

    @Override
    public boolean startedByUser() {
        return BuildStarter.ids(run).findAny().isPresent();
    }

    @NonNull
    @Override
    public String hotfixBy() {
        return HotfixPermission.users(run);
    }

    @NonNull
    @Override
    public Participants participants() {
        return BuildParticipants.of(run);
    }

    /** When it was requested: it may have waited in Jenkins' queue. */
    @Override
    public long buildStartedAt() {
        return run.getTimeInMillis();
    }
}
