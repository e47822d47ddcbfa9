package io.jenkins.plugins.ecs.tasks.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.logs.LogCursor;
import java.util.List;

/** Something that a phase must know of AWS before it decides. */
public sealed interface TaskRead {

    /** {@code DescribeServices}: {@code Optional<ObjectNode>}. */
    record Service(@NonNull String cluster, @NonNull String service) implements TaskRead {}

    /** {@code DescribeTaskDefinition}: {@code ObjectNode}. */
    record Definition(@NonNull String reference) implements TaskRead {}

    /** {@code DescribeClusters}: its ARN, a {@code String}, empty if there is no such cluster. */
    record Cluster(@NonNull String name) implements TaskRead {}

    /** {@code ListTagsForResource}: {@code ArrayNode}. */
    record Tags(@NonNull String arn) implements TaskRead {}

    /** The newest revisions of a family: {@code List<String>}. */
    record Newest(@NonNull String family) implements TaskRead {}

    /** {@code DescribeTasks}: {@code List<EcsTask>}. */
    record Tasks(@NonNull String cluster, @NonNull List<String> arns) implements TaskRead {}

    /**
     * {@code ListTasks}: {@code List<String>}.
     *
     * @param desiredStatus {@code RUNNING} or {@code STOPPED}
     */
    record StartedBy(
            @NonNull String cluster,
            @NonNull String startedBy,
            @NonNull String desiredStatus) implements TaskRead {}

    /**
     * What is new in a log stream: {@code LogPages}.
     *
     * @param most lines that are wanted
     */
    record Log(@NonNull LogCursor cursor, int most) implements TaskRead {}

    /** The last lines of a log stream: {@code List<String>}. */
    record LogEnd(@NonNull LogCursor cursor) implements TaskRead {}
}
