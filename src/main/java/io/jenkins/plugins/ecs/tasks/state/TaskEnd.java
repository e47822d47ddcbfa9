package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.Serializable;

/**
 * How it ended.
 *
 * @param exitCode of the container that counts; null where there is none
 * @param cause in a sentence
 * @param advice may be empty
 * @param at epoch milliseconds
 */
public record TaskEnd(
        @NonNull TaskVerdict verdict,
        @Nullable Integer exitCode,
        @NonNull String cause,
        @NonNull String advice,
        long at)
        implements Serializable {

    private static final long serialVersionUID = 1L;
}
