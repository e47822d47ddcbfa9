package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** What is done once a wave has failed, besides starting nothing more. The names are persisted. */
public enum OnWaveFailure {
    /** What was deployed well stays. */
    STOP("stop"),
    /** What was deployed in the same wave goes back to what it ran before. */
    ROLLBACK_WAVE("rollbackWave"),
    /** What was deployed in any wave goes back, the last wave first. */
    ROLLBACK_ALL("rollbackAll");

    private final String text;

    OnWaveFailure(String text) {
        this.text = text;
    }

    @NonNull
    public String text() {
        return text;
    }

    @NonNull
    public static Optional<OnWaveFailure> parse(@CheckForNull String text) {
        for (OnWaveFailure each : values()) {
            if (each.text.equalsIgnoreCase(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
