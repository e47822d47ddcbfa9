package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * A condition for entering an environment, as it was judged last. Immutable.
 *
 * @param text its value, for users
 * @param metAt when it would be met, epoch milliseconds; 0 if it is met, or if that is unknown
 */
public record Condition(
        @NonNull Kind kind,
        @NonNull Standing standing,
        @NonNull String text,
        long metAt) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The names are persisted. */
    public enum Kind {
        SERVICES("services"),
        FROM("from"),
        SOAK("soak"),
        FRESHNESS("freshness"),
        HOLD("hold"),
        BAKE("bake"),
        APPROVAL("approval"),
        FREEZE("freeze"),
        HOTFIX("hotfix");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The name in the configuration and on pages. */
        @NonNull
        public String word() {
            return word;
        }
    }

    /** The names are persisted. */
    public enum Standing {
        MET,
        /** It will be met, or may be. */
        WAITS,
        /** Waiting does not help. */
        REFUSED,
        /** It was not met in the time that it had. */
        TIMED_OUT,
        /** Not met, but the path only warns. */
        WARNS,
        /** Not met, but the release is a hotfix. */
        SKIPPED;

        /** Whether the release must not enter. */
        public boolean stops() {
            return this != MET && this != WARNS && this != SKIPPED;
        }
    }

    /** Whether the release must not enter. */
    public boolean stops() {
        return standing.stops();
    }

    public boolean isMet() {
        return standing == Standing.MET;
    }
}
