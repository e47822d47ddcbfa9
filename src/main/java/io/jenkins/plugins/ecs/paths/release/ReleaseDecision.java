package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * What follows from an observation.
 *
 * @param events to be recorded before the state is saved: recording one twice changes nothing
 */
record ReleaseDecision(
        @NonNull ReleaseState state,
        @NonNull List<String> lines,
        @NonNull List<PathEvent> events) {

    static ReleaseDecision of(ReleaseState state) {
        return new ReleaseDecision(state, List.of(), List.of());
    }

    static ReleaseDecision of(ReleaseState state, String line) {
        return new ReleaseDecision(state, List.of(line), List.of());
    }

    /** @param first what is said before the rest */
    ReleaseDecision saying(List<String> first) {
        return new ReleaseDecision(
                state, Stream.concat(first.stream(), lines.stream()).toList(), events);
    }

    ReleaseDecision recording(PathEvent event) {
        return recording(List.of(event));
    }

    ReleaseDecision recording(List<PathEvent> all) {
        return new ReleaseDecision(state, lines, all);
    }
}
