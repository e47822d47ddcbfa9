package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.diagnosis.FailureReport;
import io.jenkins.plugins.ecs.rollout.messages.OutcomeMessages;
import io.jenkins.plugins.ecs.rollout.messages.ScalingMessages;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.tasks.state.TaskRuns;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is known of a rollout, for users and programs; immutable, and small enough to be kept with the build. */
public final class Outcome implements ServiceOutcome, Serializable {

    private static final long serialVersionUID = 1L;

    private static final int CONSOLE_LINES = 25;

    private final String region;
    private final String cluster;
    private final String service;
    private final Phase phase;
    private final Verdict verdict;
    private final String cause;
    private final String advice;
    private final String docUrl;
    private final String proof;
    private final boolean verifiedInFull;
    private final String progress;
    private final String serviceDeploymentArn;
    private final String deploymentId;
    private final String codeDeploymentId;
    private final String taskDefinition;
    private final String previousTaskDefinition;
    private final String rollbackTaskDefinition;
    private final LinkedHashMap<String, String> imageDigests;
    private final int desiredCount;
    private final int runningCount;
    private final int pendingCount;
    private final int failedTasks;
    private final int failureThreshold;
    private final String strategy;
    private final long bakeEndsAt;
    private final long waitMillis;
    private final long allowedMillis;
    private final String serviceRevision;
    private final String testListenerRule;
    private final ArrayList<Pause> pauses;
    private final ArrayList<String> submitters;
    private final boolean takesAnswers;
    private final long startedAt;
    private final long finishedAt;
    private final LinkedHashMap<String, String> images;
    private final String version;
    private final String ownStatus;
    private final String ownStage;
    private final boolean awaitsAction;
    private final int oldCount;
    private final Double productionWeight;
    private final Double testWeight;
    private final int breakerFailures;
    private final String commit;
    private final FailureReport report;
    private final Plan plan;
    private final List<String> movedSchedules;
    private final List<String> scheduleProblems;
    private final String scalingProblem;
    private final ArrayList<String> scalingChanges;
    private final ArrayList<String> scalingProblems;
    private final String target;
    private final String targetLabel;
    private final boolean rollback;
    private final boolean begun;
    private final ArrayList<TaskOutcome> before;
    private final ArrayList<TaskOutcome> after;
    private final VerificationResult verification;
    private final String acceptedBy;
    private final long watchedUntil;
    private final String watchEndedBy;

