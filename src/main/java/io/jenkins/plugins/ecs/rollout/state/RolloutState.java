package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.ecs.diagnosis.FailureReport;
import io.jenkins.plugins.ecs.lookups.LookupValues;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.request.CodeDeployEvents;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.strategy.Stage;
import io.jenkins.plugins.ecs.schedules.ScheduleProgress;
import io.jenkins.plugins.ecs.tasks.decide.TaskDecider;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The state of one rollout: the smallest set from which it can be resumed after a restart. Persisted, so: strings,
 * numbers, enums and plain collections only, and no field is ever renamed. All times are epoch milliseconds, by
 * Jenkins' clock unless a comment says AWS's; the two are never compared.
 *
 * <p>A state that others can see never changes: {@link io.jenkins.plugins.ecs.rollout.decide.Decider} works on a {@link #copy()}.
 */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision, in a package of their own, write into a copy that nobody else sees")
public final class RolloutState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;
    private static final int MOST_STAGES = 40;

    /** Once its look-ups were read, with what they found. */
    public DeployRequest request;

    public final long startedAt;

    public Phase phase = Phase.PLANNING;
    public long phaseSince;

    /** A call that changes AWS was about to be sent, and its answer is not known. */
    public boolean pending;

    public long pendingSince;

    /** Reads since then. */
    public int readsWhilePending;

    /** Keys of messages that are logged only once. */
    public ArrayList<String> said = new ArrayList<>();

    // Parts with a class of their own.
    public QueueState queue = new QueueState();
    public PreviousState previous = new PreviousState();
    public RollbackState rollback = new RollbackState();
    public CodeDeployState codeDeploy = new CodeDeployState();
    public ProgressState progress = new ProgressState();
    public TaskCounts counts = new TaskCounts();
    public EventLog eventLog = new EventLog();
    public WaitingState waiting = new WaitingState();
    public ExpectedWaits expected = new ExpectedWaits();
    public FailureDetection detection = new FailureDetection();
    public FailureEvidence evidence = new FailureEvidence();
    public ReadFailures reading = new ReadFailures();
    public StopState stop = new StopState();
    public CleanupState cleanup = new CleanupState();
    public ScalingState scaling = new ScalingState();
    public ScalingChangeState scalingChange = new ScalingChangeState();
    public DisplayState display = new DisplayState();
    public TasksState tasks = new TasksState();
    public VerificationState verification = new VerificationState();
    public ServiceFileState serviceFile = new ServiceFileState();

    // What is deployed.
    /** Family to register a revision of. The definition is determined again from this and the base when needed. */
    public String family;

    /** ARN of the revision that changes are applied to; null if the request has a text. */
    public String baseTaskDefinition;

    public boolean registered;
    public boolean withoutTraceTags;
    public String taskDefinition;
    public boolean forced;

    /** No new deployment starts: the service already runs this definition. */
    public boolean unchanged;

    /** An update was accepted. */
    public boolean updated;

    /** It changed settings of the service without starting a deployment. */
    public boolean settingsChanged;

    /** The rules were asked about it and did not refuse it. */
    public boolean judged;

    /** What its look-ups found, so that what was planned is registered. */
    public LookupValues lookups = LookupValues.NONE;

    /** By container: what the definition names. */
    public LinkedHashMap<String, String> images = new LinkedHashMap<>();

    public String version = "";
    public ArrayList<String> changes = new ArrayList<>();

    /** The plan, with {@code dryRun}. */
    public Plan plan;

    // Our deployment.
    /** The endpoint put our revision into an existing deployment, {@link #deploymentId}: an emulator. */
    public boolean alteredDeployment;

    public String deploymentId;

    /** AWS's clock. */
    public long deploymentCreatedAt;

    public String serviceDeployment;
    public String targetRevision;

    /** Service deployments are not available; {@code DescribeServices.deployments[]} is followed by id. */
    public boolean byDeploymentId;

    /** The service deployment could not be found for a reason that may pass. */
    public boolean mayBeListedLater;

    public boolean byCodeDeploy;
    public LinkedHashMap<String, String> digests = new LinkedHashMap<>();
    public String strategy = "";

    /** Null if there is none. */
    public String testListenerRule;

    public ArrayList<Pause> pauses = new ArrayList<>();

    /** Since when it waits for an answer; 0 while it does not. */
    public long pausedSince;

    public long pausedMillis;

    // The end.
    public Verdict verdict;

    /** The verdict once the cause has been determined. */
    public Verdict verdictInSight;

    public String cause = "";
    public String advice = "";

    /** A page of AWS's documentation about the cause; may be empty. */
    public String docUrl = "";

    /** Null until a failure was diagnosed. */
    public FailureReport report;

    public String proof = "";

    /** Every running task was verified, and there is nothing else to report. */
    public boolean verifiedInFull;

    /** Why the verification is not complete yet. */
    public String lastDoubt = "";

    /** While the tasks are verified: those that run other images than the pinned ones, when they were last read. */
    public String otherImages = "";

    /** When it was verified, and what follows a success began; 0 before. */
    public long completedAt;

    public long finishedAt;

    /** ARN of the revision that ECS rolled back to. */
    public String rollbackTaskDefinition;

    /** Null unless scheduled tasks follow. */
    public ScheduleProgress schedules;

    // For policy rules.
    public String serviceArn;
    public String clusterArn;

    /** What rules in warn mode reported. */
    public ArrayList<String> ruleWarnings = new ArrayList<>();

    /** Task role and execution role. */
    public ArrayList<String> roles = new ArrayList<>();

    /** Null if it is not known. */
    public Boolean circuitBreaker;

    // For the pages.
    public ArrayList<TimedEvent> stages = new ArrayList<>();

    /** AWS's clock. */
    public ArrayList<TimedEvent> events = new ArrayList<>();

    private RolloutState(DeployRequest request, long now) {
        this.request = request;
        this.startedAt = now;
        this.phaseSince = now;
        progress.lastProgressAt = now;
        if (request.attachTo() != null) {
            this.phase = Phase.RESOLVING;
            this.serviceDeployment = request.attachTo();
        }
        enterStage(phase.name(), now);
    }

    @NonNull
    public static RolloutState begin(@NonNull DeployRequest request, long now) {
        return new RolloutState(request, now);
    }

    /** Begins in the queue of those that deploy the same service. */
    @NonNull
    public static RolloutState queued(@NonNull DeployRequest request, long now) {
        RolloutState state = new RolloutState(request, now);
        state.phase = Phase.QUEUED;
        return state;
    }

    /** Identifies the service in the queue; null before it is known, and without a queue. */
    @CheckForNull
    public String lockKey() {
        return queue.lockKey;
    }

    /** Whether it waits for other rollbacks only, and does not count as a deployment. */
    public boolean queuesAsRollback() {
        return request.goesBack() && !queue.queuesAsDeployment;
    }

    /** Whether it waits in the queue. */
    public boolean isQueued() {
        return phase == Phase.QUEUED;
    }

    /** Epoch milliseconds. */
    public long startedAt() {
        return startedAt;
    }

    public DeployRequest request() {
        return request;
    }

    public Phase phase() {
        return phase;
    }

    public boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    /** Null until it has ended. */
    @CheckForNull
    public Verdict verdict() {
        return verdict;
    }

    /** The newest time of Jenkins' clock in this state. */
    public long newestTime() {
        return LongStream.of(
                        startedAt,
                        queue.begunAt,
                        phaseSince,
                        pendingSince,
                        progress.lastProgressAt,
                        stop.stopSince,
                        stop.stopSentAt,
                        tasks.newestTime(),
                        verification.newestTime())
                .max()
                .orElse(startedAt);
    }

    /** What continues in AWS, or may, without this build; empty if nothing was deployed, or it has ended. */
    @NonNull
    public String goesOnAs() {
        if (hasEnded()) {
            return "";
        }
        if (phase == Phase.ROLLING_BACK) {
            return tasks.rollback == null ? "" : tasks.rollback.goesOnAs();
        }
        if (phase.isVerification()) {
            return "";
        }
        if (phase.isNested()) {
            TaskRunState run = tasks.current(phase);
            return run == null ? "" : TaskDecider.mayRun(run);
        }
        if (phase.isBeforeUpdate()) {
            return scaling.isToResume() ? DeploymentMessages.scalingSuspended(scaling.resourceId) : rollbackToBegin();
        }
        String service = serviceArn == null ? request.clusterName() + "/" + request.serviceName() : serviceArn;
        if (codeDeploy.deployment != null) {
            return DeploymentMessages.continuesIn("CodeDeploy", codeDeploy.deployment, service);
        }
        if (serviceDeployment != null) {
            return DeploymentMessages.continuesIn("ECS", serviceDeployment, null);
        }
        if (deploymentId != null) {
            return DeploymentMessages.continuesIn("ECS", deploymentId, service);
        }
        return pending || updated ? DeploymentMessages.mayContinue(service) : "";
    }

    /** Until the rollback of what this build deployed has begun, that remains. */
    private String rollbackToBegin() {
        String from = request.goesBackFrom();
        return from == null
                ? ""
                : DeploymentMessages.rollbackNotBegun(
                        request.clusterName() + "/" + request.serviceName(),
                        Arns.brief(from),
                        Arns.brief(request.taskDefinition()));
    }

    /** Whether it needs no call that changes AWS. */
    public boolean hasNothingToChange() {
        return !phase.isBeforeUpdate() && phase != Phase.UPDATING && phase != Phase.TAGGING && !updated;
    }

    /** A call that changes AWS is in progress, or its answer was lost. */
    public boolean isPending() {
        return pending || tasks.isPending();
    }

    /** Whether an abort changes nothing in AWS. */
    public boolean leavesOnAbort() {
        if (scaling.isToResume()) {
            return false;
        }
        if (phase == Phase.ROLLING_BACK) {
            return tasks.rollback == null || tasks.rollback.leavesOnAbort();
        }
        if (phase.isVerification()) {
            return true;
        }
        return phase.isNested() ? tasks.leavesOnAbort(phase) : request.onAbort() == Reaction.LEAVE;
    }

    /** The revision that was registered for it, which nothing runs if it is not deployed; null if it existed before. */
    @CheckForNull
    public String registeredRevision() {
        return registered ? Arns.brief(taskDefinition) : null;
    }

    /** It was aborted, its time is over, or it was given up. */
    public boolean isStopping() {
        return stop.stopReason != null;
    }

    public boolean isAborted() {
        return stop.stopReason == StopReason.ABORT;
    }

    /** Minutes and seconds since the rollout began. */
    @NonNull
    public String clock(long at) {
        long seconds = Math.max(0, (at - startedAt) / 1000);
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }

    /** The time of pauses that wait for an answer, and of lifecycle hooks, is not counted. */
    public boolean isTimeCounted(long now) {
        return pausedSince == 0 && !expected.isHookInTime(now);
    }

    /** Whether a restart must not lose what came after another state: a call, an answer, a pause. */
    public boolean differsForARestart(@NonNull RolloutState other) {
        boolean samePauses = pauses.size() == other.pauses.size() && pausedSince == other.pausedSince;
        for (int i = 0; samePauses && i < pauses.size(); i++) {
            samePauses = pauses.get(i).answer() == other.pauses.get(i).answer()
                    && pauses.get(i).isClosed() == other.pauses.get(i).isClosed();
        }
        return phase != other.phase
                || pending != other.pending
                || stop.stopReason != other.stop.stopReason
                || !samePauses
                || tasks.differsForARestart(other.tasks)
                || verification.differsForARestart(other.verification);
    }

    /** Whether lines were printed since another state that a restart must not print once more. */
    public boolean hasPrintedSince(@NonNull RolloutState other) {
        return tasks.printedLines() != other.tasks.printedLines();
    }

    /** The service of AWS that deploys, for messages. */
    @NonNull
    public String deployer() {
        return byCodeDeploy ? "CodeDeploy" : "ECS";
    }

    /** Epoch milliseconds; 0 outside of the bake time. */
    public long bakeEndsAt() {
        boolean bakes = (display.ownStage.equals(Stage.BAKE_TIME.name())
                        || display.ownStage.equals(CodeDeployEvents.TERMINATION_WAIT))
                && phase != Phase.ENDED;
        return bakes ? display.stageSince + display.bakeMinutes * 60_000L : 0;
    }

    /** ARN of the listener rule (or listener) of test traffic; null where there is none. */
    @CheckForNull
    public String testListenerRule() {
        return testListenerRule;
    }

    /** Pauses of the deployment so far, oldest first. */
    @NonNull
    public List<Pause> pauses() {
        return Collections.unmodifiableList(pauses);
    }

    public long deadline() {
        // Without service deployments, hooks and pauses cannot be seen while they last.
        long unseen = byDeploymentId ? (expected.hookMinutes + (long) expected.pauseMinutes) * 60_000 : 0;
        return Math.max(startedAt, queue.begunAt)
                + allowedMillis()
                + pausedMillis
                + tasks.millis
                + expected.hookMillis
                + unseen;
    }

    /** How long it may take, without the time of hooks and pauses. */
    public long allowedMillis() {
        return request.timeoutMillis() + expected.waitMillis;
    }

    /** Notes the start of a stage: one of our phases, or AWS's own word. Repetitions are ignored. */
    public void enterStage(String stage, long now) {
        if (stages.isEmpty() || !stages.get(stages.size() - 1).what().equals(stage)) {
            TimedEvent.add(stages, MOST_STAGES, stage, now);
        }
    }

    /** With the secrets that were looked up. */
    @NonNull
    public Masking masking(@NonNull Masking known) {
        return known.and(lookups.secrets());
    }

    /** The images without secrets. */
    @NonNull
    public Map<String, String> displayedImages() {
        Masking masking = masking(Masking.byPatterns());
        Map<String, String> displayed = new LinkedHashMap<>();
        images.forEach((container, image) -> displayed.put(container, masking.known(image)));
        return displayed;
    }

    /** Masks known secrets in all texts that users can see. */
    public void mask(Masking known) {
        Masking masking = masking(known);
        if (plan != null) {
            plan = plan.masked(masking);
        }
        cause = masking.known(cause);
        advice = masking.known(advice);
        proof = masking.known(proof);
        verification.askedFor = masking.known(verification.askedFor);
        if (verification.result != null) {
            verification.result = verification.result.masked(masking::known);
        }
        scaling.cause = masking.known(scaling.cause);
        scalingChange.changes.replaceAll(masking::known);
        scalingChange.problems.replaceAll(masking::known);
        scalingChange.sentLine = masking.known(scalingChange.sentLine);
        scaling.problem = masking.known(scaling.problem);
        lastDoubt = masking.known(lastDoubt);
        reading.lastFailure = reading.lastFailure == null ? "" : masking.known(reading.lastFailure);
        stop.stoppedBy = masking.known(stop.stoppedBy);
        waiting.waitsFor = masking.known(waiting.waitsFor);
        waiting.placement = masking.known(waiting.placement);
        changes.replaceAll(masking::known);
        detection.givenUpFor.replaceAll((name, text) -> masking.known(text));
    }

    /** After a restart: what could not be read before is read again before anything is decided without it. */
    @NonNull
    public RolloutState resumed() {
        RolloutState copy = copy();
        copy.reading.failures = 0;
        copy.verification.unread = 0;
        return copy;
    }

    public RolloutState copy() {
        try {
            RolloutState copy = (RolloutState) super.clone();
            copy.previous = previous.copy();
            copy.rollback = rollback.copy();
            copy.evidence = evidence.copy();
            copy.stop = stop.copy();
            copy.progress = progress.copy();
            copy.counts = counts.copy();
            copy.scalingChange = scalingChange.copy();
            copy.display = display.copy();
            copy.queue = queue.copy();
            copy.codeDeploy = codeDeploy.copy();
            copy.eventLog = eventLog.copy();
            copy.waiting = waiting.copy();
            copy.detection = detection.copy();
            copy.reading = reading.copy();
            copy.expected = expected.copy();
            copy.cleanup = cleanup.copy();
            copy.scaling = scaling.copy();
            copy.tasks = tasks.copy();
            copy.verification = verification.copy();
            copy.serviceFile = serviceFile.copy();
            copy.roles = new ArrayList<>(roles);
            copy.said = new ArrayList<>(said);
            copy.ruleWarnings = new ArrayList<>(ruleWarnings);
            copy.pauses = new ArrayList<>(pauses);
            copy.digests = new LinkedHashMap<>(digests);
            copy.images = new LinkedHashMap<>(images);
            copy.stages = new ArrayList<>(stages);
            copy.events = new ArrayList<>(events);
            copy.changes = new ArrayList<>(changes);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
