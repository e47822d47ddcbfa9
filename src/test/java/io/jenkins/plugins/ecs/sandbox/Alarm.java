package io.jenkins.plugins.ecs.sandbox;

/** A CloudWatch alarm as ECS sees it: a name and a state. */
public final class Alarm {

    /** The states of a CloudWatch alarm. */
    public enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }

    private final String name;
    private volatile State state = State.OK;

    Alarm(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public State state() {
        return state;
    }

    /** Sets the state; services that watch the alarm notice at the next request. */
    public Alarm state(State next) {
        state = next;
        return this;
    }
}
