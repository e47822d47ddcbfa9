package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.request.TaskRequestChecks;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A task that runs before or after a deployment, with the revision that is deployed. */
public final class DeploymentTask implements TaskParameters, Describable<DeploymentTask>, Serializable {

    private static final long serialVersionUID = 1L;

    private String container;
    private ArrayList<String> command = new ArrayList<>();
    private ArrayList<NamedValue> environment = new ArrayList<>();
    private String cpu;
    private String memory;
    private String taskRoleArn;
    private String executionRoleArn;
    private Integer timeout;
    private TimeUnit timeUnit = TimeUnit.MINUTES;
    private String onAbort;
    private Integer logLines;
    private boolean irreversible;

    @DataBoundConstructor
    public DeploymentTask() {}

    @CheckForNull
    @Override
    public String getContainer() {
        return container;
    }

    @DataBoundSetter
    public void setContainer(String container) {
        this.container = Util.fixEmptyAndTrim(container);
    }

    @Override
    public List<String> getCommand() {
        return Collections.unmodifiableList(command);
    }

    /** @param command its words; a form has them as one text with a line a word */
    @DataBoundSetter
    public void setCommand(List<String> command) {
        List<String> words = command == null ? List.of() : command;
        boolean isText =
                words.size() == 1 && (words.get(0).isEmpty() || words.get(0).contains("\n"));
        this.command = new ArrayList<>(isText ? words.get(0).lines().toList() : words);
    }

    /** For the form, where the command is a text with a line an argument. */
    @Restricted(NoExternalUse.class)
    public String getCommandText() {
        return String.join("\n", command);
    }

    @Override
    public List<NamedValue> getEnvironment() {
        return Collections.unmodifiableList(environment);
    }

    @DataBoundSetter
    public void setEnvironment(List<NamedValue> environment) {
        this.environment = environment == null ? new ArrayList<>() : new ArrayList<>(environment);
    }

    @CheckForNull
    @Override
    public String getCpu() {
        return cpu;
    }

    @DataBoundSetter
    public void setCpu(String cpu) {
        this.cpu = Util.fixEmptyAndTrim(cpu);
    }

    @CheckForNull
    @Override
    public String getMemory() {
        return memory;
    }

    @DataBoundSetter
    public void setMemory(String memory) {
        this.memory = Util.fixEmptyAndTrim(memory);
    }

    @CheckForNull
    @Override
    public String getTaskRoleArn() {
        return taskRoleArn;
    }

    @DataBoundSetter
    public void setTaskRoleArn(String taskRoleArn) {
        this.taskRoleArn = Util.fixEmptyAndTrim(taskRoleArn);
    }

    @CheckForNull
    @Override
    public String getExecutionRoleArn() {
        return executionRoleArn;
    }

    @DataBoundSetter
    public void setExecutionRoleArn(String executionRoleArn) {
        this.executionRoleArn = Util.fixEmptyAndTrim(executionRoleArn);
    }

    @CheckForNull
    @Override
    public Integer getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(Integer timeout) {
        this.timeout = timeout;
    }

    @Override
    public TimeUnit getTimeUnit() {
        return timeUnit;
    }

    @DataBoundSetter
    public void setTimeUnit(TimeUnit timeUnit) {
        this.timeUnit = timeUnit == null ? TimeUnit.MINUTES : timeUnit;
    }

    @CheckForNull
    @Override
    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        this.onAbort = Util.fixEmptyAndTrim(onAbort);
    }

    @CheckForNull
    @Override
    public Integer getLogLines() {
        return logLines;
    }

    @DataBoundSetter
    public void setLogLines(Integer logLines) {
        this.logLines = logLines;
    }

    /** Whether the previous revision may not work after it. Only before a deployment. */
    public boolean isIrreversible() {
        return irreversible;
    }

    @DataBoundSetter
    public void setIrreversible(boolean irreversible) {
        this.irreversible = irreversible;
    }

    /** What is wrong with it as it is written. */
    @NonNull
    public List<String> problems() {
        Optional<String> same = command.isEmpty() && environment.isEmpty()
                ? Optional.of("command and environment: both are missing, so the task would run as those of the service"
                        + " do, and not end. Give at least one of them")
                : Optional.empty();
        Optional<String> lines = logLines == null ? Optional.empty() : TaskRequestChecks.logLines(logLines);
        Stream<Optional<String>> own =
                Stream.of(same, TaskRequestChecks.size("cpu", cpu), TaskRequestChecks.size("memory", memory), lines);
        return Stream.concat(own, parameterProblems()).flatMap(Optional::stream).toList();
    }

    /** What is wrong with the tasks of a list; each problem names its entry. */
    @NonNull
    public static Stream<String> problems(@NonNull String field, @NonNull List<DeploymentTask> tasks) {
        return IntStream.range(0, tasks.size())
                .boxed()
                .flatMap(i -> tasks.get(i).problems().stream().map(problem -> field + "[" + i + "]." + problem));
    }

    /** {@link #problems()} has none. */
    @NonNull
    public TaskRequest toRequest(
            @NonNull String region,
            @NonNull String cluster,
            @NonNull String service,
            @NonNull TaskRequest.Origin origin) {
        ContainerChange change = ContainerChange.of(container)
                .command(command.isEmpty() ? null : new ArrayList<>(command))
                .environment(NamedValue.toMap(environment))
                .build();
        return new TaskRequest(
                region,
                cluster,
                service,
                new TaskRequest.Definition(null, container, List.of(change)),
                TaskRequest.Placement.OF_SERVICE,
                overrides(),
                following(null, false, false),
                origin,
                1,
                Map.of());
    }

    /** The form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<DeploymentTask> implements CustomDescribableModel {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Task";
        }

        /** Accepts {@code environment: [A: 'b']}. */
        @NonNull
        @Override
        public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
            Map<String, Object> known = new LinkedHashMap<>(arguments);
            known.computeIfPresent("environment", NamedValue::arguments);
            return known;
        }

        /** Makes the snippet generator use that form, too. */
        @NonNull
        @Override
        public UninstantiatedDescribable customUninstantiate(@NonNull UninstantiatedDescribable model) {
            Map<String, Object> arguments = new LinkedHashMap<>(model.getArguments());
            arguments.computeIfPresent("environment", (field, values) -> NamedValue.written(values));
            arguments.values().removeIf(value -> value instanceof Map<?, ?> map && map.isEmpty());
            return model.withArguments(arguments);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckCpu(@AncestorInPath Item item, @QueryParameter String value) {
            return TaskFormChecks.size(item, "cpu", value);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
            return TaskFormChecks.size(item, "memory", value);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckTaskRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
            return TaskFormChecks.role(item, "taskRoleArn", value);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckExecutionRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
            return TaskFormChecks.role(item, "executionRoleArn", value);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return TaskFormChecks.timeout(item, value);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckLogLines(@AncestorInPath Item item, @QueryParameter String value) {
            return TaskFormChecks.number(item, "logLines", value, TaskRequestChecks::logLines);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillTimeUnitItems(@AncestorInPath Item item) {
            return TaskFormChecks.timeUnits(item);
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillOnAbortItems(@AncestorInPath Item item) {
            return TaskFormChecks.stopOrLeave(item);
        }
    }
}
