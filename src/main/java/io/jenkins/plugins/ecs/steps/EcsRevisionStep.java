package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that brings a new revision to a service: which one. */
public abstract class EcsRevisionStep extends EcsRolloutStep {

    private static final long serialVersionUID = 1L;

    private ArrayList<ContainerSettings> containers = new ArrayList<>();
    private ArrayList<DeploymentTask> before;
    private ArrayList<DeploymentTask> after;
    private ArrayList<CheckSettings> verify;

    protected EcsRevisionStep(@CheckForNull String service) {
        super(service);
    }

    @CheckForNull
    public String getImage() {
        return values().get(Setting.IMAGE);
    }

    @DataBoundSetter
    public void setImage(String image) {
        set(Setting.IMAGE, image);
    }

    /** The new tag of all images of one repository. */
    @CheckForNull
    public String getTag() {
        return values().get(Setting.TAG);
    }

    @DataBoundSetter
    public void setTag(String tag) {
        set(Setting.TAG, tag);
    }

    /** What is merged into the task definition, as JSON or YAML text. A Jenkinsfile may give it as a map. */
    @CheckForNull
    public String getPatch() {
        return values().get(Setting.PATCH);
    }

    @DataBoundSetter
    public void setPatch(String patch) {
        set(Setting.PATCH, patch);
    }

    /** The service as JSON or YAML text. */
    @CheckForNull
    public String getServiceDefinition() {
        return values().get(Setting.SERVICE_DEFINITION);
    }

    @DataBoundSetter
    public void setServiceDefinition(String serviceDefinition) {
        set(Setting.SERVICE_DEFINITION, serviceDefinition);
    }

    /** Members of the service definition that others own, with commas between them. */
    @CheckForNull
    public String getIgnore() {
        return values().get(Setting.IGNORE);
    }

    @DataBoundSetter
    public void setIgnore(String ignore) {
        set(Setting.IGNORE, ignore);
    }

    @CheckForNull
    public String getOnCreateFailure() {
        return values().get(Setting.ON_CREATE_FAILURE);
    }

    @DataBoundSetter
    public void setOnCreateFailure(String onCreateFailure) {
        set(Setting.ON_CREATE_FAILURE, onCreateFailure);
    }

    /** The state of Terraform for look-ups: its text, or its place in S3. */
    @CheckForNull
    public String getTfstate() {
        return values().get(Setting.TFSTATE);
    }

    @DataBoundSetter
    public void setTfstate(String tfstate) {
        set(Setting.TFSTATE, tfstate);
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
        return values().get(Setting.TASK_DEFINITION);
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        set(Setting.TASK_DEFINITION, taskDefinition);
    }

    @CheckForNull
    public Integer getDesiredCount() {
        return values().whole(Setting.DESIRED_COUNT);
    }

    @DataBoundSetter
    public void setDesiredCount(Integer desiredCount) {
        set(Setting.DESIRED_COUNT, desiredCount);
    }

    public boolean isForceNewDeployment() {
        return values().flag(Setting.FORCE_NEW_DEPLOYMENT);
    }

    @DataBoundSetter
    public void setForceNewDeployment(boolean forceNewDeployment) {
        set(Setting.FORCE_NEW_DEPLOYMENT, forceNewDeployment);
    }

    /** Whether the scaling of the service is suspended during the deployment. */
    public boolean isSuspendScaling() {
        return values().flag(Setting.SUSPEND_SCALING);
    }

    @DataBoundSetter
    public void setSuspendScaling(boolean suspendScaling) {
        set(Setting.SUSPEND_SCALING, suspendScaling);
    }

    /** Whether only a report is made of what would change. */
    public boolean isDryRun() {
        return values().flag(Setting.DRY_RUN);
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        set(Setting.DRY_RUN, dryRun);
    }

    /** How many of the newest revisions stay registered after a success; null as configured, or else all. */
    @CheckForNull
    public Integer getKeepRevisions() {
        return values().whole(Setting.KEEP_REVISIONS);
    }

    @DataBoundSetter
    public void setKeepRevisions(Integer keepRevisions) {
        set(Setting.KEEP_REVISIONS, keepRevisions);
    }

    /** Tasks before the deployment; null as configured, empty for none. */
    @CheckForNull
    public List<DeploymentTask> getBefore() {
        return before == null ? null : Collections.unmodifiableList(before);
    }

    @DataBoundSetter
    public void setBefore(List<DeploymentTask> before) {
        this.before = before == null ? null : new ArrayList<>(before);
    }

    /** Tasks after the deployment; null as configured, empty for none. */
    @CheckForNull
    public List<DeploymentTask> getAfter() {
        return after == null ? null : Collections.unmodifiableList(after);
    }

    @DataBoundSetter
    public void setAfter(List<DeploymentTask> after) {
        this.after = after == null ? null : new ArrayList<>(after);
    }

    @CheckForNull
    public String getOnAfterFailure() {
        return values().get(Setting.ON_AFTER_FAILURE);
    }

    @DataBoundSetter
    public void setOnAfterFailure(String onAfterFailure) {
        set(Setting.ON_AFTER_FAILURE, onAfterFailure);
    }

