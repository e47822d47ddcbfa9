package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.diagnosis.FailureReport;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The four layers of a report, each from its own service; what is not allowed costs that layer only. */
public class FailureReportRolloutTest extends RolloutTestCase {

    private static final String GROUP =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/api/73e2d6bc24d8a067";

    private static final String AWSLOGS = "'logDriver':'awslogs','options':{'awslogs-group':'/ecs/api',"
            + "'awslogs-region':'eu-central-1','awslogs-stream-prefix':'app'}";

    private EcsSandbox made(String logConfiguration) {
        EcsSandbox ecs = EcsSandbox.start();
        ecs.cluster("prod");
        ecs.service(
                "prod",
                "api",
                s -> s.taskDefinition(("{'family':'api','networkMode':'awsvpc',"
                                        + "'requiresCompatibilities':['FARGATE'],'cpu':'256','memory':'512',"
                                        + "'containerDefinitions':[{'name':'app','image':'" + OLD
                                        + "','essential':true,"
                                        + "'portMappings':[{'containerPort':8080}],'logConfiguration':{"
                                        + logConfiguration
                                        + "}}]}")
                                .replace('\'', '"'))
                        .desiredCount(2)
                        .circuitBreaker(true, true)
                        .loadBalancer(GROUP, "app", 8080));
        ecs.clock().advance(Duration.ofMinutes(10));
        return ecs;
    }

    @Test
    public void aCrashShowsTheEndOfTheContainersLog() {
        try (EcsSandbox ecs = made(AWSLOGS)) {
            ecs.scenarios().image(NEW, Scenario.CRASH).log("starting", "can't open /etc/api.conf");
            SandboxRollout rollout = rollout(ecs, request());

            Outcome outcome = rollout.run();
            FailureReport report = outcome.report();

            assertThat(report.cause(), is("exited"));
            assertThat(report.container(), is("app"));
            assertThat(report.logLines(), contains("starting", "can't open /etc/api.conf"));
            assertThat(report.log(), hasEntry("group", "/ecs/api"));
            assertThat(report.ecs(), hasEntry(is("status"), startsWith("ROLLBACK_SUCCESSFUL")));
            assertThat(report.ecs().get("circuitBreaker"), containsString("TRIGGERED"));
            assertThat(report.tasks().size(), is(1));
            assertThat(report.missing().isEmpty(), is(true));
            assertThat(rollout.lines(), not(hasItem(containsString("exit code 1"))));
            assertThat(outcome.consoleLines().get(0), is(outcome.message()));
            assertThat(
                    outcome.message(),
                    startsWith("ROLLED_BACK: prod/api -> api:2: the application exited (exit code 1): container app"
                            + " exited with 1 (4 tasks) (Service deployment rolled back because"));
            assertThat(
                    outcome.consoleLines().stream()
                            .skip(1)
                            .map(line -> line.replaceAll("app/app/\\w+", "app/app/<task>"))
                            .toList(),
                    contains(
                            "  What to do: see the last lines of its log, which usually name the reason",
                            "  See https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
                                    + "stopped-task-error-codes.html",
                            "  ECS: ROLLBACK_SUCCESSFUL; circuit breaker TRIGGERED, 4 of 3 failures",
                            "  Stopped tasks: 4 x the application exited (exit code 1), container app,"
                                    + " exit code 1: Essential container in task exited",
                            "  Log of container app (/ecs/api, app/app/<task>), last 2 lines:",
                            "    | starting",
                            "    | can't open /etc/api.conf"));
        }
    }

