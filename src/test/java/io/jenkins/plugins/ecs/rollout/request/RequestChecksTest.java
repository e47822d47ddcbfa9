package io.jenkins.plugins.ecs.rollout.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Each message names the field, the value and what to do. */
public class RequestChecksTest {

    private static void bad(Optional<String> problem, String... parts) {
        assertThat("nothing was found wrong", problem.isPresent());
        for (String part : parts) {
            assertThat(problem.get(), containsString(part));
        }
    }

    private static void good(Optional<String> problem) {
        assertThat(problem.orElse(""), is(""));
    }

    @Test
    public void names() {
        bad(RequestChecks.service(null), "service: missing", "name or ARN of an ECS service");
        bad(RequestChecks.service("  "), "service: missing");
        bad(RequestChecks.cluster("a b"), "cluster: 'a b'", "neither a name");
        bad(RequestChecks.cluster("x".repeat(256)), "up to 255");
        bad(
                RequestChecks.cluster("arn:aws:ecs:eu-central-1:123456789012:service/prod/api"),
                "the ARN of an ECS cluster");
        bad(RequestChecks.service("api\n\u001b[31m"), "service: 'api");
        good(RequestChecks.service("api-1_x"));
        good(RequestChecks.service("arn:aws:ecs:eu-central-1:123456789012:service/prod/api"));
        good(RequestChecks.cluster("arn:aws-cn:ecs:cn-north-1:123456789012:cluster/prod"));
    }

    @Test
    public void images() {
        bad(RequestChecks.image("repo/app"), "image", "repo/app", "neither a tag nor a digest");
        bad(RequestChecks.image("Repo/App:1"), "image");
        bad(RequestChecks.imageOrContainers("a:1", List.of("x")), "image and containers", "both are given");
        good(RequestChecks.image("repo/app:1.4.2"));
        good(RequestChecks.image("repo/app@sha256:" + "0".repeat(64)));
        good(RequestChecks.image(null));
    }

    @Test
    public void taskDefinitions() {
        bad(
                RequestChecks.taskDefinition("{\"family\": \"api\",\n \"containerDefinitions\": [{]}"),
                "taskDefinition",
                "line 2");
        bad(RequestChecks.taskDefinition("taskdef.json"), "taskDefinition", "readFile");
        bad(RequestChecks.taskDefinition("family: api\n  bad: ["), "taskDefinition", "line");
        good(RequestChecks.taskDefinition("api:42"));
        good(RequestChecks.taskDefinition("arn:aws:ecs:eu-central-1:123456789012:task-definition/api:42"));
    }

    @Test
    public void spansAndCounts() {
        bad(RequestChecks.span("timeout", Duration.ZERO), "timeout: 0", "remove it");
        bad(RequestChecks.span("stallTimeout", Duration.ofMinutes(-5)), "stallTimeout: -5");
        bad(RequestChecks.span("timeout", Duration.ofDays(31)), "31 days", "30");
        bad(RequestChecks.desiredCount(-1), "desiredCount: -1");
        good(RequestChecks.span("timeout", Duration.ofSeconds(1)));
        good(RequestChecks.desiredCount(0));
    }

    @Test
    public void reactionsAndRoles() {
        bad(Setting.ON_ABORT.problem("undo"), "onAbort: 'undo'", "'leave' or 'rollback'");
        bad(RequestChecks.roleArn("deployer"), "roleArn: 'deployer'", "arn:aws:iam::");
        good(Setting.ON_TIMEOUT.problem("Rollback"));
        good(RequestChecks.roleArn("arn:aws:iam::123456789012:role/ci/deployer"));
    }

    @Test
    public void theEngineRefusesWhatTheFormRefusesAndSaysItAll() {
        DeployRequestBuilder request = DeployRequest.of("eu-central-1", "", "a b")
                .with(Setting.TIMEOUT, Duration.ZERO)
                .changes(List.of(ContainerChange.of("app").image("repo/app").build()));

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, request::build);

        assertThat(
                refused.getMessage(),
                allOf(
                        containsString("cluster: missing"),
                        containsString("service: 'a b'"),
                        containsString("timeout: 0"),
                        containsString("neither a tag nor a digest")));
    }

    @Test
    public void aFailureReportIsAFileOfTheBuild() {
        for (String good : new String[] {null, "", "failure.json", "ecs/prod-api.failure.json"}) {
            assertThat(good, RequestChecks.failureReport(good).isPresent(), is(false));
        }
        for (String bad :
                new String[] {"/etc/x.json", "../x.json", "a/../../x.json", "x.txt", "a//b.json", "a b.json"}) {
            assertThat(bad, RequestChecks.failureReport(bad).orElse(""), containsString("failureReport: '"));
        }
    }

    @Test
    public void whatIsDoneOnAPermanentFailureIsOneOfThree() {
        assertThat(Setting.ON_PERMANENT_FAILURE.problem("Fail").isPresent(), is(false));
        assertThat(
                Setting.ON_PERMANENT_FAILURE.problem("stop").orElse(""),
                containsString("'stop' is unknown. Use 'rollback', 'fail' or 'wait'"));
    }
}
