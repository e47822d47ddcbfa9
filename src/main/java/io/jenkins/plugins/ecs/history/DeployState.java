package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;

/** The state of a deployment, or of the service that it left behind, in the words of a badge. The names are saved. */
public enum DeployState {
    DEPLOYING("deploying", Tone.BUSY),
    BAKING("baking", Tone.BUSY),
    AWAITING_APPROVAL("awaiting approval", Tone.BUSY),
    /** ECS goes back to what was there before; how it ends is open. */
    ROLLING_BACK("rolling back", Tone.BUSY),
    HEALTHY("healthy", Tone.GOOD),
    ROLLED_BACK("rolled back", Tone.WARNING),
    FAILED("failed", Tone.BAD),
    STALLED("stalled", Tone.BAD),
    /** What runs is not what was deployed last. */
    DRIFTED("drifted", Tone.WARNING),
    /** It can't be told: aborted, timed out, left to go on by itself, or never deployed. */
    UNKNOWN("unknown", Tone.NONE);

    /** How it looks; never the only sign of it. */
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

    /** Of one deployment, seen by itself. */
    @NonNull
    public static DeployState of(@NonNull Outcome outcome) {
        if (outcome.verdict() != null) {
            return of(outcome.verdict());
        }
        if (outcome.awaitsAction()) {
            return AWAITING_APPROVAL;
        }
        if (outcome.awsStatus().startsWith("ROLLBACK")) {
            return ROLLING_BACK;
        }
        return outcome.lifecycleStage().equals("BAKE_TIME") ? BAKING : DEPLOYING;
    }

    /** @param verdict null for one that nobody knows the end of */
    @NonNull
    public static DeployState of(@Nullable Verdict verdict) {
        if (verdict == null) {
            return UNKNOWN;
        }
        return switch (verdict) {
            case SUCCESS, NO_CHANGE -> HEALTHY;
            case ROLLED_BACK -> ROLLED_BACK;
            case ROLLBACK_FAILED, STOPPED, FAILED, REFUSED -> FAILED;
            case STALLED -> STALLED;
            case SUPERSEDED -> DRIFTED;
            default -> UNKNOWN;
        };
    }

    /** How far a deployment that is under way has come, 0 to 100: by traffic where ECS shifts it, else by tasks. */
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
