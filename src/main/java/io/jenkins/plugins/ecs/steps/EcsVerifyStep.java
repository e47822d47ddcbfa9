package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.steps.checks.CheckSettings;
import io.jenkins.plugins.ecs.verify.CheckSpec;
import io.jenkins.plugins.ecs.verify.CheckVerdict;
import io.jenkins.plugins.ecs.verify.FailOn;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsVerify}: does a service really run what we think, and is it well? */
public final class EcsVerifyStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    private String service;
    private ArrayList<CheckSettings> checks = new ArrayList<>();
    private boolean defaultChecks = true;
    private String failOn;
    private Integer timeout;
    private TimeUnit timeUnit = TimeUnit.MINUTES;

    @DataBoundConstructor
    public EcsVerifyStep() {
        super(null);
    }

    @CheckForNull
    @Override
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
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
    @CheckForNull
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
    @CheckForNull
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
        List<String> problems = new ArrayList<>();
        List<CheckSpec> specs = new ArrayList<>();
        for (CheckSettings check : checks) {
            try {
                specs.add(check.toSpec().build());
            } catch (IllegalArgumentException wrong) {
                problems.add(wrong.getMessage());
            }
        }
        Set<CheckVerdict> failing = Set.of();
        try {
            failing = FailOn.parse(failOn == null ? FailOn.DEFAULT : failOn);
        } catch (IllegalArgumentException wrong) {
            problems.add(wrong.getMessage());
        }
        VerifyRequest.Builder request = VerifyRequest.of(settings.region(), settings.cluster(), service)
                .checks(specs)
                .defaultChecks(defaultChecks || !problems.isEmpty())
                .failOn(failing);
        if (timeout != null) {
            request.timeout(Duration.of(timeout, timeUnit.toChronoUnit()));
        }
        return request.build(problems);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return StepStart.of(
                this,
                context,
                (settings, trace) -> new VerifyExecution(context, "ecsVerify", settings, toRequest(settings)));
    }

    @Extension
    public static final class DescriptorImpl extends EcsVerifyDescriptor {}
}
