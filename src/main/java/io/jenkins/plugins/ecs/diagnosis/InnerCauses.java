package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.BUDGETED;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.PERMANENT;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.TRANSIENT;

import java.util.List;

/**
 * Reasons that stand inside others: {@code CannotPullContainerError: …: x509: …}. They say by themselves what is wrong,
 * whatever the words around them say of where it happened. Read before all rows that know a text by its outer words.
 */
final class InnerCauses {

    static final List<CauseRule> RULES = List.of(
            cause("certificate", PERMANENT, "the TLS certificate of the server is not trusted")
                    .advice("give the registry or the service a certificate of a public authority that is valid for its"
                            + " host name (Fargate trusts no private one), or on EC2 install the private authority's"
                            + " certificate on the instances")
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
            cause("image-manifest", PERMANENT, "the image's manifest can't be used")
                    .advice("the manifest holds an attestation or no image for this platform: build without provenance"
                            + " (docker buildx build --provenance=false --sbom=false) for the task's platform, and push"
                            + " the image anew")
                    .doc(Docs.PULL)
                    .when(
                            "in-toto",
                            "no processor for media-type",
                            "attestation-manifest",
                            "unknown/unknown",
                            "application/vnd.dev.cosign"),
            cause("image-pull-token", BUDGETED, "the registry's authorization token has expired")
                    .advice("let the agent get a new token: see that 'executionRoleArn' may call"
                            + " ecr:GetAuthorizationToken; on EC2 restart the ECS agent; for another registry give fresh"
                            + " 'repositoryCredentials'")
                    .doc(Docs.PULL)
                    .when("authorization token has expired", "token has expired. Reauthenticate"),
            cause("role-not-assumable", PERMANENT, "ECS can't assume its infrastructure role")
                    .advice("let the trust policy of the infrastructure role allow sts:AssumeRole to"
                            + " ecs.amazonaws.com, and check that the role exists")
                    .doc(Docs.INFRASTRUCTURE_ROLE)
                    .when("unable to assume*Infrastructure Role", "assume*infrastructureRole"),
            cause("infrastructure-role", PERMANENT, "the infrastructure role lacks a permission")
                    .advice("give the infrastructure role of the capacity provider or of the volumes the managed policy"
                            + " of its purpose, with iam:PassRole for the instance profile's role")
                    .doc(Docs.INFRASTRUCTURE_ROLE)
                    .when("UnauthorizedOperation", "capacity provider*not authorized to perform"),
            cause("out-of-memory", BUDGETED, "out of memory")
                    .advice("raise 'memory' of the container or the task: it is too little even to start the process")
                    .doc(Docs.OUT_OF_MEMORY)
                    .when("OOM-killed", "OOM killed", "memory limit too low"),
            cause("gpu-driver", BUDGETED, "the GPU of the instance can't be used")
                    .advice(
                            "use a GPU-optimized AMI of ECS whose NVIDIA driver fits the image's CUDA version, look at the"
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
            cause("cgroup", TRANSIENT, "the instance can't set up the task's control groups")
                    .advice("check the instance: its cgroup version and systemd, its agent's version; or replace it")
                    .doc(Docs.START)
                    .when("CgroupError", "Agent could not create task's platform resources", "failed to create cgroup"),
            cause("volume", BUDGETED, "a volume can't be made or mounted")
                    .advice(
                            "check 'volumes' and 'mountPoints', that the path to mount fits the one in the image, and the"
                                    + " volume plug-in of the instance")
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
                    .advice("set 'hostPort: 0' for a dynamic port, or run one task an instance")
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
            cause("dependency", BUDGETED, "a container that another one depends on did not get ready")
                    .advice("see why the container of 'dependsOn' fails, and that no two depend on each other")
                    .doc(Docs.PARAMETERS_OF_TASKS)
                    .when("TaskDependencyError", "dependencies cannot be resolved", "DependencyError"),
            cause("quota", TRANSIENT, "a quota of the account is used up")
                    .advice(
                            "ask for more in the Service Quotas console (Amazon EC2: running On-Demand or Spot instances)")
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
                    .advice("wait, or widen the instance types, Availability Zones or purchase options of the capacity"
                            + " provider")
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
                            "enable the Availability Zone (a subnet in it) for the load balancer, or take its subnet out"
                                    + " of 'awsvpcConfiguration.subnets' of the service")
                    .doc(Docs.LOAD_BALANCER)
                    .when(
                            "Availability Zone that is not enabled",
                            "Availability Zone is not enabled",
                            "not in an Availability Zone enabled"),
            cause("target-vpc", PERMANENT, "the tasks are in another VPC than the target group")
                    .advice("give the service a target group of the VPC that its subnets or instances are in")
                    .doc(Docs.LOAD_BALANCER)
                    .when("not in the target group VPC", "not within the VPC", "is not in the VPC of the target group"),
            cause("listener-rules", PERMANENT, "a listener rule does not fit")
                    .advice("the listener rule that the service names is gone: correct 'productionListenerRule' and"
                            + " 'testListenerRule' of 'loadBalancers.advancedConfiguration'")
                    .doc(Docs.LOAD_BALANCER)
                    .when("rules not found", "rule not found", "RuleNotFound", "ListenerNotFound"),
            cause("no-rollback-candidate", PERMANENT, "ECS has no earlier deployment to roll back to")
                    .advice("deploy a good revision; ECS can roll back only to one that completed a deployment of this"
                            + " service before")
                    .doc(Docs.CIRCUIT_BREAKER)
                    .when("No rollback candidate"));

    private InnerCauses() {}
}
