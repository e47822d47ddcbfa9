package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Where a verification keeps its facts and says what happens. */
public interface VerifyJournal {

    /** Keeps the facts of a round. */
    void save(@NonNull VerifyState state);

    /** One line for people, without control characters. */
    void say(@NonNull String line);
}
