package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.Tasks.exited;
import static io.jenkins.plugins.ecs.diagnosis.Tasks.failedToStart;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.aws.ecs.CircuitBreaker;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentAlarms;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentStrategyInfo;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

public class FailureReportTest {

    private static final String CANARY = "c4nary-V4lue";
    private static final String NOT_FOUND = "CannotPullContainerError: failed to resolve ref repo/app:2: not found";

    private static FailureReportBuilder builder() {
        return FailureReport.builder(Masking.of(List.of("literal-canary")));
    }

    private static ServiceDeployment rolledBack(DeploymentAlarms alarms) {
        return new ServiceDeployment(
                "arn:aws:ecs:us-east-1:111122223333:service-deployment/prod/api/1",
                "ROLLBACK_SUCCESSFUL",
                "Service deployment rolled back because the circuit breaker threshold was exceeded.",
                null,
                null,
                List.of(),
                null,
                List.of(),
                DeploymentStrategyInfo.UNKNOWN,
                new CircuitBreaker("TRIGGERED", 3, 3),
                alarms,
                null,
                0);
    }

    private static FailureReport whole() {
        return builder()
                .ecs(rolledBack(new DeploymentAlarms("MONITORING", List.of())))
                .tasks(Tasks.evidence(exited(1), exited(1), failedToStart(NOT_FOUND)))
                .target("10.0.1.12:8080", "unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with [502]")
                .target("10.0.1.13:8080", "initial", "", "")
                .log("app", "/ecs/api", "app/app/0a1b", List.of("starting", "DB_PASSWORD=" + CANARY, "no image"))
                .missing("alarms", "cloudwatch:DescribeAlarms")
                .build();
    }

    @Test
    public void theEvidenceIsOfAllFourLayers() {
        assertThat(String.join("\n", whole().evidenceLines("", 25)), equalTo("""
                        ECS: ROLLBACK_SUCCESSFUL: Service deployment rolled back because the circuit breaker \
                        threshold was exceeded.; circuit breaker TRIGGERED, 3 of 3 failures; alarms MONITORING
                        Stopped tasks:
                          1 x the image does not exist, container app: %s
                          2 x the application exited (exit code 1), container app, exit code 1: \
                        Essential container in task exited
                        Load balancer: 10.0.1.12:8080 is unhealthy (Target.ResponseCodeMismatch): \
                        Health checks failed with [502]
                        Load balancer: 10.0.1.13:8080 is initial
                        Log of container app (/ecs/api, app/app/0a1b), last 3 lines:
                          | starting
                          | DB_PASSWORD=***
                          | no image
                        Not checked: alarms (cloudwatch:DescribeAlarms)""".formatted(NOT_FOUND)));
    }

    @Test
    public void whatTheReaderKnowsIsNotRepeated() {
        String told = "the image does not exist: " + NOT_FOUND
                + " (Service deployment rolled back because the circuit breaker threshold was exceeded)";
        assertThat(
                whole().evidenceLines(told, 25).subList(0, 4),
                equalTo(List.of(
                        "ECS: ROLLBACK_SUCCESSFUL; circuit breaker TRIGGERED, 3 of 3 failures; alarms MONITORING",
                        "Stopped tasks:",
                        "  1 x the image does not exist, container app",
                        "  2 x the application exited (exit code 1), container app, exit code 1:"
                                + " Essential container in task exited")));
        assertThat(
                builder()
                        .tasks(Tasks.evidence(failedToStart(NOT_FOUND)))
                        .build()
                        .evidenceLines(told, 25),
                hasSize(0));
    }

    /** Room for the newest log lines only; a heading alone says nothing. */
    @Test
    public void theLogGetsTheRoomThatIsLeft() {
        FailureReport report = builder()
                .log("app", "g", "s", List.of("one", "two", "three"))
                .missing("alarms", "cloudwatch:DescribeAlarms")
                .build();
        Object[][] table = {
            {5, List.of("  | one", "  | two", "  | three")},
            {4, List.of("  | two", "  | three")},
            {3, List.of("  | three")},
            {2, List.of()},
        };
        for (Object[] row : table) {
            List<String> lines = report.evidenceLines("ECS reports no reason", (int) row[0]);
            assertThat(
                    lines.toString(),
                    lines.stream().filter(line -> line.startsWith("  | ")).toList(),
                    is(row[1]));
            assertThat(lines.get(lines.size() - 1), is("Not checked: alarms (cloudwatch:DescribeAlarms)"));
            assertThat(lines.toString(), lines.size(), is(lessThanOrEqualTo((int) row[0])));
        }
    }

    @Test
    public void fourTargetsAreShownAndTheOthersCounted() {
        FailureReportBuilder five = builder();
        for (int i = 1; i <= 5; i++) {
            five.target("10.0.0." + i, "unhealthy", "", "");
        }
        List<String> lines = five.build().evidenceLines("", 25);
        assertThat(lines.contains("Load balancer: 10.0.0.4 is unhealthy"), is(true));
        assertThat(lines.contains("Load balancer: 10.0.0.5 is unhealthy"), is(false));
        assertThat(lines.contains("Load balancer: and 1 more targets"), is(true));

        FailureReportBuilder four = builder();
        for (int i = 1; i <= 4; i++) {
            four.target("10.0.0." + i, "unhealthy", "", "");
        }
        assertThat(String.join("\n", four.build().evidenceLines("", 25)), not(containsString("more targets")));
    }

