package io.jenkins.plugins.ecs.rollout.request;

import static io.jenkins.plugins.ecs.rollout.request.SettingKind.choice;
import static io.jenkins.plugins.ecs.rollout.request.SettingKind.decimal;
import static io.jenkins.plugins.ecs.rollout.request.SettingKind.flag;
import static io.jenkins.plugins.ecs.rollout.request.SettingKind.list;
import static io.jenkins.plugins.ecs.rollout.request.SettingKind.longText;
import static io.jenkins.plugins.ecs.rollout.request.SettingKind.nested;
import static io.jenkins.plugins.ecs.rollout.request.SettingKind.text;
import static io.jenkins.plugins.ecs.rollout.request.SettingKind.time;
import static io.jenkins.plugins.ecs.rollout.request.SettingKind.whole;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyChecks;
import io.jenkins.plugins.ecs.schedules.ScheduleSelection;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The table of all parameters of the steps: name, label, type, check, choices and default. Forms, checks, the layers of
 * settings, the effective settings and the request are made from it. The names in Jenkinsfiles are persisted.
 */
public enum Setting {
    TARGET(Group.CONNECTION, "target", "Target", text().shared()),
    REGION(Group.CONNECTION, "region", "Region", text().shared()),
    CLUSTER(Group.SERVICE, "cluster", "Cluster", text(RequestChecks::cluster).shared()),
    CREDENTIALS_ID(Group.CONNECTION, "credentialsId", "AWS credentials", "credentials", text().shared()),
    ROLE_ARN(
            Group.ROLE,
            "roleArn",
            "IAM role",
            "role",
            text(RequestChecks::roleChain).shared()),
    /** Belongs to the last role. */
    EXTERNAL_ID(
            Group.ROLE,
            "externalId",
            "External ID",
            text(RequestChecks::externalId).shared()),
    SERVICE(Group.SERVICE, "service", "Service", text(RequestChecks::service)),

    IMAGE(Group.REVISION, "image", "Image", text(RequestChecks::image)),
    TAG(Group.REVISION, "tag", "Tag", text(RequestChecks::tag)),
    TASK_DEFINITION(Group.REVISION, "taskDefinition", "Task definition", longText(RequestChecks::taskDefinition)),
    PATCH(Group.REVISION, "patch", "Patch", longText(RequestChecks::patch)),
    SERVICE_DEFINITION(
            Group.REVISION, "serviceDefinition", "Service definition", longText(RequestChecks::serviceDefinition)),
    IGNORE(
            Group.SERVICE_FILE,
            "ignore",
            "Members of the service definition that others own",
            text(RequestChecks::ignore).shared()),
    ON_CREATE_FAILURE(
            Group.SERVICE_FILE,
            "onCreateFailure",
            "On failed creation",
            choice(Choice.of("keep", "the service stays as it is"), Choice.of("delete", "the new service is deleted"))
                    .or("keep")),
    TFSTATE(Group.REVISION, "tfstate", "Terraform state", longText(RequestChecks::tfstate)),
    CONTAINERS(Group.NESTED, "containers", "Containers", nested()),
    DESIRED_COUNT(Group.COUNT, "desiredCount", "Desired count", whole(0, null, RequestChecks::desiredCount)),
    FORCE_NEW_DEPLOYMENT(Group.COUNT, "forceNewDeployment", "Force a new deployment", flag(false)),
    KEEP_REVISIONS(
            Group.COUNT,
            "keepRevisions",
            "Revisions to keep",
            whole(1, null, RequestChecks::keepRevisions).orAs("all").shared()),
    SUSPEND_SCALING(Group.COUNT, "suspendScaling", "Suspend scaling during the deployment", flag(false)),
    DRY_RUN(Group.COUNT, "dryRun", "Dry run: only report what would change", flag(false)),
    TO(Group.ROLLBACK, "to", "Roll back to", text(RequestChecks::to)),

    SERVICES(Group.NESTED, "services", "Multiple services", nested()),
    WAIT(Group.WAVES, "wait", "Wait for the deployment to end", flag(true)),
    REGISTER_ONLY(Group.WAVES, "registerOnly", "Only register the task definition", flag(false)),
    MAX_PARALLEL(
            Group.WAVES,
            "maxParallel",
            "Maximum parallel services",
            whole(1, null, number -> RequestChecks.positive("maxParallel", number))),
    ON_WAVE_FAILURE(
            Group.WAVES,
            "onWaveFailure",
            "On wave failure",
            choice(OnWaveFailure.values()).or("stop")),

