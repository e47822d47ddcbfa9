package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Where the state of a release is kept, and what is logged about it. */
public interface ReleaseJournal {

    /** Keeps the state. When it returns, a restart finds it if a rollout is about to act. */
    void save(@NonNull ReleaseState before, @NonNull ReleaseState now);

    /** A call that changes AWS is about to be sent. */
    default void acting() {}

    /** Its answer is in the state. */
    default void acted() {}

    /** @param environment null for what is about all of them */
    void say(@CheckForNull String environment, @NonNull String line);
}
