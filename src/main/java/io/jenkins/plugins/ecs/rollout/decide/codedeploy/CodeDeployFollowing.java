package io.jenkins.plugins.ecs.rollout.decide.codedeploy;

import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployment;
import io.jenkins.plugins.ecs.rollout.decide.follow.Diagnosis;
import io.jenkins.plugins.ecs.rollout.decide.follow.EarlyFailureDetection;
import io.jenkins.plugins.ecs.rollout.decide.follow.FollowedEnd;
import io.jenkins.plugins.ecs.rollout.decide.follow.FollowedReads;
import io.jenkins.plugins.ecs.rollout.decide.follow.Pauses;
import io.jenkins.plugins.ecs.rollout.decide.follow.Progress;
import io.jenkins.plugins.ecs.rollout.decide.follow.StoppingPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.CodeDeployMessages;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.observe.CodeDeployRead;
import io.jenkins.plugins.ecs.rollout.observe.CodeDeployView;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link Phase#FOLLOWING} where CodeDeploy deploys: our deployment, by its id, and the one that takes it back, if any. */
public final class CodeDeployFollowing implements PhaseHandler {

    public static final long LOOK_AGAIN = 5_000;
    private static final long LOOK_AGAIN_QUIETLY = 10_000;
    private static final long QUIET_AFTER = 2 * 60_000;

    /** Polls until a deployment that rolls back is there, where one is to come. */
    private static final int ROLLBACK_BEGINS_WITHIN = 6;

