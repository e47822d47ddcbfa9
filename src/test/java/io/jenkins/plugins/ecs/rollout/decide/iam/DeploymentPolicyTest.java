package io.jenkins.plugins.ecs.rollout.decide.iam;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.PolicyOfCalls;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.TasksTestCase;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Goal;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.Test;

/** The IAM policy of a plan: the deployment that follows makes no call that it does not allow, and it allows little else. */
public class DeploymentPolicyTest extends TasksTestCase {

    private static final String SHOP = """
            {"family": "shop", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "executionRoleArn": "arn:aws:iam::123456789012:role/shop-execution",
             "containerDefinitions": [{"name": "app",
               "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/app:2.0.0",
               "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/shop",
                 "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "app"}}}]}
            """;

    private static final String FILE = """
            desiredCount: 2
            launchType: FARGATE
            networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-1]}}
            tags: [{key: team, value: shop}]
            """;

    private String policy(EcsSandbox ecs, DeployRequestBuilder request) {
        Outcome planned = rollout(ecs, request.goal(new Goal.Plan())).run();
        assertThat(planned.message(), planned.verdict(), is(Verdict.PLANNED));
        return planned.plan().iamPolicy();
    }

    private PolicyOfCalls isEnough(EcsSandbox ecs, Supplier<DeployRequestBuilder> request, Verdict verdict) {
        String policy = policy(ecs, request.get());
        int before = ecs.calls().size();
        SandboxRollout rollout = rollout(ecs, request.get());

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(verdict));
        PolicyOfCalls calls = new PolicyOfCalls(policy);
        assertThat(policy, calls.refused(ecs.calls().subList(before, ecs.calls().size())), is(empty()));
        return calls;
    }

    @Test
    public void itIsEnoughForASuccess() {
        PolicyOfCalls policy = isEnough(sandbox, RolloutTestCase::request, Verdict.SUCCESS);

        assertThat(policy.actions(), hasItems("ecs:UpdateService", "ecs:RegisterTaskDefinition"));
        for (String other :
                Set.of("ecs:RunTask", "ecs:DeleteService", "ecs:DeregisterTaskDefinition", "iam:PassRole")) {
            assertThat(policy.actions(), not(hasItem(other)));
        }
    }

    @Test
    public void itIsEnoughForAFailureWithItsReport() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        isEnough(sandbox, RolloutTestCase::request, Verdict.ROLLED_BACK);
    }

    @Test
    public void itIsEnoughForTasksCleanupAndSchedules() {
        work();
        PolicyOfCalls policy = isEnough(
                sandbox,
                () -> migrating().with(Setting.KEEP_REVISIONS, 1).with(Setting.SCHEDULED_TASKS, "family"),
                Verdict.SUCCESS);
        assertThat(policy.actions(), hasItems("ecs:RunTask", "ecs:DeregisterTaskDefinition", "events:PutTargets"));
    }

    @Test
    public void itIsEnoughForAVerification() {
        isEnough(
                sandbox,
                () -> request()
                        .verification(VerifyRequest.of("eu-central-1", "prod", "api")
                                .checks(List.of(
                                        CheckSpec.byDefault(CheckKind.SCHEDULES).build()))
                                .build()),
                Verdict.SUCCESS);
    }

    @Test
    public void itIsEnoughForAServiceThatIsCreated() {
        DeployRequestBuilder[] requests = {creation(), creation()};
        String policy = policy(sandbox, requests[0]);
        int before = sandbox.calls().size();
        Outcome outcome = rollout(requests[1]).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                policy,
                new PolicyOfCalls(policy)
                        .refused(sandbox.calls().subList(before, sandbox.calls().size())),
                is(empty()));
        assertThat(policy, containsString("\"arn:aws:iam::123456789012:role/shop-execution\""));
        assertThat(policy, containsString("\"arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/shop:*\""));
        assertThat(policy, containsString("arn:aws:ecr:eu-central-1:123456789012:repository/shop/app"));
    }

    /** The failure report reads the log of a crashed container, also where FireLens sends it to CloudWatch. */
    @Test
    public void logsThatFireLensRoutesMayBeRead() {
        String routed = SHOP.replace("\"logDriver\": \"awslogs\"", "\"logDriver\": \"awsfirelens\"")
                .replace(
                        "\"awslogs-group\": \"/ecs/shop\"",
                        "\"Name\": \"cloudwatch_logs\", \"log_group_name\": \"/ecs/routed\"")
                .replace("\"awslogs-region\": \"eu-central-1\"", "\"region\": \"eu-west-1\"")
                .replace("\"awslogs-stream-prefix\": \"app\"", "\"log_stream_prefix\": \"app-\"");

        String policy = policy(sandbox, creation(routed));

        assertThat(policy, containsString("\"arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/routed:*\""));
    }

    private static DeployRequestBuilder creation() {
        return creation(SHOP);
    }

    private static DeployRequestBuilder creation(String definition) {
        return DeployRequest.of("eu-central-1", "prod", "shop")
                .taskDefinition(definition)
                .with(Setting.SERVICE_DEFINITION, FILE);
    }

    @Test
    public void itIsEnoughForAPauseThatIsAnswered() {
        sandbox.service(
                "prod",
                "web",
                s -> s.image(OLD).desiredCount(2).circuitBreaker(true, true).shiftingLoadBalancer("app", 8080));
        Supplier<DeployRequestBuilder> request = () -> DeployRequest.of("eu-central-1", "prod", "web")
                .changes(List.of(ContainerChange.of(null).image(NEW).build()))
                .strategy(StrategySettings.of(Strategy.BLUE_GREEN)
                        .bakeMinutes(1)
                        .pauseAt(List.of("POST_TEST_TRAFFIC_SHIFT"))
                        .build());
        PolicyOfCalls policy = new PolicyOfCalls(policy(sandbox, request.get()));
        int before = sandbox.calls().size();
        SandboxRollout rollout = rollout(request.get());

        rollout.runUntil(state -> state.pauses().stream().anyMatch(Pause::isOpen));
        rollout.answer(PauseAnswer.CONTINUE, "alice");

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(
                policy.refused(sandbox.calls().subList(before, sandbox.calls().size())), is(empty()));
    }

    @Test
    public void anExistingRevisionIsNotRegistered() {
        Supplier<DeployRequestBuilder> existing = () -> {
            sandbox.region().call("RegisterTaskDefinition", SHOP.replace("\"shop\"", "\"api\""));
            return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:2");
        };
        PolicyOfCalls policy = isEnough(sandbox, existing, Verdict.SUCCESS);
        assertThat(policy.actions(), not(hasItem("ecs:RegisterTaskDefinition")));
        assertThat(policy.actions(), not(hasItem("iam:PassRole")));
    }

    @Test
    public void tagsNeedTheActionOnTheFamilyOnly() {
        String policy = policy(sandbox, request());
        assertThat(
                policy,
                containsString("{\"Effect\":\"Allow\",\"Action\":\"ecs:TagResource\",\"Resource\":"
                        + "\"arn:aws:ecs:eu-central-1:123456789012:task-definition/api:*\"}"));
    }

    @Test
    public void eachStatementIsALine() {
        String policy = policy(sandbox, request());
        assertThat(policy.lines().findFirst().orElse(""), is("{\"Version\":\"2012-10-17\",\"Statement\":["));
        assertThat(policy.lines().skip(1).findFirst().orElse(""), containsString("  {\"Effect\":\"Allow\","));
    }
}
