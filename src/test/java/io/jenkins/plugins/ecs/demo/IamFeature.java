package io.jenkins.plugins.ecs.demo;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** What each feature needs of IAM. The policies in {@code docs/iam.md} are written from this, and from nothing else. */
enum IamFeature {
    DEPLOY(
            "`ecsDeploy`, `ecsBlueGreen`, `ecsBlueGreenGated`, `ecsRollback`: follow, prove and explain a deployment",
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
    ROLL_BACK(
            "rolling back: on abort, on timeout, at a permanent failure, and what is under way when a rollback is asked for",
            "ecs:StopServiceDeployment"),
    RETENTION(
            "`keepRevisions`: deregistering old revisions",
            "ecs:DeregisterTaskDefinition",
            "ecs:ListTaskDefinitions",
            "ecs:ListClusters",
            "ecs:ListServices",
            "ecs:DescribeServices",
            "ecs:ListServiceDeployments",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "ecs:ListTasks",
            "ecs:DescribeTasks"),
    ANSWER_PAUSES("`ecsBlueGreen`, `ecsBlueGreenGated`: approvals and gates", "ecs:ContinueServiceDeployment"),
    FAILURE_REPORT(
            "the report on a failure: load balancer, alarms, logs, registry",
            "elasticloadbalancing:DescribeTargetHealth",
            "elasticloadbalancing:DescribeTargetGroups",
            "cloudwatch:DescribeAlarms",
            "logs:GetLogEvents",
            "ecr:DescribeImages"),
    BLUE_GREEN(
            "`ecsBlueGreen`: where test traffic comes in",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeRules"),
    CODE_DEPLOY(
            "`ecsBlueGreen`: services that CodeDeploy deploys",
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
            "`ecsBlueGreen`: the plan for leaving CodeDeploy",
            "codedeploy:ListApplications",
            "codedeploy:BatchGetApplications",
            "codedeploy:ListDeploymentGroups",
            "codedeploy:BatchGetDeploymentGroups",
            "codedeploy:GetDeploymentConfig",
            "codedeploy:GetApplicationRevision",
            "elasticloadbalancing:DescribeRules"),
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
            "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricData",
            "logs:DescribeLogGroups",
            "logs:FilterLogEvents"),
    PREFLIGHT(
            "looking before deploying: images, roles, secrets, parameters, log groups, quotas",
            "ecr:DescribeImages",
            "ecr:DescribePullThroughCacheRules",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
            "iam:GetRole",
            "secretsmanager:DescribeSecret",
            "ssm:DescribeParameters",
            "logs:DescribeLogGroups",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeRules",
            "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricData",
            "servicequotas:GetServiceQuota"),
    ROLES("`roleArn`, for each role of the chain, on that role", "sts:AssumeRole"),
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
