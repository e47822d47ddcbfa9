package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.rollout.DeployRequest;
import io.jenkins.plugins.ecs.rollout.Reaction;
import io.jenkins.plugins.ecs.rollout.RequestChecks;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsDeploy}: updates a service and follows its deployment to the verdict. */
public final class EcsDeployStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String service;
    private String cluster;
    private String image;
    private ArrayList<ContainerSettings> containers = new ArrayList<>();
    private String taskDefinition;
    private Integer desiredCount;
    private boolean forceNewDeployment;
    private boolean wait = true;
    private Integer timeout;
    private Integer stallTimeout;
    private TimeUnit timeUnit = TimeUnit.MINUTES;
    private String onAbort;
    private String onTimeout;
    private String region;
    private String credentialsId;
    private String roleArn;

    @DataBoundConstructor
    public EcsDeployStep(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    public String getService() {
        return service;
    }

    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    public List<ContainerSettings> getContainers() {
        return Collections.unmodifiableList(containers);
    }

    @DataBoundSetter
    public void setContainers(List<ContainerSettings> containers) {
        this.containers = containers == null ? new ArrayList<>() : new ArrayList<>(containers);
    }

    /** JSON or YAML text, or a reference to a revision. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    @CheckForNull
    public Integer getDesiredCount() {
        return desiredCount;
    }

    @DataBoundSetter
    public void setDesiredCount(Integer desiredCount) {
        this.desiredCount = desiredCount;
    }

    public boolean isForceNewDeployment() {
        return forceNewDeployment;
    }

    @DataBoundSetter
    public void setForceNewDeployment(boolean forceNewDeployment) {
        this.forceNewDeployment = forceNewDeployment;
    }

    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    /** In {@link #getTimeUnit()}. */
    @CheckForNull
    public Integer getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(Integer timeout) {
        this.timeout = timeout;
    }

    /** In {@link #getTimeUnit()}. */
    @CheckForNull
    public Integer getStallTimeout() {
        return stallTimeout;
    }

    @DataBoundSetter
    public void setStallTimeout(Integer stallTimeout) {
        this.stallTimeout = stallTimeout;
    }

    /** The unit of both timeouts. */
    public TimeUnit getTimeUnit() {
        return timeUnit;
    }

    @DataBoundSetter
    public void setTimeUnit(TimeUnit timeUnit) {
        this.timeUnit = timeUnit == null ? TimeUnit.MINUTES : timeUnit;
    }

    @CheckForNull
    public String getOnAbort() {
        return onAbort;
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        this.onAbort = orNull(onAbort, Reaction.LEAVE.text());
    }

    @CheckForNull
    public String getOnTimeout() {
        return onTimeout;
    }

    @DataBoundSetter
    public void setOnTimeout(String onTimeout) {
        this.onTimeout = orNull(onTimeout, Reaction.LEAVE.text());
    }

    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    @CheckForNull
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Util.fixEmptyAndTrim(roleArn);
    }

    private static String orNull(String value, String byDefault) {
        String plain = Util.fixEmptyAndTrim(value);
        return byDefault.equalsIgnoreCase(plain) ? null : plain;
    }

    /**
     * What this step asks for.
     *
     * @param region the effective one
     * @param trace tags for the task definition that lead back to the build
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public DeployRequest toRequest(@NonNull String region, @NonNull Map<String, String> trace) {
        List<String> problems = Stream.of(
                        RequestChecks.cluster(cluster),
                        RequestChecks.service(service),
                        RequestChecks.image(image),
                        RequestChecks.imageOrContainers(image, containers),
                        RequestChecks.span("timeout", span(timeout)),
                        RequestChecks.span("stallTimeout", span(stallTimeout)),
                        RequestChecks.reaction("onAbort", onAbort),
                        RequestChecks.reaction("onTimeout", onTimeout))
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return DeployRequest.of(region, cluster, service)
                .taskDefinition(taskDefinition)
                .changes(changes())
                .desiredCount(desiredCount)
                .forceNewDeployment(forceNewDeployment)
                .waitForEnd(wait)
                .timeout(timeout == null ? DeployRequest.DEFAULT_TIMEOUT : span(timeout))
                .stallTimeout(stallTimeout == null ? DeployRequest.DEFAULT_STALL_TIMEOUT : span(stallTimeout))
                .onAbort(Reaction.parse(onAbort).orElse(Reaction.LEAVE))
                .onTimeout(Reaction.parse(onTimeout).orElse(Reaction.LEAVE))
                .trace(trace)
                .build();
    }

    private Duration span(Integer number) {
        return number == null ? null : Duration.of(number, timeUnit.toChronoUnit());
    }

    private List<ContainerChange> changes() {
        if (image != null) {
            return List.of(ContainerChange.of(null).image(image).build());
        }
        return containers.stream().map(ContainerSettings::toChange).toList();
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return EcsDeployStart.of(this, context);
    }

    @Extension
    public static final class DescriptorImpl extends EcsDeployDescriptor {}
}