    @Test
    public void whatIsSetAgainReplacesWhatWasThere() {
        FailureReport report = builder()
                .tasks(Tasks.evidence(exited(1)))
                .tasks(Tasks.evidence(failedToStart(NOT_FOUND)))
                .log("app", "g", "s", List.of("old"))
                .log("app", "g", "s", List.of("new"))
                .build();
        assertThat(report.tasks(), hasSize(1));
        assertThat(report.logLines(), is(List.of("new")));
        assertThat(report.title(), is("the image does not exist"));
        assertThat(report.advice().isEmpty(), is(false));
        assertThat(report.docUrl(), containsString("https://docs.aws.amazon.com/"));
    }

    @Test
    public void aTextThatNobodyKnowsIsOneLine() {
        FailureReport strange = builder()
                .tasks(Tasks.evidence(Tasks.stopped("TaskFailedToStart", "A new\nreason \u001b[8mha:x")))
                .build();
        assertThat(
                strange.evidenceLines("", 25),
                equalTo(List.of("Stopped tasks: 1 x stopped for an unknown reason:" + " A new reason  [8mha:x")));
    }

    @Test
    public void theCauseIsThatOfTheTasksThenThatOfEcs() {
        assertThat(whole().cause(), equalTo("image-not-found"));
        FailureReport ofEcs =
                builder().ecs(rolledBack(new DeploymentAlarms("", List.of()))).build();
        assertThat(ofEcs.cause(), equalTo("circuit-breaker"));
        assertThat(ofEcs.count(), is(0));
        assertThat(builder().ecs("STOPPED", "Who knows").build().evidence(), containsString("Who knows"));
        assertThat(builder().build().evidence(), containsString("ECS reports no reason"));
        Cause alarm =
                CauseCatalogue.ofText("deployment failed: alarm detected.").orElseThrow();
        FailureReport given =
                builder().tasks(Tasks.evidence(exited(1))).cause(alarm).build();
        assertThat(given.cause() + given.container() + given.count(), equalTo("alarm0"));
    }

    @Test
    public void theLogMayKnowTheCause() {
        FailureReport report = builder()
                .tasks(Tasks.evidence(exited(255), exited(255)))
                .log("app", "/ecs/api", "s", List.of("exec /server: exec format error"))
                .build();
        assertThat(report.cause() + report.container() + report.count(), equalTo("image-wrong-architectureapp2"));
    }

    @Test
    public void nothingGrowsWithoutBounds() {
        List<EcsTask> tasks = new ArrayList<>();
        for (char letter = 'a'; letter < 'm'; letter++) {
            tasks.add(failedToStart("Strange " + String.valueOf(letter).repeat(5_000)));
        }
        FailureReportBuilder builder = builder()
                .ecs("STOPPED", "r".repeat(9_000))
                .tasks(TaskEvidence.of(tasks, Tasks.OURS))
                .log(
                        "app",
                        "g",
                        "s",
                        IntStream.range(0, 60)
                                .mapToObj(i -> i + "x".repeat(9_000))
                                .toList());
        IntStream.range(0, 99).forEach(i -> builder.target("t" + i, "unhealthy", "r", "d".repeat(5_000)));
        FailureReport report =
                builder.missing("loadBalancer", "m".repeat(5_000)).build();
        assertThat(report.tasks(), hasSize(5));
        assertThat(report.targets(), hasSize(10));
        assertThat(report.logLines(), hasSize(20));
        assertThat(report.logLines().get(19), containsString("59x"));
        assertThat(report.logLines().get(19).length(), lessThanOrEqualTo(501));
        assertThat(report.evidenceLines("", 25).size(), lessThanOrEqualTo(25));
        assertThat(report.toMap().toString().length(), lessThanOrEqualTo(40_000));
    }

    @Test
    public void noSecretGetsOut() throws Exception {
        String leak = "password=" + CANARY + " and literal-canary";
        FailureReport report = builder()
                .cause(Cause.unknown(leak))
                .ecs("STOPPED", leak)
                .alarms(new DeploymentAlarms("TRIGGERED", List.of(leak)))
                .tasks(Tasks.evidence(failedToStart(leak), failedToStart("CannotPullContainerError: " + leak)))
                .target(leak, leak, leak, leak)
                .log("app", "g", "s", List.of(leak, "-----BEGIN PRIVATE KEY-----", CANARY))
                .missing("logs", leak)
                .build();
        String all = report.evidenceLines("", 25).toString()
                + report.toMap()
                + new String(written(report), StandardCharsets.ISO_8859_1);
        assertThat(all, not(anyOf(containsString(CANARY), containsString("literal-canary"))));
    }

    @Test
    public void itIsForProgramsToo() {
        Map<String, Object> map = whole().toMap();
        assertThat(
                map.keySet().toString(),
                equalTo("[cause, title, permanence, evidence, advice, docUrl, container, count, ecs, tasks,"
                        + " loadBalancer, logs, missing]"));
        assertThat(map.get("ecs").toString(), containsString("circuitBreaker=TRIGGERED, 3 of 3 failures"));
        assertThat(map.get("logs").toString(), containsString("lines=[starting, DB_PASSWORD=***, no image]"));
        map.clear();
        assertThat(whole().toMap().isEmpty(), is(false));
    }

    @Test
    public void itIsKeptWithTheBuild() throws Exception {
        FailureReport before = whole();
        Object after = new ObjectInputStream(new ByteArrayInputStream(written(before))).readObject();
        assertThat(((FailureReport) after).toMap(), equalTo(before.toMap()));
        List<Class<?>> types = new ArrayList<>();
        for (Field field : FailureReport.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                types.add(field.getType());
            }
        }
        types.removeAll(List.of(String.class, int.class, ArrayList.class, LinkedHashMap.class));
        assertThat(types, equalTo(List.of()));
    }

    private static byte[] written(FailureReport report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(report);
        }
        return bytes.toByteArray();
    }
}
