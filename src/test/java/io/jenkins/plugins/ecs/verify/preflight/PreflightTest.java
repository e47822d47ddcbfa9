package io.jenkins.plugins.ecs.verify.preflight;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.verify.CheckRow;
import io.jenkins.plugins.ecs.verify.SandboxVerification;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.VerifyTestCase;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Before a deployment: each thing that would let it fail is found alone, and nothing is changed or revealed. */
public class PreflightTest extends VerifyTestCase {

    private static final String REPOSITORY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web";
    private static final String GROUP =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef";
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";
    private static final String DEFINITION = """
            {"family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256",
             "memory": "512", "executionRoleArn": "arn:aws:iam::123456789012:role/web-execution",
             "taskRoleArn": "arn:aws:iam::123456789012:role/web-task",
             "containerDefinitions": [{"name": "app", "image": "%s:1.0.0", "portMappings": [{"containerPort": 8080}],
             "secrets": [{"name": "DB", "valueFrom": "%s:password::"}, {"name": "KEY", "valueFrom": "/web/key"}],
             "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web",
             "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web"}}}]}
            """.formatted(REPOSITORY, SECRET);

    @Before
    public void makeService() {
        sandbox.service(
                "prod",
                "web",
                s -> s.taskDefinition(DEFINITION)
                        .desiredCount(2)
                        .alarms(true, "errors")
                        .loadBalancer(GROUP, "app", 8080));
        sandbox.region().log("/ecs/web", "web/app/1", "hello");
        sandbox.images().architectures(REPOSITORY + ":2.0.0", "amd64", "arm64");
        sandbox.clock().advance(Duration.ofMinutes(10));
        sandbox.clearCalls();
    }

    @After
    public void onlyReadsWereMade() {
        assertThat(
                sandbox.calls().stream().map(Call::operation).toList(),
                everyItem(matchesPattern(
                        "(Describe|List|Get(Role|MetricData|ServiceQuota|DownloadUrlForLayer)|BatchGetImage).*")));
    }

