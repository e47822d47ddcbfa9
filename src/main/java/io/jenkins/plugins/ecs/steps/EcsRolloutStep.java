package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.rollout.DeployRequest;
import io.jenkins.plugins.ecs.rollout.Reaction;
import io.jenkins.plugins.ecs.rollout.RequestChecks;
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

    /** The default is not kept, so that the snippet generator leaves it out. */
    @CheckForNull
    static String orNull(@CheckForNull String value, @NonNull String byDefault) {
        String plain = Util.fixEmptyAndTrim(value);
        return byDefault.equalsIgnoreCase(plain) ? null : plain;
    }

    /** What is wrong with what all these steps share. */
    @NonNull
    Stream<Optional<String>> sharedProblems() {
        return Stream.of(
                RequestChecks.cluster(getCluster()),
                RequestChecks.service(getService()),
                RequestChecks.span("timeout", span(timeout)),
                RequestChecks.span("stallTimeout", span(stallTimeout)),
                RequestChecks.reaction("onAbort", onAbort),
                RequestChecks.reaction("onTimeout", onTimeout));
    }

    /** A request with what all these steps share; {@link #sharedProblems()} has none. */
    @NonNull
    DeployRequest.Builder sharedRequest(@NonNull String region) {
        return DeployRequest.of(region, getCluster(), getService())
                .timeout(timeout == null ? DeployRequest.DEFAULT_TIMEOUT : span(timeout))
                .stallTimeout(stallTimeout == null ? DeployRequest.DEFAULT_STALL_TIMEOUT : span(stallTimeout))
                .onAbort(Reaction.parse(onAbort).orElse(Reaction.LEAVE))
                .onTimeout(Reaction.parse(onTimeout).orElse(Reaction.LEAVE));
    }

    @CheckForNull
    final Duration span(@CheckForNull Integer number) {
        return number == null ? null : Duration.of(number, timeUnit.toChronoUnit());
    }
}
