package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Which events of the service have been logged. Persisted as a part of {@link RolloutState}. */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision write into a copy of the state that nobody else sees")
public final class EventLog implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** AWS's clock: events up to here are in the log. */
    public long lastEventAt;

    public ArrayList<String> lastEventIds = new ArrayList<>();

    /** By event without the ids of its tasks: how often it came. */
    public LinkedHashMap<String, Integer> eventCounts = new LinkedHashMap<>();

    /** The same when it was last logged. */
    public LinkedHashMap<String, Integer> eventsLogged = new LinkedHashMap<>();

    EventLog copy() {
        try {
            EventLog copy = (EventLog) super.clone();
            copy.lastEventIds = new ArrayList<>(lastEventIds);
            copy.eventCounts = new LinkedHashMap<>(eventCounts);
            copy.eventsLogged = new LinkedHashMap<>(eventsLogged);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
