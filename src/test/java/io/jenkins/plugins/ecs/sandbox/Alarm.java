package io.jenkins.plugins.ecs.sandbox;

/** A CloudWatch alarm as ECS sees it: a name and a state. */
public final class Alarm {

    /** The states of a CloudWatch alarm. */
    public enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }

    /** What an alarm looks at; {@code DescribeAlarms} has a list of each kind. */
    public enum Type {
        METRIC("MetricAlarm"),
        COMPOSITE("CompositeAlarm"),
        LOG("LogAlarm");

        final String wire;

        Type(String wire) {
            this.wire = wire;
        }
    }

    private final String name;
    private final Runnable changed;
    private volatile Type type = Type.METRIC;
    private volatile String evaluation = "";
    private volatile State state = State.OK;

    /** @param changed called whenever its state is set */
    Alarm(String name, Runnable changed) {
        this.name = name;
        this.changed = changed;
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    /** Makes it an alarm of another kind. */
    public Alarm type(Type next) {
        type = next;
        return this;
    }

    String evaluation() {
        return evaluation;
    }

    /** How its last evaluation went wrong: {@code EVALUATION_ERROR}. */
    public Alarm evaluation(String next) {
        evaluation = next;
        return this;
    }

    public State state() {
        return state;
    }

    /** Sets the state; services that watch the alarm notice at the next request. */
    public Alarm state(State next) {
        state = next;
        changed.run();
        return this;
    }
}
