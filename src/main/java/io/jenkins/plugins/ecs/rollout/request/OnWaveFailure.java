package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** What is done once a wave has failed, besides starting nothing more. The names are persisted. */
public enum OnWaveFailure implements Choice {
    /** What was deployed stays. */
    STOP("stop", "what was deployed stays"),
    /** What was deployed in the same wave is rolled back. */
    ROLLBACK_WAVE("rollbackWave", "roll back the services of the wave"),
    /** What was deployed in any wave is rolled back, the last wave first. */
    ROLLBACK_ALL("rollbackAll", "roll back all services, the last wave first");

    private final String text;
    private final String meaning;

    OnWaveFailure(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    @NonNull
    @Override
    public String text() {
        return text;
    }

    @NonNull
    @Override
    public String meaning() {
        return meaning;
    }

    @NonNull
    public static Optional<OnWaveFailure> parse(@CheckForNull String text) {
        return Choice.parse(OnWaveFailure.class, text);
    }
}
