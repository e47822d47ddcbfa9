package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** Where and how large the tasks of a step are; what is not given is taken from the service. */
public abstract class EcsTaskPlacementStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    private NetworkSettings network;
    private String launchType;
    private ArrayList<CapacityProviderSettings> capacityProviders = new ArrayList<>();
    private String platformVersion;
    private String group;
    private ArrayList<NamedValue> tags = new ArrayList<>();
    private String cpu;
    private String memory;
    private String taskRoleArn;
    private String executionRoleArn;
    private Integer count;

    EcsTaskPlacementStep() {
        super(null);
    }

    @CheckForNull
    public NetworkSettings getNetwork() {
        return network;
    }

    @DataBoundSetter
    public void setNetwork(NetworkSettings network) {
        this.network = NetworkSettings.of(network) == null ? null : network;
    }

    @CheckForNull
    public String getLaunchType() {
        return launchType;
    }

    @DataBoundSetter
    public void setLaunchType(String launchType) {
        this.launchType = Util.fixEmptyAndTrim(launchType);
    }

    public List<CapacityProviderSettings> getCapacityProviders() {
        return Collections.unmodifiableList(capacityProviders);
    }

    @DataBoundSetter
    public void setCapacityProviders(List<CapacityProviderSettings> capacityProviders) {
        this.capacityProviders = capacityProviders == null ? new ArrayList<>() : new ArrayList<>(capacityProviders);
    }

    @CheckForNull
    public String getPlatformVersion() {
        return platformVersion;
    }

    @DataBoundSetter
    public void setPlatformVersion(String platformVersion) {
        this.platformVersion = Util.fixEmptyAndTrim(platformVersion);
    }

    @CheckForNull
    public String getGroup() {
        return group;
    }

    @DataBoundSetter
    public void setGroup(String group) {
        this.group = Util.fixEmptyAndTrim(group);
    }

    public List<NamedValue> getTags() {
        return Collections.unmodifiableList(tags);
    }

    @DataBoundSetter
    public void setTags(List<NamedValue> tags) {
        this.tags = tags == null ? new ArrayList<>() : new ArrayList<>(tags);
    }

    /** Of the task, as ECS takes it: {@code 512} or {@code 0.5 vCPU}. */
    @CheckForNull
    public String getCpu() {
        return cpu;
    }

    @DataBoundSetter
    public void setCpu(String cpu) {
        this.cpu = Util.fixEmptyAndTrim(cpu);
    }

    /** Of the task, as ECS takes it: {@code 1024} or {@code 1 GB}. */
    @CheckForNull
    public String getMemory() {
        return memory;
    }

    @DataBoundSetter
    public void setMemory(String memory) {
        this.memory = Util.fixEmptyAndTrim(memory);
    }

    @CheckForNull
    public String getTaskRoleArn() {
        return taskRoleArn;
    }

    @DataBoundSetter
    public void setTaskRoleArn(String taskRoleArn) {
        this.taskRoleArn = Util.fixEmptyAndTrim(taskRoleArn);
    }

    @CheckForNull
    public String getExecutionRoleArn() {
        return executionRoleArn;
    }

    @DataBoundSetter
    public void setExecutionRoleArn(String executionRoleArn) {
        this.executionRoleArn = Util.fixEmptyAndTrim(executionRoleArn);
    }

    /** Null for one. */
    @CheckForNull
    public Integer getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(Integer count) {
        this.count = count;
    }

    @NonNull
    final TaskRequest.Placement placement() {
        return new TaskRequest.Placement(
                NetworkSettings.of(network),
                launchType,
                capacityProviders.stream()
                        .map(CapacityProviderSettings::toProvider)
                        .toList(),
                platformVersion,
                group);
    }

    @NonNull
    final Map<String, String> tagMap() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(NamedValue.toMap(tags)));
    }
}
