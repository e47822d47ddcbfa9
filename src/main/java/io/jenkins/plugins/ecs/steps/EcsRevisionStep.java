package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.Setting;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that brings a new revision to a service: which one. */
public abstract class EcsRevisionStep extends EcsRolloutStep {

    private static final long serialVersionUID = 1L;

    private String image;
    private ArrayList<ContainerSettings> containers = new ArrayList<>();
    private String taskDefinition;
    private Integer desiredCount;
    private boolean forceNewDeployment;
    private boolean dryRun;
    private Integer keepRevisions;

    protected EcsRevisionStep(@CheckForNull String service) {
        super(service);
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

    /** Whether it is only told what would be done. */
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** How many of the newest revisions stay registered after a success; null as an admin has set it, or else all. */
    @CheckForNull
    public Integer getKeepRevisions() {
        return keepRevisions;
    }

    @DataBoundSetter
    public void setKeepRevisions(Integer keepRevisions) {
        this.keepRevisions = keepRevisions;
    }

    @NonNull
    @Override
    public SettingsLayer layer() {
        return super.layer().with(Setting.KEEP_REVISIONS, keepRevisions);
    }

    /**
     * What this step asks for.
     *
     * @param settings the effective ones, with those of {@link #layer()} in them
     * @param trace tags for the task definition that lead back to the build
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public final DeployRequest toRequest(@NonNull EcsSettings settings, @NonNull Map<String, String> trace) {
        return toRequest(settings, trace, null);
    }

    /** @param origin the build's URL or name; null where it does not matter */
    @NonNull
    final DeployRequest toRequest(
            @NonNull EcsSettings settings, @NonNull Map<String, String> trace, @CheckForNull String origin) {
        List<String> problems = problems(settings);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        DeployRequest.Builder request = sharedRequest(settings)
                .taskDefinition(taskDefinition)
                .changes(changes())
                .desiredCount(desiredCount)
                .forceNewDeployment(forceNewDeployment)
                .dryRun(dryRun)
                .keepRevisions(settings.number(Setting.KEEP_REVISIONS))
                .trace(trace)
                .origin(origin);
        complete(request, settings);
        return request.build();
    }

    /** What can be told to be wrong without looking into a task definition. */
    @NonNull
    final List<String> problems(@NonNull EcsSettings settings) {
        return Stream.of(
                        sharedProblems(settings),
                        Stream.of(
                                RequestChecks.image(image),
                                RequestChecks.imageOrContainers(image, containers),
                                RequestChecks.keepRevisions(settings.number(Setting.KEEP_REVISIONS))),
                        ownProblems(settings))
                .flatMap(each -> each)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is wrong with what only this step is told. */
    @NonNull
    Stream<Optional<String>> ownProblems(@NonNull EcsSettings settings) {
        return Stream.empty();
    }

    /** Puts in what only this step is told; {@link #ownProblems} has none. */
    abstract void complete(@NonNull DeployRequest.Builder request, @NonNull EcsSettings settings);

    /** Null for as the service has it. */
    @CheckForNull
    static Boolean circuitBreaker(@NonNull EcsSettings settings) {
        return Optional.ofNullable(settings.get(Setting.CIRCUIT_BREAKER))
                .map("on"::equalsIgnoreCase)
                .orElse(null);
    }

    private List<ContainerChange> changes() {
        if (image != null) {
            return List.of(ContainerChange.of(null).image(image).build());
        }
        return containers.stream().map(ContainerSettings::toChange).toList();
    }
}
