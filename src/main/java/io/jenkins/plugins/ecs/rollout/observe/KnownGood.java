package io.jenkins.plugins.ecs.rollout.observe;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was recorded of revisions that were verified to run well, so that they can be rolled back to. */
@FunctionalInterface
public interface KnownGood {

    /** Nothing is recorded. */
    KnownGood NOTHING = (region, cluster, service) -> List.of();

    /**
     * A revision that a service ran well.
     *
     * @param taskDefinition its ARN
     * @param digests of its images, by container; those that are known
     * @param by who says so, for users: {@code build shop #7}
     */
    record Revision(String taskDefinition, Map<String, String> digests, String by) {}

    /**
     * @param cluster short name
     * @param service short name
     * @return newest first
     */
    @NonNull
    List<Revision> revisions(@NonNull String region, @NonNull String cluster, @NonNull String service);

    /**
     * Who brought a service back to the revision that it has, if nothing was deployed to it since.
     *
     * @param cluster short name
     * @param service short name
     * @param taskDefinition ARN of the revision that the service is set to
     * @return for users; empty where it was not brought back to it, or that is not known
     */
    @NonNull
    default Optional<String> broughtBackBy(
            @NonNull String region, @NonNull String cluster, @NonNull String service, @NonNull String taskDefinition) {
        return Optional.empty();
    }

    /**
     * Revisions that were deployed well, but that a release has not proven: their verification did not pass.
     *
     * @param cluster short name
     * @param service short name
     * @return their ARNs
     */
    @NonNull
    default Set<String> held(@NonNull String region, @NonNull String cluster, @NonNull String service) {
        return Set.of();
    }
}
