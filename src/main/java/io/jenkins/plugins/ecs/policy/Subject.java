package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/**
 * Which service a change is about, by what AWS answers, and what it would bring.
 *
 * @param serviceArn null while AWS has not told it
 * @param clusterArn null while AWS has not told it
 * @param running ARN of the revision that the service is set to before the change; may be empty
 * @param digests by container: what {@code running} runs; empty where it is not known
 * @param deploys what would run, in one text that is the same at every act of one deployment; empty where it is not known
 * @param begunAt epoch milliseconds: when the change was made that this act only carries on; 0 for a new one
 */
public record Subject(
        @CheckForNull String serviceArn,
        @CheckForNull String clusterArn,
        @NonNull String running,
        @NonNull Map<String, String> digests,
        @NonNull String deploys,
        long begunAt) {

    /** AWS has told nothing yet. */
    public static final Subject UNKNOWN = new Subject(null, null, "", Map.of(), "", 0);
}
