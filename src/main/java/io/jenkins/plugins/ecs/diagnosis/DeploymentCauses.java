package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.BUDGETED;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.NOISE;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.PERMANENT;

import java.util.List;

/** Causes that stop a deployment as a whole: its settings, hooks and monitors. */
final class DeploymentCauses {

    static final CauseRule MIN_MAX = cause(
                    "min-max-percent", PERMANENT, "minimum and maximum percent leave no room for the deployment")
            .advice("lower minimumHealthyPercent or raise maximumPercent of the service so that one task can"
                    + " stop or start")
            .doc(Docs.ROLLING)
            .when("because of the service deployment configuration");

    /** A warning, not a failure. */
    static final CauseRule ALARM_AT_START = cause(
                    "alarm-ignored", NOISE, "an alarm was already in ALARM, so ECS ignores it for this deployment")
            .advice("resolve the alarm before the next deployment; it does not monitor this one")
            .doc(Docs.ALARMS)
            .when("already in ALARM");

    static final List<CauseRule> RULES = List.of(
            cause("lifecycle-hook", PERMANENT, "a lifecycle hook failed")
                    .advice("see the log of the hook's Lambda function; it must answer hookStatus SUCCEEDED, and the"
                            + " hook's role must be allowed lambda:InvokeFunction")
                    .doc(Docs.HOOKS)
                    .when("lifecycle hook", "HookStatus must not be null"),
            cause("infrastructure-role", PERMANENT, "the ECS infrastructure role lacks permissions")
                    .advice("attach AmazonECSInfrastructureRolePolicyForLoadBalancers to the role of"
                            + " 'loadBalancers.advancedConfiguration.roleArn'")
                    .doc(Docs.INFRASTRUCTURE_ROLE)
                    .when("permissions on ECS Infrastructure Role", "ECS Infrastructure Role*missing"),
            cause("listener-rules", PERMANENT, "a listener rule is not suitable")
                    .advice("give the ARN of a listener rule (Application Load Balancer) or of a listener (Network Load"
                            + " Balancer), one for production and another one for test traffic")
                    .doc(Docs.LOAD_BALANCER)
                    .when(
                            "ListenerRule has an invalid ARN format",
                            "cannot be used as both production and test listener rules",
                            "testListenerRule is required"),
            cause("advanced-configuration", PERMANENT, "a load balancer lacks the settings for shifting traffic")
                    .advice(
                            "set alternateTargetGroup, productionListenerRule and infrastructureRole; the two target groups"
                                    + " must be different")
                    .doc(Docs.LOAD_BALANCER)
                    .when(
                            "advancedConfiguration field is required",
                            "Either all or none*advancedConfiguration",
                            "Duplicate targetGroupArn"),
            cause("network-configuration", PERMANENT, "target groups and listener rules do not match")
                    .advice("let one target group of the service serve the production listener rule, and the other"
                            + " none or the test rule")
                    .doc(Docs.LOAD_BALANCER)
                    .when("invalid networking configuration"),
            cause("alarm", BUDGETED, "a CloudWatch alarm was triggered")
                    .advice("see the alarm's metric in CloudWatch for the time of the deployment")
                    .doc(Docs.ALARMS)
                    .when("alarm detected", "rolled back because*alarm", "alarms in ALARM state"),
            cause("protected-tasks", PERMANENT, "old tasks are protected from scale-in")
                    .advice("wait until the protection expires, or call ecs:UpdateTaskProtection with"
                            + " protectionEnabled false")
                    .doc(Docs.PROTECTION)
                    .when("tasks under protection", "number of protected tasks", "waiting for protected tasks"),
            ALARM_AT_START,
            MIN_MAX,
            cause("circuit-breaker", BUDGETED, "the deployment circuit breaker was triggered")
                    .advice("see why the tasks stopped")
                    .doc(Docs.CIRCUIT_BREAKER)
                    .when("circuit breaker", "deployment failed: tasks failed to start"));

    private DeploymentCauses() {}
}
