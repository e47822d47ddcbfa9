package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.io.Serializable;

/** One target of an environment, and what a release does there: pinned when the release starts, never changed. */
public abstract class ReleaseTarget implements Serializable {

    private static final long serialVersionUID = 1L;

    private final PathEnvironment pinned;
    private final DeployRequest request;
    private final VerifyRequest verification;
    private final boolean wanted;
    private final String target;
    private final int wave;

    ReleaseTarget(
            PathEnvironment pinned,
            DeployRequest request,
            VerifyRequest verification,
            boolean wanted,
            String target,
            int wave) {
        this.pinned = pinned;
        this.request = request;
        this.verification = verification;
        this.wanted = wanted;
        this.target = target;
        this.wave = wave;
    }

    @NonNull
    public String name() {
        return pinned.name();
    }

    /** Name of its target. */
    @NonNull
    public String target() {
        return target;
    }

    /** The number of its wave in the environment, from 0. */
    public int wave() {
        return wave;
    }

    /** How long the wave before it must have been proven; 0 for no minimum. */
    long bakeMillis() {
        return pinned.waves().get(wave).bakeMillis();
    }

    /** Its environment, and its target if there are several. Proofs are recorded under it. */
    @NonNull
    public String label() {
        return pinned.label(target);
    }

    boolean isOf(ReleaseTarget other) {
        return name().equals(other.name());
    }

    /** Whether it is the same environment and target. */
    public boolean isSame(@NonNull ReleaseTarget other) {
        return isOf(other) && target.equals(other.target) && wave == other.wave;
    }

    /** The environment as it was defined when the release started. */
    @NonNull
    public PathEnvironment pinned() {
        return pinned;
    }

    @NonNull
    public DeployRequest request() {
        return request;
    }

    /** What is verified after the deployment. */
    @NonNull
    public VerifyRequest verification() {
        return verification;
    }

    /** Of the checks before the first change. */
    @NonNull
    VerifyRequest preflightRequest() {
        return VerifyRequest.of(request.region(), request.cluster(), request.service())
                .preflight(request)
                .build();
    }

    public boolean isWanted() {
        return wanted;
    }
}
