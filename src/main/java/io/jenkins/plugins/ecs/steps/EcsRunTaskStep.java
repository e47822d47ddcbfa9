package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import io.jenkins.plugins.ecs.config.settings.TaskParameters;
import io.jenkins.plugins.ecs.steps.execution.TaskOrigins;
import io.jenkins.plugins.ecs.steps.execution.TaskRunExecution;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsRunTask}: runs tasks that belong to no service, such as a migration, to their end. */
public final class EcsRunTaskStep extends EcsTaskPlacementStep implements TaskParameters {

    private static final long serialVersionUID = 1L;

    private String taskDefinition;
    private String image;
    private String container;
    private ArrayList<String> command = new ArrayList<>();
    private ArrayList<NamedValue> environment = new ArrayList<>();
    private ArrayList<ContainerSettings> containers = new ArrayList<>();
    private Integer timeout;
    private TimeUnit timeUnit = TimeUnit.MINUTES;
    private String onAbort;
    private String onTimeout;
    private Integer logLines;
    private boolean captureOutput;
    private boolean returnExitCode;
    private boolean lockService;

    @DataBoundConstructor
    public EcsRunTaskStep() {}

    @DataBoundSetter
    public void setService(String service) {
        service(service);
    }

    /** A definition's text, or a reference to a revision; null for that of the service. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    /** The one that the run is about; null for the only essential one. */
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

    @DataBoundSetter
    public void setCommand(List<String> command) {
        this.command = command == null ? new ArrayList<>() : new ArrayList<>(command);
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

    public List<ContainerSettings> getContainers() {
        return Collections.unmodifiableList(containers);
    }

    @DataBoundSetter
    public void setContainers(List<ContainerSettings> containers) {
        this.containers = containers == null ? new ArrayList<>() : new ArrayList<>(containers);
    }

    /** In {@link #getTimeUnit()}. */
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

    /** {@code stop} or {@code leave}. */
    @CheckForNull
    @Override
    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        this.onAbort = Util.fixEmptyAndTrim(onAbort);
    }

    /** {@code stop} or {@code leave}. */
    @CheckForNull
    public String getOnTimeout() {
        return onTimeout;
    }

    @DataBoundSetter
    public void setOnTimeout(String onTimeout) {
        this.onTimeout = Util.fixEmptyAndTrim(onTimeout);
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

    public boolean isCaptureOutput() {
        return captureOutput;
    }

    @DataBoundSetter
    public void setCaptureOutput(boolean captureOutput) {
        this.captureOutput = captureOutput;
    }

    /** Whether a task that failed fails the build. */
    public boolean isReturnExitCode() {
        return returnExitCode;
    }

    @DataBoundSetter
    public void setReturnExitCode(boolean returnExitCode) {
        this.returnExitCode = returnExitCode;
    }

    public boolean isLockService() {
        return lockService;
    }

    @DataBoundSetter
    public void setLockService(boolean lockService) {
        this.lockService = lockService;
    }

    /**
     * What this step asks for.
     *
     * @param settings the effective ones
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public TaskRequest toRequest(@NonNull EcsSettings settings, @NonNull TaskRequest.Origin origin) {
        return RunTaskRequests.of(this, settings, origin);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return StepValidation.of(
                this,
                context,
                (settings, trace) -> new TaskRunExecution(
                        context,
                        getDescriptor().getFunctionName(),
                        settings,
                        toRequest(settings, TaskOrigins.of(context, settings, trace)),
                        returnExitCode));
    }

    @Extension
    public static final class DescriptorImpl extends EcsRunTaskDescriptor {}
}
