package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** What a deployment does while another one of this Jenkins has the service. The names are persisted. */
public enum WhenBusy implements Choice {
    /** Waits, in the order of arrival. */
    WAIT("wait", "in the order of arrival"),
    /** Fails at once. */
    FAIL("fail", "at once"),
    /** Waits, in the place of those that already wait with the same setting. */
    SUPERSEDE_WAITING("supersedeWaiting", "take the place of those that wait");

    private final String text;
    private final String meaning;

    WhenBusy(String text, String meaning) {
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
    public static Optional<WhenBusy> parse(@CheckForNull String text) {
        return Choice.parse(WhenBusy.class, text);
    }
}
