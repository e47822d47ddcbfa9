package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.diagnosis.FailureReport;
import io.jenkins.plugins.ecs.rollout.messages.OutcomeMessages;
import io.jenkins.plugins.ecs.rollout.messages.ScalingMessages;
import io.jenkins.plugins.ecs.taskdef.TraceTags;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of a rollout, for users and programs; immutable, and small enough to be kept with the build. */
public final class Outcome extends SurroundingOutcome implements ServiceOutcome {

    private static final long serialVersionUID = 1L;

    private static final int CONSOLE_LINES = 25;

    private final String region;
    private final String cluster;
    private final String service;
    private final String cause;
    private final String advice;
    private final String docUrl;
    private final String proof;
    private final boolean verifiedInFull;
    private final String serviceDeploymentArn;
    private final String deploymentId;
    private final String codeDeploymentId;
    private final String taskDefinition;
    private final String previousTaskDefinition;
    private final String rollbackTaskDefinition;
    private final LinkedHashMap<String, String> imageDigests;
    private final String serviceRevision;
    private final String testListenerRule;
    private final LinkedHashMap<String, String> images;
    private final String version;
    private final String commit;
    private final String traceParent;
    private final FailureReport report;
    private final Plan plan;
    private final String target;
    private final String targetLabel;
    private final boolean rollback;
    private final boolean begun;
    private final boolean dryRun;

    private Outcome(RolloutState s) {
        super(s);
        region = s.request.region();
        cluster = s.request.clusterName();
        service = s.request.serviceName();
        cause = s.cause;
        advice = s.advice;
        docUrl = s.docUrl;
        proof = s.proof;
        verifiedInFull = s.verifiedInFull;
        serviceDeploymentArn = s.serviceDeployment;
        deploymentId = s.deploymentId;
        codeDeploymentId = s.codeDeploy.deployment;
        taskDefinition = s.taskDefinition;
        previousTaskDefinition = s.previous.taskDefinition;
        rollbackTaskDefinition = s.rollbackTaskDefinition;
        imageDigests = new LinkedHashMap<>(s.digests);
        serviceRevision = s.targetRevision;
        testListenerRule = s.testListenerRule;
        // From a definition's text, which may hold what build.xml cannot.
        images = new LinkedHashMap<>();
        s.displayedImages().forEach((container, image) -> images.put(PlainText.line(container), PlainText.line(image)));
        report = s.report;
        version = PlainText.line(s.version);
        commit = s.request.trace().get("jenkins:commit");
        traceParent = s.request.trace().get(TraceTags.PARENT);
        plan = s.plan;
        target = s.request.target();
        targetLabel = PlainText.line(s.request.targetLabel());
        rollback = s.request.goesBack();
        dryRun = s.request.dryRun();
        begun = !s.unchanged && (s.updated || s.deploymentId != null) && s.request.attachTo() == null;
    }

    @NonNull
    public static Outcome of(@NonNull RolloutState state) {
        return new Outcome(state);
    }

    /** The one line that a person needs: what, how it ended, and why. */
    @NonNull
    @Override
    public String message() {
        String name = cluster + "/" + service;
        String revision = taskDefinition == null ? "" : Arns.brief(taskDefinition);
        boolean running = verifiedInFull
                && cause.isEmpty()
                && verdict() != null
                && verdict().isGreen();
        return PlainText.line(
                running
                        ? OutcomeMessages.running(verdict().name(), name, revision, verdict() == Verdict.NO_CHANGE)
                        : OutcomeMessages.of(
                                verdict() == null ? phase().words() : verdict().name(),
                                name,
                                revision,
                                cause.isEmpty() ? proof : PlainText.phrase(cause)));
    }

    /**
     * How it ended, for the console, in one block of at most {@value #CONSOLE_LINES} lines: the {@link #message()}, what
     * to do, the evidence, the last lines of the log.
     */
    @NonNull
    public List<String> consoleLines() {
        String told = message();
        List<String> lines = new ArrayList<>(List.of(told));
        if (!advice.isEmpty()) {
            lines.add(OutcomeMessages.whatToDo(PlainText.line(advice)));
        }
        if (!scalingProblem().isEmpty()) {
            lines.add(ScalingMessages.warning(PlainText.line(scalingProblem())));
        }
        if (!docUrl.isEmpty()) {
            lines.add(OutcomeMessages.see(PlainText.line(docUrl)));
        }
        if (report != null) {
            report.evidenceLines(told, CONSOLE_LINES - lines.size()).forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    /** What the deployment would do; null unless it was only planned. */
    @Nullable
    public Plan plan() {
        return plan;
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

    public String cause() {
        return cause;
    }

    public String advice() {
        return advice;
    }

    /** A page of AWS's documentation about the cause; may be empty. */
    public String docUrl() {
        return docUrl;
    }

    /** How the success was verified; empty where it was not. */
    public String proof() {
        return proof;
    }

    @Nullable
    public String serviceDeploymentArn() {
        return serviceDeploymentArn;
    }

    /** {@code ecs-svc/<number>}; where CodeDeploy deploys, that of the new task set. */
    @Nullable
    public String deploymentId() {
        return deploymentId;
    }

    /** {@code d-…} where CodeDeploy deploys the service; null where ECS does. */
    @Nullable
    public String codeDeploymentId() {
        return codeDeploymentId;
    }

    /** ARN of the revision that was deployed. */
    @Nullable
    public String taskDefinition() {
        return taskDefinition;
    }

    /** ARN of the revision that ran before. */
    @Nullable
    public String previousTaskDefinition() {
        return previousTaskDefinition;
    }

    /** ARN of the revision that ECS rolled back to, where it did. */
    @Nullable
    public String rollbackTaskDefinition() {
        return rollbackTaskDefinition;
    }

    /** By container name. */
    public Map<String, String> imageDigests() {
        return Collections.unmodifiableMap(imageDigests);
    }

    /** The revision of the service that the deployment brings. */
    @Nullable
    public String serviceRevisionArn() {
        return serviceRevision;
    }

    /** ARN of the listener rule (or listener) that test traffic comes through; null where there is none. */
    @Nullable
    public String testListenerRule() {
        return testListenerRule;
    }

    /** By container name: the image that the task definition names. */
    public Map<String, String> images() {
        return images == null ? Map.of() : Collections.unmodifiableMap(images);
    }

    /** What people call it: the image's tag, else the beginning of its digest, else family and number of the revision. */
    @NonNull
    public String version() {
        if (version == null || version.isEmpty()) {
            return DisplayVersion.of(images(), null, taskDefinition);
        }
        return version;
    }

    /** The commit that the build brings; empty where it is not known. */
    @NonNull
    public String commit() {
        return commit == null ? "" : commit;
    }

    /** Header {@code traceparent} of the span of the step; empty where there is none. */
    @NonNull
    public String traceParent() {
        return traceParent == null ? "" : traceParent;
    }

    /** The name of the target that it went to; null where none was named. */
    @Nullable
    public String target() {
        return target;
    }

    /** What people see of the target: its label or else its name; empty where none was named. */
    @NonNull
    public String targetLabel() {
        return targetLabel == null ? "" : targetLabel;
    }

    /** Whether it was to bring the service back to what was good. */
    public boolean isRollback() {
        return rollback;
    }

    /** Whether it is only planned. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Whether a deployment was started, or one of the same revision was joined. */
    public boolean hasBegun() {
        return begun;
    }

    /** Why it failed, from all that knows of it; null where nothing did, or nobody looked. */
    @Nullable
    public FailureReport report() {
        return report;
    }
}
