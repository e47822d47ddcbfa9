package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.SettingValues;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that changes a service and follows the deployment: for how long, and what happens if it is stopped. */
public abstract class EcsRolloutStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    protected EcsRolloutStep(@CheckForNull String service) {
        super(service);
    }

    /** In {@link #getTimeUnit()}. */
    @CheckForNull
    public Integer getTimeout() {
        return values().whole(Setting.TIMEOUT);
    }

    @DataBoundSetter
    public void setTimeout(Integer timeout) {
        set(Setting.TIMEOUT, timeout);
    }

    /** In {@link #getTimeUnit()}. */
    @CheckForNull
    public Integer getStallTimeout() {
        return values().whole(Setting.STALL_TIMEOUT);
    }

    @DataBoundSetter
    public void setStallTimeout(Integer stallTimeout) {
        set(Setting.STALL_TIMEOUT, stallTimeout);
    }

    /** The unit of both timeouts. */
    public TimeUnit getTimeUnit() {
        return TimeUnit.valueOf(values().orDefault(Setting.TIME_UNIT));
    }

    @DataBoundSetter
    public void setTimeUnit(TimeUnit timeUnit) {
        set(Setting.TIME_UNIT, timeUnit);
    }

    @NonNull
    @Override
    protected final TimeUnit unit() {
        return getTimeUnit();
    }

    @CheckForNull
    public String getOnAbort() {
        return values().get(Setting.ON_ABORT);
    }

    @DataBoundSetter
    public void setOnAbort(String onAbort) {
        set(Setting.ON_ABORT, onAbort);
    }

    @CheckForNull
    public String getOnTimeout() {
        return values().get(Setting.ON_TIMEOUT);
    }

    @DataBoundSetter
    public void setOnTimeout(String onTimeout) {
        set(Setting.ON_TIMEOUT, onTimeout);
    }

    @CheckForNull
    public String getOnPermanentFailure() {
        return values().get(Setting.ON_PERMANENT_FAILURE);
    }

    @DataBoundSetter
    public void setOnPermanentFailure(String onPermanentFailure) {
        set(Setting.ON_PERMANENT_FAILURE, onPermanentFailure);
    }

    /** The artifact that a failure report is kept as; null for none. */
    @CheckForNull
    public String getFailureReport() {
        return values().get(Setting.FAILURE_REPORT);
    }

    @DataBoundSetter
    public void setFailureReport(String failureReport) {
        set(Setting.FAILURE_REPORT, failureReport);
    }

    @CheckForNull
    public String getWhenBusy() {
        return values().get(Setting.WHEN_BUSY);
    }

    @DataBoundSetter
    public void setWhenBusy(String whenBusy) {
        set(Setting.WHEN_BUSY, whenBusy);
    }

    @CheckForNull
    public String getOnOtherDeployment() {
        return values().get(Setting.ON_OTHER_DEPLOYMENT);
    }

    @DataBoundSetter
    public void setOnOtherDeployment(String onOtherDeployment) {
        set(Setting.ON_OTHER_DEPLOYMENT, onOtherDeployment);
    }

    /** {@code family}, or names with commas between them; null for none. */
    @CheckForNull
    public String getScheduledTasks() {
        return values().get(Setting.SCHEDULED_TASKS);
    }

    @DataBoundSetter
    public void setScheduledTasks(String scheduledTasks) {
        set(Setting.SCHEDULED_TASKS, scheduledTasks);
    }

    /**
     * What is wrong with what all these steps share.
     *
     * @param settings the effective ones, with those of {@link #layer()} in them
     */
    @NonNull
    Stream<Optional<String>> sharedProblems(@NonNull EcsSettings settings) {
        return Stream.concat(
                Stream.of(RequestChecks.cluster(settings.cluster()), RequestChecks.service(getService())),
                limits(settings).problems().stream().map(Optional::of));
    }

    /** A request with what all these steps share; {@link #sharedProblems} has none. */
    @NonNull
    DeployRequestBuilder sharedRequest(@NonNull EcsSettings settings) {
        return DeployRequest.of(settings.region(), settings.cluster(), getService())
                .with(limits(settings))
                .target(settings.target(), settings.targetLabel())
                .settings(settings.shown());
    }

    private SettingValues limits(EcsSettings settings) {
        return settings.values()
                .only(setting -> setting.group() == Setting.Group.LIMITS)
                .with(Setting.FAILURE_REPORT, getFailureReport());
    }
}
