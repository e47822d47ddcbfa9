package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.steps.checks.DriftSettings;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.text.DeploymentArn;
import io.jenkins.plugins.ecs.verify.FailOn;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Converts the fields of {@code ecsVerify} to its request. All errors are reported at once. */
final class VerifyRequests {

    private final EcsVerifyStep step;
    private final EcsSettings settings;
    private final List<String> problems = new ArrayList<>();

    private VerifyRequests(EcsVerifyStep step, EcsSettings settings) {
        this.step = step;
        this.settings = settings;
    }

    /**
     * @param cluster name or ARN
     * @param service name or ARN
     * @param last the last successful deployment of the service by this job or folder, for {@code drift}
     */
    @NonNull
    static VerifyRequest of(
            @NonNull EcsVerifyStep step,
            @NonNull EcsSettings settings,
            String cluster,
            String service,
            @NonNull Optional<DeploymentRecord> last) {
        return new VerifyRequests(step, settings).verify(cluster, service, last);
    }

    /** A rollout that only follows a deployment. */
    @NonNull
    static DeployRequest toFollow(@NonNull EcsVerifyStep step, @NonNull EcsSettings settings) {
        return new VerifyRequests(step, settings).follow();
    }

    private VerifyRequest verify(String cluster, String service, Optional<DeploymentRecord> last) {
        List<CheckSpec> specs = specs(last);
        Set<CheckVerdict> failing = failing();
        DeployRequest preflight = preflight(cluster, service);
        VerifyRequest.Builder request = VerifyRequest.of(settings.region(), cluster, service)
                .checks(specs)
                .defaultChecks(step.isDefaultChecks() || !problems.isEmpty())
                .preflight(preflight)
                .failOn(failing);
        Integer timeout = step.getTimeout();
        if (timeout != null) {
            request.timeout(span(timeout));
        }
        return request.build(problems);
    }

    private Duration span(int timeout) {
        return Duration.of(timeout, step.getTimeUnit().toChronoUnit());
    }

    private List<CheckSpec> specs(Optional<DeploymentRecord> last) {
        List<CheckSpec> specs = new ArrayList<>();
        for (CheckSettings check : step.getChecks()) {
            try {
                CheckSpec.Builder spec = check.toSpec();
                if (check instanceof DriftSettings drift && drift.getServiceDefinition() != null) {
                    spec.option("ignore", settings.get(Setting.IGNORE));
                }
                if (check instanceof DriftSettings && last.isPresent()) {
                    BuildFacts by = last.get().build();
                    spec.option("recorded", last.get().taskDefinition())
                            .option("recordedBy", by.job() + " #" + by.build());
                }
                specs.add(spec.build());
            } catch (IllegalArgumentException wrong) {
                problems.add(wrong.getMessage());
            }
        }
        return specs;
    }

    private Set<CheckVerdict> failing() {
        try {
            return FailOn.parse(step.getFailOn() == null ? FailOn.DEFAULT : step.getFailOn());
        } catch (IllegalArgumentException wrong) {
            problems.add(wrong.getMessage());
            return Set.of();
        }
    }

    /** The planned deployment of a preflight; null in the other mode, and if there are errors. */
    private DeployRequest preflight(String cluster, String service) {
        if (step.getMode() == null) {
            if (step.getImage() != null || step.getTaskDefinition() != null) {
                problems.add(StepMessages.ONLY_PREFLIGHT);
            }
            return null;
        }
        if (!EcsVerifyStep.PREFLIGHT.equalsIgnoreCase(step.getMode())) {
            problems.add(StepMessages.unknownMode(step.getMode()));
            return null;
        }
        if (!step.getChecks().isEmpty()) {
            problems.add(StepMessages.CHECKS_AND_PREFLIGHT);
        }
        RequestChecks.image(step.getImage()).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return null;
        }
        List<ContainerChange> changes = step.getImage() == null
                ? List.of()
                : List.of(ContainerChange.of(null).image(step.getImage()).build());
        try {
            return DeployRequest.of(settings.region(), cluster, service)
                    .taskDefinition(step.getTaskDefinition())
                    .changes(changes)
                    .build();
        } catch (IllegalArgumentException wrong) {
            problems.add(wrong.getMessage());
            return null;
        }
    }

    private DeployRequest follow() {
        Optional<DeploymentArn> arn = DeploymentArn.parse(step.getDeployment());
        arn.ifPresentOrElse(
                found -> {
                    if (!found.region().equals(settings.region())) {
                        problems.add(StepMessages.otherRegion(found.region(), settings.region()));
                    }
                },
                () -> problems.add(StepMessages.notADeployment(step.getDeployment())));
        if (!step.getChecks().isEmpty()) {
            problems.add(StepMessages.CHECKS_AND_DEPLOYMENT);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        Integer timeout = step.getTimeout();
        return DeployRequest.of(
                        settings.region(), arn.get().cluster(), arn.get().service())
                .attachTo(step.getDeployment())
                .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.WAIT)
                .with(Setting.TIMEOUT, timeout == null ? null : span(timeout))
                .build();
    }
}
