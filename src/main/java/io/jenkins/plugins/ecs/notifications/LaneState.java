package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * The state of a receiver.
 *
 * @param disabledBecause empty if it is enabled
 * @param lastProblem empty if the last event was delivered
 * @param failingSince epoch milliseconds; 0 if the last event was delivered
 */
record LaneState(
        @NonNull List<Lane.Waiting> waiting,
        @NonNull String disabledBecause,
        @NonNull String lastProblem,
        long failingSince) {

    @NonNull
    static LaneState of(@NonNull Lane lane) {
        return new LaneState(lane.waiting(), lane.disabledBecause(), lane.lastProblem(), lane.failingSince());
    }
}
