package io.jenkins.plugins.ecs.ui.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.notifications.DeploymentEvents;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.ui.Hostile;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** The spans that an SDK of OpenTelemetry gets of deployments in the sandbox. */
public class EcsSpansTest extends RolloutTestCase {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String STEP = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + "-" + STEP + "-01";
    private static final DeploymentEvents.Build BUILD =
            new DeploymentEvents.Build(new BuildFacts("shop/deploy", 7, "Ada", "", 0), "job/shop/job/deploy/7/");

    private static DeploymentEvent end(Outcome outcome) {
        List<DeploymentEvent> events =
                new ArrayList<>(DeploymentEvents.between("rec-1", BUILD, null, outcome, Outcomes.T0 + 3_600_000));
        return events.get(events.size() - 1);
    }

    private static List<SpanData> emitted(Outcome outcome, Details details) {
        DeploymentView view = new DeploymentView("rec-1", outcome, details, 0);
        DeploymentTrace trace = DeploymentTrace.of(end(outcome), view, "https://ci.example.com/");
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
            new EcsSpans().emit(provider.get("test"), trace);
            return exporter.getFinishedSpanItems();
        }
    }

    private List<SpanData> emitted(DeployRequestBuilder request) {
        SandboxRollout rollout = rollout(request);
        Outcome outcome = rollout.run();
        return emitted(outcome, Details.of(rollout.state()));
    }

    private static SpanData deployment(List<SpanData> spans) {
        return spans.stream()
                .filter(span -> span.getName().startsWith("deploy "))
                .findFirst()
                .orElseThrow();
    }

    private static String text(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @Test
    public void aDeploymentIsASpanBelowThatOfItsStepWithItsOwnTimes() {
        SandboxRollout rollout = rollout(request().trace(Map.of("traceparent", PARENT, "jenkins:commit", "c0ffee1")));
        Outcome outcome = rollout.run();
        SpanData span = deployment(emitted(outcome, Details.of(rollout.state())));

        assertThat(span.getName(), is("deploy prod/api"));
        assertThat(span.getTraceId(), is(TRACE));
        assertThat(span.getParentSpanId(), is(STEP));
        assertThat(millis(span.getStartEpochNanos()), is(outcome.startedAt()));
        assertThat(millis(span.getEndEpochNanos()), is(outcome.finishedAt()));
        assertThat(span.hasEnded(), is(true));
        assertThat(span.getStatus().getStatusCode(), is(StatusCode.UNSET));
        Map<String, String> expected = Map.ofEntries(
                Map.entry("cicd.pipeline.name", "shop/deploy"),
                Map.entry("cicd.pipeline.run.id", "shop/deploy#7"),
                Map.entry("cicd.pipeline.run.url.full", "https://ci.example.com/job/shop/job/deploy/7/"),
                Map.entry("cicd.pipeline.task.type", "deploy"),
                Map.entry("cicd.pipeline.task.run.result", "success"),
                Map.entry("cloud.provider", "aws"),
                Map.entry("cloud.platform", "aws_ecs"),
                Map.entry("cloud.account.id", "123456789012"),
                Map.entry("cloud.region", "eu-central-1"),
                Map.entry("aws.ecs.cluster.arn", "arn:aws:ecs:eu-central-1:123456789012:cluster/prod"),
                Map.entry("aws.ecs.task.family", "api"),
                Map.entry("aws.ecs.task.revision", "2"),
                Map.entry("deployment.status", "succeeded"),
                Map.entry("vcs.ref.head.revision", "c0ffee1"),
                Map.entry("jenkins.ecs.cluster", "prod"),
                Map.entry("jenkins.ecs.service", "api"),
                Map.entry("jenkins.ecs.version", "2.0.0"),
                Map.entry("jenkins.ecs.verdict", "SUCCESS"));
        expected.forEach((name, value) -> assertThat(name, text(span, name), is(value)));
        assertThat(
                text(span, "deployment.id"), startsWith("arn:aws:ecs:eu-central-1:123456789012:service-deployment/"));
        assertThat(
                span.getAttributes().get(AttributeKey.stringArrayKey("container.image.repo_digests")),
                is(List.of("repo/app@" + outcome.imageDigests().get("app"))));
    }

    @Test
    public void eachStageIsAChildAndTheyFillTheTimeOfTheDeployment() {
        List<SpanData> spans = emitted(request());
        SpanData deployment = deployment(spans);
        List<SpanData> stages =
                spans.stream().filter(span -> span != deployment).toList();

        long at = deployment.getStartEpochNanos();
        for (SpanData stage : stages) {
            assertThat(stage.getName(), stage.getParentSpanId(), is(deployment.getSpanId()));
            assertThat(stage.getName(), stage.getTraceId(), is(deployment.getTraceId()));
            assertThat(stage.getName(), stage.getStartEpochNanos(), is(at));
            at = stage.getEndEpochNanos();
        }
        assertThat(at, is(deployment.getEndEpochNanos()));
        List<String> ids =
                stages.stream().map(span -> text(span, "jenkins.ecs.stage")).toList();
        assertThat(ids.subList(0, 3), is(List.of("PLANNING", "REGISTERING", "UPDATING")));
        assertThat(ids.contains("ENDED"), is(false));
    }

    @Test
    public void aFailureHasItsCauseAndTheStatusOfAnError() {
        sandbox.scenarios().image(NEW, Scenario.IMAGE_NOT_FOUND);

        SpanData span = deployment(emitted(request()));

        assertThat(span.getStatus().getStatusCode(), is(StatusCode.ERROR));
        assertThat(span.getStatus().getDescription(), containsString(NEW));
        assertThat(text(span, "deployment.status"), is("failed"));
        assertThat(text(span, "cicd.pipeline.task.run.result"), is("failure"));
        assertThat(text(span, "jenkins.ecs.verdict"), is("ROLLED_BACK"));
    }

    @Test
    public void withoutASpanOfTheStepItIsTheRootOfATrace() {
        SpanData alone = deployment(emitted(request()));
        assertThat(alone.getParentSpanId(), is(SpanId.getInvalid()));
        String invalid = "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01";
        Outcomes outcomes = Outcomes.of(
                        Outcomes.T0,
                        DeployRequest.of("eu-central-1", "prod", "api").trace(Map.of("traceparent", invalid)))
                .underWay()
                .verdict(Verdict.SUCCESS, "");
        SpanData ofNothing = deployment(emitted(outcomes.outcome(), outcomes.details()));
        assertThat(ofNothing.getParentSpanId(), is(SpanId.getInvalid()));
        assertThat(ofNothing.getTraceId(), is(not("0".repeat(32))));
    }

    @Test
    public void eachVerdictHasAResultOfTheConventions() {
        Map<Verdict, String> results = Map.of(
                Verdict.SUCCESS, "success",
                Verdict.NO_CHANGE, "success",
                Verdict.STARTED, "success",
                Verdict.ABORTED, "cancellation",
                Verdict.SUPERSEDED, "cancellation",
                Verdict.TIMED_OUT, "timeout",
                Verdict.UNKNOWN, "error",
                Verdict.REFUSED, "failure",
                Verdict.STOPPED, "failure");
        results.forEach((verdict, result) -> {
            Outcomes outcomes = Outcomes.of("prod", "api").underWay().verdict(verdict, "because");
            SpanData span = deployment(emitted(outcomes.outcome(), outcomes.details()));
            assertThat(verdict.name(), text(span, "cicd.pipeline.task.run.result"), is(result));
            boolean error = List.of("timeout", "error", "failure").contains(result);
            assertThat(verdict.name(), span.getStatus().getStatusCode() == StatusCode.ERROR, is(error));
        });
        Outcomes continues = Outcomes.of("prod", "api").underWay().verdict(Verdict.STARTED, "");
        assertThat(
                "nobody knows yet",
                text(deployment(emitted(continues.outcome(), continues.details())), "deployment.status"),
                is(nullValue()));
    }

    @Test
    public void onlyTheEndOfADeploymentIsASpan() {
        Outcomes started = Outcomes.of("prod", "api").underWay();
        assertThat(DeploymentTrace.ended(end(started.outcome())), is(Optional.empty()));
        Outcomes planned = Outcomes.of("prod", "api").verdict(Verdict.PLANNED, "");
        assertThat(DeploymentTrace.ended(end(planned.outcome())), is(Optional.empty()));
        Outcomes done = Outcomes.of("prod", "api").underWay().verdict(Verdict.ROLLED_BACK, "");
        assertThat(DeploymentTrace.ended(end(done.outcome())), is(Optional.of("rec-1")));
        DeploymentEvent verified =
                DeploymentEvent.of("rec-1-verified", EventType.VERIFIED, 0).build();
        assertThat(DeploymentTrace.ended(verified), is(Optional.empty()));
    }

    @Test
    public void whatFollowsTheDeploymentHasItsOwnTime() {
        SandboxRollout rollout = rollout(request()
                .with(Setting.SERVICE_DEFINITION, "scaling: {min: 2, max: 6}\n")
                .with(Setting.KEEP_REVISIONS, 1));
        rollout.runUntil(state -> state.phase() == Phase.SCALING);
        long verified = sandbox.clock().millis();
        sandbox.clock().advance(Duration.ofMinutes(1));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        sandbox.clock().advance(Duration.ofMinutes(1));

        List<SpanData> spans = emitted(rollout.run(), Details.of(rollout.state()));

        assertThat(millis(deployment(spans).getEndEpochNanos()), is(verified));
        for (String following : List.of("SCALING", "TIDYING")) {
            SpanData stage = spans.stream()
                    .filter(span -> following.equals(text(span, "jenkins.ecs.stage")))
                    .findFirst()
                    .orElseThrow();
            long took = millis(stage.getEndEpochNanos() - stage.getStartEpochNanos());
            assertThat(
                    following,
                    took,
                    is(greaterThanOrEqualTo(Duration.ofMinutes(1).toMillis())));
        }
    }

    /** Its build was killed: the event says when that was noticed. */
    @Test
    public void aDeploymentWhoseEndWasNotRecordedEndsWithItsEvent() {
        Outcomes lost = Outcomes.of("prod", "api").underWay();
        DeploymentEvent event = DeploymentEvent.of("rec-1-unknown", EventType.UNKNOWN, Outcomes.T0 + 500_000)
                .build();

        DeploymentTrace trace =
                DeploymentTrace.of(event, new DeploymentView("rec-1", lost.outcome(), lost.details(), 0), null);

        assertThat(DeploymentTrace.ended(event), is(Optional.of("rec-1")));
        assertThat(trace.end(), is(Outcomes.T0 + 500_000));
        assertThat(trace.attributes().get("cicd.pipeline.task.run.result"), is("error"));
        assertThat(trace.attributes().containsKey("cicd.pipeline.run.url.full"), is(false));
        trace.stages().forEach(stage -> assertThat(stage.end() >= stage.start(), is(true)));
    }

    @Test
    public void hostileTextsAreShortPlainLines() {
        Outcomes hostile = Outcomes.of("prod", "api")
                .underWay()
                .allTexts(Hostile.TEXT)
                .stage(Hostile.TEXT, 10.0)
                .verdict(Verdict.STOPPED, Hostile.TEXT);
        List<SpanData> spans = emitted(hostile.outcome(), hostile.details());

        for (SpanData span : spans) {
            List<String> texts = new ArrayList<>(List.of(span.getName()));
            texts.add(span.getStatus().getDescription());
            span.getAttributes().forEach((key, value) -> texts.add(String.valueOf(value)));
            for (String text : texts) {
                assertThat(text, text.chars().noneMatch(c -> c < ' ' || c == '\u202e'), is(true));
                assertThat(text.length(), is(lessThan(1_100)));
            }
        }
        assertThat(spans.size() > 1, is(true));
        assertThat(spans, hasSize(lessThan(45)));
    }
}
