package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.tasks.state.TaskPhase;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One phase: what it reads, and what it decides. No I/O, and no clock but the passed one. */
public interface TaskPhaseHandler {

    /** What it must know; asked again with the answers until nothing is missing. */
    @NonNull
    List<TaskRead> reads(@NonNull TaskRunState state, @NonNull TaskObservation seen, long now);

    @NonNull
    TaskDecision decide(@NonNull TaskRunState state, @NonNull TaskObservation seen, long now);

    /** Its action was answered. */
    @NonNull
    default TaskDecision completed(
            @NonNull TaskRunState state, @NonNull TaskAction action, @NonNull Object answer, long now) {
        throw new IllegalStateException(state.phase() + " has no actions");
    }

    /** Its action was not answered, or refused. */
    @NonNull
    default TaskDecision failed(
            @NonNull TaskRunState state, @NonNull TaskAction action, @NonNull AwsFailure failure, long now) {
        throw new IllegalStateException(state.phase() + " has no actions");
    }

    /** All of them. */
    @NonNull
    static TaskPhaseHandler of(@NonNull TaskPhase phase) {
        return Handlers.ALL.get(phase);
    }

    /** By phase. */
    final class Handlers {

        static final Map<TaskPhase, TaskPhaseHandler> ALL = new EnumMap<>(Map.of(
                TaskPhase.PLANNING, new PlanningHandler(),
                TaskPhase.REGISTERING, new RegisteringHandler(),
                TaskPhase.STARTING, new StartingHandler(),
                TaskPhase.FOLLOWING, new FollowingHandler(),
                TaskPhase.STOPPING, new StoppingHandler(),
                TaskPhase.DRAINING, new DrainingHandler()));

        private Handlers() {}
    }
}
