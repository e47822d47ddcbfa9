package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * Calls that failed one after the other.
 *
 * @param since epoch milliseconds
 * @param last AWS's words
 */
public record ReadFailures(int count, long since, @NonNull String last) implements Serializable {

    private static final long serialVersionUID = 1L;
    public static final ReadFailures NONE = new ReadFailures(0, 0, "");

    @NonNull
    public ReadFailures and(@NonNull String words, long now) {
        return new ReadFailures(count + 1, count == 0 ? now : since, words);
    }
}
