package io.jenkins.plugins.ecs.schedules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** What has to be done with one rule or schedule so that it runs a revision. */
public sealed interface ScheduleMove {

    /**
     * {@code PutTargets} with these targets; the others of the rule stay as they are.
     *
     * @param from the task definition that ran until now
     */
    record PutTargets(
            @NonNull ScheduleRef ref,
            @NonNull List<ObjectNode> targets,
            @NonNull String from) implements ScheduleMove {}

    /**
     * {@code UpdateSchedule}.
     *
     * @param from the task definition that ran until now
     */
    record UpdateSchedule(
            @NonNull ScheduleRef ref,
            @NonNull ObjectNode input,
            @NonNull String from) implements ScheduleMove {}

    /** It runs the revision already. */
    record Done() implements ScheduleMove {}

    /** It names the family alone: it runs the latest revision from its registration on, verified or not. */
    record RunsLatest() implements ScheduleMove {}

    /** It runs nothing of this family in this cluster. */
    record Unrelated() implements ScheduleMove {}

    /** @param reason why it can't be changed, for people */
    record Refused(@NonNull String reason) implements ScheduleMove {}
}
