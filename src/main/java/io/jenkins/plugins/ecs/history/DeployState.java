package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;

/** The state of a deployment or service, as shown on badges. The names are persisted. */
public enum DeployState {
    DEPLOYING("deploying", Tone.BUSY),
    BAKING("baking", Tone.BUSY),
    AWAITING_APPROVAL("awaiting approval", Tone.BUSY),
    /** ECS, or the step, is rolling back to the previous revision. */
    ROLLING_BACK("rolling back", Tone.BUSY),
    /** The deployment is complete; its verification is not. */
    VERIFYING("verifying", Tone.BUSY),
    /** The deployment is complete and verified; the checks are repeated for some time. */
    WATCHING("watching", Tone.BUSY),
    HEALTHY("healthy", Tone.GOOD),
    ROLLED_BACK("rolled back", Tone.WARNING),
    FAILED("failed", Tone.BAD),
    STALLED("stalled", Tone.BAD),
    /** The service does not run what was deployed last. */
    DRIFTED("drifted", Tone.WARNING),
    /** Unknown: aborted, timed out, not awaited, or never deployed. */
    UNKNOWN("unknown", Tone.NONE);

    /** The color. The state is always shown as text, too. */
    public enum Tone {
        GOOD,
        BUSY,
        WARNING,
        BAD,
        NONE
    }

    private final String words;
    private final Tone tone;

    DeployState(String words, Tone tone) {
        this.words = words;
        this.tone = tone;
    }

    @NonNull
    public String words() {
        return words;
    }

    @NonNull
    public Tone tone() {
        return tone;
    }

    public boolean isUnderWay() {
        return tone == Tone.BUSY;
    }

    /** The state of a single deployment. */
    @NonNull
    public static DeployState of(@NonNull Outcome outcome) {
        if (outcome.verdict() != null) {
            return of(outcome.verdict());
        }
        if (outcome.awaitsAction()) {
            return AWAITING_APPROVAL;
        }
        switch (outcome.phase()) {
            case VERIFYING:
                return VERIFYING;
            case WATCHING:
                return WATCHING;
            case ROLLING_BACK:
                return ROLLING_BACK;
            default:
                break;
        }
        if (outcome.awsStatus().startsWith("ROLLBACK")) {
            return ROLLING_BACK;
        }
        return outcome.lifecycleStage().equals("BAKE_TIME") ? BAKING : DEPLOYING;
    }

    /** @param verdict null if the end of the deployment is unknown */
    @NonNull
    public static DeployState of(@Nullable Verdict verdict) {
        if (verdict == null) {
            return UNKNOWN;
        }
        return switch (verdict) {
            case SUCCESS, NO_CHANGE -> HEALTHY;
            case ROLLED_BACK -> ROLLED_BACK;
            case ROLLBACK_FAILED, STOPPED, FAILED, TASK_FAILED, REFUSED -> FAILED;
            case STALLED -> STALLED;
            case SUPERSEDED -> DRIFTED;
            default -> UNKNOWN;
        };
    }

    /** The progress of a deployment, 0 to 100: by traffic if ECS shifts traffic, otherwise by tasks. */
    public static int percent(@NonNull Outcome outcome) {
        if (outcome.verdict() != null) {
            return outcome.verdict().isGreen() ? 100 : 0;
        }
        Double weight = outcome.productionWeight();
        if (weight != null) {
            return (int) Math.max(0, Math.min(100, Math.round(weight)));
        }
        if (outcome.deploymentId() == null || outcome.desiredCount() <= 0) {
            return 0;
        }
        return Math.min(100, 100 * outcome.runningCount() / outcome.desiredCount());
    }
}
