package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.operations.SandboxOperation;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.policy.AllowedValues;
import io.jenkins.plugins.ecs.policy.ApprovalForProduction;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.CircuitBreakerRequired;
import io.jenkins.plugins.ecs.policy.CommandsAllowed;
import io.jenkins.plugins.ecs.policy.CreateService;
import io.jenkins.plugins.ecs.policy.CronTimes;
import io.jenkins.plugins.ecs.policy.Deletable;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Freeze;
import io.jenkins.plugins.ecs.policy.FreezeWindow;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.LongestDeployment;
import io.jenkins.plugins.ecs.policy.LookUpsAllowed;
import io.jenkins.plugins.ecs.policy.PathRequired;
import io.jenkins.plugins.ecs.policy.PinnedImages;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.RollbackBy;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.policy.TargetRequired;
import io.jenkins.plugins.ecs.policy.VerificationForProduction;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * Every rule × every step that could get around it × every call that moves a deployment forward. In each cell the rule
 * refuses, its name is reported, and AWS gets no such call; without it the call is sent.
 *
 * <pre>
 * rule                        deploy  revision  settings  waves  blue/green  CodeDeploy  rollback  pause  gate  wave's  CodeDeploy's  followed  task
 *                                                                                       (unproven)               pause   pause         pause     before
 * accounts … freezeWindows      x        x         x        x        x           x          x         x     x      x         x            x        x
 * rollbackBy                    -        -         -        -        -           -          x         -     -      -         -            -        -
 * accounts … freezeWindows    also of a service that is created, or changed by its file, with the roles of that file
 * createService               of a service that is created alone
 * lookUpsAllowed              of all texts that may have look-ups, before anything is looked up
 * accounts … freezeWindows    of a deletion, without those about images and the circuit breaker; and deletable
 * commandsAllowed             of tasks, also before and after a deployment
 * clusters                    also of a scheduled task that is named and runs in another cluster than the service
 * exportForbidden             of withEcs alone: RulebookTest, WithEcsJenkinsTest, WithEcsRenewalJenkinsTest
 * mostDeployments             lets others wait: DeploymentLocksTest, LocksJenkinsTest
 * </pre>
 *
 * Ways through Jenkins itself (folders, renamed and moved jobs, multibranch projects) are in {@code TargetPolicyJenkinsTest}
 * and {@code SharedSettingsJenkinsTest}.
 */
public class RuleTableTest extends StrategyTestCase {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
    private static final String LISTENER = ELB + "listener/app/shop/50dc6c495c0c9188/";
    private static final String DEPLOYER = "arn:aws:iam::123456789012:role/deployer";
    private static final String[] FORWARD = {
        "RegisterTaskDefinition",
        "UpdateService",
        "CreateDeployment",
        "ContinueServiceDeployment",
        "ContinueDeployment",
        "RunTask",
        "CreateService",
        "TagResource",
        "UntagResource",
        "RegisterScalableTarget",
        "PutScalingPolicy",
        "DeregisterScalableTarget",
        "DeleteService"
    };

    private Rule rule;

    private Judgement judge(Change change) {
        if (rule == null) {
            return Judgement.ALLOWED;
        }
        Change.Context context = new Change.Context(null, true, List.of("eve"), Evidence.NONE, null, null);
        Policy policy = new Policy("all of Jenkins", "the platform team", List.of(rule), null);
        return Judgement.of(
                List.of(policy),
                change.withRoles(List.of(DEPLOYER)).in(context),
                sandbox.clock().instant());
    }