    @Test
    public void aDeploymentThatCanGoWellPasses() {
        Verification outcome = preflight(REPOSITORY + ":2.0.0");

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "image").value(), is("app: exists for amd64"));
        assertThat(row(outcome, "roles").value(), is("web-execution, web-task"));
        assertThat(row(outcome, "secrets").value(), is("2 exist"));
        assertThat(row(outcome, "logGroup").value(), is("/ecs/web"));
        assertThat(row(outcome, "targetGroup").value(), is("web for app:8080"));
        assertThat(row(outcome, "listenerRules").verdict(), is(CheckVerdict.SKIPPED));
        assertThat(row(outcome, "percent").verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "quota").value(), startsWith("4 tasks at the peak, 1 container"));
    }

    @Test
    public void thePolicyForTheDeploymentIsPrinted() {
        Verification outcome = preflight(REPOSITORY + ":2.0.0");

        String policy = outcome.iamPolicy();
        assertThat(policy, containsString("arn:aws:ecs:eu-central-1:123456789012:service/prod/web\""));
        assertThat(
                policy,
                containsString("[\"arn:aws:iam::123456789012:role/web-execution\","
                        + "\"arn:aws:iam::123456789012:role/web-task\"]"));
        assertThat(policy, containsString("123456789012:repository/shop/web\""));
        assertThat(policy, containsString("log-group:/ecs/web:*\""));
        assertThat(policy, containsString("\"ecs:TagResource\""));
        assertThat(outcome.policyLines().get(0), startsWith("IAM policy that is enough"));
        assertThat(String.join("\n", outcome.policyLines()), endsWith(policy));
    }

    @Test
    public void anImageThatIsNotThereFails() {
        sandbox.images().remove(REPOSITORY + ":9.9.9");

        fails(
                preflight(REPOSITORY + ":9.9.9"),
                "image",
                "image " + REPOSITORY + ":9.9.9 of container app does not exist");
    }

    /** ECR makes the repository itself when the image is first pulled. */
    @Test
    public void anImageThatACacheRuleBringsIsSkipped() {
        String cached = REPOSITORY.replace("shop/web", "docker-hub/library/nginx") + ":1.25";
        sandbox.images().remove(cached);

        CheckRow image = row(preflight(cached), "image");

        assertThat(image.verdict(), is(CheckVerdict.SKIPPED));
        assertThat(image.value(), containsString("a pull through cache rule fetches it at the first pull"));
    }

    @Test
    public void whatCanNotBeKnownOfAnImageIsNoFailure() {
        sandbox.images().remove(REPOSITORY + ":9.9.9");
        sandbox.deny("ecr:DescribePullThroughCacheRules");

        CheckRow image = row(preflight(REPOSITORY + ":9.9.9"), "image");

        assertThat(image.verdict(), is(CheckVerdict.SKIPPED));
        assertThat(
                image.value(),
                containsString(
                        "it is unknown whether a pull through cache rule fetches it (ecr:DescribePullThroughCacheRules)"));
    }

    /** On threads of their own, reads end in any order, and a failure does not wait for the others. */
    @Test
    public void allProblemsAreToldAtOnce() {
        sandbox.images().remove(REPOSITORY + ":9.9.9");
        sandbox.region().targetType(GROUP, "instance");
        Deque<Runnable> reads = new ArrayDeque<>();
        SandboxVerification verification = verification(VerifyRequest.of("eu-central-1", "prod", "web")
                .preflight(DeployRequest.of("eu-central-1", "prod", "web")
                        .changes(List.of(ContainerChange.of(null)
                                .image(REPOSITORY + ":9.9.9")
                                .build()))
                        .build()));
        verification
                .aside(new BackgroundReads(reads::add))
                .beforeEachRound(() -> Optional.ofNullable(reads.poll()).ifPresent(Runnable::run));

        Verification outcome = verification.run();

        fails(outcome, "image", "does not exist");
        fails(outcome, "targetGroup", "has target type instance");
        assertThat(row(outcome, "quota").verdict(), is(CheckVerdict.PASSED));
        assertThat(outcome.endedBy(), is(""));
        assertThat(outcome.message(), allOf(containsString("image FAILED"), containsString("targetGroup FAILED")));
    }

    /** A read that fails for now is repeated, although another check has failed already. */
    @Test
    public void aReadThatFailsForNowDoesNotHideItsProblem() {
        sandbox.images().remove(REPOSITORY + ":9.9.9");
        sandbox.region().targetType(GROUP, "instance");
        sandbox.faults().on("DescribeTargetGroups").serviceUnavailable().times(2);

        Verification outcome = preflight(REPOSITORY + ":9.9.9");

        fails(outcome, "image", "does not exist");
        fails(outcome, "targetGroup", "has target type instance");
    }

    @Test
    public void anImageForAnotherCpuFails() {
        sandbox.images().architectures(REPOSITORY + ":3.0.0", "arm64");

        fails(preflight(REPOSITORY + ":3.0.0"), "image", "app: built only for arm64");
    }

    @Test
    public void aSingleImageForAnotherCpuFails() {
        sandbox.images().architecture(REPOSITORY + ":3.0.0", "arm64");

        fails(preflight(REPOSITORY + ":3.0.0"), "image", "app: built only for arm64");
        assertThat(row(preflight(REPOSITORY + ":3.0.1"), "image").value(), is("app: exists for amd64"));
    }

    @Test
    public void aCpuThatMayNotBeReadSkipsTheCheckAndSaysThatTheImageIsThere() {
        sandbox.deny("ecr:GetDownloadUrlForLayer");

        Verification outcome = preflight(REPOSITORY + ":3.0.0");

        assertThat(row(outcome, "image").verdict(), is(CheckVerdict.SKIPPED));
        assertThat(
                row(outcome, "image").value(),
                is(
                        "app: the image exists, its CPU architecture is unknown (missing permission: ecr:GetDownloadUrlForLayer)"));
    }

    @Test
    public void theAccountsOwnQuotasCountWhereTheyMayBeRead() {
        sandbox.serviceQuota("L-92E49DE3", 3);

        Verification outcome = preflight(null);

        fails(outcome, "quota", "4 tasks at the peak");
        assertThat(row(outcome, "quota").limit(), startsWith("at most 3, "));
    }

    @Test
    public void fargateMustHaveRoomForWhatComesBesidesWhatIsInUse() {
        sandbox.serviceQuota("L-3032A538", 6);
        sandbox.region()
                .metric("AWS/Usage", "ResourceCount", sandbox.clock().instant().minusSeconds(90), 5.75);

        fails(preflight(null), "quota", "0.5 additional Fargate vCPU, 5.75 in use");
        fails(
                preflightOf(DEFINITION.replace("\"cpu\": \"256\"", "\"cpu\": \".5 vCPU\"")),
                "quota",
                "1 additional Fargate vCPU");
        sandbox.serviceQuota("L-3032A538", 7);
        assertThat(row(preflight(null), "quota").verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void whatIsInUseIsNotLeftOutInSilence() {
        sandbox.serviceQuota("L-3032A538", 6);
        sandbox.deny("cloudwatch:GetMetricData");

        assertThat(
                row(preflight(null), "quota").value(), containsString("missing permission: cloudwatch:GetMetricData"));
    }

    @Test
    public void withoutTheRightToReadQuotasAwssDefaultsCountAndTheRightIsNamed() {
        sandbox.deny("servicequotas:GetServiceQuota");

        Verification outcome = preflight(null);

        assertThat(row(outcome, "quota").verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "quota").value(), containsString("missing permission: servicequotas:GetServiceQuota"));
        assertThat(row(outcome, "quota").limit(), startsWith("at most 5000 (AWS default), "));
    }

    @Test
    public void aRoleThatIsNotThereOrTrustsSomebodyElseFails() {
        sandbox.missing("web-task").trust("web-execution", "ec2.amazonaws.com");

        Verification outcome = preflight(null);

        fails(outcome, "roles", "role web-task (taskRoleArn) does not exist");
        fails(outcome, "roles", "role web-execution (executionRoleArn) does not trust ecs-tasks.amazonaws.com");
    }

    @Test
    public void theRoleThatMovesTrafficMustTrustEcsItself() {
        sandbox.service(
                "prod",
                "shop",
                s -> s.taskDefinition(DEFINITION.replace("\"family\": \"web\"", "\"family\": \"shop\""))
                        .strategy("BLUE_GREEN")
                        .shiftingLoadBalancer("app", 8080));
        VerifyRequest.Builder request = VerifyRequest.of("eu-central-1", "prod", "shop")
                .preflight(DeployRequest.of("eu-central-1", "prod", "shop").build());

        fails(
                run(request),
                "roles",
                "role ecsInfrastructure (roleArn of the load balancer) does not trust ecs.amazonaws.com");
        sandbox.trust("ecsInfrastructure", "ecs.amazonaws.com");
        assertThat(row(run(request), "roles").value(), is("web-execution, web-task, ecsInfrastructure"));
    }

    @Test
    public void aSecretOrParameterThatIsNotThereFails() {
        sandbox.missing(SECRET).missing("/web/key");

        Verification outcome = preflight(null);

        fails(outcome, "secrets", SECRET);
        fails(outcome, "secrets", "/web/key does not exist");
    }

    @Test
    public void aLogGroupThatIsNotThereFailsUnlessItIsMade() {
        String other = DEFINITION.replace("/ecs/web", "/ecs/other");
        fails(preflightOf(other), "logGroup", "log group /ecs/other of container app does not exist");

        Verification made = preflightOf(
                other.replace("\"awslogs-region\"", "\"awslogs-create-group\": \"true\", \"awslogs-region\""));
        assertThat(row(made, "logGroup").value(), is("/ecs/other is created on first use"));
    }

    @Test
    public void aPortThatTheDefinitionDoesNotHaveFails() {
        fails(
                preflightOf(DEFINITION.replace("8080", "9090")),
                "targetGroup",
                "the task definition has no container app with port 8080");
    }

    @Test
    public void aTargetGroupForInstancesFails() {
        sandbox.region().targetType(GROUP, "instance");

        fails(preflight(null), "targetGroup", "has target type instance, but network mode awsvpc requires ip");
    }

    @Test
    public void anAlarmThatIsOnFails() {
        sandbox.alarm("errors").state(Alarm.State.ALARM);

        fails(preflight(null), "alarms", "in ALARM: errors");
    }

    @Test
    public void aLogAlarmIsFoundAndOneThatCanNotBeEvaluatedIsAnError() {
        sandbox.alarm("errors").type(Alarm.Type.LOG);
        assertThat(row(preflight(null), "alarms").verdict(), is(CheckVerdict.PASSED));

        sandbox.alarm("errors").evaluation("EVALUATION_ERROR");
        assertThat(
                row(preflight(null), "alarms").value(),
                is("CloudWatch cannot evaluate errors (EVALUATION_ERROR). Check the alarm's query and role"));
    }

    @Test
    public void noRoomForATaskFails() {
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"web\",\"deploymentConfiguration\":"
                                + "{\"minimumHealthyPercent\":100,\"maximumPercent\":100}}");
        sandbox.clearCalls();

        fails(preflight(null), "percent", "2 to 2 tasks run during a deployment (100 % to 100 % of 2)");
    }

    @Test
    public void moreTasksThanTheQuotaFail() {
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"web\",\"desiredCount\":3000}");
        sandbox.clearCalls();

        fails(preflight(null), "quota", "6000 tasks at the peak");
    }

    @Test
    public void eachMissingRightSkipsItsCheckAndIsNamed() {
        String[][] rights = {
            {"image", "ecr:DescribeImages"},
            {"roles", "iam:GetRole"},
            {"secrets", "secretsmanager:DescribeSecret"},
            {"logGroup", "logs:DescribeLogGroups"},
            {"targetGroup", "elasticloadbalancing:DescribeTargetGroups"},
            {"alarms", "cloudwatch:DescribeAlarms"}
        };
        for (String[] right : rights) {
            sandbox.deny(right[1]);
        }

        Verification outcome = preflight(null);

        for (String[] right : rights) {
            assertThat(right[0], row(outcome, right[0]).verdict(), is(CheckVerdict.SKIPPED));
            assertThat(row(outcome, right[0]).value(), is("missing permission: " + right[1]));
        }
        assertThat(outcome.message(), outcome.fails(), is(false));
    }

    @Test
    public void aDefinitionThatDoesNotFitIsToldOnce() {
        Verification outcome = run(VerifyRequest.of("eu-central-1", "prod", "web")
                .preflight(DeployRequest.of("eu-central-1", "prod", "web")
                        .changes(List.of(ContainerChange.of("sidecar")
                                .image("repo/app:1.0.0")
                                .build()))
                        .build()));

        assertThat(row(outcome, "image").verdict(), is(CheckVerdict.ERROR));
        assertThat(row(outcome, "image").value(), containsString("no container 'sidecar'"));
    }

    @Test
    public void withoutAUrlTheServicesOwnLoadBalancerIsAsked() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.createContext("/health", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
        try {
            sandbox.region().listenerPort(server.getAddress().getPort());
            Verification outcome = verification(VerifyRequest.of("eu-central-1", "prod", "web")
                            .defaultChecks(false)
                            .checks(List.of(CheckSpec.of(CheckKind.HTTP)
                                    .option("path", "/health")
                                    .build())))
                    .hosts(new HostPolicy(List.of("localhost"), List.of("127.0.0.0/8", "::1")))
                    .run();

            assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
            assertThat(row(outcome, "http").value(), startsWith("204 in "));
        } finally {
            server.stop(0);
        }
    }

    private static void fails(Verification outcome, String check, String why) {
        assertThat(outcome.message(), row(outcome, check).verdict(), is(CheckVerdict.FAILED));
        assertThat(row(outcome, check).value(), containsString(why));
        assertThat(outcome.fails(), is(true));
    }

    private Verification preflight(String image) {
        DeployRequestBuilder deployment = DeployRequest.of("eu-central-1", "prod", "web");
        if (image != null) {
            deployment.changes(List.of(ContainerChange.of(null).image(image).build()));
        }
        return run(VerifyRequest.of("eu-central-1", "prod", "web").preflight(deployment.build()));
    }

    private Verification preflightOf(String definition) {
        return run(VerifyRequest.of("eu-central-1", "prod", "web")
                .preflight(DeployRequest.of("eu-central-1", "prod", "web")
                        .taskDefinition(definition)
                        .build()));
    }
}
