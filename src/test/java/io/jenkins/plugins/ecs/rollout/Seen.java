package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.ecs.CircuitBreaker;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentAlarms;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentStrategyInfo;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.aws.ecs.ServiceSettings;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Observations made by hand, for what an endpoint may show and the sandbox does not. Times of AWS are small numbers. */
public final class Seen {

    public static final String V5 = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:5";
    public static final String V6 = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:6";
    /** Jenkins' clock. */
    public static final long NOW = 1_000_000_000;

    private Seen() {}

    /** A rollout of api:5 in a phase that it has just entered. */
    public static RolloutState state(Phase phase, DeployRequestBuilder request) {
        RolloutState state = RolloutState.begin(request.build(), NOW);
        state.phase = phase;
        state.taskDefinition = V5;
        return state;
    }

    public static RolloutState following(String serviceDeployment, String id, long createdAt) {
        RolloutState state = state(Phase.FOLLOWING, RolloutTestCase.request());
        state.serviceDeployment = serviceDeployment;
        state.targetRevision = "rev-" + serviceDeployment;
        state.deploymentId = id;
        state.deploymentCreatedAt = createdAt;
        state.byDeploymentId = serviceDeployment == null;
        return state;
    }

    public static EcsDeployment deployment(
            String id, String status, String revision, String rollout, int running, long at) {
        return new EcsDeployment(id, status, revision, 3, 0, running, 0, rollout, "", at);
    }

    public static Observation service(EcsDeployment... deployments) {
        return service(null, deployments);
    }

    public static Observation service(String current, EcsDeployment... deployments) {
        Observation seen = new Observation();
        seen.service = service(current, null, 3, deployments);
        return seen;
    }

    public static EcsService service(String current, Double early, int running, EcsDeployment... deployments) {
        String primary = deployments.length == 0 ? V5 : deployments[0].taskDefinition();
        return new EcsService(
                "arn",
                "api",
                "cluster",
                "ACTIVE",
                primary,
                3,
                running,
                0,
                "ECS",
                "REPLICA",
                early,
                true,
                current,
                List.of(deployments),
                List.of(),
                ServiceSettings.DEFAULT);
    }

    /** The same service with another desired count. */
    public static EcsService scaled(EcsService service, int desired) {
        return new EcsService(
                service.arn(),
                service.name(),
                service.clusterArn(),
                service.status(),
                service.taskDefinition(),
                desired,
                desired,
                0,
                service.controller(),
                service.schedulingStrategy(),
                service.earlySuccessPercent(),
                service.circuitBreaker(),
                service.currentServiceDeployment(),
                service.deployments(),
                service.events(),
                service.settings());
    }

    public static ServiceDeployment own(
            String arn, String status, String stage, boolean awaits, int running, int wanted) {
        return new ServiceDeployment(
                arn,
                status,
                "",
                "rev-" + arn,
                new RevisionCounts("rev-" + arn, wanted, running, 0, null, null),
                List.of(),
                stage,
                awaits
                        ? List.of(new LifecycleHook("hook", "PAUSE", null, "AWAITING_ACTION", 0, "ROLLBACK"))
                        : List.of(),
                DeploymentStrategyInfo.UNKNOWN,
                new CircuitBreaker("MONITORING", 0, 3),
                new DeploymentAlarms("", List.of()),
                null,
                0);
    }

    /** The same deployment with a Lambda function's hook in this state. */
    public static ServiceDeployment withHook(ServiceDeployment own, String status) {
        return new ServiceDeployment(
                own.arn(),
                own.status(),
                own.statusReason(),
                own.targetRevision(),
                own.target(),
                own.sources(),
                own.lifecycleStage(),
                List.of(new LifecycleHook("hook", "AWS_LAMBDA", null, status, 0, "ROLLBACK")),
                own.configuration(),
                own.circuitBreaker(),
                own.alarms(),
                own.rollbackReason(),
                own.createdAt());
    }

    public static ServiceDeployment listed(String arn, long createdAt) {
        return new ServiceDeployment(
                arn,
                "IN_PROGRESS",
                "",
                "rev-" + arn,
                null,
                List.of(),
                null,
                List.of(),
                DeploymentStrategyInfo.UNKNOWN,
                new CircuitBreaker("", 0, 0),
                new DeploymentAlarms("", List.of()),
                null,
                createdAt);
    }

    /** All that are listed bring this revision. */
    public static void list(Observation seen, String revision, ServiceDeployment... listed) {
        seen.serviceDeployments = List.of(listed);
        Map<String, ServiceRevision> revisions = new LinkedHashMap<>();
        for (ServiceDeployment d : listed) {
            revisions.put(
                    d.targetRevision(),
                    new ServiceRevision(d.targetRevision(), revision, Map.of(), Map.of(), List.of()));
        }
        seen.revisions = revisions;
    }

    public static List<EcsTask> tasks(int count, String revision) {
        List<EcsTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(new EcsTask(
                    "task-" + revision + i, revision, "ecs-svc/5", "RUNNING", "RUNNING", "", "", List.of()));
        }
        return tasks;
    }
}
