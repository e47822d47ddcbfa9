package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.Denial;
import java.util.Optional;

/**
 * What IAM's own sentence says, wherever it stands: {@code … is not authorized to perform: ecr:BatchGetImage on resource …
 * because no VPC endpoint policy allows …}. It names the action and the policy, so nothing around it says more.
 */
final class DeniedCauses {

    private static final String EXECUTION_ROLE = "'executionRoleArn' (on EC2 without one: the instance role)";

    private DeniedCauses() {}

    @NonNull
    static Optional<Cause> of(@NonNull String text) {
        Denial denial = Denial.of(text).orElse(null);
        String action = denial == null ? null : denial.action();
        return action == null ? Optional.empty() : Optional.of(cause(denial, action, text));
    }

    private static Cause cause(Denial denial, String action, String text) {
        String service = action.substring(0, action.indexOf(':'));
        boolean infrastructure = text.contains("capacity provider") || text.contains("nfrastructure");
        String whose = infrastructure
                ? "the infrastructure role"
                : service.equals("elasticfilesystem") ? "'taskRoleArn'" : EXECUTION_ROLE;
        String advice = denial.advice(action, whose);
        return switch (service) {
            case "ecr", "ecr-public" -> denied("image-pull-denied", "not allowed to pull the image", advice, Docs.PULL);
            case "secretsmanager" ->
                denied("secret-denied", "not allowed to read a secret", advice, Docs.SECRETS_MANAGER);
            case "kms" -> denied("secret-denied", "not allowed to use a KMS key", advice, Docs.SECRETS);
            case "ssm" -> denied("parameter-denied", "not allowed to read a parameter", advice, Docs.PARAMETERS);
            case "logs" -> denied("log-driver-denied", "not allowed to write the log", advice, Docs.AWSLOGS);
            case "elasticfilesystem" ->
                denied("efs-mount", "not allowed to mount the EFS file system", advice, Docs.EFS);
            case "s3" -> denied("s3-denied", "not allowed to read from Amazon S3", advice, Docs.EXECUTION_ROLE);
            case "sts" ->
                infrastructure
                        ? denied(
                                "role-not-assumable",
                                "ECS can't assume its infrastructure role",
                                "let its trust policy allow sts:AssumeRole to ecs.amazonaws.com; " + advice,
                                Docs.INFRASTRUCTURE_ROLE)
                        : denied(
                                "role-not-assumable",
                                "ECS can't assume the task's role",
                                "let the trust policy of 'executionRoleArn' and 'taskRoleArn' allow sts:AssumeRole to"
                                        + " ecs-tasks.amazonaws.com; " + advice,
                                Docs.EXECUTION_ROLE);
            default ->
                denied(
                        infrastructure ? "infrastructure-role" : "permission-denied",
                        "a permission is missing: " + action,
                        advice,
                        infrastructure ? Docs.INFRASTRUCTURE_ROLE : Docs.EXECUTION_ROLE);
        };
    }

    private static Cause denied(String id, String title, String advice, String docUrl) {
        return new Cause(id, title, Permanence.PERMANENT, advice, docUrl, "");
    }
}