    private Outcome(RolloutState s) {
        region = s.request.region();
        cluster = s.request.clusterName();
        service = s.request.serviceName();
        phase = s.phase;
        verdict = s.verdict;
        cause = s.cause;
        advice = s.advice;
        docUrl = s.docUrl;
        proof = s.proof;
        verifiedInFull = s.verifiedInFull;
        progress = s.progress.lastSeen;
        serviceDeploymentArn = s.serviceDeployment;
        deploymentId = s.deploymentId;
        codeDeploymentId = s.codeDeploy.deployment;
        taskDefinition = s.taskDefinition;
        previousTaskDefinition = s.previous.taskDefinition;
        rollbackTaskDefinition = s.rollbackTaskDefinition;
        imageDigests = new LinkedHashMap<>(s.digests);
        desiredCount = s.counts.desiredCount;
        runningCount = s.counts.runningCount;
        pendingCount = s.counts.pendingCount;
        failedTasks = s.counts.failedTasks;
        failureThreshold = s.counts.failureThreshold;
        strategy = s.strategy;
        bakeEndsAt = s.bakeEndsAt();
        waitMillis = s.expected.waitMillis;
        allowedMillis = s.allowedMillis();
        serviceRevision = s.targetRevision;
        testListenerRule = s.testListenerRule;
        pauses = new ArrayList<>(s.pauses);
        submitters = new ArrayList<>(s.request.submitters());
        takesAnswers = s.request.takesAnswers() && !s.hasEnded() && !s.isStopping();
        startedAt = s.startedAt;
        finishedAt = s.finishedAt;
        // From a definition's text, which may hold what build.xml cannot.
        images = new LinkedHashMap<>();
        s.displayedImages().forEach((container, image) -> images.put(PlainText.line(container), PlainText.line(image)));
        report = s.report;
        version = PlainText.line(s.version);
        ownStatus = s.display.ownStatus;
        ownStage = s.display.ownStage;
        awaitsAction = s.display.awaitsAction;
        oldCount = s.counts.oldCount;
        productionWeight = s.display.productionWeight;
        testWeight = s.display.testWeight;
        breakerFailures = s.counts.breakerFailures;
        commit = s.request.trace().get("jenkins:commit");
        plan = s.plan;
        movedSchedules = s.schedules == null ? new ArrayList<>() : new ArrayList<>(s.schedules.moved());
        scheduleProblems = s.schedules == null ? new ArrayList<>() : new ArrayList<>(s.schedules.problems());
        scalingProblem = s.scaling.problem;
        scalingChanges = new ArrayList<>(s.scalingChange.changes);
        scalingProblems = new ArrayList<>(s.scalingChange.problems);
        target = s.request.target();
        targetLabel = PlainText.line(s.request.targetLabel());
        rollback = s.request.goesBack();
        begun = !s.unchanged && (s.updated || s.deploymentId != null) && s.request.attachTo() == null;
        before = runs(s.tasks.before);
        after = runs(s.tasks.after);
        boolean verifies = s.verification.run != null && s.verification.result == null;
        verification = verifies ? s.verification.run.result() : s.verification.result;
        acceptedBy = s.verification.acceptedBy;
        watchedUntil = s.verification.watchedUntil;
        watchEndedBy = s.verification.watchEndedBy;
    }