    /** Each refuses what all of the steps below do. */
    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Rule each : List.of(
                new AllowedValues(AllowedValues.Kind.ACCOUNTS, List.of("210987654321")),
                new AllowedValues(AllowedValues.Kind.REGIONS, List.of("us-*")),
                new AllowedValues(AllowedValues.Kind.CLUSTERS, List.of("test")),
                new AllowedValues(AllowedValues.Kind.SERVICES, List.of("other")),
                new AllowedValues(AllowedValues.Kind.ROLES, List.of("arn:aws:iam::123456789012:role/app-*")),
                new AllowedValues(AllowedValues.Kind.REGISTRIES, List.of("*.amazonaws.com")),
                new PinnedImages(true, List.of()),
                new CircuitBreakerRequired(),
                new LongestDeployment(Duration.ofMinutes(1)),
                new TargetRequired(),
                new PathRequired(List.of("web"), List.of("the global settings")),
                new ApprovalForProduction(List.of(), false, Duration.ofHours(24)),
                new VerificationForProduction(Duration.ofHours(24)),
                new Freeze(new FreezeWindow(
                        CronTimes.parse("* * * * *"), Duration.ofDays(1), ZoneId.of("UTC"), "weekend")))) {
            rules.put(each.name(), each);
        }
        return rules;
    }

    private static int forward(EcsSandbox ecs) {
        int calls = 0;
        for (String operation : FORWARD) {
            calls += ecs.calls(operation).size();
        }
        return calls;
    }

    /** Behind a load balancer that ECS may shift, without a circuit breaker. */
    private EcsSandbox unwatched() {
        EcsSandbox ecs = newSandbox(false);
        ecs.service(
                "prod",
                "web",
                s -> s.image(OLD).desiredCount(1).circuitBreaker(false, false).shiftingLoadBalancer("app", 8080));
        ecs.clock().advance(Duration.ofMinutes(10));
        return ecs;
    }

    private void isRefused(EcsSandbox ecs, DeployRequestBuilder request) {
        rules().forEach((name, each) -> isRefused(ecs, request, each));
    }

    private void isRefused(EcsSandbox ecs, DeployRequestBuilder request, Rule by) {
        int before = forward(ecs);
        rule = by;

        Outcome outcome = rollout(ecs, request).guardedBy(this::judge).run();

        assertThat(by.name() + ": " + outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("(rule '" + by.name() + "' of all of Jenkins"));
        assertThat(by.name(), forward(ecs), is(before));
    }

    private void isSentWithoutRules(EcsSandbox ecs, DeployRequestBuilder request) {
        int before = forward(ecs);
        rule = null;
        SandboxRollout rollout = rollout(ecs, request).guardedBy(this::judge);
        rollout.runUntil(state -> forward(ecs) > before);
        assertThat(story(rollout), forward(ecs) > before, is(true));
    }

    @Test
    public void aDeploymentOfAnotherImage() {
        EcsSandbox ecs = unwatched();
        isRefused(ecs, request());
        isSentWithoutRules(ecs, request());
    }

    @Test
    public void aRevisionThatIsRegisteredAlready() {
        EcsSandbox ecs = unwatched();
        DeployRequestBuilder existing = DeployRequest.of("eu-central-1", "prod", "api")
                .taskDefinition("api:1")
                .forceNewDeployment(true);
        isRefused(ecs, existing);
        isSentWithoutRules(ecs, existing);
    }

    /** A service of an application and a proxy, of which one digest is approved. */
    @Test
    public void anApprovedDigestLetsNoOtherImagePass() {
        EcsSandbox ecs = unwatched();
        String proxy = "shop/proxy@sha256:" + "ab".repeat(32);
        assertThat(rollout(ecs, ofText(OLD, proxy)).run().verdict(), is(Verdict.SUCCESS));
        Evidence.Approval given = new Evidence.Approval(
                "7",
                "bob",
                List.of(),
                false,
                ecs.clock().millis(),
                Map.of(),
                new Evidence.Bound(proxy.substring(proxy.indexOf('@') + 1), "", ""));
        Evidence evidence = new Evidence(List.of(given), List.of(), List.of());
        PolicyCheck approved = change -> Judgement.of(
                List.of(new Policy(
                        "all of Jenkins",
                        "the platform team",
                        List.of(new ApprovalForProduction(List.of(), false, Duration.ofHours(24))),
                        null)),
                change.in(new Change.Context(null, true, List.of("eve"), evidence, null, null)),
                ecs.clock().instant());
        int before = forward(ecs);

        Outcome other = rollout(ecs, ofText(NEW, proxy)).guardedBy(approved).run();

        assertThat(other.message(), other.verdict(), is(Verdict.REFUSED));
        assertThat(other.cause(), containsString("also changes to " + NEW));
        assertThat(forward(ecs), is(before));
        Outcome same = rollout(ecs, ofText(OLD, proxy).forceNewDeployment(true))
                .guardedBy(approved)
                .run();
        assertThat(same.message(), same.verdict(), is(Verdict.SUCCESS));
    }

    private static DeployRequestBuilder ofText(String app, String proxy) {
        return DeployRequest.of("eu-central-1", "prod", "api")
                .taskDefinition("{\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                        + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":\"app\",\"image\":\""
                        + app + "\",\"memory\":128},{\"name\":\"proxy\",\"image\":\"" + proxy
                        + "\",\"memory\":128}]}");
    }

    @Test
    public void settingsAndCountsAlone() {
        EcsSandbox ecs = unwatched();
        DeployRequestBuilder count =
                DeployRequest.of("eu-central-1", "prod", "api").desiredCount(3);
        isRefused(ecs, count);
        isSentWithoutRules(ecs, count);
    }

    @Test
    public void aRuleThatIsSetBetweenRegisteringAndUpdating() {
        EcsSandbox ecs = unwatched();
        rules().forEach((name, each) -> {
            rule = null;
            SandboxRollout rollout = rollout(ecs, request()).guardedBy(this::judge);
            rollout.runUntil(state -> state.phase() == Phase.UPDATING);
            int before = forward(ecs);
            rule = each;

            Outcome outcome = rollout.run();

            assertThat(name + ": " + outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
            assertThat(name, forward(ecs), is(before));
        });
    }

    @Test
    public void aRuleThatIsSetBeforeTheFirstTask() {
        EcsSandbox ecs = unwatched();
        rules().forEach((name, each) -> {
            rule = null;
            SandboxRollout rollout = rollout(ecs, migrating()).guardedBy(this::judge);
            rollout.runUntil(state -> state.phase() == Phase.RUNNING_BEFORE);
            int before = forward(ecs);
            rule = each;

            Outcome outcome = rollout.run();

            assertThat(name + ": " + outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
            assertThat(name, outcome.cause(), containsString("(rule '" + name + "' of all of Jenkins"));
            assertThat(name, forward(ecs), is(before));
        });
    }

    @Test
    public void theCommandsOfTasksBeforeAndAfter() {
        EcsSandbox ecs = unwatched();
        Rule commands = new CommandsAllowed(List.of("rake *"));
        isRefused(ecs, request().tasks(TasksTestCase.before(TasksTestCase.task("t", "sh", "-c", "id"))), commands);
        isRefused(ecs, request().tasks(TasksTestCase.after(TasksTestCase.task("t", "sh", "-c", "id"))), commands);
        rule = commands;
        SandboxRollout allowed = rollout(ecs, migrating()).guardedBy(this::judge);
        allowed.runUntil(state -> !ecs.calls("RunTask").isEmpty());
        assertThat(story(allowed), ecs.calls("RunTask").size(), is(1));
    }

    /** The text brings commands of its own, which no rule has judged. */
    @Test
    public void theCommandsOfATextThatATaskWouldRun() {
        EcsSandbox ecs = unwatched();
        rule = new CommandsAllowed(List.of("rake *"));
        SandboxRollout rollout = rollout(
                        ecs,
                        DeployRequest.of("eu-central-1", "prod", "api")
                                .taskDefinition("{\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                                        + "\"cpu\":\"256\",\"memory\":\"512\","
                                        + "\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"" + NEW
                                        + "\",\"memory\":128},{\"name\":\"miner\",\"image\":\"" + NEW
                                        + "\",\"memory\":128,\"essential\":false,\"command\":[\"mine\"]}]}")
                                .tasks(TasksTestCase.before(TasksTestCase.task("t", "rake", "db:migrate"))))
                .guardedBy(this::judge);

        Outcome outcome = rollout.run();

        assertThat(outcome.message() + story(rollout), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("mine"));
        assertThat(ecs.calls("RunTask").size(), is(0));
    }

    private static DeployRequestBuilder migrating() {
        return request().tasks(TasksTestCase.before(TasksTestCase.task("t", "rake", "db:migrate")));
    }

    @Test
    public void aBlueGreenDeployment() {
        EcsSandbox ecs = unwatched();
        isRefused(ecs, web(settings(Strategy.BLUE_GREEN)));
        isRefused(ecs, web(settings(Strategy.CANARY)).gated(true));
        isSentWithoutRules(ecs, web(settings(Strategy.BLUE_GREEN)));
    }

    @Test
    public void servicesInWaves() {
        EcsSandbox ecs = unwatched();
        rules().forEach((name, each) -> {
            rule = each;
            int before = forward(ecs);
            try (SandboxWaves waves = waves(ecs)) {
                waves.guardedBy(this::judge).run();
                assertThat(name, waves.verdicts().get("api"), is(Verdict.REFUSED));
                assertThat(String.join("\n", waves.lines()), containsString("rule '" + name + "'"));
            }
            assertThat(name, forward(ecs), is(before));
        });
    }

    @Test
    public void aRollbackThatIsNone() {
        EcsSandbox ecs = unwatched();
        ecs.region()
                .call(
                        "RegisterTaskDefinition",
                        "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                                + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":\"app\","
                                + "\"image\":\"repo/app:0.9.0\"}]}");
        DeployRequestBuilder back = DeployRequest.of("eu-central-1", "prod", "api")
                .taskDefinition("api:2")
                .goesBack(true)
                .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL);
        isRefused(ecs, back);
        isRefused(ecs, back, new RollbackBy(List.of("operators")));
        isSentWithoutRules(ecs, back);
    }

    @Test
    public void aNamedScheduledTaskOfAnotherCluster() {
        EcsSandbox ecs = unwatched();
        ObjectNode schedule = JsonNodeFactory.instance
                .objectNode()
                .put("Name", "nightly")
                .put("State", "ENABLED")
                .put("ScheduleExpression", "rate(1 day)");
        schedule.putObject("FlexibleTimeWindow").put("Mode", "OFF");
        ObjectNode target = schedule.putObject("Target")
                .put("Arn", "arn:aws:ecs:eu-central-1:123456789012:cluster/batch")
                .put("RoleArn", "arn:aws:iam::123456789012:role/events");
        target.putObject("EcsParameters")
                .put("TaskDefinitionArn", "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:1");
        ecs.answer("AWSScheduler", "CreateSchedule", schedule, Duration.ZERO);
        rule = new AllowedValues(AllowedValues.Kind.CLUSTERS, List.of("prod"));

        Outcome outcome = rollout(ecs, request().with(Setting.SCHEDULED_TASKS, "schedule:default/nightly"))
                .guardedBy(this::judge)
                .run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.scheduleProblems().toString(), containsString("(rule 'clusters' of all of Jenkins"));
        assertThat(ecs.calls("UpdateSchedule").size(), is(0));
    }

    @Test
    public void aDeploymentOfCodeDeploy() {
        EcsSandbox ecs = codeDeploy();
        isRefused(ecs, ofCodeDeploy());
        isSentWithoutRules(ecs, ofCodeDeploy());
    }

    @Test
    public void aPauseOfCodeDeploy() {
        pauseIsNotContinued(codeDeploy(), ofCodeDeploy(), "ContinueDeployment");
    }

    @Test
    public void aPause() {
        EcsSandbox ecs = unwatched();
        pauseIsNotContinued(ecs, web(paused()), "ContinueServiceDeployment");
    }

    @Test
    public void thePauseOfADeploymentThatIsOnlyFollowed() {
        EcsSandbox ecs = unwatched();
        rule = null;
        SandboxRollout other = rollout(ecs, web(paused()));
        toPause(other);
        pauseIsNotContinued(
                ecs,
                DeployRequest.of("eu-central-1", "prod", "web")
                        .attachTo(Outcome.of(other.state()).serviceDeploymentArn()),
                "ContinueServiceDeployment");
    }

    @Test
    public void theAnswerOfABlock() {
        EcsSandbox ecs = unwatched();
        rule = null;
        SandboxRollout rollout = rollout(ecs, web(paused()).gated(true)).guardedBy(this::judge);
        toPause(rollout);
        rule = new TargetRequired();
        rollout.answer(PauseAnswer.CONTINUE, "the block");
        rules().forEach((name, each) -> {
            rule = each;
            rollout.runUntil(state -> story(rollout).contains("rule '" + name + "'"));
            assertThat(name, ecs.calls("ContinueServiceDeployment").size(), is(0));
        });
        rule = null;
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(ecs.calls("ContinueServiceDeployment").size(), is(1));
    }

    @Test
    public void thePauseOfAServiceInAWave() {
        EcsSandbox ecs = unwatched();
        rule = null;
        SandboxRollout leaves = rollout(ecs, web(paused()));
        toPause(leaves);
        leaves.answer(PauseAnswer.CONTINUE, "bob");
        leaves.run();
        int before = ecs.calls("ContinueServiceDeployment").size();
        try (SandboxWaves waves = waves(ecs)) {
            waves.guardedBy(this::judge).runUntil(RuleTableTest::isPaused);
            rules().forEach((name, each) -> {
                rule = each;
                waves.answer("web", PauseAnswer.CONTINUE, "eve");
                waves.runUntil(RuleTableTest::isPaused);
                assertThat(String.join("\n", waves.lines()), containsString("rule '" + name + "'"));
                assertThat(name, ecs.calls("ContinueServiceDeployment").size(), is(before));
            });
        }
    }

    private void pauseIsNotContinued(EcsSandbox ecs, DeployRequestBuilder request, String operation) {
        rule = null;
        SandboxRollout rollout = rollout(ecs, request).guardedBy(this::judge);
        toPause(rollout);
        rules().forEach((name, each) -> {
            rule = each;
            rollout.answer(PauseAnswer.CONTINUE, "eve");
            toPause(rollout);
            assertThat(story(rollout), containsString("rule '" + name + "'"));
            assertThat(name, ecs.calls(operation).size(), is(0));
        });
        rule = null;
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        rollout.run();
        assertThat(story(rollout), ecs.calls(operation).size(), is(1));
    }

    private static DeployRequestBuilder file(String service, String text) {
        return DeployRequest.of("eu-central-1", "prod", service)
                .taskDefinition("web")
                .with(Setting.SERVICE_DEFINITION, text);
    }

    /** Only the rule about the circuit breaker can be met by the file, and is not here. */
    @Test
    public void aServiceThatIsCreated() {
        EcsSandbox ecs = unwatched();
        String text = "desiredCount: 1\nlaunchType: FARGATE\n"
                + "networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-1]}}\n";
        isRefused(ecs, file("shop", text));
        isRefused(ecs, file("shop", text), new CreateService(List.of("pr-*", "test/*")));
        isRefused(ecs, file("shop", text), new CreateService(List.of()));
        rule = new CreateService(List.of("prod/sh*"));
        assertThat(rollout(ecs, file("shop", text)).guardedBy(this::judge).run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aServiceThatIsChangedByItsFile() {
        EcsSandbox ecs = unwatched();
        isRefused(ecs, file("web", "enableExecuteCommand: true"));
        isRefused(ecs, file("web", "tags: [{key: a, value: b}]"));
        isSentWithoutRules(ecs, file("web", "enableExecuteCommand: true"));
    }

    @Test
    public void theScalingOfAFileAlone() {
        EcsSandbox ecs = unwatched();
        isRefused(ecs, file("web", "scaling: {min: 1, max: 4}"));
        isSentWithoutRules(ecs, file("web", "scaling: {min: 1, max: 4}"));
    }

    @Test
    public void whatDefinitionsLookUp() {
        String text = "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"" + NEW
                + "\",\"environment\":[{\"name\":\"A\",\"value\":\"${ssm:/prod/a:-1}\"}]}]}";
        DeployRequestBuilder api = DeployRequest.of("eu-central-1", "prod", "api");
        Rule onlyTest = new LookUpsAllowed(List.of("ssm:/test/*", "env:*"));
        for (DeployRequestBuilder request : List.of(
                api.taskDefinition(text),
                request()
                        .with(
                                Setting.PATCH,
                                "{\"containerDefinitions\":[{\"name\":\"app\",\"cpu\":\"${ssm:/prod/a:-1}\"}]}"),
                file("api", "healthCheckGracePeriodSeconds: ${ssm:/prod/a:-1}").taskDefinition(null))) {
            isRefused(sandbox, request, onlyTest);
        }
    }

    @Test
    public void nothingIsLookedUpThatIsNotAllowedNotEvenForAPlan() {
        Policy policy = new Policy(
                "all of Jenkins",
                "",
                List.of(new LookUpsAllowed(List.of("ssm:/test/*", "tfstate:output.*")), new TargetRequired()),
                null);
        Rulebook book = new Rulebook(List.of(policy), List.of(), List.of());
        PolicyCheck rules = new PolicyCheck() {
            @Override
            public Judgement judge(Change change) {
                throw new AssertionError("a plan changes nothing");
            }

            @Override
            public RuleResults evaluate(Change change) {
                return RuleResults.of(
                        book.foresight(null, change, sandbox.clock().instant(), Set.of()));
            }

            @Override
            public Judgement judgeLookUps(Change change) {
                return book.judgeLookUps(null, change, sandbox.clock().instant());
            }
        };
        sandbox.parameter("/prod/a", "String", "7");
        sandbox.parameter("/test/a", "String", "7");
        DeployRequestBuilder plan = request().dryRun(true);

        Outcome outcome = rollout(plan.with(Setting.PATCH, "cpu: ${ssm:/prod/a}"))
                .guardedBy(rules)
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(
                outcome.cause(),
                containsString("look-up ssm:/prod/a is not allowed; allowed: ssm:/test/*, tfstate:output.* (rule"));
        assertThat(sandbox.calls("GetParameters").size(), is(0));
        assertThat(
                "the place of a state counts",
                rollout(plan.tfstate("s3://bucket/key").with(Setting.PATCH, "cpu: ${tfstate:output.cpu}"))
                        .guardedBy(rules)
                        .run()
                        .cause(),
                containsString("look-up tfstate:s3://bucket/key is not allowed"));
        assertThat(
                rollout(plan.with(Setting.PATCH, "cpu: ${ssm:/test/a}"))
                        .guardedBy(rules)
                        .run()
                        .verdict(),
                is(Verdict.PLANNED));
    }

    @Test
    public void theDeletionOfAService() {
        EcsSandbox ecs = unwatched();
        Set<String> exempt = Set.of(
                "registries", "imagePinning", "circuitBreakerRequired", "pathRequired", "verificationForProduction");
        rules().forEach((name, each) -> {
            if (!exempt.contains(name)) {
                isNotDeleted(ecs, new Deletable(List.of("prod/*")), each, name);
            }
        });
        isNotDeleted(ecs, new Deletable(List.of("pr-*", "test/*")), null, "deletable");
        isNotDeleted(ecs, null, null, "deletable");
    }

    private void isNotDeleted(EcsSandbox ecs, Rule deletable, Rule other, String refusedBy) {
        List<Rule> rules = Stream.of(deletable, other).filter(Objects::nonNull).toList();
        Policy policy = new Policy("all of Jenkins", "the platform team", rules, null);
        Change.Context context = new Change.Context(null, true, List.of("eve"), Evidence.NONE, null, null);
        int before = forward(ecs);
        OperationRequest request = new OperationRequest(
                "eu-central-1",
                "prod",
                "web",
                Duration.ofMinutes(30).toMillis(),
                new Goal.Delete(true, true, true, true),
                new OperationRequest.Origin(null, null, null));
        SandboxOperation delete = new SandboxOperation(ecs, request)
                .guardedBy(change -> new Rulebook(List.of(policy), List.of(), List.of())
                        .judge(
                                null,
                                change.withRoles(List.of(DEPLOYER)).in(context),
                                ecs.clock().instant()));
        opened(delete);

        OperationOutcome outcome = delete.run();

        assertThat(refusedBy + ": " + outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("(rule '" + refusedBy + "' of "));
        assertThat(refusedBy, forward(ecs), is(before));
    }

    @Test
    public void aFileCannotSwitchTheCircuitBreakerOff() {
        for (String off : List.of("{enable: false, rollback: false}", "null")) {
            isRefused(
                    sandbox,
                    file("api", "deploymentConfiguration: {deploymentCircuitBreaker: " + off + "}")
                            .taskDefinition(null),
                    new CircuitBreakerRequired());
        }
    }

    @Test
    public void rolesOfTheFileAreJudged() {
        isRefused(
                sandbox,
                file(
                                "api",
                                "volumeConfigurations: [{name: data, managedEBSVolume: {roleArn:"
                                        + " 'arn:aws:iam::123456789012:role/admin', sizeInGiB: 1}}]")
                        .taskDefinition(WITH_VOLUME),
                new AllowedValues(AllowedValues.Kind.ROLES, List.of(DEPLOYER)));
    }

    private static final String WITH_VOLUME = """
            {"family": "api", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "containerDefinitions": [{"name": "app", "image": "repo/app:1.0.0",
               "portMappings": [{"containerPort": 8080}]}], "volumes": [{"name": "data", "configuredAtLaunch": true}]}
            """;

    private static StrategySettings.Builder paused() {
        return settings(Strategy.BLUE_GREEN).pauseAt(List.of("POST_TEST_TRAFFIC_SHIFT"));
    }

    private static boolean isPaused(WavesState state) {
        return state.services().stream()
                .anyMatch(one -> one.state().pauses().stream().anyMatch(Pause::isOpen));
    }

    private static SandboxWaves waves(EcsSandbox ecs) {
        long now = ecs.clock().millis();
        return new SandboxWaves(
                ecs,
                WavesState.begin(
                        List.of(
                                WaveService.of("1", 1, deploy("web").build(), now),
                                WaveService.of("2", 1, deploy("api").build(), now)),
                        0,
                        OnWaveFailure.STOP,
                        now));
    }

    private static DeployRequestBuilder deploy(String service) {
        return DeployRequest.of("eu-central-1", "prod", service)
                .changes(
                        List.of(ContainerChange.of(null).image("repo/app:3.0.0").build()));
    }

    private EcsSandbox codeDeploy() {
        EcsSandbox ecs = newSandbox(false);
        ecs.service(
                "prod",
                "web",
                s -> s.image(OLD)
                        .desiredCount(1)
                        .controller("CODE_DEPLOY")
                        .loadBalancer(ELB + "targetgroup/blue/0123456789abcdef", "app", 8080));
        ecs.region()
                .deploymentGroup(
                        "shop",
                        "production",
                        group -> group.service("prod", "web")
                                .loadBalancer(
                                        "blue", "green", LISTENER + "0000000000000001", LISTENER + "0000000000000002")
                                .ready("STOP_DEPLOYMENT", 600)
                                .termination(1));
        ecs.clock().advance(Duration.ofMinutes(10));
        return ecs;
    }

    private static DeployRequestBuilder ofCodeDeploy() {
        return DeployRequest.of("eu-central-1", "prod", "web")
                .changes(List.of(ContainerChange.of(null).image(NEW).build()))
                .strategy(StrategySettings.of(null).build())
                .codeDeploy(new CodeDeploySettings(null, null, null, null, List.of()))
                .origin("https://jenkins.example.com/job/shop/7/");
    }
}
