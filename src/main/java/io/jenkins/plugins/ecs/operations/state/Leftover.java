package io.jenkins.plugins.ecs.operations.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.List;

/**
 * Something that belonged to a service and has to be removed.
 *
 * @param group the event bus of a rule, the group of a schedule; empty for a revision
 * @param name its name; the ARN of a revision
 * @param targets the ids of the targets of a rule that run the family
 */
public record Leftover(
        @NonNull Kind kind,
        @NonNull String group,
        @NonNull String name,
        @NonNull List<String> targets) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What it is. */
    public enum Kind {
        RULE,
        SCHEDULE,
        REVISION
    }

    public Leftover {
        targets = List.copyOf(targets);
    }
}
