package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.Use;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import java.util.List;
import java.util.Optional;

/** Everything outside of a release that it reads or uses. */
public interface ReleaseWorld {

    /** Runs rounds of a deployment, or a rollback, in an environment. */
    @NonNull
    RolloutDriver rollout(@NonNull EnvironmentRun where, @NonNull DeployRequest request, @NonNull Journal journal);

    /** Runs rounds of a verification of an environment. */
    @NonNull
    VerifyDriver verification(@NonNull EnvironmentRun where, @NonNull VerifyJournal journal);

    /** The rules of administrators for changes in an environment. */
    @NonNull
    PolicyCheck rules(@NonNull EnvironmentRun where);

    /** The place among the releases of this service on this path. */
    @NonNull
    DeploymentQueue.Place ask(@NonNull ReleaseState state);

    /**
     * It soaks, and another release of this service on this path may take its place.
     *
     * @return which one has; empty while none has
     */
    @NonNull
    default Optional<String> lend(@NonNull ReleaseState state) {
        return Optional.empty();
    }

    /**
     * It goes on, and others wait for it.
     *
     * @return which one has taken its place; empty if none has
     */
    @NonNull
    default Optional<String> reclaim(@NonNull ReleaseState state) {
        return Optional.empty();
    }

    /** The path as it is configured now; empty if it was deleted, or while its folder {@link #isLoading}. */
    @NonNull
    Optional<ReleasePath> pathNow(@NonNull ReleaseState state);

    /** Whether the settings of a folder are not there for the moment, because Jenkins loads it again. */
    default boolean isLoading(@NonNull ReleaseState state) {
        return false;
    }

    /** The events of a service, oldest first; of all accounts. */
    @NonNull
    List<PathEvent> events(@NonNull DeployRequest place);

    /** Records an event. When it returns, a restart finds it. */
    void record(@NonNull PathEvent event);

    /** The deployments of a service that this Jenkins knows, oldest first. */
    @NonNull
    List<Use> uses(@NonNull DeployRequest place);

    /**
     * The freeze window that is open for an environment.
     *
     * @param overridable whether the override that a user gave the build counts
     */
    @NonNull
    Optional<Evidence.Frozen> frozen(@NonNull EnvironmentRun where, boolean overridable, long now);

    boolean startedByUser();

    /**
     * The users who started the build, or a build that led to it, if all of them may release a hotfix; empty otherwise, or
     * if nobody did.
     */
    @NonNull
    String hotfixBy();

    /** Who is involved in the build. */
    @NonNull
    Participants participants();

    /** Epoch milliseconds. */
    long buildStartedAt();
}