    private static final Set<String> STATES =
            Set.of("Created", "Queued", "InProgress", "Baking", "Ready", "Succeeded", "Failed", "Stopped");

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = progressReads(state);
        boolean beforeCodeDeploy = seen.has(Reads.SERVICE) && !seen.has(CodeDeployRead.OWN_DEPLOYMENT);
        if (beforeCodeDeploy && EarlyFailureDetection.needsTasks(state, seen)) {
            reads.add(Reads.STOPPED_TASKS);
        }
        if (reads.stream().allMatch(seen::has) && Diagnosis.needsTargets(state, seen)) {
            reads.add(Reads.targets(seen.service));
        }
        return reads;
    }

    static List<Read> progressReads(RolloutState state) {
        List<Read> reads = new ArrayList<>(FollowedReads.waiting(state));
        reads.add(Reads.SERVICE);
        reads.add(CodeDeployRead.OWN_DEPLOYMENT);
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        draft.pollIn(draft.now - state.progress.lastProgressAt > QUIET_AFTER ? LOOK_AGAIN_QUIETLY : LOOK_AGAIN);
        if (ReadFailurePolicy.handled(draft, seen.codeDeployFailure)) {
            return;
        }
        if (seen.codeDeployment == null) {
            if (++state.progress.strangeSightings >= 10) {
                draft.end(
                        Verdict.UNKNOWN,
                        DeploymentMessages.unknownDeployment("CodeDeploy", state.codeDeploy.deployment),
                        "");
            }
            return;
        }
        CodeDeployment own = seen.codeDeployment;
        seen.codeDeployTarget.green().map(CodeDeployTarget.TaskSet::id).ifPresent(id -> state.deploymentId = id);
        state.deploymentCreatedAt = own.createdAt();
        if (own.rollbackId() != null && state.codeDeploy.rollbackDeployment == null) {
            state.codeDeploy.rollbackDeployment = own.rollbackId();
            state.stop.rollbackSeen = true;
            state.progress.lastProgressAt = draft.now;
            draft.log(ProgressMessages.line(draft.clock(), CodeDeployMessages.rollbackStarted(own.rollbackId())));
        }
        Progress.note(draft, seen);
        Diagnosis.noteTargets(draft, seen);
        Pauses.note(draft, seen.own);
        if (own.hasSucceeded()) {
            FollowedEnd.succeeded(draft);
        } else if (own.isOver()) {
            over(draft, seen);
        } else {
            underWay(draft, seen);
        }
    }

    private static void underWay(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        String status = seen.codeDeployment.status();
        if (!STATES.contains(status)) {
            draft.logOnce("status " + status, ProgressMessages.unknownState("CodeDeploy", status));
        }
        if (FollowedEnd.isGone(seen) && ++state.progress.strangeSightings >= EventualConsistency.SURE_AFTER) {
            draft.endAfterDiagnosis(Verdict.STOPPED, DeploymentMessages.SERVICE_DELETED);
            return;
        }
        state.progress.strangeSightings = FollowedEnd.isGone(seen) ? state.progress.strangeSightings : 0;
        if (state.isStopping()) {
            StoppingPhase.insist(draft);
        } else if (Pauses.toBeSent(state, draft.now).isPresent()) {
            draft.go(Phase.ANSWERING);
        } else if (!(FollowedEnd.reached(draft, seen) || EarlyFailureDetection.decide(draft, seen))) {
            StoppingPhase.ifStalled(draft, seen);
        }
    }

    /** Failed or stopped: what becomes of the service is what the rollback makes of it, where there is one. */
    private static void over(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (state.codeDeploy.rollbackDeployment != null) {
            CodeDeployment back = seen.codeDeployRollback;
            if (back == null || !back.isOver()) {
                String status = back == null ? CodeDeployMessages.NOT_SHOWN : back.status();
                draft.logOnce(
                        "rollback " + status,
                        ProgressMessages.line(
                                draft.clock(),
                                CodeDeployMessages.rollbackState(state.codeDeploy.rollbackDeployment, status)));
            } else if (back.hasSucceeded()) {
                end(draft, seen, Verdict.ROLLED_BACK, CodeDeployMessages.rolledBackBy(back.id()));
            } else {
                String why = CodeDeployView.reason(back, CodeDeployTarget.NONE);
                end(
                        draft,
                        seen,
                        Verdict.ROLLBACK_FAILED,
                        CodeDeployMessages.rollbackEnded(back.id(), back.status(), why));
            }
        } else if (++state.progress.strangeSightings
                >= (isToGoBack(state, seen.codeDeployment) ? ROLLBACK_BEGINS_WITHIN : 2)) {
            withoutRollback(draft, seen);
        }
    }

    private static boolean isToGoBack(RolloutState state, CodeDeployment own) {
        return !own.autoRollback().isEmpty()
                || state.stop.stopSentAt != 0
                || state.pauses.stream().anyMatch(pause -> pause.answer() == PauseAnswer.ROLLBACK);
    }

    /** No second deployment: either traffic never moved, or CodeDeploy leaves it where it is. */
    private static void withoutRollback(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        String runs = seen.service == null ? "" : seen.service.taskDefinition();
        boolean asBefore = runs.equals(state.previous.taskDefinition) && !runs.equals(state.taskDefinition);
        String now = runs.isEmpty() ? "" : CodeDeployMessages.traffic(Arns.brief(runs));
        String message = seen.codeDeployment.rollbackMessage();
        String said = message.isEmpty() ? now : PlainText.phrase(message) + (now.isEmpty() ? "" : "; " + now);
        end(
                draft,
                seen,
                asBefore && isToGoBack(state, seen.codeDeployment) ? Verdict.ROLLED_BACK : Verdict.STOPPED,
                said);
    }

    /** @param how what became of the service; may be empty */
    private static void end(DecisionDraft draft, Observation seen, Verdict verdict, String how) {
        RolloutState state = draft.state;
        state.rollbackTaskDefinition =
                verdict == Verdict.ROLLED_BACK && seen.service != null ? seen.service.taskDefinition() : null;
        String reason = seen.own.statusReason();
        String why = (reason.isEmpty() ? CodeDeployMessages.reports(seen.codeDeployment.status()) : reason)
                + (how.isEmpty() ? "" : "; " + how);
        Optional<String> pause = state.isStopping() ? Optional.empty() : Pauses.rollbackCause(state);
        if (pause.isPresent()) {
            draft.end(verdict, pause.get() + (how.isEmpty() ? "" : "; " + how), "");
        } else if (state.isStopping()) {
            StopEnding.end(draft, verdict == Verdict.ROLLED_BACK ? StopMessages.ROLLED_BACK : why, verdict);
        } else {
            draft.endAfterDiagnosis(verdict, why);
        }
    }
}
