package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.BUDGETED;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.PERMANENT;

import java.util.List;

/**
 * What the agent fetches before a container starts: secrets, parameters and environment files, and the roles for it.
 */
final class SecretCauses {

    static final List<CauseRule> RULES = List.of(
            cause("role-not-assumable", PERMANENT, "ECS cannot assume the task's role")
                    .advice(
                            "allow sts:AssumeRole for ecs-tasks.amazonaws.com in the trust policies of 'executionRoleArn'"
                                    + " and 'taskRoleArn', and check that both roles exist")
                    .doc(Docs.EXECUTION_ROLE)
                    .when(
                            "unable to assume the role",
                            "unable to assume role",
                            "IAM trust relationship has been misconfigured",
                            "not authorized to perform: sts:AssumeRole"),
            cause("execution-role-missing", PERMANENT, "the task definition has no execution role")
                    .advice("set 'executionRoleArn' in the task definition")
                    .doc(Docs.EXECUTION_ROLE)
                    .when(
                            "requires task definition to have execution role",
                            "unable to find execution role credentials",
                            "execution role credentials not available"),
            cause("role-permissions", PERMANENT, "the service's IAM permissions were changed")
                    .advice("restore the permissions that ECS needs; CloudTrail shows the denied call")
                    .doc(Docs.EVENTS)
                    .when("IAM permissions policies have been misconfigured"),
            cause("env-file", PERMANENT, "an environment file cannot be read")
                    .advice("check 'environmentFiles' and allow s3:GetObject and s3:GetBucketLocation on it for"
                            + " 'executionRoleArn'")
                    .doc(Docs.ENVIRONMENT_FILES)
                    .when(
                            "env file*AccessDenied",
                            "env file*Forbidden",
                            "env file*NoSuch",
                            "env file*NotFound",
                            "env file*not found"),
            cause("env-file", BUDGETED, "the environment files cannot be downloaded")
                    .advice("check 'environmentFiles', and that the task's subnets can reach Amazon S3")
                    .doc(Docs.ENVIRONMENT_FILES)
                    .when("failed to download env files", "unable to download env file"),
            cause("secret-missing", PERMANENT, "a secret does not exist")
                    .advice("create the secret, its version or its JSON key, or correct 'valueFrom' (check the Region)")
                    .doc(Docs.SECRETS_MANAGER)
                    .when(
                            "can't find the specified secret",
                            "Check whether the secret exists",
                            "did not contain json key",
                            "secret*marked for deletion",
                            "secret*marked deleted",
                            "Secrets Manager*ResourceNotFoundException",
                            "from asm*ResourceNotFoundException"),
            cause("secret-format", PERMANENT, "the reference or content of a secret is malformed")
                    .advice("correct 'valueFrom' (secret ARN:json-key:version-stage:version-id); with a JSON key the"
                            + " secret must be a JSON object")
                    .doc(Docs.SECRETS_MANAGER)
                    .when(
                            "secret*unexpected ARN format",
                            "secret*invalid character",
                            "secret*minimum field size",
                            "secret*unable to unmarshal",
                            "secret*AuthorizationData is malformed"),
            cause("secret-denied", PERMANENT, "not allowed to decrypt a secret")
                    .advice("allow kms:Decrypt on the secret's KMS key for 'executionRoleArn', also in the key policy")
                    .doc(Docs.SECRETS)
                    .when("kms:Decrypt", "Access to KMS is not allowed", "KMS*AccessDenied"),
            cause("parameter-missing", PERMANENT, "a parameter does not exist")
                    .advice("create the parameter in the Systems Manager Parameter Store, or correct 'valueFrom'")
                    .doc(Docs.PARAMETERS)
                    .when("invalid ssm parameters", "ParameterNotFound", "Parameter Store*invalid parameters"),
            cause("parameter-denied", PERMANENT, "not allowed to read a parameter")
                    .advice("allow ssm:GetParameters on the parameter for 'executionRoleArn'")
                    .doc(Docs.PARAMETERS)
                    .when("not authorized to perform: ssm:", "from ssm*AccessDenied", "Parameter Store*AccessDenied"),
            cause("secret-denied", PERMANENT, "not allowed to read a secret")
                    .advice("allow secretsmanager:GetSecretValue on the secret for 'executionRoleArn'")
                    .doc(Docs.SECRETS_MANAGER)
                    .when(
                            "not authorized to perform: secretsmanager:",
                            "from asm*AccessDenied",
                            "Secrets Manager*AccessDenied"),
            cause("secret-network", BUDGETED, "the services with the secrets cannot be reached")
                    .advice(
                            "connect the task's subnets: NAT gateway, public IP, or VPC endpoints for secretsmanager, ssm"
                                    + " and kms; and allow outbound traffic to port 443 in the security group")
                    .doc(Docs.CONNECTIVITY)
                    .when(
                            "secret*connection issue between the task and",
                            "secret*Check your network connection",
                            "secret*RequestError",
                            "secret*RequestCanceled",
                            "secret*request send failed",
                            "secret*deadline exceeded",
                            "secret*timeout",
                            "secret*dial tcp",
                            "secret*no such host",
                            "unable to pull secrets*signal: killed"),
            cause("secret-unavailable", BUDGETED, "the secrets cannot be fetched")
                    .advice(
                            "check each 'valueFrom', the permissions of 'executionRoleArn', and the network of the task")
                    .doc(Docs.INITIALIZATION)
                    .when(
                            "unable to pull secrets or registry auth",
                            "unable to retrieve secret",
                            "fetching secret data"));

    private SecretCauses() {}
}
