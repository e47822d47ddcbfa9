package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** What each feature needs of IAM. {@code docs/iam.md} and the policies of plans are written from this. */
public enum IamFeature {
    DEPLOY(
            "`ecsDeploy`, `ecsBlueGreen`, `ecsBlueGreenGated`, `ecsRelease`, `ecsRollback`: deploy, follow, verify,"
                    + " diagnose",
            "ecs:DescribeServices",
            "ecs:UpdateService",
            "ecs:DescribeTaskDefinition",
            "ecs:ListTaskDefinitions",
            "ecs:RegisterTaskDefinition",
            "ecs:TagResource",
            "iam:PassRole",
            "ecs:ListServiceDeployments",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "ecs:ListTasks",
            "ecs:DescribeTasks"),
    SERVICE_FILE(
            "`serviceDefinition`: create a service, change its tags, delete it if its creation failed",
            "ecs:CreateService",
            "ecs:DescribeClusters",
            "ecs:ListDaemons",
            "servicediscovery:GetNamespace",
            "ecs:TagResource",
            "ecs:UntagResource",
            "ecs:DeleteService",
            "iam:PassRole"),
    ROLL_BACK(
            "Roll back a deployment in progress: on abort, timeout or permanent failure, or by a rollback step",
            "ecs:StopServiceDeployment"),
    RETENTION(
            "`keepRevisions`: deregister old revisions",
            "ecs:DeregisterTaskDefinition",
            "ecs:ListTaskDefinitions",
            "ecs:ListClusters",
            "ecs:ListServices",
            "ecs:DescribeServices",
            "ecs:ListServiceDeployments",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "ecs:ListTasks",
            "ecs:DescribeTasks",
            "events:ListRuleNamesByTarget",
            "events:ListTargetsByRule",
            "scheduler:ListSchedules",
            "scheduler:GetSchedule"),
    SCHEDULED_TASKS(
            "`scheduledTasks`: give scheduled tasks the new revision",
            "events:ListRuleNamesByTarget",
            "events:ListTargetsByRule",
            "events:DescribeRule",
            "events:PutTargets",
            "scheduler:ListSchedules",
            "scheduler:GetSchedule",
            "scheduler:UpdateSchedule",
            "iam:PassRole"),
    IMPORT(
            "`ecsImport`: read a service, its task definition and its scaling",
            "ecs:DescribeServices",
            "ecs:DescribeTaskDefinition",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:DescribeScheduledActions"),
    SCALE(
            "`ecsScale`: set the count or the range of a service",
            "ecs:DescribeServices",
            "ecs:UpdateService",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:RegisterScalableTarget"),
    SUSPEND_SCALING(
            "`suspendScaling` of `ecsDeploy`, `ecsBlueGreen`: suspend scaling during a deployment",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:RegisterScalableTarget"),
    SCALING(
            "`scaling` in a service definition: change the scaling of a service",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:RegisterScalableTarget",
            "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:PutScalingPolicy",
            "application-autoscaling:DeleteScalingPolicy",
            "application-autoscaling:DescribeScheduledActions",
            "application-autoscaling:PutScheduledAction",
            "application-autoscaling:DeleteScheduledAction"),
    DELETE(
            "`ecsDelete`: delete a service and what belongs to it",
            "ecs:DescribeServices",
            "ecs:ListTagsForResource",
            "ecs:UpdateService",
            "ecs:DeleteService",
            "ecs:ListClusters",
            "ecs:ListServices",
            "ecs:ListTaskDefinitions",
            "ecs:DeregisterTaskDefinition",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DeregisterScalableTarget",
            "events:ListRuleNamesByTarget",
            "events:ListTargetsByRule",
            "events:RemoveTargets",
            "scheduler:ListSchedules",
            "scheduler:GetSchedule",
            "scheduler:DeleteSchedule"),
    FORMS(
            "Forms: names of clusters, services and task definition families, and image tags to choose from",
            "ecs:ListClusters",
            "ecs:ListServices",
            "ecs:ListTaskDefinitionFamilies",
            "ecs:DescribeServices",
            "ecs:DescribeTaskDefinition",
            "ecr:DescribeImages"),
    EVENT_QUEUE("`eventQueue` of a target: receive the events of ECS", "sqs:ReceiveMessage", "sqs:DeleteMessage"),
    LIVE_STATE(
            "`readCredentialsId` of a target: show the live state of services",
            "ecs:DescribeServices",
            "ecs:DescribeServiceRevisions"),
    TAGS("`readCredentialsId` of a target: list the tags of images to deploy", "ecr:DescribeImages"),
    ANSWER_PAUSES("`ecsBlueGreen`, `ecsBlueGreenGated`: approvals and gates", "ecs:ContinueServiceDeployment"),
    FAILURE_REPORT(
            "Failure report: load balancer, alarms, logs, registry",
            "elasticloadbalancing:DescribeTargetHealth",
            "elasticloadbalancing:DescribeTargetGroups",
            "cloudwatch:DescribeAlarms",
            "logs:GetLogEvents",
            "ecr:DescribeImages"),
    BLUE_GREEN(
            "`ecsBlueGreen`: address of the test listener",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeRules"),
    CODE_DEPLOY(
            "`ecsBlueGreen`: services deployed by CodeDeploy",
            "codedeploy:ListApplications",
            "codedeploy:BatchGetApplications",
            "codedeploy:ListDeploymentGroups",
            "codedeploy:BatchGetDeploymentGroups",
            "codedeploy:ListDeployments",
            "codedeploy:BatchGetDeployments",
            "codedeploy:CreateDeployment",
            "codedeploy:GetDeploymentConfig",
            "codedeploy:GetApplicationRevision",
            "codedeploy:RegisterApplicationRevision",
            "codedeploy:GetDeployment",
            "codedeploy:GetDeploymentTarget",
            "codedeploy:ContinueDeployment",
            "codedeploy:StopDeployment"),
    MIGRATE(
            "`ecsBlueGreen`: migration plan for CodeDeploy services",
            "codedeploy:ListApplications",
            "codedeploy:BatchGetApplications",
            "codedeploy:ListDeploymentGroups",
            "codedeploy:BatchGetDeploymentGroups",
            "codedeploy:GetDeploymentConfig",
            "codedeploy:GetApplicationRevision",
            "elasticloadbalancing:DescribeRules"),
    RUN_TASK(
            "`ecsRunTask`: run tasks and read their logs",
            "ecs:RunTask",
            "ecs:StopTask",
            "ecs:DescribeTasks",
            "ecs:ListTasks",
            "ecs:DescribeServices",
            "ecs:DescribeClusters",
            "ecs:DescribeTaskDefinition",
            "ecs:ListTaskDefinitions",
            "ecs:RegisterTaskDefinition",
            "ecs:TagResource",
            "ecs:ListTagsForResource",
            "iam:PassRole",
            "logs:GetLogEvents"),
    TASKS_OF_DEPLOYMENTS(
            "`before` and `after` of a deployment: run tasks with its revision",
            "ecs:RunTask",
            "ecs:StopTask",
            "ecs:DescribeTasks",
            "ecs:ListTasks",
            "ecs:DescribeServices",
            "ecs:DescribeTaskDefinition",
            "ecs:ListTagsForResource",
            "iam:PassRole",
            "logs:GetLogEvents"),
    VERIFY(
            "`ecsVerify`: all checks",
            "ecs:DescribeServices",
            "ecs:DescribeTaskDefinition",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "ecs:ListServiceDeployments",
            "ecs:ListTasks",
            "ecs:DescribeTasks",
            "elasticloadbalancing:DescribeTargetHealth",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeListeners",
            "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricData",
            "logs:DescribeLogGroups",
            "logs:FilterLogEvents",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:DescribeScheduledActions",
            "events:ListRuleNamesByTarget",
            "events:ListTargetsByRule",
            "events:DescribeRule",
            "scheduler:ListSchedules",
            "scheduler:GetSchedule"),
    PREFLIGHT(
            "Preflight and plan: images, roles, secrets, parameters, log groups, quotas",
            "ecr:DescribeImages",
            "ecr:DescribePullThroughCacheRules",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
            "iam:GetRole",
            "secretsmanager:DescribeSecret",
            "ssm:DescribeParameters",
            "logs:DescribeLogGroups",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeRules",
            "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricData",
            "servicequotas:GetServiceQuota"),
    LOOK_UPS(
            "`ecsDeploy`, `ecsBlueGreen`, `ecsBlueGreenGated`: look-ups in definitions",
            "ssm:GetParameters",
            "secretsmanager:DescribeSecret",
            "cloudformation:DescribeStacks",
            "s3:GetObject"),
    ROLES("`roleArn`: on each role of the chain", "sts:AssumeRole"),
    EXPORT("`withEcs(exportCredentials: true)` without a role", "sts:GetSessionToken");

    private final String words;
    private final List<String> actions;

    IamFeature(String words, String... actions) {
        this.words = words;
        this.actions = List.of(actions);
    }

    /** What it is, in Markdown. */
    @NonNull
    public String words() {
        return words;
    }

    /** IAM actions, as a policy names them. */
    @NonNull
    public List<String> actions() {
        return actions;
    }
}
