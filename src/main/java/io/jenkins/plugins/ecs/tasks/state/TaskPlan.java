package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What will run, and how.
 *
 * @param taskDefinition ARN; null while it is to be registered
 * @param registerInput of {@code RegisterTaskDefinition} as JSON; null where an existing revision runs
 * @param runInput of {@code RunTask} as JSON, without the task definition and the token
 * @param watched the container that the verdict is about; null where all essential ones count
 * @param images by container, for rules
 * @param roles of the task and its execution, for rules
 * @param commands overridden ones, for rules
 * @param serviceArn null without a service
 * @param clusterArn null where it is not known
 * @param running ARN of the revision that the service runs; may be empty
 * @param shownCommand overridden commands for people: one line, masked; empty where none is overridden
 * @param accountArn any ARN of the account that it runs in, for rules; empty where none is known
 */
public record TaskPlan(
        @Nullable String taskDefinition,
        @Nullable String registerInput,
        @NonNull String runInput,
        @Nullable String watched,
        @NonNull List<ContainerPlan> containers,
        @NonNull Map<String, String> images,
        @NonNull List<String> roles,
        @NonNull List<String> commands,
        @NonNull String shownCommand,
        @Nullable String serviceArn,
        @Nullable String clusterArn,
        @NonNull String running,
        @NonNull String accountArn)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    @NonNull
    public TaskPlan registeredAs(@NonNull String arn) {
        return new TaskPlan(
                arn,
                null,
                runInput,
                watched,
                containers,
                images,
                roles,
                commands,
                shownCommand,
                serviceArn,
                clusterArn,
                running,
                arn);
    }

    public int longestStopSeconds() {
        return containers.stream().mapToInt(ContainerPlan::stopSeconds).max().orElse(0);
    }

    public boolean isEssential(@NonNull String container) {
        return containers.stream()
                .filter(each -> each.name().equals(container))
                .findFirst()
                .map(ContainerPlan::essential)
                .orElse(true);
    }
}
