package io.jenkins.plugins.ecs.verify.check;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** The result of one poll or of a whole check. The names are persisted. */
public enum CheckVerdict {
    PASSED,
    /** The value is not as expected. */
    FAILED,
    /** The value could not be read: an error of AWS, the network or the check itself. */
    ERROR,
    /** The value was read, but gives no result yet. */
    INCONCLUSIVE,
    /** There is nothing to check, or a default check lacks a permission. */
    SKIPPED;

    /** Ignores case. */
    @NonNull
    public static Optional<CheckVerdict> parse(@CheckForNull String text) {
        for (CheckVerdict verdict : values()) {
            if (verdict.name().equalsIgnoreCase(text)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    /** Whether the verdict is bad: the build fails or is unstable. */
    public boolean isBad() {
        return this == FAILED || this == ERROR || this == INCONCLUSIVE;
    }
}
