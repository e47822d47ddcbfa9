package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.Denial;
import java.util.Optional;

/**
 * The sentence of IAM, wherever it occurs: {@code … is not authorized to perform: ecr:BatchGetImage on resource …
 * because no VPC endpoint policy allows …}. It names the action and the policy, so the surrounding text adds nothing.
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
                                "ECS cannot assume its infrastructure role",
                                "allow sts:AssumeRole for ecs.amazonaws.com in its trust policy; " + advice,
                                Docs.INFRASTRUCTURE_ROLE)
                        : denied(
                                "role-not-assumable",
                                "ECS cannot assume the task's role",
                                "allow sts:AssumeRole for ecs-tasks.amazonaws.com in the trust policies of 'executionRoleArn' and"
                                        + " 'taskRoleArn'; " + advice,
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