    STRATEGY(
            Group.STRATEGY,
            "strategy",
            "Deployment strategy",
            choice("BLUE_GREEN", "CANARY", "LINEAR")
                    .checkedBy(StrategyChecks::strategy)
                    .orAs("as configured at the service")
                    .shared()),
    BAKE_TIME(Group.STRATEGY, "bakeTime", "Bake time (minutes)", bakeTime("bakeTime")),
    CANARY_PERCENT(Group.STRATEGY, "canaryPercent", "Canary percent", decimal(StrategyChecks::canaryPercent)),
    CANARY_BAKE_TIME(Group.STRATEGY, "canaryBakeTime", "Canary bake time (minutes)", bakeTime("canaryBakeTime")),
    STEP_PERCENT(Group.STRATEGY, "stepPercent", "Step percent", decimal(StrategyChecks::stepPercent)),
    STEP_BAKE_TIME(Group.STRATEGY, "stepBakeTime", "Step bake time (minutes)", bakeTime("stepBakeTime")),
    PAUSE_AT(Group.STRATEGY, "pauseAt", "Pause at", list(StrategyChecks::pauseAt)),
    SUBMITTERS(Group.APPROVAL, "submitters", "Submitters", list()),
    WAIT_UNTIL(
            Group.APPROVAL, "waitUntil", "Wait until", text(WaitUntil::problem).or("deployed")),
    MIGRATION_PLAN(Group.APPROVAL, "migrationPlan", "Only plan the migration from CodeDeploy", flag(false)),
    PAUSE_TIMEOUT(
            Group.TRAFFIC, "pauseTimeout", "Pause timeout (minutes)", whole(1, 20_160, StrategyChecks::pauseTimeout)),
    ON_PAUSE_TIMEOUT(
            Group.TRAFFIC,
            "onPauseTimeout",
            "On pause timeout",
            choice(Choice.of("rollback", "ECS rolls back"), Choice.of("continue", "ECS continues"))
                    .or("rollback")),
    ALARMS(Group.TRAFFIC, "alarms", "Alarms", list()),
    CIRCUIT_BREAKER(
            Group.TRAFFIC,
            "circuitBreaker",
            "Circuit breaker",
            choice(Choice.of("on", "with rollback"), Choice.of("off", ""))
                    .orAs("as configured at the service")
                    .shared()),
    ALTERNATE_TARGET_GROUP(
            Group.TRAFFIC, "alternateTargetGroup", "Alternate target group", text(StrategyChecks::targetGroup)),
    PRODUCTION_LISTENER_RULE(
            Group.TRAFFIC, "productionListenerRule", "Production listener rule", text(StrategyChecks::listenerRule)),
    TEST_LISTENER_RULE(Group.TRAFFIC, "testListenerRule", "Test listener rule", text(StrategyChecks::listenerRule)),
    INFRASTRUCTURE_ROLE(
            Group.TRAFFIC, "infrastructureRole", "ECS infrastructure role", text(StrategyChecks::infrastructureRole)),
    TIMEOUT_COUNTS_PAUSES(Group.TRAFFIC, "timeoutCountsPauses", "Count pauses towards the timeout", flag(false)),

    CODE_DEPLOY_APPLICATION(Group.CODE_DEPLOY, "codeDeployApplication", "Application", text(CodeDeployChecks::name)),
    CODE_DEPLOY_GROUP(Group.CODE_DEPLOY, "codeDeployGroup", "Deployment group", text(CodeDeployChecks::name)),
    DEPLOYMENT_CONFIG(Group.CODE_DEPLOY, "deploymentConfig", "Deployment configuration", text(CodeDeployChecks::name)),
    APP_SPEC(Group.CODE_DEPLOY, "appSpec", "AppSpec", longText(CodeDeployChecks::appSpec)),
    AUTO_ROLLBACK(Group.CODE_DEPLOY, "autoRollback", "Automatic rollback", list(CodeDeployChecks::autoRollback)),

