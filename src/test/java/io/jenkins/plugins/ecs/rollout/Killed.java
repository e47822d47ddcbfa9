package io.jenkins.plugins.ecs.rollout;

/** The controller dies while a state is saved. */
public final class Killed extends RoundEnded {

    private static final long serialVersionUID = 1L;

    public Killed() {
        super(null);
    }
}
