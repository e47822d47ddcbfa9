package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.PERMANENT;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.TRANSIENT;

import java.util.List;

/**
 * Tasks that cannot be placed. ECS reports it only in events and keeps trying, because capacity may become available.
 * So these causes never end a deployment early, but {@link BlockedDeploymentWarnings} reports them meanwhile.
 */
final class PlacementCauses {

    static final List<CauseRule> RULES = List.of(
            cause("no-capacity-no-instances", TRANSIENT, "the cluster has no container instances")
                    .advice("add instances or a capacity provider to the cluster, or use 'capacityProviderStrategy'"
                            + " FARGATE")
                    .doc(Docs.CAPACITY_PROVIDERS)
                    .when("No Container Instances were found", "EMPTY CAPACITY PROVIDER", "NO ACTIVE INSTANCES"),
            cause("no-capacity-cpu", TRANSIENT, "no instance has enough CPU left")
                    .advice("add instances, or lower 'cpu' in the task definition")
                    .doc(Docs.EVENTS)
                    .when("insufficient CPU", "RESOURCE:CPU", "enough CPU"),
            cause("no-capacity-memory", TRANSIENT, "no instance has enough memory left")
                    .advice("add instances, or lower 'memory' in the task definition")
                    .doc(Docs.EVENTS)
                    .when("insufficient memory", "RESOURCE:MEMORY", "enough memory"),
            cause("no-capacity-gpu", TRANSIENT, "no instance has a GPU left")
                    .advice("add GPU instances, or lower 'resourceRequirements' in the task definition")
                    .doc(Docs.EVENTS)
                    .when("RESOURCE:GPU", "insufficient GPU"),
            cause("no-capacity-port", TRANSIENT, "the host port is in use on every instance")
                    .advice("add instances, set 'hostPort: 0', or run fewer tasks during a deployment"
                            + " (minimumHealthyPercent below 100)")
                    .doc(Docs.EVENTS)
                    .when("already using a port required", "RESOURCE:PORTS", "Too many ports"),
            cause("no-capacity-constraint", TRANSIENT, "no instance meets the task's requirements")
                    .advice("compare 'placementConstraints', 'requiresAttributes' and the CPU architecture of the task"
                            + " definition with the cluster's instances")
                    .doc(Docs.CONSTRAINTS)
                    .when(
                            "missing an attribute required",
                            "placement constraint",
                            "MemberOf",
                            "distinctInstance",
                            "encountered error \"ATTRIBUTE",
                            "encountered error \"LOCATION",
                            "TaskFailedToStart: ATTRIBUTE",
                            "TaskFailedToStart: LOCATION",
                            "Reason: ATTRIBUTE",
                            "Reason: LOCATION"),
            cause("fargate-capacity", TRANSIENT, "AWS has no capacity at the moment")
                    .advice("wait, or add subnets in other Availability Zones to the service")
                    .doc(Docs.EVENTS)
                    .when("Capacity is unavailable at this time", "insufficient capacity"),
            cause("quota", TRANSIENT, "a quota of the account is exhausted")
                    .advice(
                            "request an increase in the Service Quotas console (AWS Fargate: On-Demand or Spot vCPU resource"
                                    + " count)")
                    .doc(Docs.QUOTAS)
                    .when(
                            "reached the limit on the number of",
                            "configuration is above your limit",
                            "provisioning capacity limit was exceeded"),
            cause("platform-version", PERMANENT, "the platform version does not support this task definition")
                    .advice("set 'platformVersion: LATEST', or remove the unsupported settings")
                    .doc(Docs.FAILED_TO_START)
                    .when(
                            "PlatformTaskDefinitionIncompatibilityException",
                            "PlatformUnknownException",
                            "platform version * not support"),
            cause("incompatible-compute", PERMANENT, "the task definition is not compatible with the service's compute")
                    .advice("set 'requiresCompatibilities' to match the service's launch type or capacity provider")
                    .doc(Docs.FAILED_TO_START)
                    .when("not compatible with the selected compute strategy", "No Fargate configuration exists"));

    /** Evaluated after all others: their phrases often precede a more specific reason. */
    static final List<CauseRule> LAST = List.of(
            cause("no-capacity", TRANSIENT, "the task cannot be placed")
                    .advice(
                            "see the service's events; compare the requirements of the task definition with the cluster")
                    .doc(Docs.EVENTS)
                    .when("unable to place a task", "unable to place tasks", "could not launch * tasks"),
            cause("start-impaired", Permanence.BUDGETED, "tasks fail to start repeatedly")
                    .advice("see the stopped tasks for the reason")
                    .doc(Docs.THROTTLE_LOGIC)
                    .when("unable to consistently start tasks", "failed to launch a task"));

    private PlacementCauses() {}
}
