package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.rollout.DeployRequest;
import io.jenkins.plugins.ecs.rollout.DeploymentArn;
import io.jenkins.plugins.ecs.rollout.FailureReaction;
import io.jenkins.plugins.ecs.rollout.PlainText;
import io.jenkins.plugins.ecs.rollout.RequestChecks;
import io.jenkins.plugins.ecs.steps.checks.CheckSettings;
import io.jenkins.plugins.ecs.steps.checks.DriftSettings;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.ui.DeploymentIndex;
import io.jenkins.plugins.ecs.verify.CheckSpec;
import io.jenkins.plugins.ecs.verify.CheckVerdict;
import io.jenkins.plugins.ecs.verify.FailOn;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    @CheckForNull
    @Override
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** {@code preflight} to look before a deployment; null to look at what runs. */
    @CheckForNull
    public String getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        String value = Util.fixEmptyAndTrim(mode);
        this.mode = VERIFY.equalsIgnoreCase(value) ? null : value;
    }

    /** Before a deployment: the image that is to be deployed. */
    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    /** Before a deployment: the definition that is to be deployed, as a text or a reference. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    /** ARN of a service deployment that is followed to its verdict, in the place of any checks. */
    @CheckForNull
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
        return toRequest(settings, Optional.empty());
    }

    /** @param last the last good deployment of the service by this job, which {@code drift} compares with */
    @NonNull
    VerifyRequest toRequest(@NonNull EcsSettings settings, @NonNull Optional<DeploymentRecord> last) {
        List<String> problems = new ArrayList<>();
        List<CheckSpec> specs = new ArrayList<>();
        for (CheckSettings check : checks) {
            try {
                CheckSpec.Builder spec = check.toSpec();
                if (check instanceof DriftSettings && last.isPresent()) {
                    spec.option("recorded", last.get().taskDefinition())
                            .option("recordedBy", "build " + last.get().build().build());
                }
                specs.add(spec.build());
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
        DeployRequest preflight = preflight(settings, problems);
        VerifyRequest.Builder request = VerifyRequest.of(settings.region(), settings.cluster(), service)
                .checks(specs)
                .defaultChecks(defaultChecks || !problems.isEmpty())
                .preflight(preflight)
                .failOn(failing);
        if (timeout != null) {
            request.timeout(Duration.of(timeout, timeUnit.toChronoUnit()));
        }
        return request.build(problems);
    }

    /** The deployment to look at before it begins; null in the other mode, and where something is wrong. */
    private DeployRequest preflight(EcsSettings settings, List<String> problems) {
        if (mode == null) {
            if (image != null || taskDefinition != null) {
                problems.add("image and taskDefinition: they are for mode: 'preflight'. Use the checks digest and drift"
                        + " for what runs");
            }
            return null;
        }
        if (!PREFLIGHT.equalsIgnoreCase(mode)) {
            problems.add("mode: '" + PlainText.line(mode) + "' is unknown. Use 'preflight', or leave it out");
            return null;
        }
        if (!checks.isEmpty()) {
            problems.add(
                    "checks: they look at what runs, and mode: 'preflight' looks before that. Leave one of the two");
        }
        RequestChecks.image(image).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return null;
        }
        try {
            return DeployRequest.of(settings.region(), settings.cluster(), service)
                    .taskDefinition(taskDefinition)
                    .changes(
                            image == null
                                    ? List.of()
                                    : List.of(ContainerChange.of(null)
                                            .image(image)
                                            .build()))
                    .build();
        } catch (IllegalArgumentException wrong) {
            problems.add(wrong.getMessage());
            return null;
        }
    }

    /**
     * With {@link #getDeployment()}: a rollout that only looks. An abort or a timeout leaves the deployment as it is.
     *
     * @param settings the effective ones
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public DeployRequest toFollow(@NonNull EcsSettings settings) {
        Optional<DeploymentArn> arn = DeploymentArn.parse(deployment);
        List<String> problems = new ArrayList<>();
        arn.ifPresentOrElse(
                found -> {
                    if (!found.region().equals(settings.region())) {
                        problems.add("deployment: it is in " + found.region() + ", but the step is in "
                                + settings.region() + ". Correct 'region'");
                    }
                },
                () -> problems.add("deployment: '" + PlainText.line(deployment) + "' is not the ARN of a service"
                        + " deployment (arn:aws:ecs:<region>:<account>:service-deployment/<cluster>/<service>/<id>)"));
        if (!checks.isEmpty()) {
            problems.add("deployment and checks: both are given. Follow the deployment first, then check the service");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return DeployRequest.of(
                        settings.region(), arn.get().cluster(), arn.get().service())
                .attachTo(deployment)
                .onPermanentFailure(FailureReaction.WAIT)
                .timeout(
                        timeout == null ? DeployRequest.DEFAULT_TIMEOUT : Duration.of(timeout, timeUnit.toChronoUnit()))
                .build();
    }

    /** Of this job alone: what others deploy is not for everybody to see. */
    private Optional<DeploymentRecord> last(StepContext context, EcsSettings settings) {
        if (settings.cluster() == null || service == null) {
            return Optional.empty();
        }
        String job;
        try {
            job = context.get(Run.class).getParent().getFullName();
        } catch (IOException | InterruptedException e) {
            return Optional.empty();
        }
        ServiceKey key = new ServiceKey(settings.region(), shortName(settings.cluster()), shortName(service));
        return DeploymentIndex.get().history().of(key).stream()
                .filter(record -> record.isGreen() && record.build().job().equals(job))
                .reduce((one, other) -> other);
    }

    private static String shortName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return StepStart.of(
                this,
                context,
                (settings, trace) -> deployment == null
                        ? new VerifyExecution(
                                context, "ecsVerify", settings, toRequest(settings, last(context, settings)))
                        : new RolloutExecution(context, "ecsVerify", settings, toFollow(settings)));
    }

    @Extension
    public static final class DescriptorImpl extends EcsVerifyDescriptor {}
}
