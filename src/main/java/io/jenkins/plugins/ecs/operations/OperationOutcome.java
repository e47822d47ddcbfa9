package io.jenkins.plugins.ecs.operations;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ConsoleLinks;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.ServiceOutcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A change of a service as pages and scripts see it. Kept with the build by XStream, so it is a class of texts, numbers and
 * plain collections.
 */
public final class OperationOutcome implements Serializable, ServiceOutcome {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String region;
    private final String cluster;
    private final String service;
    private final String phase;
    /** Null while it is in progress. */
    private final Verdict verdict;

    private final String cause;
    private final String advice;
    private final int desired;
    private final int running;
    private final ArrayList<String> done;
    private final ArrayList<String> problems;
    private final long startedAt;
    private final long finishedAt;
    private final String target;
    private final String targetLabel;

    private OperationOutcome(OperationState state) {
        kind = state.request().goal() instanceof Goal.Delete ? "delete" : "scale";
        region = state.request().region();
        cluster = state.request().clusterName();
        service = state.request().serviceName();
        phase = state.phase().words();
        verdict = state.end() == null ? null : state.end().verdict();
        cause = state.end() == null ? "" : state.end().cause();
        advice = state.end() == null ? "" : state.end().advice();
        desired = state.counts() == null ? -1 : state.counts().desired();
        running = state.counts() == null ? -1 : state.counts().running();
        done = new ArrayList<>(state.progress().done());
        problems = new ArrayList<>(state.progress().problems());
        startedAt = state.startedAt();
        finishedAt = state.end() == null ? 0 : state.end().at();
        target = state.request().origin().target();
        targetLabel = state.request().origin().targetLabel();
    }

    @NonNull
    public static OperationOutcome of(@NonNull OperationState state) {
        return new OperationOutcome(state);
    }

    /** {@code scale} or {@code delete}. */
    @NonNull
    public String kind() {
        return kind;
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public String cluster() {
        return cluster;
    }

    @Override
    public String service() {
        return service;
    }

    @NonNull
    public String phase() {
        return phase;
    }

    @CheckForNull
    public Verdict verdict() {
        return verdict;
    }

    @NonNull
    public String cause() {
        return cause;
    }

    @NonNull
    public String advice() {
        return advice;
    }

    /** As last read; -1 if it was not. */
    public int desired() {
        return desired;
    }

    /** As last read; -1 if it was not. */
    public int running() {
        return running;
    }

    /** One line for each change. */
    @NonNull
    public List<String> done() {
        return Collections.unmodifiableList(done);
    }

    /** One line for each part that could not be done and did not decide the verdict. */
    @NonNull
    public List<String> problems() {
        return Collections.unmodifiableList(problems);
    }

    @Override
    public long startedAt() {
        return startedAt;
    }

    @Override
    public long finishedAt() {
        return finishedAt;
    }

    @CheckForNull
    public String target() {
        return target;
    }

    @CheckForNull
    public String targetLabel() {
        return targetLabel;
    }

    public boolean isGreen() {
        return verdict != null && verdict.isGreen();
    }

    @Override
    public String message() {
        String name = cluster + "/" + service;
        return verdict == null ? name + ": " + phase : verdict + ": " + name + ": " + cause;
    }

    @NonNull
    public List<String> consoleLines() {
        List<String> lines = new ArrayList<>();
        lines.add(message());
        if (!advice.isEmpty()) {
            lines.add("What to do: " + advice);
        }
        return lines;
    }

    @Override
    public String consoleUrl() {
        return ConsoleLinks.service(region, cluster, service);
    }
}
