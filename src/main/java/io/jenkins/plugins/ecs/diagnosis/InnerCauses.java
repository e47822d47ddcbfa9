package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.BUDGETED;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.PERMANENT;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.TRANSIENT;

import java.util.List;

/**
 * Reasons within other reasons: {@code CannotPullContainerError: …: x509: …}. They determine the cause, whatever the
 * surrounding text says about where it happened. Evaluated before all rows that match the surrounding text.
 */
final class InnerCauses {

    static final List<CauseRule> RULES = List.of(
            cause("certificate", PERMANENT, "the TLS certificate of the server is not trusted")
                    .advice("use a certificate of a public certificate authority that is valid for the host name of the"
                            + " registry or service (Fargate trusts no private one), or on EC2 install the private"
                            + " authority's certificate on the instances")
                    .doc(Docs.PULL)
                    .when(
                            "x509:",
                            "certificate signed by unknown authority",
                            "certificate verify failed",
                            "certificate has expired",
                            "failed to verify certificate",
                            "certificate is not trusted",
                            "self-signed certificate",
                            "self signed certificate",
                            "PKIX path"),
            cause("image-manifest", PERMANENT, "the image's manifest cannot be used")
                    .advice("the manifest has an attestation or no image for this platform: rebuild without provenance"
                            + " (docker buildx build --provenance=false --sbom=false) for the task's platform, and push"
                            + " the image again")
                    .doc(Docs.PULL)
                    .when(
                            "in-toto",
                            "no processor for media-type",
                            "attestation-manifest",
                            "unknown/unknown",
                            "application/vnd.dev.cosign"),
            cause("image-pull-token", BUDGETED, "the registry's authorization token has expired")
                    .advice("allow ecr:GetAuthorizationToken for 'executionRoleArn'; on EC2 restart the ECS agent; for"
                            + " another registry renew 'repositoryCredentials'")
                    .doc(Docs.PULL)
                    .when("authorization token has expired", "token has expired. Reauthenticate"),
            cause("role-not-assumable", PERMANENT, "ECS cannot assume its infrastructure role")
                    .advice(
                            "allow sts:AssumeRole for ecs.amazonaws.com in the trust policy of the infrastructure role, and"
                                    + " check that the role exists")
                    .doc(Docs.INFRASTRUCTURE_ROLE)
                    .when("unable to assume*Infrastructure Role", "assume*infrastructureRole"),
            cause("infrastructure-role", PERMANENT, "the infrastructure role lacks a permission")
                    .advice(
                            "attach the managed policy for its purpose to the infrastructure role of the capacity provider"
                                    + " or the volumes, with iam:PassRole for the instance profile's role")
                    .doc(Docs.INFRASTRUCTURE_ROLE)
                    .when("UnauthorizedOperation", "capacity provider*not authorized to perform"),
            cause("out-of-memory", BUDGETED, "out of memory")
                    .advice("raise 'memory' of the container or the task: it is too little even to start the process")
                    .doc(Docs.OUT_OF_MEMORY)
                    .when("OOM-killed", "OOM killed", "memory limit too low"),
            cause("gpu-driver", BUDGETED, "the GPU of the instance cannot be used")
                    .advice(
                            "use a GPU-optimized AMI of ECS whose NVIDIA driver matches the image's CUDA version, check the"
                                    + " instance (nvidia-smi), or replace it")
                    .doc(Docs.START)
                    .when(
                            "nvidia-container",
                            "nvidia-ctk",
                            "libnvidia",
                            "could not select device driver*gpu",
                            "no cuda-capable device",
                            "nvml"),
            cause("device", BUDGETED, "the instance does not have a device of the container")
                    .advice(
                            "correct 'linuxParameters.devices' of the container, or place the task on instances that have"
                                    + " the device")
                    .doc(Docs.START)
                    .when("error gathering device information", "adding custom device"),
            cause("cgroup", TRANSIENT, "the instance cannot create the task's control groups")
                    .advice("check cgroup, systemd and agent version of the instance, or replace it")
                    .doc(Docs.START)
                    .when("CgroupError", "Agent could not create task's platform resources", "failed to create cgroup"),
            cause("volume", BUDGETED, "a volume cannot be created or mounted")
                    .advice("check 'volumes' and 'mountPoints', whether source and mount path are both files or both"
                            + " directories, and the volume plug-in of the instance")
                    .doc(Docs.VOLUME)
                    .when(
                            "VolumeDriver.",
                            "error while mounting volume",
                            "error mounting",
                            "rootfs_linux.go",
                            "failed to mount local volume",
                            "plugin * not found*volume",
                            "Are you trying to mount a directory onto a file"),
            cause("host-port-in-use", BUDGETED, "the host port is in use")
                    .advice("set 'hostPort: 0' for a dynamic port, or run one task per instance")
                    .doc(Docs.START)
                    .when(
                            "driver failed programming external connectivity",
                            "failed to set up container networking*port",
                            "failed to bind host port",
                            "ports are not available"),
            cause("agent-disconnected", TRANSIENT, "the ECS agent of the instance is not connected")
                    .advice("restart the agent on the instance (sudo systemctl restart ecs), or replace the instance")
                    .doc(Docs.EVENTS)
                    .when(
                            "have the agent connected",
                            "agent is not connected",
                            "agent not connected",
                            "agent is disconnected"),
            cause("dependency", BUDGETED, "a container that another one depends on did not become ready")
                    .advice("see why the container in 'dependsOn' fails, and check for circular dependencies")
                    .doc(Docs.PARAMETERS_OF_TASKS)
                    .when("TaskDependencyError", "dependencies cannot be resolved", "DependencyError"),
            cause("quota", TRANSIENT, "a quota of the account is exhausted")
                    .advice(
                            "request an increase in the Service Quotas console (Amazon EC2: running On-Demand or Spot instances)")
                    .doc(Docs.QUOTAS)
                    .when(
                            "MaxSpotInstanceCountExceeded",
                            "VcpuLimitExceeded",
                            "InstanceLimitExceeded",
                            "SpotMaxPriceTooLow",
                            "AddressLimitExceeded",
                            "VolumeLimitExceeded",
                            "NetworkInterfaceLimitExceeded"),
            cause("instance-capacity", TRANSIENT, "AWS has no instance for the capacity provider at the moment")
                    .advice(
                            "wait, or add instance types, Availability Zones or purchase options to the capacity provider")
                    .doc(Docs.CAPACITY_PROVIDERS)
                    .when(
                            "UnfulfillableCapacity",
                            "InsufficientInstanceCapacity",
                            "InsufficientHostCapacity",
                            "InsufficientReservedInstanceCapacity",
                            "InsufficientCapacityOnOutpost",
                            "Unable to fulfill capacity",
                            "Unable to launch instance"),
            cause("target-zone", PERMANENT, "a target is in an Availability Zone that the load balancer does not serve")
                    .advice(
                            "enable the Availability Zone (a subnet in it) for the load balancer, or remove its subnet from"
                                    + " 'awsvpcConfiguration.subnets' of the service")
                    .doc(Docs.LOAD_BALANCER)
                    .when(
                            "Availability Zone that is not enabled",
                            "Availability Zone is not enabled",
                            "not in an Availability Zone enabled"),
            cause("target-vpc", PERMANENT, "the tasks are in another VPC than the target group")
                    .advice("use a target group in the VPC of the service's subnets or instances")
                    .doc(Docs.LOAD_BALANCER)
                    .when("not in the target group VPC", "not within the VPC", "is not in the VPC of the target group"),
            cause("listener-rules", PERMANENT, "a listener rule is not suitable")
                    .advice("the service's listener rule no longer exists: correct 'productionListenerRule' and"
                            + " 'testListenerRule' of 'loadBalancers.advancedConfiguration'")
                    .doc(Docs.LOAD_BALANCER)
                    .when("rules not found", "rule not found", "RuleNotFound", "ListenerNotFound"),
            cause("no-rollback-candidate", PERMANENT, "ECS has no earlier deployment to roll back to")
                    .advice(
                            "deploy a good revision; ECS can only roll back to a revision with a completed deployment of"
                                    + " this service")
                    .doc(Docs.CIRCUIT_BREAKER)
                    .when("No rollback candidate"));

    private InnerCauses() {}
}
