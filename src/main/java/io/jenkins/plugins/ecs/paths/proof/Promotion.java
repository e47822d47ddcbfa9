package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release that is in use in one environment, seen from the next: what a user may promote. A release judges the same
 * conditions when it enters, and again before its first change.
 *
 * @param proof the newest in the environment that it comes from
 * @param admission as it would be judged now, for a build that a user starts
 */
public record Promotion(
        @NonNull ReleasePath path,
        @NonNull PathEnvironment to,
        @NonNull PathEvent proof,
        @NonNull Admission admission) {

    /** What is known besides the events of the service. */
    public interface Surroundings {

        /** The path as it is configured now for the job that released; empty if it was deleted. */
        @NonNull
        Optional<ReleasePath> path(@NonNull PathEvent proof);

        /** Events of the service in another environment of the path, oldest first. */
        @NonNull
        List<PathEvent> events(@NonNull PathEvent proof, @NonNull String environment);

        /** The freeze window that is open for an environment. */
        @NonNull
        Optional<Evidence.Frozen> frozen(@NonNull PathEvent proof, @NonNull PathEnvironment to);
    }

    /**
     * What can be promoted from a service, with the environments in the order of their paths.
     *
     * @param events of the service in one account, oldest first
     * @param uses its deployments, oldest first
     * @param now epoch milliseconds
     */
    @NonNull
    public static List<Promotion> of(
            @NonNull List<PathEvent> events, @NonNull List<Use> uses, @NonNull Surroundings around, long now) {
        Map<List<String>, PathEvent> newest = new LinkedHashMap<>();
        for (PathEvent event : events) {
            if (event.kind() == PathEvent.Kind.PROVEN) {
                newest.put(List.of(event.path(), event.environment()), event);
            }
        }
        List<Promotion> promotions = new ArrayList<>();
        newest.values()
                .forEach(proof -> around.path(proof)
                        .filter(path -> path.id().equals(proof.path()))
                        .ifPresent(path -> path.environments().stream()
                                .filter(to -> to.from().equals(proof.environmentName()))
                                .forEach(to -> promotions.add(new Promotion(
                                        path, to, proof, judge(path, to, proof, events, uses, around, now))))));
        return promotions;
    }

    private static Admission judge(
            ReleasePath path,
            PathEnvironment to,
            PathEvent proof,
            List<PathEvent> events,
            List<Use> uses,
            Surroundings around,
            long now) {
        Evidence.Builder evidence = Evidence.of(path.id(), proof.digests())
                .definition(proof.definition())
                .upstream(proof.environment(), events, uses)
                .build(true, now)
                .frozen(around.frozen(proof, to));
        List<PathEvent> there = around.events(proof, to.name());
        to.labels().forEach(label -> evidence.here(label, there));
        return Admission.judge(to, evidence.build(), now).on(path, proof.place().service());
    }

    /** Whether a release would enter now or after waiting. */
    public boolean isPossible() {
        return admission.refusal().isEmpty();
    }

    /** The digests in one text, as in {@code sha256:…} or {@code app=sha256:…,proxy=sha256:…}. */
    @NonNull
    public String digests() {
        List<String> digests = new ArrayList<>();
        proof.digests()
                .forEach((container, digest) -> digests.add(container.isEmpty() ? digest : container + "=" + digest));
        return String.join(",", digests);
    }
}
