package io.jenkins.plugins.ecs.schedules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The revision that scheduled tasks should run. Pure: what AWS answered goes in, what has to be sent comes out.
 *
 * @param revision its ARN
 * @param cluster the ARN of the cluster whose scheduled tasks are meant; null for all clusters, where they are named
 */
public record ScheduledRevision(
        @NonNull String revision, @CheckForNull String cluster) {

    static final String UNIVERSAL_TARGET = ":scheduler:::aws-sdk:ecs:runTask";
    /** {@code GetSchedule} shows these, {@code UpdateSchedule} doesn't take them. */
    private static final List<String> READ_ONLY = List.of("Arn", "CreationDate", "LastModificationDate");

    /** The task definitions that a schedule names, in whatever form; empty where it runs no task. */
    @NonNull
    static Optional<String> namedBy(@NonNull ObjectNode schedule) {
        String templated =
                schedule.at("/Target/EcsParameters/TaskDefinitionArn").asText("");
        if (!templated.isEmpty()) {
            return Optional.of(templated);
        }
        return schedule.at("/Target/Arn").asText("").endsWith(UNIVERSAL_TARGET)
                ? RunTaskInput.read(schedule.at("/Target/Input").asText("")).map(RunTaskInput::taskDefinition)
                : Optional.empty();
    }

    /** The clusters, as names or ARNs, in which targets of a rule run their tasks. */
    @NonNull
    public static List<String> clustersOf(@NonNull List<ObjectNode> targets) {
        return targets.stream()
                .map(target -> target.path("Arn").asText(""))
                .distinct()
                .toList();
    }

    /** The cluster, as a name or ARN, in which a schedule runs its tasks. */
    @NonNull
    public static String clusterOf(@NonNull ObjectNode schedule) {
        String address = schedule.at("/Target/Arn").asText("");
        return address.endsWith(UNIVERSAL_TARGET)
                ? RunTaskInput.read(schedule.at("/Target/Input").asText(""))
                        .map(RunTaskInput::cluster)
                        .orElse("")
                : address;
    }

    /** @param managedBy the AWS service that manages the rule; empty if none does */
    @NonNull
    public ScheduleMove ofRule(@NonNull ScheduleRef ref, @NonNull List<ObjectNode> targets, @NonNull String managedBy) {
        List<ObjectNode> moved = new ArrayList<>();
        String from = "";
        boolean isSame = false;
        boolean isLatest = false;
        for (ObjectNode target : targets) {
            if (!(target.get("EcsParameters") instanceof ObjectNode parameters)
                    || !isHere(target.path("Arn").asText(""))) {
                continue;
            }
            TaskReference reference =
                    TaskReference.compare(parameters.path("TaskDefinitionArn").asText(""), revision);
            isSame |= reference.match() == TaskReference.Match.SAME;
            isLatest |= reference.match() == TaskReference.Match.LATEST;
            if (reference.match() == TaskReference.Match.MOVES) {
                ObjectNode copy = target.deepCopy();
                copy.withObject("/EcsParameters").put("TaskDefinitionArn", reference.after());
                moved.add(copy);
                from = reference.before();
            }
        }
        if (!moved.isEmpty()) {
            return managedBy.isEmpty()
                    ? new ScheduleMove.PutTargets(ref, moved, Arns.brief(from))
                    : new ScheduleMove.Refused(ScheduleMessages.managed(managedBy));
        }
        return unmoved(isSame, isLatest);
    }

    /** @param schedule as {@code GetSchedule} answers */
    @NonNull
    public ScheduleMove ofSchedule(@NonNull ScheduleRef ref, @NonNull ObjectNode schedule) {
        if (!(schedule.get("Target") instanceof ObjectNode target)) {
            return new ScheduleMove.Unrelated();
        }
        String address = target.path("Arn").asText("");
        if (address.endsWith(UNIVERSAL_TARGET)) {
            return universal(ref, schedule, target.path("Input").asText(""));
        }
        if (!(target.get("EcsParameters") instanceof ObjectNode parameters) || !isHere(address)) {
            return new ScheduleMove.Unrelated();
        }
        TaskReference reference =
                TaskReference.compare(parameters.path("TaskDefinitionArn").asText(""), revision);
        ObjectNode input = update(ref, schedule);
        input.withObject("/Target").withObject("/EcsParameters").put("TaskDefinitionArn", reference.after());
        return moved(ref, reference, input);
    }

    private ScheduleMove universal(ScheduleRef ref, ObjectNode schedule, String text) {
        Optional<RunTaskInput> read = RunTaskInput.read(text);
        if (read.isEmpty()) {
            return cluster == null
                    ? new ScheduleMove.Refused(ScheduleMessages.inputUnreadable())
                    : new ScheduleMove.Unrelated();
        }
        RunTaskInput run = read.get();
        if (!isHere(run.cluster())) {
            return new ScheduleMove.Unrelated();
        }
        TaskReference reference = TaskReference.compare(run.taskDefinition(), revision);
        ObjectNode input = update(ref, schedule);
        input.withObject("/Target").put("Input", run.withTaskDefinition(reference.after()));
        return moved(ref, reference, input);
    }

    private static ScheduleMove moved(ScheduleRef ref, TaskReference reference, ObjectNode input) {
        return reference.match() == TaskReference.Match.MOVES
                ? new ScheduleMove.UpdateSchedule(ref, input, Arns.brief(reference.before()))
                : unmoved(
                        reference.match() == TaskReference.Match.SAME, reference.match() == TaskReference.Match.LATEST);
    }

    private static ScheduleMove unmoved(boolean isSame, boolean isLatest) {
        if (isSame) {
            return new ScheduleMove.Done();
        }
        return isLatest ? new ScheduleMove.RunsLatest() : new ScheduleMove.Unrelated();
    }

    /** All that is there, because what an update leaves out goes to its default. */
    private static ObjectNode update(ScheduleRef ref, ObjectNode schedule) {
        ObjectNode input = schedule.deepCopy();
        input.remove(READ_ONLY);
        return input.put("GroupName", ref.group()).put("Name", ref.name());
    }

    /**
     * The update without its start, after Scheduler has refused a start in the past. Empty where there is none, and for
     * {@code rate(…)}, whose times are counted from it.
     */
    @NonNull
    public static Optional<ObjectNode> withoutStart(@NonNull ObjectNode input) {
        if (!input.has("StartDate")
                || input.path("ScheduleExpression").asText("").startsWith("rate(")) {
            return Optional.empty();
        }
        ObjectNode copy = input.deepCopy();
        copy.remove("StartDate");
        return Optional.of(copy);
    }

    boolean isHere(String clusterOrArn) {
        return cluster == null
                || (clusterOrArn.startsWith("arn:")
                        ? clusterOrArn.equals(cluster)
                        : clusterOrArn.equals(Arns.brief(cluster)));
    }
}
