package io.jenkins.plugins.ecs.verify.check;

import java.util.List;

/** The checks. Their names are persisted. */
public enum CheckKind {
    SERVICE("service", true),
    TASKS("tasks", true, "ecs:ListTasks", "ecs:DescribeTasks"),
    DIGEST(
            "digest",
            true,
            "ecs:ListTasks",
            "ecs:DescribeTasks",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "ecs:DescribeTaskDefinition"),
    HEALTH("health", true, "ecs:ListTasks", "ecs:DescribeTasks", "ecs:DescribeTaskDefinition"),
    TARGETS(
            "targets",
            true,
            "ecs:ListTasks",
            "ecs:DescribeTasks",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "elasticloadbalancing:DescribeTargetHealth"),
    ALARMS("alarms", false, "cloudwatch:DescribeAlarms"),
    HTTP(
            "http",
            false,
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeListeners"),
    LOGS("logs", false, "ecs:DescribeTaskDefinition", "logs:DescribeLogGroups", "logs:FilterLogEvents"),
    METRIC("metric", false, "cloudwatch:GetMetricData"),
    CANARY(
            "canary",
            false,
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "cloudwatch:GetMetricData"),
    DRIFT(
            "drift",
            true,
            "ecs:ListTasks",
            "ecs:DescribeTasks",
            "ecs:DescribeTaskDefinition",
            "ecs:ListServiceDeployments",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:DescribeScheduledActions"),
    SCHEDULES(
            "schedules",
            true,
            "events:ListRuleNamesByTarget",
            "events:ListTargetsByRule",
            "events:DescribeRule",
            "scheduler:ListSchedules",
            "scheduler:GetSchedule"),
    STABLE_FOR(
            "stableFor",
            false,
            "ecs:ListTasks",
            "ecs:DescribeTasks",
            "ecs:DescribeTaskDefinition",
            "elasticloadbalancing:DescribeTargetHealth"),
    // Before a deployment.
    IMAGE("image", false),
    ROLES("roles", false),
    SECRETS("secrets", false),
    LOG_GROUP("logGroup", false),
    TARGET_GROUP("targetGroup", false),
    LISTENER_RULES("listenerRules", false),
    PERCENT("percent", false),
    QUOTA("quota", false);

    /** The checks that run by default. */
    public static final List<CheckKind> BY_DEFAULT = List.of(SERVICE, TASKS, DIGEST, HEALTH, TARGETS, ALARMS);

    /** The checks that run before a deployment. */
    public static final List<CheckKind> PREFLIGHT =
            List.of(SERVICE, ALARMS, IMAGE, ROLES, SECRETS, LOG_GROUP, TARGET_GROUP, LISTENER_RULES, PERCENT, QUOTA);

    private final String word;
    private final boolean mayBeStale;
    private final List<String> iamActions;

    CheckKind(String word, boolean mayBeStale, String... iamActions) {
        this.word = word;
        this.mayBeStale = mayBeStale;
        this.iamActions = List.of(iamActions);
    }

    /** What the check needs besides {@code ecs:DescribeServices}; of checks after a deployment only. */
    public List<String> iamActions() {
        return iamActions;
    }

    /** The name in a Jenkinsfile and in the table. */
    public String word() {
        return word;
    }

    /** How many polls may fail by default. ECS reads are eventually consistent, so their checks may fail twice. */
    public int failureLimit() {
        return mayBeStale ? 2 : 0;
    }
}
