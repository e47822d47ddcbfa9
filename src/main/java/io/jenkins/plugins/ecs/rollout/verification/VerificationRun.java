package io.jenkins.plugins.ecs.rollout.verification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/** The state of one verification. Immutable for its readers; persisted as a part of the state of a rollout. */
public interface VerificationRun extends Serializable {

    /** Epoch milliseconds. */
    long startedAt();

    boolean hasEnded();

    /** Epoch milliseconds; 0 while it is in progress. */
    long finishedAt();

    /** How long it may take, in milliseconds. */
    long timeoutMillis();

    /** The progress in a few words. */
    @NonNull
    String progress();

    /** ARN of the revision that the service was set to; empty if it changed meanwhile; null before it was read. */
    @CheckForNull
    String taskDefinition();

    /** The result so far. */
    @NonNull
    VerificationResult result();

    /**
     * Whether users see something else of it than before.
     *
     * @param before null if there was none
     */
    default boolean isNews(@CheckForNull VerificationRun before) {
        return before == null
                || before.startedAt() != startedAt()
                || before.hasEnded() != hasEnded()
                || !before.progress().equals(progress());
    }

    /** It ends because its build does: checks that are not finished are inconclusive. */
    @NonNull
    VerificationRun ended(@NonNull String why, long now);
}
