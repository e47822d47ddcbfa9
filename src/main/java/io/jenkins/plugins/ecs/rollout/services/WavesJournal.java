package io.jenkins.plugins.ecs.rollout.services;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;

/** Where the facts of several rollouts are kept, and what is said about them; as {@link io.jenkins.plugins.ecs.rollout.Journal} for one. */
public interface WavesJournal {

    /**
     * Keeps the state. When it returns, a restart finds it, if the rollout that changed is {@linkplain
     * RolloutState#isPending() about to act}.
     *
     * @param before what was kept before
     * @param changed the rollout that a round was taken of; null where services began or ended without one
     * @param id of its record; null as {@code changed}
     */
    void save(
            @NonNull WavesState before,
            @NonNull WavesState now,
            @CheckForNull RolloutState changed,
            @CheckForNull String id);

    /** A call that changes AWS is about to be sent. */
    default void acting() {}

    /** Its answer is there. */
    default void acted() {}

    /** @param service null for what is about all of them */
    void say(@CheckForNull String service, @NonNull String line);
}
