package io.jenkins.plugins.ecs.verify.check;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** What one look or a whole check says. The names are persisted. */
public enum CheckVerdict {
    PASSED,
    /** What was seen is not as it is to be. */
    FAILED,
    /** It could not be seen: AWS, the network or the check itself had an error. */
    ERROR,
    /** It was seen, and says neither yes nor no, or not yet. */
    INCONCLUSIVE,
    /** There is nothing to look at, or nobody asked for it and it may not be looked at. */
    SKIPPED;

    /** Whatever the case. */
    @NonNull
    public static Optional<CheckVerdict> parse(@CheckForNull String text) {
        for (CheckVerdict verdict : values()) {
            if (verdict.name().equalsIgnoreCase(text)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    /** Whether it is something to worry about. */
    public boolean isBad() {
        return this == FAILED || this == ERROR || this == INCONCLUSIVE;
    }
}
