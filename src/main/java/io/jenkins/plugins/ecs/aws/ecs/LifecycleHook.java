package io.jenkins.plugins.ecs.aws.ecs;

import edu.umd.cs.findbugs.annotations.Nullable;

/**
 * One item of {@code ServiceDeployment.lifecycleHookDetails}: a hook that runs, waits or has run.
 *
 * @param targetType {@code AWS_LAMBDA} or {@code PAUSE}; of a deployment of CodeDeploy the wait that it is in: {@code
 *     READY_WAIT} or {@code TERMINATION_WAIT}
 * @param targetArn of the Lambda function; null for a pause
 * @param status {@code AWAITING_ACTION}, {@code IN_PROGRESS}, {@code SUCCEEDED}, {@code FAILED}, {@code TIMED_OUT}, or what
 *     another value of AWS
 * @param expiresAt epoch milliseconds, AWS's clock; 0 if it is not reported
 * @param timeoutAction what ECS does then: {@code CONTINUE} or {@code ROLLBACK}; may be empty
 */
public record LifecycleHook(
        String id, String targetType, @Nullable String targetArn, String status, long expiresAt, String timeoutAction) {

    /** A wait that is well without an answer: its end is only brought forward by one. */
    public boolean isOptional() {
        return targetType.equals("TERMINATION_WAIT");
    }

    /** Whether it waits for a user to continue or to roll back. */
    public boolean awaitsAction() {
        return status.equals("AWAITING_ACTION");
    }
}