    private static ArrayList<TaskOutcome> runs(TaskRuns runs) {
        return runs.list().stream().map(TaskOutcome::of).collect(Collectors.toCollection(ArrayList::new));
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
        boolean running = verifiedInFull && cause.isEmpty() && verdict != null && verdict.isGreen();
        return PlainText.line(
                running
                        ? OutcomeMessages.running(verdict.name(), name, revision, verdict == Verdict.NO_CHANGE)
                        : OutcomeMessages.of(
                                verdict == null ? phase.words() : verdict.name(),
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
        if (!scalingProblem.isEmpty()) {
            lines.add(ScalingMessages.warning(PlainText.line(scalingProblem)));
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

    /** That the scaling of the service is still suspended, and how to undo that; empty if it is not. */
    @NonNull
    public String scalingProblem() {
        return scalingProblem;
    }

    /** One line for each change of the scaling that the service definition asked for. */
    @NonNull
    public List<String> scalingChanges() {
        return Collections.unmodifiableList(scalingChanges);
    }

    /** What is wrong with the scaling: that it is still suspended, and what was not changed although the file says so. */
    @NonNull
    public List<String> scalingProblems() {
        List<String> problems = new ArrayList<>(scalingProblems);
        if (!scalingProblem.isEmpty()) {
            problems.add(0, scalingProblem);
        }
        return problems;
    }

    /** One line for each scheduled task that was given the revision. */
    @NonNull
    public List<String> movedSchedules() {
        return Collections.unmodifiableList(movedSchedules);
    }

    /** One line for each scheduled task that was not given the revision, although it should have been. */
    @NonNull
    public List<String> scheduleProblems() {
        return Collections.unmodifiableList(scheduleProblems);
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

    public Phase phase() {
        return phase;
    }

    /** Null while it is in progress. */
    @Nullable
    public Verdict verdict() {
        return verdict;
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

    /** The last line of progress. */
    public String progress() {
        return progress;
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

    public int desiredCount() {
        return desiredCount;
    }

    public int runningCount() {
        return runningCount;
    }

    public int pendingCount() {
        return pendingCount;
    }

    public int failedTasks() {
        return failedTasks;
    }

    /** At how many failed tasks the circuit breaker triggers; 0 where it is not known. */
    public int failureThreshold() {
        return failureThreshold;
    }

    /** {@code ROLLING}, {@code BLUE_GREEN}, {@code LINEAR}, {@code CANARY}, {@code CODE_DEPLOY}; empty while unknown. */
    @NonNull
    public String strategy() {
        return strategy == null ? "" : strategy;
    }

    /** When the bake time is over, as far as we have seen it begin: epoch milliseconds; 0 outside of it. */
    public long bakeEndsAt() {
        return bakeEndsAt;
    }

    /** How long it waits because it is configured to: bake times and traffic steps; milliseconds. */
    public long waitMillis() {
        return waitMillis;
    }

    /** How long it may take, without the time of hooks and pauses; milliseconds. */
    public long allowedMillis() {
        return allowedMillis;
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

    /** Each time that the deployment waited in a PAUSE hook, oldest first. */
    @NonNull
    public List<Pause> pauses() {
        return pauses == null ? List.of() : Collections.unmodifiableList(pauses);
    }

    /** Users and groups who alone may answer a pause; empty for all that have the permission. */
    @NonNull
    public List<String> submitters() {
        return submitters == null ? List.of() : Collections.unmodifiableList(submitters);
    }

    /** Whether an open pause may be answered on the build page. */
    public boolean takesAnswers() {
        return takesAnswers;
    }

    /** Epoch milliseconds. */
    @Override
    public long startedAt() {
        return startedAt;
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    @Override
    public long finishedAt() {
        return finishedAt;
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

    /** AWS's own word for the deployment's state when it was last seen; empty before. */
    @NonNull
    public String awsStatus() {
        return ownStatus == null ? "" : ownStatus;
    }

    /** AWS's own word for the lifecycle stage; empty for rolling updates. */
    @NonNull
    public String lifecycleStage() {
        return ownStage == null ? "" : ownStage;
    }

    /** ECS waits in a PAUSE hook for an answer. */
    public boolean awaitsAction() {
        return awaitsAction && verdict == null;
    }

    /** Running tasks of what was there before. */
    public int oldCount() {
        return oldCount;
    }

    /** Percent of production traffic that the new revision is to get, a snapshot; null where AWS gives none. */
    @Nullable
    public Double productionWeight() {
        return productionWeight;
    }

    /** The same of test traffic. */
    @Nullable
    public Double testWeight() {
        return testWeight;
    }

    /** How far the circuit breaker has counted; see {@link #failureThreshold()}. */
    public int breakerFailures() {
        return breakerFailures;
    }

    /** The commit that the build brings; empty where it is not known. */
    @NonNull
    public String commit() {
        return commit == null ? "" : commit;
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

    /** Whether a deployment was started, or one of the same revision was joined. */
    public boolean hasBegun() {
        return begun;
    }

    /** The tasks before the deployment that have begun. */
    @NonNull
    public List<TaskOutcome> before() {
        return Collections.unmodifiableList(before);
    }

    /** The tasks after the deployment that have begun. */
    @NonNull
    public List<TaskOutcome> after() {
        return Collections.unmodifiableList(after);
    }

    /** The last verification after the deployment, also while it is in progress; null if there was none. */
    @Nullable
    public VerificationResult verification() {
        return verification;
    }

    /** The user who has accepted the deployment although its verification did not pass; empty if none has. */
    @NonNull
    public String acceptedBy() {
        return acceptedBy;
    }

    /** The end of the watch, epoch milliseconds; 0 without one. */
    public long watchedUntil() {
        return watchedUntil;
    }

    /** Who deployed the service before the watch was over; empty if nobody did. */
    @NonNull
    public String watchEndedBy() {
        return watchEndedBy;
    }

    /** Why it failed, from all that knows of it; null where nothing did, or nobody looked. */
    @Nullable
    public FailureReport report() {
        return report;
    }
}
