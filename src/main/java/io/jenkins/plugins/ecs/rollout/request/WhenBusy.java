package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** What a deployment does while another one of this Jenkins has the service. The names are persisted. */
public enum WhenBusy {
    /** Waits, first come first served. */
    WAIT("wait"),
    /** Fails at once. */
    FAIL("fail"),
    /** Waits, in the place of those that wait already and said the same. */
    SUPERSEDE_WAITING("supersedeWaiting");

    private final String text;

    WhenBusy(String text) {
        this.text = text;
    }

    @NonNull
    public String text() {
        return text;
    }

    @NonNull
    public static Optional<WhenBusy> parse(@CheckForNull String text) {
        for (WhenBusy each : values()) {
            if (each.text.equalsIgnoreCase(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
