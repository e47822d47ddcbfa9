package io.jenkins.plugins.ecs.rollout;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;

/** Where a rollout keeps its state and says what happens. */
public interface Journal {

    /** Keeps the state. Called before and after each act: when it returns, a restart finds it. */
    void save(@NonNull RolloutState state);

    /**
     * A call that changes AWS is about to be sent; its pending state was saved. Throws to keep it from being sent: then
     * nothing was done.
     */
    default void acting() {}

    /** One line for users, without control characters. */
    void say(@NonNull String line);
}
