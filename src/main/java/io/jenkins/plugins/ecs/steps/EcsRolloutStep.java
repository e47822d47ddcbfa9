package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.Setting;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that changes a service and follows what comes of it: how long, and what happens when it is not to go on. */
public abstract class EcsRolloutStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    private Integer timeout;
    private Integer stallTimeout;
    private TimeUnit timeUnit = TimeUnit.MINUTES;
    private String onAbort;
    private String onTimeout;
    private String onPermanentFailure;
    private String failureReport;
    private String whenBusy;
    private String onOtherDeployment;

    protected EcsRolloutStep(@CheckForNull String service) {
        super(service);
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
        this.onAbort = Util.fixEmptyAndTrim(onAbort);
    }

    @CheckForNull
    public String getOnTimeout() {
        return onTimeout;
    }

    @DataBoundSetter
    public void setOnTimeout(String onTimeout) {
        this.onTimeout = Util.fixEmptyAndTrim(onTimeout);
    }

    /** {@code rollback}, {@code fail} or {@code wait}; null for what fits the service. */
    @CheckForNull
    public String getOnPermanentFailure() {
        return onPermanentFailure;
    }

    @DataBoundSetter
    public void setOnPermanentFailure(String onPermanentFailure) {
        this.onPermanentFailure = Util.fixEmptyAndTrim(onPermanentFailure);
    }

    /** The artifact that a failure report is kept as; null for none. */
    @CheckForNull
    public String getFailureReport() {
        return failureReport;
    }

    @DataBoundSetter
    public void setFailureReport(String failureReport) {
        this.failureReport = Util.fixEmptyAndTrim(failureReport);
    }

    /** {@code wait}, {@code fail} or {@code supersedeWaiting}. */
    @CheckForNull
    public String getWhenBusy() {
        return whenBusy;
    }

    @DataBoundSetter
    public void setWhenBusy(String whenBusy) {
        this.whenBusy = Util.fixEmptyAndTrim(whenBusy);
    }

    /** {@code replace}, {@code wait} or {@code fail}. */
    @CheckForNull
    public String getOnOtherDeployment() {
        return onOtherDeployment;
    }

    @DataBoundSetter
    public void setOnOtherDeployment(String onOtherDeployment) {
        this.onOtherDeployment = Util.fixEmptyAndTrim(onOtherDeployment);
    }

    @NonNull
    @Override
    public SettingsLayer layer() {
        return super.layer()
                .with(Setting.TIMEOUT, span(timeout))
                .with(Setting.STALL_TIMEOUT, span(stallTimeout))
                .with(Setting.ON_ABORT, onAbort)
                .with(Setting.ON_TIMEOUT, onTimeout)
                .with(Setting.WHEN_BUSY, whenBusy)
                .with(Setting.ON_OTHER_DEPLOYMENT, onOtherDeployment)
                .with(Setting.ON_PERMANENT_FAILURE, onPermanentFailure);
    }

    /**
     * What is wrong with what all these steps share.
     *
     * @param settings the effective ones, with those of {@link #layer()} in them
     */
    @NonNull
    Stream<Optional<String>> sharedProblems(@NonNull EcsSettings settings) {
        return Stream.of(
                RequestChecks.cluster(settings.cluster()),
                RequestChecks.service(getService()),
                RequestChecks.span("timeout", settings.span(Setting.TIMEOUT)),
                RequestChecks.span("stallTimeout", settings.span(Setting.STALL_TIMEOUT)),
                RequestChecks.reaction("onAbort", settings.get(Setting.ON_ABORT)),
                RequestChecks.reaction("onTimeout", settings.get(Setting.ON_TIMEOUT)),
                RequestChecks.onPermanentFailure(settings.get(Setting.ON_PERMANENT_FAILURE)),
                RequestChecks.failureReport(failureReport),
                RequestChecks.whenBusy(settings.get(Setting.WHEN_BUSY)),
                RequestChecks.onOtherDeployment(settings.get(Setting.ON_OTHER_DEPLOYMENT)));
    }

    /** A request with what all these steps share; {@link #sharedProblems} has none. */
    @NonNull
    DeployRequest.Builder sharedRequest(@NonNull EcsSettings settings) {
        Duration within = settings.span(Setting.TIMEOUT);
        Duration stalledAfter = settings.span(Setting.STALL_TIMEOUT);
        return DeployRequest.of(settings.region(), settings.cluster(), getService())
                .timeout(within == null ? DeployRequest.DEFAULT_TIMEOUT : within)
                .stallTimeout(stalledAfter == null ? DeployRequest.DEFAULT_STALL_TIMEOUT : stalledAfter)
                .onAbort(Reaction.parse(settings.get(Setting.ON_ABORT)).orElse(Reaction.LEAVE))
                .onTimeout(Reaction.parse(settings.get(Setting.ON_TIMEOUT)).orElse(Reaction.LEAVE))
                .onPermanentFailure(FailureReaction.parse(settings.get(Setting.ON_PERMANENT_FAILURE))
                        .orElse(null))
                .failureReport(failureReport)
                .whenBusy(WhenBusy.parse(settings.get(Setting.WHEN_BUSY)).orElse(WhenBusy.WAIT))
                .onOtherDeployment(OnOtherDeployment.parse(settings.get(Setting.ON_OTHER_DEPLOYMENT))
                        .orElse(OnOtherDeployment.REPLACE))
                .target(settings.target(), settings.targetLabel())
                .settings(settings.shown());
    }

    @CheckForNull
    final Duration span(@CheckForNull Integer number) {
        return number == null ? null : Duration.of(number, timeUnit.toChronoUnit());
    }
}
