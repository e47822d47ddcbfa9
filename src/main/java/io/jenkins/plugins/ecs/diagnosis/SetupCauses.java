package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.BUDGETED;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.PERMANENT;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.TRANSIENT;

import java.util.List;

/** Setup before a container runs: logging, volumes, network interface. */
final class SetupCauses {

    static final List<CauseRule> RULES = List.of(
            cause("log-driver-denied", PERMANENT, "not allowed to write the log")
                    .advice("allow logs:CreateLogStream and logs:PutLogEvents (with 'awslogs-create-group' also"
                            + " logs:CreateLogGroup) for 'executionRoleArn' (on EC2 without one: the instance role)")
                    .doc(Docs.AWSLOGS)
                    .when(
                            "not authorized to perform: logs:",
                            "logging driver*AccessDenied",
                            "logger args*AccessDenied",
                            "Cloudwatch log*AccessDenied"),
            cause("log-group-missing", PERMANENT, "the log group does not exist")
                    .advice("create the log group of 'awslogs-group' in 'awslogs-region', or set"
                            + " 'awslogs-create-group: true'")
                    .doc(Docs.AWSLOGS)
                    .when("The specified log group does not exist", "Cloudwatch log stream*ResourceNotFoundException"),
            cause("log-network", BUDGETED, "CloudWatch Logs cannot be reached, or the log group does not exist")
                    .advice("check 'awslogs-group' and 'awslogs-region', and connect the task's subnets: NAT gateway,"
                            + " public IP, or a VPC endpoint for logs")
                    .doc(Docs.CONNECTIVITY)
                    .when(
                            "cannot find the Amazon CloudWatch log group",
                            "logger args*signal: killed",
                            "logger args*timeout",
                            "logger args*deadline exceeded",
                            "logging driver*RequestError",
                            "logging driver*timeout"),
            cause("log-options", PERMANENT, "the log configuration is not valid")
                    .advice("correct 'logConfiguration.options' of the container")
                    .doc(Docs.AWSLOGS)
                    .when("unknown log opt", "unsupported log driver", "logger args*must specify a value for"),
            cause("log-driver", BUDGETED, "the log driver failed to start")
                    .advice("check 'logConfiguration' of the container")
                    .doc(Docs.AWSLOGS)
                    .when("failed to initialize logging driver", "failed to validate logger args"),
            cause("efs-mount", PERMANENT, "the EFS file system rejected the mount")
                    .advice("check 'rootDirectory' and 'accessPointId', and allow elasticfilesystem:ClientMount for"
                            + " 'taskRoleArn'")
                    .doc(Docs.EFS)
                    .when(
                            "EFS*access denied by server",
                            "EFS*No such file or directory",
                            "EFS*does not exist",
                            "EFS*AccessDenied"),
            cause("efs-mount", BUDGETED, "the EFS file system cannot be mounted")
                    .advice(
                            "create a mount target in each Availability Zone, allow the task's inbound traffic on port 2049"
                                    + " in its security group, and enable DNS in the VPC")
                    .doc(Docs.EFS)
                    .when("EFS utils commands", "EFS volume", "mount.nfs4"),
            cause("volume", BUDGETED, "a volume cannot be created or mounted")
                    .advice("check 'volumes' and 'mountPoints'; for EBS also the role of 'volumeConfigurations'")
                    .doc(Docs.VOLUME)
                    .when(
                            "CannotCreateVolumeError",
                            "CannotInspectVolumeError",
                            "error mounting",
                            "invalid volume specification",
                            "invalid mount config",
                            "failed to attach EBS volume",
                            "EBS*not attached",
                            "FSxWindowsFileServer"),
            cause("subnet-full", TRANSIENT, "a subnet has no free IP addresses")
                    .advice("add a larger subnet to 'awsvpcConfiguration.subnets', or free addresses in it")
                    .doc(Docs.FAILED_TO_START)
                    .when(
                            "InsufficientFreeAddressesInSubnet",
                            "not enough free addresses",
                            "insufficient free addresses"),
            cause("network-configuration", PERMANENT, "a subnet or security group does not exist")
                    .advice("correct 'awsvpcConfiguration' of the service")
                    .doc(Docs.NETWORKING)
                    .when(
                            "InvalidGroup.NotFound",
                            "InvalidSubnetID.NotFound",
                            "InvalidSecurityGroupID.NotFound",
                            "security group * does not exist",
                            "subnet * does not exist"),
            cause("tag-policy", PERMANENT, "a tag policy rejected the task's network interface")
                    .advice("add the tags that the organization's tag policy requires to the service, with"
                            + " 'propagateTags: SERVICE'")
                    .doc(Docs.FAILED_TO_START)
                    .when("TagPolicyViolation"),
            cause("provisioning-timeout", TRANSIENT, "AWS did not provide the network interface or the storage in time")
                    .doc(Docs.FAILED_TO_START)
                    .when(
                            "Timeout waiting for network interface provisioning",
                            "Timeout waiting for EphemeralStorage provisioning",
                            "Timeout waiting for * provisioning to complete"),
            cause("eni-limit", TRANSIENT, "an instance has no free network interface")
                    .advice("add instances, or enable the account setting 'awsvpcTrunking'")
                    .doc(Docs.ENI)
                    .when("RESOURCE:ENI", "enough ENI", "unused device index", "AttachmentLimitExceeded"),
            cause("eni-setup", TRANSIENT, "AWS could not attach the task's network interface")
                    .doc(Docs.FAILED_TO_START)
                    .when(
                            "Unexpected EC2 error while attempting to",
                            "failed to configure ENI",
                            "ContainerNetworkingError"));

    private SetupCauses() {}
}
