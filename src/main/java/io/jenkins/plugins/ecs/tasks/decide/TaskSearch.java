package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The search for the tasks of this run by {@code startedBy}, which AWS lists by the status that they are to have. */
final class TaskSearch {

    private TaskSearch() {}

    /**
     * Tasks that have stopped are searched for only if some are missing among those that run.
     *
     * @param isEnough whether there is no time for a second call
     */
    @NonNull
    static List<TaskRead> reads(@NonNull TaskRunState state, @NonNull TaskObservation seen, boolean isEnough) {
        TaskRead running = read(state, "RUNNING");
        boolean all = found(state, seen).size() >= state.request().count();
        return !seen.has(running) || all || isEnough || seen.failure(running).isPresent()
                ? List.of(running)
                : List.of(running, read(state, "STOPPED"));
    }

    @NonNull
    static Optional<AwsFailure> failure(@NonNull TaskRunState state, @NonNull TaskObservation seen) {
        return seen.failure(read(state, "RUNNING")).or(() -> seen.failure(read(state, "STOPPED")));
    }

    /** Their ARNs. */
    @NonNull
    @SuppressWarnings("unchecked")
    static List<String> found(@NonNull TaskRunState state, @NonNull TaskObservation seen) {
        Set<String> found = new LinkedHashSet<>();
        for (String status : List.of("RUNNING", "STOPPED")) {
            seen.answer(read(state, status), List.class).ifPresent(found::addAll);
        }
        return List.copyOf(found);
    }

    private static TaskRead read(TaskRunState state, String desiredStatus) {
        return new TaskRead.StartedBy(
                state.request().cluster(), state.request().origin().startedBy(), desiredStatus);
    }
}
