package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Something that a phase must know of AWS before it decides. */
public sealed interface OperationRead {

    /** {@code DescribeServices}: {@code Optional<ObjectNode>}. */
    record Service(@NonNull String cluster, @NonNull String service) implements OperationRead {}

    /** {@code ListTagsForResource}: {@code ArrayNode}. */
    record Tags(@NonNull String arn) implements OperationRead {}

    /** {@code DescribeScalableTargets}: {@code Optional<ScalableTarget>}. */
    record Target(@NonNull String resourceId) implements OperationRead {}

    /** {@code ListTaskDefinitions}: ARNs of the active revisions, {@code List<String>}. */
    record Revisions(@NonNull String family) implements OperationRead {}

    /** Names of other services of all clusters that use a family: {@code Listing<String>}. */
    record FamilyUse(
            @NonNull String family,
            @NonNull String exceptArn,
            @NonNull String exceptCreatedAt) implements OperationRead {}

    /**
     * Scheduled tasks that run a family: {@code Listing<Leftover>}.
     *
     * @param clusterArn where they run it; null for all clusters
     */
    record Schedules(
            @CheckForNull String clusterArn, @NonNull String family) implements OperationRead {}
}
