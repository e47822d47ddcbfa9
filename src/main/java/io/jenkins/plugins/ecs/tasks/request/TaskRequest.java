package io.jenkins.plugins.ecs.tasks.request;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What {@code ecsRunTask} is asked for. Immutable; saved with the build, encrypted.
 *
 * @param cluster name or ARN
 * @param service name or ARN of the service that definition, network and capacity are taken from; null for none
 * @param count how many tasks
 * @param tags of the tasks
 */
public record TaskRequest(
        @NonNull String region,
        @NonNull String cluster,
        @Nullable String service,
        @NonNull Definition definition,
        @NonNull Placement placement,
        @NonNull Overrides overrides,
        @NonNull Following following,
        @NonNull Origin origin,
        int count,
        @NonNull Map<String, String> tags)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int COMMAND_SHOWN = 200;

    /**
     * What runs.
     *
     * @param taskDefinition text of a definition, or reference to a revision; null for that of the service
     * @param container the one that the run is about; null for the only essential one
     * @param changes one without a name is about that container
     * @param deployed whether it is the revision of a deployment, which may have been registered just now
     * @param judged whether rules judge only the commands that are overridden, and not those of the definition
     */
    public record Definition(
            @Nullable String taskDefinition,
            @Nullable String container,
            @NonNull List<ContainerChange> changes,
            boolean deployed,
            boolean judged)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        public Definition(
                @Nullable String taskDefinition, @Nullable String container, @NonNull List<ContainerChange> changes) {
            this(taskDefinition, container, changes, false, false);
        }
    }

    /**
     * Where it runs. What is not given is taken from the service.
     *
     * @param launchType {@code FARGATE}, {@code EC2} or {@code EXTERNAL}
     */
    public record Placement(
            @Nullable Network network,
            @Nullable String launchType,
            @NonNull List<CapacityProvider> capacityProviders,
            @Nullable String platformVersion,
            @Nullable String group)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        public static final Placement OF_SERVICE = new Placement(null, null, List.of(), null, null);
    }

    /** @param assignPublicIp null for AWS's default */
    public record Network(
            @NonNull List<String> subnets,
            @NonNull List<String> securityGroups,
            @Nullable Boolean assignPublicIp) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    public record CapacityProvider(
            @NonNull String name,
            @Nullable Integer weight,
            @Nullable Integer base) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Overrides of the task as a whole. */
    public record Overrides(
            @Nullable String cpu,
            @Nullable String memory,
            @Nullable String taskRoleArn,
            @Nullable String executionRoleArn)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        public static final Overrides NONE = new Overrides(null, null, null, null);
    }

    /**
     * How it is followed.
     *
     * @param logLines at most this many lines are printed
     * @param captureOutput whether the end of the log is kept for the result
     * @param lockService whether no deployment of the service may run meanwhile
     */
    public record Following(
            long timeoutMillis,
            @NonNull OnStop onAbort,
            @NonNull OnStop onTimeout,
            int logLines,
            boolean captureOutput,
            boolean lockService)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        public static final int DEFAULT_LOG_LINES = 10_000;
    }

    /**
     * Who asks.
     *
     * @param build name of the build, for the reason of a stop
     * @param startedBy at most 128 letters, digits, '-', '/' and '_'; unique to this run
     * @param token what {@code RunTask} is made safe to repeat with
     * @param trace tags for a task definition that is registered
     */
    public record Origin(
            @NonNull String build,
            @NonNull String startedBy,
            @NonNull String token,
            @NonNull Map<String, String> trace,
            @Nullable String target,
            @Nullable String targetLabel)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The same with the revision of a deployment.
     *
     * @param arn of the revision
     * @param bringsCommands whether the deployment brings commands that no rule has judged
     */
    @NonNull
    public TaskRequest of(@NonNull String arn, boolean bringsCommands) {
        return new TaskRequest(
                region,
                cluster,
                service,
                new Definition(arn, definition.container(), definition.changes(), true, !bringsCommands),
                placement,
                overrides,
                following,
                origin,
                count,
                tags);
    }

    /** The commands that it overrides. */
    @NonNull
    public List<String> commands() {
        return definition.changes().stream()
                .map(ContainerChange::command)
                .filter(command -> command != null && !command.isEmpty())
                .map(command -> String.join(" ", command))
                .toList();
    }

    /** The same in one line of at most {@value #COMMAND_SHOWN} characters, not masked; empty where it overrides none. */
    @NonNull
    public String commandLine() {
        String line = PlainText.line(String.join(", ", commands()));
        return line.length() > COMMAND_SHOWN ? line.substring(0, COMMAND_SHOWN) + "…" : line;
    }

    @NonNull
    public String clusterName() {
        return Arns.brief(cluster);
    }

    /** Empty where there is none. */
    @NonNull
    public String serviceName() {
        return service == null ? "" : Arns.brief(service);
    }
}
