package io.jenkins.plugins.ecs.rollout.verification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.Set;

/** What is verified after a deployment. Immutable; persisted with the request, so an implementation holds no secret. */
public interface DeploymentVerification extends Serializable {

    /**
     * Begins the verification of a deployment that is complete.
     *
     * @param shift what was found while traffic was shifted; null if nothing was compared
     */
    @NonNull
    VerificationRun begin(long now, @CheckForNull VerificationResult shift);

    /** Whether both revisions are compared while traffic is shifted. */
    boolean comparesRevisions();

    /** Begins a comparison of both revisions, if any is asked for. */
    @NonNull
    VerificationRun shift(long now);

    /** Whether a deployment is verified when it is complete, and not only before. */
    boolean isAfterwards();

    /** Begins one of the verifications of a watch. Scaling and tasks that are replaced are no failure. */
    @NonNull
    VerificationRun watch(long now);

    /**
     * Begins a verification during the bake time, in which both revisions run: with the checks that do not count tasks.
     * Null if there are none.
     */
    @CheckForNull
    VerificationRun bake(long now);

    /** The checks that are asked for, for a plan. */
    @NonNull
    String words();

    /** The IAM actions that it needs. */
    @NonNull
    Set<String> iamActions();
}