    /** Checks after the deployment; null for none besides those that are configured. */
    @CheckForNull
    public List<CheckSettings> getVerify() {
        return verify == null ? null : Collections.unmodifiableList(verify);
    }

    @DataBoundSetter
    public void setVerify(List<CheckSettings> verify) {
        this.verify = verify == null || verify.isEmpty() ? null : new ArrayList<>(verify);
    }

    @CheckForNull
    public String getOnVerificationFailure() {
        return values().get(Setting.ON_VERIFICATION_FAILURE);
    }

    @DataBoundSetter
    public void setOnVerificationFailure(String onVerificationFailure) {
        set(Setting.ON_VERIFICATION_FAILURE, onVerificationFailure);
    }

    /** For how long the service is verified again and again after a success, as in {@code 2h}; null for as configured. */
    @CheckForNull
    public String getWatch() {
        return values().get(Setting.WATCH);
    }

    @DataBoundSetter
    public void setWatch(String watch) {
        set(Setting.WATCH, watch);
    }

    @NonNull
    @Override
    public SettingsLayer layer() {
        return super.layer().with(before, after).verifying(verify);
    }

    /** Those of the step, or else those that are configured. */
    private DeploymentTaskRequests tasks(EcsSettings settings) {
        return new DeploymentTaskRequests(
                before == null ? settings.before() : before, after == null ? settings.after() : after);
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

    /** @param origin the build's URL or name; null if it does not matter */
    @NonNull
    final DeployRequest toRequest(
            @NonNull EcsSettings settings, @NonNull Map<String, String> trace, @CheckForNull String origin) {
        return toRequest(settings, trace, origin, request -> {});
    }

    /** @param more adds what is not set by the step */
    @NonNull
    final DeployRequest toRequest(
            @NonNull EcsSettings settings,
            @NonNull Map<String, String> trace,
            @CheckForNull String origin,
            @NonNull Consumer<DeployRequestBuilder> more) {
        List<String> problems = problems(settings);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        DeployRequestBuilder request = sharedRequest(settings)
                .taskDefinition(getTaskDefinition())
                .changes(changes())
                .desiredCount(getDesiredCount())
                .forceNewDeployment(isForceNewDeployment())
                .dryRun(isDryRun())
                .with(settings.values().only(setting -> setting == Setting.KEEP_REVISIONS))
                .with(settings.values().only(setting -> setting.group() == Setting.Group.TASKS))
                .tasks(tasks(settings).of(settings, getService(), trace))
                .irreversible(tasks(settings).before().stream().anyMatch(DeploymentTask::isIrreversible))
                .verification(new DeploymentChecks(settings).of(getService()))
                .with(Setting.SUSPEND_SCALING, isSuspendScaling())
                .with(Setting.TAG, getTag())
                .with(Setting.PATCH, getPatch())
                .with(Setting.SERVICE_DEFINITION, getServiceDefinition())
                .with(Setting.IGNORE, settings.get(Setting.IGNORE))
                .with(Setting.ON_CREATE_FAILURE, getOnCreateFailure())
                .tfstate(getTfstate())
                .trace(trace)
                .origin(origin);
        complete(request, settings);
        more.accept(request);
        return request.build();
    }

    /** The problems that can be found without a task definition. */
    @NonNull
    final List<String> problems(@NonNull EcsSettings settings) {
        return Stream.of(
                        sharedProblems(settings),
                        Stream.of(
                                Setting.IMAGE.problem(getImage()),
                                RequestChecks.imageOrContainers(getImage(), containers),
                                RequestChecks.imageOrTag(getImage(), getTag()),
                                Setting.TAG.problem(getTag()),
                                Setting.PATCH.problem(getPatch()),
                                RequestChecks.serviceDefinition(getServiceDefinition()),
                                Setting.IGNORE.problem(settings.get(Setting.IGNORE)),
                                Setting.ON_CREATE_FAILURE.problem(getOnCreateFailure()),
                                Setting.KEEP_REVISIONS.problem(settings.get(Setting.KEEP_REVISIONS)),
                                Setting.CIRCUIT_BREAKER.problem(settings.get(Setting.CIRCUIT_BREAKER)),
                                Setting.ON_AFTER_FAILURE.problem(settings.get(Setting.ON_AFTER_FAILURE))),
                        tasks(settings).problems(),
                        new DeploymentChecks(settings).problems(),
                        ownProblems(settings))
                .flatMap(each -> each)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The problems of the parameters that only this step has. */
    @NonNull
    Stream<Optional<String>> ownProblems(@NonNull EcsSettings settings) {
        return Stream.empty();
    }

    /** Adds the parameters that only this step has; {@link #ownProblems} is empty. */
    abstract void complete(@NonNull DeployRequestBuilder request, @NonNull EcsSettings settings);

    /** Null for as the service has it. */
    @CheckForNull
    static Boolean circuitBreaker(@NonNull EcsSettings settings) {
        return Optional.ofNullable(settings.get(Setting.CIRCUIT_BREAKER))
                .map("on"::equalsIgnoreCase)
                .orElse(null);
    }

    private List<ContainerChange> changes() {
        if (getImage() != null) {
            return List.of(ContainerChange.of(null).image(getImage()).build());
        }
        return containers.stream().map(ContainerSettings::toChange).toList();
    }
}
