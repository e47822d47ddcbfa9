package io.jenkins.plugins.ecs.ui.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Spans of real pipelines, with the OpenTelemetry API plugin. */
public class EcsSpansJenkinsTest extends EcsJenkinsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String STEP = "b7ad6b7169203331";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private final Exported exported = new Exported();

    @Before
    public void setUp() throws Exception {
        configure(r);
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exported))
                        .build())
                .build());
    }

    private static String within(String traceParent) {
        return "withEnv(['TRACEPARENT=" + traceParent + "']) {\n" + DEPLOY + "\n}";
    }

    @Test
    public void aDeploymentIsASpanOfTheTraceOfItsStep() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(r, "good", within("00-" + TRACE + "-" + STEP + "-01")));

        SpanData span = exported.deployment();
        assertThat(span.getTraceId(), is(TRACE));
        assertThat(span.getParentSpanId(), is(STEP));
        assertThat(span.getName(), is("deploy prod/api"));
        assertThat(span.getInstrumentationScopeInfo().getName(), is("io.jenkins.plugins.ecs"));
        assertThat(
                span.getAttributes().get(AttributeKey.stringKey("cicd.pipeline.run.url.full")),
                is(r.getURL() + b.getUrl()));
        assertThat(span.getStatus().getStatusCode(), is(StatusCode.UNSET));
        assertThat(
                "its tags are those of a build without a trace",
                sandbox.calls("RegisterTaskDefinition")
                        .get(0)
                        .request()
                        .toString()
                        .contains(TRACE),
                is(false));
    }

    @Test
    public void whatIsNoTraceParentIsNotUsed() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.IMAGE_NOT_FOUND);

        r.buildAndAssertStatus(Result.FAILURE, job(r, "bad", within("00-x; rm -rf-01")));

        SpanData span = exported.deployment();
        assertThat(span.getParentSpanId(), is(SpanId.getInvalid()));
        assertThat(span.getStatus().getStatusCode(), is(StatusCode.ERROR));
    }

    /** Waits for spans. */
    private static final class Exported implements SpanExporter {

        private final BlockingQueue<SpanData> spans = new LinkedBlockingQueue<>();

        SpanData deployment() throws InterruptedException {
            SpanData span;
            do {
                span = Objects.requireNonNull(spans.poll(60, TimeUnit.SECONDS), "no span of a deployment");
            } while (!span.getName().startsWith("deploy "));
            return span;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> finished) {
            spans.addAll(finished);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