    @Test
    public void theConsoleTellsTheCauseOnceAndTheExceptionRepeatsItsFirstLine() {
        try (EcsSandbox ecs = made(AWSLOGS)) {
            ecs.scenarios().image(NEW, Scenario.IMAGE_NOT_FOUND);
            SandboxRollout rollout = rollout(ecs, request());

            Outcome outcome = rollout.run();

            List<String> console = new ArrayList<>(rollout.lines());
            console.addAll(outcome.consoleLines());
            assertThat(
                    "when it is given up, and at the end",
                    console.stream()
                            .filter(line -> line.contains("CannotPullContainerError"))
                            .toList(),
                    contains(startsWith("Deployment cannot succeed: "), is(outcome.message())));
            assertThat(outcome.message(), not(containsString("What to do")));
            assertThat(outcome.consoleLines().get(1), startsWith("  What to do: push the image"));
        }
    }

    @Test
    public void aPlaceholderInTheLogSettingsCostsTheLogAndNotTheVerdict() {
        for (String region : List.of("${AWS_REGION}", "eu-central-1 ", "{{region}}", "a", "no-such-region-at-all")) {
            try (EcsSandbox ecs = made(AWSLOGS.replace("eu-central-1", region))) {
                ecs.scenarios().image(NEW, Scenario.CRASH);
                SandboxRollout rollout = rollout(ecs, request());

                Outcome outcome = rollout.run();

                assertThat(region + String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.ROLLED_BACK));
                assertThat(outcome.report().cause(), is("exited"));
            }
        }
    }

    @Test
    public void whatFireLensSendsToCloudWatchIsReadFromTheTasksOwnStream() {
        String[][] table = {
            {"'log_stream_prefix':'shop-'", "shop-app-firelens-"},
            {"'log_stream_prefix':'shop-','log_key':'log'", "shop-app-firelens-"},
            {"'log_stream_name':'all'", "all"},
        };
        for (String[] row : table) {
            for (String output : new String[] {"cloudwatch_logs", "cloudwatch"}) {
                try (EcsSandbox ecs = made("'logDriver':'awsfirelens','options':{'Name':'" + output
                        + "','region':'eu-central-1','log_group_name':'/ecs/api'," + row[0] + "}")) {
                    ecs.region()
                            .log(
                                    "/ecs/api",
                                    "all",
                                    "{\"log\":\"of another task\",\"ecs_task_arn\":\"arn:aws:ecs:x:1:task/prod/other\"}");
                    ecs.scenarios().image(NEW, Scenario.CRASH).log("starting", "can't open /etc/api.conf");

                    FailureReport report = rollout(ecs, request()).run().report();

                    assertThat(row[0], report.logLines(), contains("starting", "can't open /etc/api.conf"));
                    assertThat(report.log().get("stream"), startsWith(row[1]));
                    assertThat(report.missing().isEmpty(), is(true));
                }
            }
        }
    }

    @Test
    public void aLogThatNamesTheArchitectureChangesTheCause() {
        try (EcsSandbox ecs = made(AWSLOGS)) {
            ecs.scenarios().image(NEW, Scenario.CRASH).log("exec /app: exec format error");

            Outcome outcome = rollout(ecs, request()).run();

            assertThat(outcome.report().cause(), is("image-wrong-architecture"));
            assertThat(outcome.cause(), startsWith("the image is built for another CPU architecture"));
            assertThat(outcome.advice(), containsString("runtimePlatform.cpuArchitecture"));
        }
    }

    @Test
    public void failingHealthChecksShowWhatTheLoadBalancerSaw() {
        try (EcsSandbox ecs = made(AWSLOGS)) {
            ecs.scenarios().image(NEW, Scenario.ELB_UNHEALTHY).log("listening on 8081");

            Outcome outcome = rollout(ecs, request()).run();

            assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
            assertThat(outcome.report().cause(), is("elb-health"));
            assertThat(outcome.report().targets().size(), is(2));
            assertThat(outcome.report().targets().get(0), hasEntry("reason", "Target.ResponseCodeMismatch"));
            assertThat(
                    outcome.report().targets().get(0),
                    hasEntry("description", "Health checks failed with these codes: [502]"));
            assertThat(outcome.report().logLines(), contains("listening on 8081"));
        }
    }

    @Test
    public void targetsInAZoneThatIsNotEnabledKeepTheirOwnReason() {
        try (EcsSandbox ecs = made(AWSLOGS)) {
            ecs.scenarios().image(NEW, Scenario.ELB_UNHEALTHY);
            ecs.region()
                    .targetHealth(
                            GROUP,
                            "unused",
                            "Target.NotInUse",
                            "Target is in an Availability Zone that is not enabled for the load balancer");

            Outcome outcome = rollout(ecs, request()).run();

            assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
            assertThat(outcome.report().cause(), is("target-zone"));
            assertThat(outcome.advice(), containsString("enable the Availability Zone"));
            assertThat(outcome.cause(), containsString("Availability Zone that is not enabled"));
        }
    }

    @Test
    public void anUnhealthyTargetMakesTheHeadlineWhereNothingElseIsTold() {
        try (EcsSandbox ecs = made(AWSLOGS)) {
            ecs.scenarios().image(NEW, Scenario.ELB_UNHEALTHY);
            ecs.deny("ecs:DescribeTasks");
            ecs.region()
                    .targetHealth(
                            GROUP,
                            "unhealthy",
                            "Target.ResponseCodeMismatch",
                            "Health checks failed with these codes: [502]");
            SandboxRollout rollout = rollout(ecs, request());

            Outcome outcome = rollout.run();

            assertThat(outcome.report().cause(), is("elb-health"));
            assertThat(outcome.cause(), containsString("[502]"));
            assertThat(String.join("\n", rollout.lines()), not(containsString("unknown reason")));
        }
    }

    @Test
    public void whatIsNotAllowedCostsItsLayerOnly() {
        try (EcsSandbox ecs = made(AWSLOGS)) {
            ecs.scenarios().image(NEW, Scenario.ELB_UNHEALTHY).log("listening on 8081");
            ecs.deny("elasticloadbalancing:DescribeTargetHealth").deny("logs:GetLogEvents");
            SandboxRollout rollout = rollout(ecs, request());

            Outcome outcome = rollout.run();

            assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
            assertThat(outcome.report().cause(), is("elb-health"));
            assertThat(outcome.report().targets(), empty());
            assertThat(
                    outcome.report().missing(),
                    hasEntry("loadBalancer", "elasticloadbalancing:DescribeTargetHealth is not allowed"));
            assertThat(outcome.report().missing(), hasEntry("logs", "logs:GetLogEvents is not allowed"));
            assertThat(ecs.calls("DescribeTargetHealth").size(), is(1));
        }
    }

    @Test
    public void withoutTheRightToSeeTasksTheReportHasTheRest() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        sandbox.deny("ecs:DescribeTasks");

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.report().cause(), is("circuit-breaker"));
        assertThat(outcome.report().missing(), hasEntry("tasks", "ecs:DescribeTasks is not allowed"));
    }

    @Test
    public void otherLogDriversAreNamed() {
        String[][] table = {
            {"'logDriver':'splunk','options':{}", "the driver splunk"},
            {"'logDriver':'awslogs','options':{'awslogs-group':'/ecs/api'}", "without awslogs-stream-prefix"},
            {"'logDriver':'awsfirelens','options':{'Name':'datadog'}", "FireLens to datadog"},
            {"'logDriver':'awsfirelens','options':{}", "FireLens to an output of its configuration"},
            {
                "'logDriver':'awsfirelens','options':{'Name':'cloudwatch_logs','log_group_name':'/ecs/api',"
                        + "'log_stream_prefix':'p-','log_stream_template':'$ecs_task_id'}",
                "a stream whose name depends on the records"
            },
            {
                "'logDriver':'awsfirelens','options':{'Name':'cloudwatch','log_group_name':'/ecs/api',"
                        + "'log_stream_name':'$(ecs_task_id)'}",
                "a stream whose name depends on the records"
            },
        };
        for (String[] row : table) {
            try (EcsSandbox ecs = made(row[0])) {
                ecs.scenarios().image(NEW, Scenario.CRASH);
                FailureReport report = rollout(ecs, request()).run().report();
                assertThat(report.missing().get("logs"), containsString(row[1]));
                assertThat(ecs.calls("GetLogEvents"), empty());
            }
        }
    }

    @Test
    public void anImageThatIsNotThereHasNoLogToAskFor() {
        try (EcsSandbox ecs = made(AWSLOGS)) {
            ecs.scenarios().image(NEW, Scenario.IMAGE_NOT_FOUND);
            SandboxRollout rollout = rollout(ecs, request());

            FailureReport report = rollout.run().report();

            assertThat(report.cause(), is("image-not-found"));
            assertThat(report.missing().isEmpty(), is(true));
            assertThat(ecs.calls("GetLogEvents"), empty());
        }
    }

    @Test
    public void aHealthyDeploymentAsksTheLoadBalancerAtMostOnce() {
        try (EcsSandbox ecs = made(AWSLOGS)) {
            Outcome outcome = rollout(ecs, request()).run();

            assertThat(outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(outcome.report() == null, is(true));
            assertThat(ecs.calls("DescribeTargetHealth").size(), lessThan(3));
        }
    }

    @Test
    public void noSecretGetsOut() {
        String[] canaries = {"c4nary-in-Env", "c4nary-in-Log", "c4nary-in-Reason", "c4nary-guessed"};
        try (EcsSandbox ecs = made(AWSLOGS)) {
            ecs.scenarios()
                    .image(NEW, Scenario.CRASH)
                    .log(
                            "connecting with c4nary-in-Log",
                            "url=https://user:c4nary-in-Reason@db/",
                            "DB_PASSWORD=c4nary-guessed");
            SandboxRollout rollout = rollout(
                            ecs,
                            DeployRequest.of("eu-central-1", "prod", "api")
                                    .changes(List.of(ContainerChange.of(null)
                                            .image(NEW)
                                            .environment(Map.of("GREETING", "hello c4nary-in-Env"))
                                            .build())))
                    .secrets(canaries[0], canaries[1], canaries[2]);

            Outcome outcome = rollout.run();

            assertThat(outcome.report().logLines().size(), is(3));
            String everything = String.join("\n", rollout.lines())
                    + outcome.message()
                    + outcome.report().toMap()
                    + Details.of(rollout.state()).changes();
            for (String canary : canaries) {
                assertThat(everything, not(containsString(canary)));
            }
        }
    }

    @Test
    public void noSecretOfAStoppedReasonGetsOut() {
        sandbox.scenarios()
                .image(NEW, Scenario.FAILS_TO_START)
                .reason("CannotPullContainerError: failed to resolve ref https://robot:c4nary-1@repo/app:2: not found,"
                        + " token=c4nary-2 given, c4nary-3");
        SandboxRollout rollout = rollout(request()).secrets("c4nary-3");

        Outcome outcome = rollout.run();

        assertThat(outcome.report().cause(), is("image-not-found"));
        String everything = String.join("\n", rollout.lines())
                + outcome.message()
                + outcome.report().toMap()
                + rollout.saved();
        assertThat(everything, not(containsString("c4nary")));
    }

    @Test
    public void aDiagnosisThatBreaksDoesNotChangeTheVerdict() {
        sandbox.scenarios().image(NEW, io.jenkins.plugins.ecs.sandbox.Scenario.CRASH);
        SandboxRollout rollout = rollout(request());
        rollout.hearing(ecs -> (operation, input) -> {
            if (operation.equals("DescribeTasks") && rollout.state().phase() == Phase.DIAGNOSING) {
                throw new IllegalStateException("a bug");
            }
            return ecs.call(operation, input);
        });

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(
                String.join("\n", rollout.lines()),
                org.hamcrest.Matchers.containsString(
                        "The cause could not be determined (an error in this plugin: java.lang.IllegalStateException"));
    }
}
