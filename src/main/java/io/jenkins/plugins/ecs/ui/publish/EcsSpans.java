package io.jenkins.plugins.ecs.ui.publish;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.DeploymentListener;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Spans of deployments, if the OpenTelemetry API plugin is installed. A span is made when its deployment has ended, with
 * the times of the deployment, so that a restart of Jenkins loses none; as a listener of events, no deployment waits for
 * it.
 */
@SuppressWarnings("deprecation")
@Extension(optional = true)
@Restricted(NoExternalUse.class)
public final class EcsSpans implements DeploymentListener {

    private static final String SCOPE = "io.jenkins.plugins.ecs";
    private static final AttributeKey<List<String>> DIGESTS =
            AttributeKey.stringArrayKey("container.image.repo_digests");

    /**
     * Makes loading this extension fail early if the plugin is not installed. {@link GlobalOpenTelemetry} must not be
     * asked before that plugin has set it.
     */
    private final StatusCode error = StatusCode.ERROR;

    @NonNull
    @Override
    public String getDisplayName() {
        return "OpenTelemetry";
    }

    @Override
    public void happened(@NonNull DeploymentEvent event) {
        DeploymentTrace.ended(event)
                .flatMap(id -> find(event, id))
                .map(deployment ->
                        DeploymentTrace.of(event, deployment, Jenkins.get().getRootUrl()))
                .ifPresent(trace -> emit(GlobalOpenTelemetry.getTracer(SCOPE), trace));
    }

    private static Optional<DeploymentView> find(DeploymentEvent event, String id) {
        Job<?, ?> job = VisibleJobs.find(event.get(EventField.JOB));
        Run<?, ?> build = job == null ? null : job.getBuildByNumber(Integer.parseInt(event.get(EventField.BUILD)));
        EcsDeploymentsAction action = build == null ? null : build.getAction(EcsDeploymentsAction.class);
        return action == null
                ? Optional.empty()
                : action.getDeployments().stream()
                        .filter(deployment -> deployment.getId().equals(id))
                        .findFirst();
    }

    void emit(@NonNull Tracer tracer, @NonNull DeploymentTrace trace) {
        SpanBuilder builder = tracer.spanBuilder(trace.name())
                .setParent(parent(trace.parent()))
                .setStartTimestamp(trace.start(), TimeUnit.MILLISECONDS);
        trace.attributes().forEach(builder::setAttribute);
        if (!trace.digests().isEmpty()) {
            builder.setAttribute(DIGESTS, trace.digests());
        }
        Span span = builder.startSpan();
        if (trace.failed()) {
            span.setStatus(error, trace.cause());
        }
        Context within = Context.root().with(span);
        for (DeploymentTrace.Stage stage : trace.stages()) {
            tracer.spanBuilder(stage.name())
                    .setParent(within)
                    .setAttribute(DeploymentTrace.STAGE, stage.id())
                    .setStartTimestamp(stage.start(), TimeUnit.MILLISECONDS)
                    .startSpan()
                    .end(stage.end(), TimeUnit.MILLISECONDS);
        }
        span.end(trace.end(), TimeUnit.MILLISECONDS);
    }

    /** The span of the step, from a checked {@code traceparent}; the root of a new trace if there is none. */
    private static Context parent(String traceParent) {
        if (traceParent.isEmpty()) {
            return Context.root();
        }
        String[] parts = traceParent.split("-");
        SpanContext step = SpanContext.createFromRemoteParent(
                parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault());
        return step.isValid() ? Context.root().with(Span.wrap(step)) : Context.root();
    }
}
