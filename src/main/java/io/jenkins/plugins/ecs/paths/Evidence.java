package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a release when it is judged whether it may enter an environment: plain values.
 *
 * @param path {@link ReleasePath#id}
 * @param digests of the release, by container
 * @param upstream events of the service in the environment that the release comes from, oldest first; those of
 *     other accounts may be among them
 * @param uses deployments of the service there, oldest first
 * @param here events of the service in the environment itself, oldest first
 * @param startedByUser whether a user started the build
 * @param buildStartedAt epoch milliseconds
 * @param frozen the freeze window that is open
 * @param answers of users who were asked to approve, oldest first
 */
public record Evidence(
        @NonNull String path,
        @NonNull Map<String, String> digests,
        @NonNull List<PathEvent> upstream,
        @NonNull List<Use> uses,
        @NonNull List<PathEvent> here,
        boolean startedByUser,
        long buildStartedAt,
        @NonNull Optional<Frozen> frozen,
        @NonNull List<Answer> answers) {

    /**
     * A freeze window that is open.
     *
     * @param until epoch milliseconds
     */
    public record Frozen(@NonNull String reason, long until) {}
}
