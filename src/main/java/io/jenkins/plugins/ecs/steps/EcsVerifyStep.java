package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.steps.execution.BuildDeployments;
import io.jenkins.plugins.ecs.steps.execution.RolloutExecution;
import io.jenkins.plugins.ecs.steps.execution.VerifyExecution;
import io.jenkins.plugins.ecs.verify.FailOn;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsVerify}: does a service really run what we think, and is it well? */
public final class EcsVerifyStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    static final String VERIFY = "verify";
    static final String PREFLIGHT = "preflight";

    private String service;
    private String mode;
    private String image;
    private String taskDefinition;
    private String deployment;
    private ArrayList<CheckSettings> checks = new ArrayList<>();
    private boolean defaultChecks = true;
    private String failOn;
    private Integer timeout;
    private TimeUnit timeUnit = TimeUnit.MINUTES;

    @DataBoundConstructor
    public EcsVerifyStep() {
        super(null);
    }

    @Nullable
    @Override
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** {@code preflight} to check before a deployment; null to check what is running. */
    @Nullable
    public String getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        String value = Util.fixEmptyAndTrim(mode);
        this.mode = VERIFY.equalsIgnoreCase(value) ? null : value;
    }

    /** Before a deployment: the image to be deployed. */
    @Nullable
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    /** Before a deployment: the definition to be deployed, as a text or a reference. */
    @Nullable
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    /** ARN of a service deployment that is followed to its verdict, in the place of any checks. */
    @Nullable
    public String getDeployment() {
        return deployment;
    }

    @DataBoundSetter
    public void setDeployment(String deployment) {
        this.deployment = Util.fixEmptyAndTrim(deployment);
    }

    public List<CheckSettings> getChecks() {
        return Collections.unmodifiableList(checks);
    }

    @DataBoundSetter
    public void setChecks(List<CheckSettings> checks) {
        this.checks = checks == null ? new ArrayList<>() : new ArrayList<>(checks);
    }

    /** Whether those that are made without arguments are made besides the named ones. */
    public boolean isDefaultChecks() {
        return defaultChecks;
    }

    @DataBoundSetter
    public void setDefaultChecks(boolean defaultChecks) {
        this.defaultChecks = defaultChecks;
    }

    /** Verdicts, with commas. */
    @Nullable
    public String getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public void setFailOn(String failOn) {
        String value = Util.fixEmptyAndTrim(failOn);
        // The default is not kept, so that the snippet generator leaves it out.
        this.failOn = FailOn.DEFAULT.equalsIgnoreCase(value) ? null : value;
    }

    /** In {@link #getTimeUnit()}. */
    @Nullable
    public Integer getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(Integer timeout) {
        this.timeout = timeout;
    }

    public TimeUnit getTimeUnit() {
        return timeUnit;
    }

    @DataBoundSetter
    public void setTimeUnit(TimeUnit timeUnit) {
        this.timeUnit = timeUnit == null ? TimeUnit.MINUTES : timeUnit;
    }

    /**
     * What this step asks for.
     *
     * @param settings the effective ones
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public VerifyRequest toRequest(@NonNull EcsSettings settings) {
        return VerifyRequests.of(this, settings, settings.cluster(), service, Optional.empty());
    }

    /**
     * The service deployment that this step follows, where {@link #getDeployment()} names one.
     *
     * @param settings the effective ones
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public DeployRequest toFollow(@NonNull EcsSettings settings) {
        return VerifyRequests.toFollow(this, settings);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return StepValidation.of(
                this,
                context,
                (settings, trace) -> deployment == null
                        ? new VerifyExecution(context, "ecsVerify", settings, toRequest(context, settings))
                        : new RolloutExecution(context, "ecsVerify", settings, toFollow(settings)));
    }

    private VerifyRequest toRequest(StepContext context, EcsSettings settings) {
        BuildDeployments build;
        try {
            build = new BuildDeployments(context.get(Run.class));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (service == null) {
            BuildDeployments.Place place = build.only(settings);
            return toRequest(settings, build, place.cluster(), place.service());
        }
        return toRequest(settings, build, settings.cluster(), service);
    }

    private VerifyRequest toRequest(EcsSettings settings, BuildDeployments build, String cluster, String name) {
        return VerifyRequests.of(this, settings, cluster, name, build.last(settings, cluster, name));
    }

    @Extension
    public static final class DescriptorImpl extends EcsVerifyDescriptor {}
}