    TIMEOUT(Group.LIMITS, "timeout", "Timeout", time(Duration.ofMinutes(60)).shared()),
    STALL_TIMEOUT(
            Group.LIMITS,
            "stallTimeout",
            "Stall timeout",
            time(Duration.ofMinutes(15)).shared()),
    TIME_UNIT(
            Group.LIMITS,
            "timeUnit",
            "Timeout unit",
            choice("MINUTES", "SECONDS", "HOURS").or("MINUTES")),
    ON_ABORT(
            Group.LIMITS,
            "onAbort",
            "On abort",
            choice(Reaction.values()).or("leave").shared()),
    ON_TIMEOUT(
            Group.LIMITS,
            "onTimeout",
            "On timeout",
            choice(Reaction.values()).or("leave").shared()),
    ON_PERMANENT_FAILURE(
            Group.LIMITS,
            "onPermanentFailure",
            "On permanent failure",
            choice(FailureReaction.values())
                    .orAs("rollback if there is a revision to roll back to, fail if not")
                    .shared()),
    SCHEDULED_TASKS(
            Group.LIMITS,
            "scheduledTasks",
            "Scheduled tasks",
            text(ScheduleSelection::problem).orAs("left as they are").shared()),
    BEFORE(Group.NESTED, "before", "Tasks before the deployment", nested().shared()),
    AFTER(Group.NESTED, "after", "Tasks after the deployment", nested().shared()),
    ON_AFTER_FAILURE(
            Group.TASKS,
            "onAfterFailure",
            "On failure of a task after the deployment",
            choice(AfterFailure.values()).or("fail").shared()),
    VERIFY(Group.NESTED, "verify", "Verification after the deployment", nested().shared()),
    ON_VERIFICATION_FAILURE(
            Group.TASKS,
            "onVerificationFailure",
            "On failed verification",
            choice(VerificationReaction.values()).or("rollback").shared()),
    WATCH(
            Group.TASKS,
            "watch",
            "Watch after the deployment",
            text(VerificationChecks::watchProblem).orAs("none").shared()),
    FAILURE_REPORT(Group.LIMITS, "failureReport", "Failure report", text(RequestChecks::failureReport)),
    WHEN_BUSY(
            Group.LIMITS,
            "whenBusy",
            "When busy",
            choice(WhenBusy.values()).or("wait").shared()),
    ON_OTHER_DEPLOYMENT(
            Group.LIMITS,
            "onOtherDeployment",
            "On deployment started elsewhere",
            choice(OnOtherDeployment.values()).or("replace").shared()),

    MODE(
            Group.VERIFICATION,
            "mode",
            "Mode",
            choice(Choice.of("verify", "what is running"), Choice.of("preflight", "before a deployment"))
                    .or("verify")),
    CHECKS(Group.NESTED, "checks", "Checks", nested()),
    DEFAULT_CHECKS(Group.VERIFICATION, "defaultChecks", "Also run the default checks", flag(true)),
    DEPLOYMENT(Group.VERIFICATION, "deployment", "Deployment to follow", text()),
    FAIL_ON(Group.VERIFICATION, "failOn", "Fail on", text()),
    EXPORT_CREDENTIALS(
            Group.BLOCK, "exportCredentials", "Export short-lived AWS credentials to the block", flag(false));

    /** The parts of a form. */
    public enum Group {
        CONNECTION,
        ROLE,
        SERVICE,
        REVISION,
        SERVICE_FILE,
        COUNT,
        ROLLBACK,
        WAVES,
        STRATEGY,
        APPROVAL,
        TRAFFIC,
        CODE_DEPLOY,
        LIMITS,
        TASKS,
        VERIFICATION,
        BLOCK,
        NESTED;

        @NonNull
        public List<Setting> settings() {
            return Arrays.stream(Setting.values())
                    .filter(each -> each.group == this)
                    .toList();
        }
    }

    private final Group group;
    private final String field;
    private final String label;
    private final String words;
    private final SettingKind kind;

    Setting(Group group, String field, String label, SettingKind kind) {
        this(group, field, label, label.toLowerCase(Locale.ROOT), kind);
    }

    Setting(Group group, String field, String label, String words, SettingKind kind) {
        this.group = group;
        this.field = field;
        this.label = label;
        this.words = words;
        this.kind = kind;
    }

    private static SettingKind bakeTime(String field) {
        return whole(0, 1440, minutes -> StrategyChecks.bake(field, minutes));
    }

    /** The one of that name in Jenkinsfiles and forms. */
    @NonNull
    public static Optional<Setting> of(@CheckForNull String field) {
        return Arrays.stream(values()).filter(each -> each.field.equals(field)).findFirst();
    }

    /** Its name in Jenkinsfiles and forms. */
    @NonNull
    public String field() {
        return field;
    }

    /** Its name on forms. */
    @NonNull
    public String label() {
        return label;
    }

    /** Its name in the log. */
    @NonNull
    public String words() {
        return words;
    }

    @NonNull
    public Group group() {
        return group;
    }

    @NonNull
    public SettingKind kind() {
        return kind;
    }

    /** What is wrong with a value; empty if nothing is, or if there is none. */
    @NonNull
    public Optional<String> problem(@CheckForNull String value) {
        return problem(field, value);
    }

    /** @param as the name of the field in the message */
    @NonNull
    public Optional<String> problem(@NonNull String as, @CheckForNull String value) {
        return value == null || value.isBlank()
                ? Optional.empty()
                : kind.check().problem(as, value).map(PlainText::line);
    }
}
