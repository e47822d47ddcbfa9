package io.jenkins.plugins.ecs.operations.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.io.Serializable;

/** @param at epoch milliseconds */
public record OperationEnd(
        @NonNull Verdict verdict,
        @NonNull String cause,
        @NonNull String advice,
        long at) implements Serializable {

    private static final long serialVersionUID = 1L;
}
