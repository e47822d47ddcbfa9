package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened on the way of a rollout, for the page about it; immutable. Larger than {@link Outcome} and read seldom, so
 * it is kept in a file of its own beside the build.
 */
public final class Details implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<TimedEvent> stages;
    private final ArrayList<TimedEvent> events;
    private final ArrayList<String> changes;
    private final LinkedHashMap<String, String> settings;
    private final ArrayList<String> ruleWarnings;

    private Details(RolloutState s) {
        stages = new ArrayList<>(s.stages);
        events = new ArrayList<>(s.events);
        changes = new ArrayList<>(s.changes);
        settings = new LinkedHashMap<>(s.request.settings());
        ruleWarnings = new ArrayList<>(s.ruleWarnings);
    }

    @NonNull
    public static Details of(@NonNull RolloutState state) {
        return new Details(state);
    }

    /**
     * The stages that it went through, oldest first, each with its begin by Jenkins' clock: names of {@link Phase}, raw
     * lifecycle stages of ECS ({@code BAKE_TIME}), or raw states where ECS gives no stage ({@code IN_PROGRESS}).
     */
    @NonNull
    public List<TimedEvent> stages() {
        return list(stages);
    }

    /** The service's newest events of this time, oldest first, by AWS's clock. */
    @NonNull
    public List<TimedEvent> events() {
        return list(events);
    }

    /** What the task definition changed, a line each; values that may be secret are masked. */
    @NonNull
    public List<String> changes() {
        return list(changes);
    }

    /** By what people call it: each setting that counted and the place that it came from. */
    @NonNull
    public Map<String, String> settings() {
        return settings == null ? Map.of() : Collections.unmodifiableMap(settings);
    }

    /** What rules that only warn would have refused, and why. */
    @NonNull
    public List<String> ruleWarnings() {
        return list(ruleWarnings);
    }

    private static <T> List<T> list(List<T> kept) {
        return kept == null ? List.of() : Collections.unmodifiableList(kept);
    }
}
