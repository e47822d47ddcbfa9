package io.jenkins.plugins.ecs.paths.plan;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import java.io.Serializable;

/** One slot of an environment as it is defined, in words. Stored with the build, so it is no record. Immutable. */
public final class PlannedSlot implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String slot;
    private final String text;
    private final boolean condition;

    private PlannedSlot(String slot, String text, boolean condition) {
        this.slot = slot;
        this.text = text;
        this.condition = condition;
    }

    static PlannedSlot condition(Condition.Kind kind, String text) {
        return new PlannedSlot(kind.word(), text, true);
    }

    static PlannedSlot of(String slot, String text) {
        return new PlannedSlot(slot, text, false);
    }

    /** Its name, as in the configuration. */
    @NonNull
    public String slot() {
        return slot;
    }

    @NonNull
    public String text() {
        return text;
    }

    /** Whether it must be met before the release enters. */
    public boolean isCondition() {
        return condition;
    }
}
