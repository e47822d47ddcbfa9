package io.jenkins.plugins.ecs.taskdef;

import java.io.Serializable;
import java.util.Objects;

/**
 * One place where two task definitions differ. Both values are for showing and are masked already where they may be
 * secret, so a difference of a password reads {@code *** -> ***}.
 */
public final class Difference implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String before;
    private final String after;

    /** Values are shown as they are: who makes it masks them. */
    public Difference(String path, String before, String after) {
        this.path = path;
        this.before = before;
        this.after = after;
    }

    /** Entries of lists go by name: {@code containerDefinitions[app].environment[LOG_LEVEL].value}. */
    public String path() {
        return path;
    }

    /** The value before, as text or as JSON, or null when there was none. */
    public String before() {
        return before;
    }

    /** The value after, as text or as JSON, or null when there is none any more. */
    public String after() {
        return after;
    }

    @Override
    public String toString() {
        if (before == null) {
            return path + ": added " + after;
        }
        return after == null ? path + ": removed " + before : path + ": " + before + " -> " + after;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Difference difference
                && path.equals(difference.path)
                && Objects.equals(before, difference.before)
                && Objects.equals(after, difference.after);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, before, after);
    }
}
