package io.jenkins.plugins.ecs.operations.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Arns;
import java.io.Serializable;

/**
 * What {@code ecsScale} or {@code ecsDelete} is asked for. Immutable; saved with the build, encrypted.
 *
 * @param cluster name or ARN
 * @param service name or ARN
 */
public record OperationRequest(
        @NonNull String region,
        @NonNull String cluster,
        @NonNull String service,
        long timeoutMillis,
        @NonNull Goal goal,
        @NonNull Origin origin)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Who asks.
     *
     * @param target name of the target; null for none
     * @param targetLabel label of the target; null for none
     * @param forcedBy id of the user who started the build and forces the operation; null if it is not forced
     */
    public record Origin(
            @CheckForNull String target,
            @CheckForNull String targetLabel,
            @CheckForNull String forcedBy) implements Serializable {

        private static final long serialVersionUID = 1L;
    }

    @NonNull
    public String clusterName() {
        return Arns.brief(cluster);
    }

    @NonNull
    public String serviceName() {
        return Arns.brief(service);
    }

    /** {@code prod/api}. */
    @NonNull
    public String name() {
        return clusterName() + "/" + serviceName();
    }
}
