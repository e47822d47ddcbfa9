package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.ecs.diagnosis.FailureReport;
import io.jenkins.plugins.ecs.rollout.decide.ExpectedTime;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.request.CodeDeployEvents;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.strategy.Stage;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The facts of one rollout: the smallest set from which it can be taken up again after a restart. Persisted, so: strings,
 * numbers, enums and plain collections only, and no field is ever renamed. All times are epoch milliseconds, by
 * Jenkins' clock unless a comment says AWS's; the two are never compared.
 *
 * <p>Nobody changes a state that another can see: {@link io.jenkins.plugins.ecs.rollout.decide.Decider} works on a {@link #copy()}.
 */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision, in a package of their own, write into a copy that nobody else sees")
public final class RolloutState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;
    private static final int MOST_STAGES = 40;

    public final DeployRequest request;
    public final long startedAt;

    public Phase phase = Phase.PLANNING;
    public long phaseSince;
    /** A call that changes AWS was about to be sent, and its answer is not known. */
    public boolean pending;

    public long pendingSince;
    /** Reads since then. */
    public int readsWhilePending;

    // The queue.
    /** What must not be deployed twice at once; null where nobody lines up, or before it is known. */
    public String lockKey;
    /** It was looked whether the revision that a rollback names ever ran well. */
    public boolean evidenceSeen;
    /** A rollback to a revision that never ran well. */
    public boolean queuesAsDeployment;
    /** A rollback has its turn since then, and a deployment was to give way; 0 where there was none. */
    public long besideSince;
    /** When its turn came; 0 where nobody lines up. */
    public long begunAt;

    // What was there before.
    public String previousTaskDefinition;
    public String previousDeploymentId;
    /** All of {@code deployments[]} before we changed anything. */
    public ArrayList<String> deploymentsBefore = new ArrayList<>();

    public ArrayList<String> serviceDeploymentsBefore = new ArrayList<>();
    /** AWS's clock: when the newest of them began. */
    public long newestBefore;

    public String previousServiceDeployment;
    /** The deployment before ours was complete, and its tasks ran when ours began. */
    public boolean previousWasGood;

    // What we make.
    /** Family to register a revision of. Its definition is worked out anew from this and the base when it is needed. */
    public String family;
    /** ARN of the revision that the changes are applied to; null where the request brings a text. */
    public String baseTaskDefinition;

    public boolean registered;
    public boolean withoutTraceTags;
    public String taskDefinition;
    public boolean forced;
    /** No new deployment is to start: the service runs this definition already. */
    public boolean unchanged;
    /** An update was accepted. */
    public boolean updated;
    /** It changed settings of the service without starting a deployment. */
    public boolean settingsChanged;

    // Of a rollback by a new deployment.
    /** By container: the image by its digest, where its tag has moved since. */
    public LinkedHashMap<String, String> pins = new LinkedHashMap<>();
    /** By container: what ran when the revision was good; those that are known. */
    public LinkedHashMap<String, String> goodDigests = new LinkedHashMap<>();
    /** Rules may treat it as a rollback; see {@link io.jenkins.plugins.ecs.rollout.decide.ProvenRollback}. */
    public boolean provenRollback;
    /** Why a rollback is judged as a deployment; empty where it is not. */
    public String rollbackDoubt = "";
    /** By container: the image by its digest, with which it would be a proven rollback. */
    public LinkedHashMap<String, String> unseenPins = new LinkedHashMap<>();
    /** Who brought the service back before this rollback came, in words; empty where nobody did. */
    public String backAlready = "";

    // Our deployment.
    /** {@link #deploymentId} was there before, and only brings ours since: an emulator. */
    public boolean alteredDeployment;

    public String deploymentId;
    /** AWS's clock. */
    public long deploymentCreatedAt;

    public String serviceDeployment;
    public String targetRevision;
    /** Service deployments are not to be had; we follow {@code DescribeServices.deployments[]} by id. */
    public boolean byDeploymentId;
    /** The service deployment could not be found for a reason that may pass. */
    public boolean mayBeListedLater;

    // A deployment of CodeDeploy's.
    public boolean byCodeDeploy;
    public String codeDeployApplication;
    public String codeDeployGroup;
    /** Short names, by which CodeDeploy knows the service. */
    public String codeDeployCluster;

    public String codeDeployService;
    /** Taken over from the last good deployment: a list as JSON; may be empty. */
    public String codeDeployHooks = "";
    /** {@code d-…} */
    public String codeDeployment;
    /** The one that takes ours back. */
    public String rollbackDeployment;

    // Following.
    public long lastProgressAt;
    /** The last line of progress that was said. */
    public String lastSeen = "";
    /** AWS's clock: events up to here are in the log. */
    public long lastEventAt;

    public ArrayList<String> lastEventIds = new ArrayList<>();
    /** By event without the ids of its tasks: how often it came. */
    public LinkedHashMap<String, Integer> eventCounts = new LinkedHashMap<>();
    /** The same as of its last line in the log. */
    public LinkedHashMap<String, Integer> eventsLogged = new LinkedHashMap<>();

    /** The last line of progress without its failures, and when it changed. */
    public String lastMoved = "";

    public long movedAt;
    /** When the last line of progress was logged. */
    public long lineAt;

    // Waiting.
    /** Tasks that the service wants; ECS asks for those of a deployment a few at a time. */
    public int serviceCount;
    /** What it waits for; empty where it is not known. */
    public String waitsFor = "";

    public long waitsSince;
    /** When the log last said so; 0 where it has not. */
    public long waitLoggedAt;
    /** The next poll must read the running tasks, to say more. */
    public boolean waitNeedsTasks;
    /** What the newest event says that keeps tasks from being placed. */
    public String placement = "";
    /** Health of the new tasks that are not healthy, with counts. */
    public String unhealthy = "";

    public int strangeSightings;
    /** Looks in a row at our deployment alone. */
    public int looksWithoutService;

    public boolean failureSeen;

    // Giving up early.
    /** Failures that ECS counted when the stopped tasks were last looked at. */
    public int failuresLookedAt;
    /** Looks in a row that left the stopped tasks out. */
    public int looksWithoutTasks;
    /** Looks at the stopped tasks while following. */
    public int looksAtTasks;
    /** The cause for which it was given up: id, title, permanence, advice, docUrl, evidence; empty until then. */
    public LinkedHashMap<String, String> givenUpFor = new LinkedHashMap<>();

    // For the failure report.
    /** Targets that were not well while they were there: id, state, reason, description. */
    public ArrayList<LinkedHashMap<String, String>> targets = new ArrayList<>();
    /** By layer: the IAM action that is missing. */
    public LinkedHashMap<String, String> layersMissing = new LinkedHashMap<>();

    public int looksWithoutTargets;
    /** Null until a failure was diagnosed. */
    public FailureReport report;

    // Failing looks.
    public int failures;
    public long failingSince;
    /** The kind of the last failure, and how often and since when in a row it was of that kind. */
    public String failureKind = "";

    public int sameFailures;
    public long sameFailureSince;
    /** What the last of them says; empty while looks succeed. */
    public String lastFailure = "";

    public ArrayList<String> said = new ArrayList<>();

    // Stages and pauses of blue/green, linear and canary deployments.
    public String strategy = "";
    /** When {@link #ownStage} was first seen. */
    public long stageSince;

    public int bakeMinutes;
    public ArrayList<Pause> pauses = new ArrayList<>();
    /** Null where there is none. */
    public String testListenerRule;
    /** We wait for somebody's answer since then; 0 while we do not. */
    public long pausedSince;

    public long pausedMillis;

    // Time that the deployment is configured to take.
    /** Bake times and traffic steps. */
    public long waitMillis;
    /** The longest that one may take; 0 where there is none, or it is not known. */
    public int hookMinutes;

    public int pauseMinutes;
    /** All that it may wait for, with each hook and pause; null where it is not known. */
    public Long longestWaitMillis;
    /** A lifecycle hook runs since then; 0 while none does. */
    public long hookSince;

    public long hookMillis;

    // Stopping.
    public StopReason stopReason;
    public String stoppedBy = "";
    public long stopSince;
    public long stopSentAt;
    /** ECS was seen to go back. */
    public boolean rollbackSeen;

    // The end.
    public Verdict verdict;
    /** The verdict that stands once the cause has been looked for. */
    public Verdict verdictInSight;

    public String cause = "";
    public String advice = "";
    /** A page of AWS's documentation about the cause; may be empty. */
    public String docUrl = "";

    public String proof = "";
    /** Every running task was verified, and there is nothing else to report. */
    public boolean verifiedInFull;

    /** Why the verification is not complete yet. */
    public String lastDoubt = "";
    /** While the tasks are verified: those that run other images than the pinned ones, when they were last read. */
    public String otherImages = "";

    public long finishedAt;
    public int desiredCount;
    public int runningCount;
    public int pendingCount;
    public int failedTasks;
    public int failureThreshold;
    /** ARN of the revision that ECS went back to. */
    public String rollbackTaskDefinition;

    public LinkedHashMap<String, String> digests = new LinkedHashMap<>();

    /** Null where no scheduled tasks follow. */
    public ScheduleProgress schedules;

    // Old revisions.
    /** ARNs, in this order. */
    public ArrayList<String> toDeregister = new ArrayList<>();

    public ArrayList<String> deregistered = new ArrayList<>();
    /** When it was last looked at what holds on to revisions; 0 for anew. */
    public long usesSeenAt;

    // What rules are about.
    public String serviceArn;

    public String clusterArn;
    /** What rules that only warn have said. */
    public ArrayList<String> ruleWarnings = new ArrayList<>();
    /** The task's and its execution's. */
    public ArrayList<String> roles = new ArrayList<>();
    /** Null where it is not known. */
    public Boolean circuitBreaker;

    // For the pages about it; of decisions only those of rules read them.
    /** By container: what the definition names. */
    public LinkedHashMap<String, String> images = new LinkedHashMap<>();

    public String version = "";
    /** AWS's own word for its state, as it was last seen. */
    public String ownStatus = "";
    /** AWS's own word for the lifecycle stage; empty for rolling updates. */
    public String ownStage = "";

    public boolean awaitsAction;
    /** Tasks of what was there before that still run. */
    public int oldCount;
    /** Percent; null where AWS gives none. */
    public Double productionWeight;

    public Double testWeight;
    public int breakerFailures;

    public ArrayList<TimedEvent> stages = new ArrayList<>();
    /** AWS's clock. */
    public ArrayList<TimedEvent> events = new ArrayList<>();

    public ArrayList<String> changes = new ArrayList<>();

    /** What would be done; null unless nothing else is asked for. */
    public Plan plan;

    private RolloutState(DeployRequest request, long now) {
        this.request = request;
        this.startedAt = now;
        this.phaseSince = now;
        this.lastProgressAt = now;
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

    /** What must not be deployed twice at once; null before it is known, and where nobody lines up. */
    @CheckForNull
    public String lockKey() {
        return lockKey;
    }

    /** Whether it waits for other rollbacks alone, and counts as no deployment. */
    public boolean queuesAsRollback() {
        return request.goesBack() && !queuesAsDeployment;
    }

    /** Whether it waits for its turn. */
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

    /** The newest time of Jenkins' clock that the facts have. */
    public long newestTime() {
        return LongStream.of(startedAt, begunAt, phaseSince, pendingSince, lastProgressAt, stopSince, stopSentAt)
                .max()
                .orElse(startedAt);
    }

    /** What goes on in AWS, or may, if nobody follows it any more; empty where nothing was deployed, or it is over. */
    @NonNull
    public String goesOnAs() {
        if (hasEnded() || phase.isBeforeUpdate()) {
            return "";
        }
        String service = serviceArn == null ? request.clusterName() + "/" + request.serviceName() : serviceArn;
        if (codeDeployment != null) {
            return DeploymentMessages.continuesIn("CodeDeploy", codeDeployment, service);
        }
        if (serviceDeployment != null) {
            return DeploymentMessages.continuesIn("ECS", serviceDeployment, null);
        }
        if (deploymentId != null) {
            return DeploymentMessages.continuesIn("ECS", deploymentId, service);
        }
        return pending || updated ? DeploymentMessages.mayContinue(service) : "";
    }

    /** Whether it came past all calls that change AWS without one. */
    public boolean hasNothingToChange() {
        return !phase.isBeforeUpdate() && phase != Phase.UPDATING && !updated;
    }

    /** A call that changes AWS is under way, or its answer was lost. */
    public boolean isPending() {
        return pending;
    }

    /** It was aborted, or its time is over. */
    public boolean isStopping() {
        return stopReason != null;
    }

    public boolean isAborted() {
        return stopReason == StopReason.ABORT;
    }

    /** The time of a pause that somebody is to answer, and of a lifecycle hook, is not counted. */
    public boolean isTimeCounted(long now) {
        return pausedSince == 0 && !ExpectedTime.isHookInTime(this, now);
    }

    /** Whether a restart must not lose what came after another state: an act, an answer, a pause. */
    public boolean differsForARestart(@NonNull RolloutState other) {
        boolean samePauses = pauses.size() == other.pauses.size() && pausedSince == other.pausedSince;
        for (int i = 0; samePauses && i < pauses.size(); i++) {
            samePauses = pauses.get(i).answer() == other.pauses.get(i).answer()
                    && pauses.get(i).isClosed() == other.pauses.get(i).isClosed();
        }
        return phase != other.phase || pending != other.pending || stopReason != other.stopReason || !samePauses;
    }

    /** Who deploys, for people. */
    @NonNull
    public String deployer() {
        return byCodeDeploy ? "CodeDeploy" : "ECS";
    }

    /** Epoch milliseconds; 0 outside of the bake time. */
    public long bakeEndsAt() {
        boolean bakes = (ownStage.equals(Stage.BAKE_TIME.name()) || ownStage.equals(CodeDeployEvents.TERMINATION_WAIT))
                && phase != Phase.ENDED;
        return bakes ? stageSince + bakeMinutes * 60_000L : 0;
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
        // Where service deployments are not to be had, hooks and pauses can't be seen while they last.
        long unseen = byDeploymentId ? (hookMinutes + (long) pauseMinutes) * 60_000 : 0;
        return Math.max(startedAt, begunAt) + allowedMillis() + pausedMillis + hookMillis + unseen;
    }

    /** How long it may take, without the time of hooks and pauses. */
    public long allowedMillis() {
        return request.timeoutMillis() + waitMillis;
    }

    /** Notes the begin of a stage: a phase of ours, or ECS's own word. The same once more is no other stage. */
    public void enterStage(String stage, long now) {
        if (stages.isEmpty() || !stages.get(stages.size() - 1).what().equals(stage)) {
            TimedEvent.add(stages, MOST_STAGES, stage, now);
        }
    }

    /** Hides the secrets that are known word for word in all texts that people get to see. */
    public void mask(Masking masking) {
        cause = masking.known(cause);
        advice = masking.known(advice);
        proof = masking.known(proof);
        lastDoubt = masking.known(lastDoubt);
        lastFailure = lastFailure == null ? "" : masking.known(lastFailure);
        stoppedBy = masking.known(stoppedBy);
        waitsFor = masking.known(waitsFor);
        placement = masking.known(placement);
        changes.replaceAll(masking::known);
        givenUpFor.replaceAll((name, text) -> masking.known(text));
    }

    public RolloutState copy() {
        try {
            RolloutState copy = (RolloutState) super.clone();
            copy.lastEventIds = new ArrayList<>(lastEventIds);
            copy.eventCounts = new LinkedHashMap<>(eventCounts);
            copy.eventsLogged = new LinkedHashMap<>(eventsLogged);
            copy.deploymentsBefore = new ArrayList<>(deploymentsBefore);
            copy.serviceDeploymentsBefore = new ArrayList<>(serviceDeploymentsBefore);
            copy.roles = new ArrayList<>(roles);
            copy.said = new ArrayList<>(said);
            copy.ruleWarnings = new ArrayList<>(ruleWarnings);
            copy.pauses = new ArrayList<>(pauses);
            copy.digests = new LinkedHashMap<>(digests);
            copy.images = new LinkedHashMap<>(images);
            copy.stages = new ArrayList<>(stages);
            copy.events = new ArrayList<>(events);
            copy.changes = new ArrayList<>(changes);
            copy.givenUpFor = new LinkedHashMap<>(givenUpFor);
            copy.targets = new ArrayList<>(targets);
            copy.layersMissing = new LinkedHashMap<>(layersMissing);
            copy.pins = new LinkedHashMap<>(pins);
            copy.unseenPins = new LinkedHashMap<>(unseenPins);
            copy.goodDigests = new LinkedHashMap<>(goodDigests);
            copy.toDeregister = new ArrayList<>(toDeregister);
            copy.deregistered = new ArrayList<>(deregistered);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
