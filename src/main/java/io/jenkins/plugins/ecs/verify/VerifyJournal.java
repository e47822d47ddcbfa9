package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Stores the state of a verification and logs its progress. */
public interface VerifyJournal {

    /** Saves the state after a round. */
    void save(@NonNull VerifyState state);

    /** Logs one line. It has no control characters. */
    void say(@NonNull String line);
}
