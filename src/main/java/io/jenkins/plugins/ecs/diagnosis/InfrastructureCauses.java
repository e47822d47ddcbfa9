package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.TRANSIENT;

import java.util.List;

/** Causes on the side of AWS: the host was terminated, AWS throttles or fails. ECS replaces the task automatically. */
final class InfrastructureCauses {

    static final CauseRule SPOT = cause("spot-interruption", TRANSIENT, "Spot capacity was reclaimed")
            .advice("if it happens often, add FARGATE or On-Demand capacity to 'capacityProviderStrategy'")
            .doc(Docs.SPOT)
            .when("SpotInterruption", "Spot Task was interrupted", "Spot interruption");

    static final CauseRule HOST = cause("host-terminated", TRANSIENT, "the host of the task was terminated")
            .doc(Docs.MAINTENANCE)
            .when(
                    "Host EC2 (instance",
                    "performing maintenance on the underlying infrastructure",
                    "underlying infrastructure",
                    "container instance deregistration",
                    "Container instance * deregistered",
                    "InfrastructureHealth",
                    "TerminationNotice");

    static final List<CauseRule> RULES = List.of(
            SPOT,
            HOST,
            cause("throttled", TRANSIENT, "AWS throttles calls of ECS")
                    .advice(
                            "ECS retries automatically; if it persists, spread deployments over time or request higher quotas")
                    .doc(Docs.EVENTS)
                    .when(
                            "operations are being throttled",
                            "ThrottlingException",
                            "Throttling: ",
                            "RequestLimitExceeded",
                            "Rate limit exceeded while preparing network interface",
                            ": Rate exceeded"),
            cause("agent-disconnected", TRANSIENT, "the ECS agent of the instance is not connected")
                    .advice("restart the agent on the instance (sudo systemctl restart ecs), or replace the instance")
                    .doc(Docs.EVENTS)
                    .when(
                            "encountered error \"AGENT\"",
                            "waiting for Amazon ECS Agent to start",
                            "Agent could not progress task's state"));

    /** Evaluated after all others, because the phrases are too general. */
    static final List<CauseRule> LAST = List.of(cause("internal-error", TRANSIENT, "an internal error of AWS")
            .advice("ECS retries automatically; if it persists, see https://health.aws.amazon.com")
            .doc(Docs.INTERNAL)
            .when("InternalError", "Internal error", "Internal failure", "InternalServerException", "ServerException"));

    private InfrastructureCauses() {}
}
