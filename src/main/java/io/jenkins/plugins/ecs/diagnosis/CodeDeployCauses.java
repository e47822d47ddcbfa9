package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.BUDGETED;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.PERMANENT;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.TRANSIENT;

import java.util.List;

/** Why CodeDeploy stopped a deployment, by its error codes ({@code ErrorInformation.code}). */
final class CodeDeployCauses {

    static final List<CauseRule> RULES = List.of(
            cause("codedeploy-hook", PERMANENT, "a hook of CodeDeploy failed")
                    .advice("see the log of the hook's Lambda function: it must call"
                            + " PutLifecycleEventHookExecutionStatus with Succeeded, within an hour")
                    .doc(Docs.CODE_DEPLOY_HOOKS)
                    .when("CodeDeploy reports HOOK_EXECUTION_FAILURE"),
            cause("codedeploy-alarm", BUDGETED, "a CloudWatch alarm stopped the deployment")
                    .advice("see the alarm's metric in CloudWatch for the time of the deployment; CodeDeploy also stops"
                            + " for an alarm that was in ALARM before")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when("CodeDeploy reports ALARM_ACTIVE"),
            cause("codedeploy-not-continued", PERMANENT, "the pause was not answered in time")
                    .advice("answer the pause on the build page, or raise the wait of the deployment group"
                            + " (deploymentReadyOption.waitTimeInMinutes)")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when("CodeDeploy reports TIMEOUT*notification to continue"),
            cause("codedeploy-timeout", PERMANENT, "the new tasks were not healthy in time")
                    .advice("see why the tasks stopped, and check the health checks of the target group")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when("CodeDeploy reports TIMEOUT", "CodeDeploy reports HEALTH_CONSTRAINTS"),
            cause("codedeploy-stopped", PERMANENT, "a user stopped the deployment")
                    .advice("see in CloudTrail who called StopDeployment")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when("CodeDeploy reports MANUAL_STOP"),
            cause("codedeploy-role", PERMANENT, "the role of the deployment group lacks permissions")
                    .advice("attach AWSCodeDeployRoleForECS to the group's service role; for hooks it needs"
                            + " lambda:InvokeFunction, for task roles iam:PassRole")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when("CodeDeploy reports IAM_ROLE_PERMISSIONS", "CodeDeploy reports IAM_ROLE_MISSING"),
            cause("codedeploy-load-balancer", PERMANENT, "target groups or listeners do not match the deployment group")
                    .advice("the production listener must forward to the target group of the primary task set, and the"
                            + " deployment group needs this target group and a second one")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when(
                            "CodeDeploy reports ELASTIC_LOAD_BALANCING_INVALID",
                            "CodeDeploy reports MISSING_ELB_INFORMATION"),
            cause("codedeploy-ecs", PERMANENT, "ECS rejected a call of CodeDeploy")
                    .advice("see the message of ECS; usually the task definition, its roles or the network are wrong")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when("CodeDeploy reports ECS_UPDATE_ERROR", "CodeDeploy reports INVALID_ECS_SERVICE"),
            cause("codedeploy-revision", PERMANENT, "the AppSpec is wrong")
                    .advice("correct 'appSpec'")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when("CodeDeploy reports INVALID_REVISION", "CodeDeploy reports REVISION_MISSING"),
            cause("codedeploy-missing", PERMANENT, "the application or the deployment group no longer exists")
                    .advice("see in CloudTrail who deleted it")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when("CodeDeploy reports APPLICATION_MISSING", "CodeDeploy reports DEPLOYMENT_GROUP_MISSING"),
            cause("codedeploy-passing", TRANSIENT, "CodeDeploy was throttled or had an internal error")
                    .advice("deploy again")
                    .doc(Docs.CODE_DEPLOY_ERRORS)
                    .when(
                            "CodeDeploy reports THROTTLED",
                            "CodeDeploy reports INTERNAL_ERROR",
                            "CodeDeploy reports RESOURCE_LIMIT_EXCEEDED"));

    private CodeDeployCauses() {}
}
