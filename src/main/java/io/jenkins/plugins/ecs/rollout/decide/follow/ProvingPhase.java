package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.messages.VerificationMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link Phase#PROVING}: ECS says that it is done; do the running tasks say the same? Every one must be of our revision,
 * with the image digests that ECS pinned at the start. Reads may be stale and old tasks may be on their way out, so a
 * mismatch has a while to go away.
 */
public final class ProvingPhase implements PhaseHandler {

    private static final long MISMATCH_MAY_LAST = 90_000;
    private static final long LOOK_AGAIN = 2_500;

    /** Whether a mismatch or a failing look has lasted so long that the verification is given up. */
    public static boolean isOverdue(DecisionDraft draft) {
        return draft.now - draft.state.phaseSince > MISMATCH_MAY_LAST;
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = new ArrayList<>(List.of(Reads.SERVICE, Reads.RUNNING_TASKS));
        reads.addAll(ControllerRules.of(state).forVerification(state));
        if (state.targetRevision != null && state.digests.isEmpty()) {
            reads.addAll(Reads.serviceRevisions(List.of(state.targetRevision)));
        }
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (seen.service == null && seen.serviceFailure == null) {
            notProven(draft, seen, List.of(VerificationMessages.NO_SERVICE), false);
            return;
        }
        Replacement.noteOwnEntry(state, seen.service);
        if (seen.serviceFailure == null
                && ControllerRules.of(state).isReplacedByEntry()
                && replaced(draft, seen.service)) {
            return;
        }
        // Without a deployment of ours the counts may be those of what was there before.
        boolean tasksHidden = !isWithoutDeployment(state) && areHidden(draft, seen.tasksFailure);
        if (ReadFailurePolicy.handled(
                draft, seen.serviceFailure, tasksHidden ? null : seen.tasksFailure, digestsFailure(draft, seen))) {
            return;
        }
        if (state.targetRevision != null && seen.revisions.containsKey(state.targetRevision)) {
            state.digests.putAll(seen.revisions.get(state.targetRevision).digests());
        }
        List<String> doubts = tasksHidden
                ? RunningTaskChecks.doubtsByCounts(state, seen.service)
                : RunningTaskChecks.doubts(state, seen);
        if (!doubts.isEmpty()) {
            Optional<String> tooFew = RunningTaskChecks.tooFew(
                    state,
                    seen.service,
                    tasksHidden ? seen.service.runningCount() : RunningTaskChecks.ours(state, seen));
            notProven(draft, seen, doubts, doubts.size() == 1 && tooFew.isPresent());
            return;
        }
        if (tasksHidden) {
            state.proof = VerificationMessages.byCounts(AwsFailureMessages.reason(seen.tasksFailure));
            draft.log(VerificationMessages.verified(state.proof));
        } else {
            VerifiedTasks.record(draft, seen);
        }
        Verdict verdict = state.unchanged && !state.updated ? Verdict.NO_CHANGE : Verdict.SUCCESS;
        NextPhase.afterProof(draft, verdict);
    }

    /** Without the pinned digests nothing can be compared with them; so they are read again, but not forever. */
    private static AwsFailure digestsFailure(DecisionDraft draft, Observation seen) {
        AwsFailure failure = seen.revisionsFailure;
        boolean isMissing = draft.state.targetRevision != null && draft.state.digests.isEmpty();
        return isMissing && failure != null && failure.isPassing() && !isOverdue(draft) ? failure : null;
    }

    private static boolean isWithoutDeployment(RolloutState state) {
        return state.alteredDeployment && state.deploymentId == null;
    }

    /** For good, or as it seems: only the tasks cannot be read, and that for long. */
    private static boolean areHidden(DecisionDraft draft, AwsFailure failure) {
        return failure != null && (!failure.isPassing() || (failure.isInternalError() && isOverdue(draft)));
    }

    /** @param tooFew whether the only doubt is that tasks are missing */
    private static void notProven(DecisionDraft draft, Observation seen, List<String> doubts, boolean tooFew) {
        String all = String.join("; ", doubts);
        draft.state.lastDoubt = all;
        if (draft.now - draft.state.phaseSince < patience(draft.state, seen, tooFew)) {
            draft.logOnce("proof " + all, VerificationMessages.notVerifiedYet(all));
            draft.pollIn(LOOK_AGAIN);
        } else {
            String claim = draft.state.unchanged
                    ? VerificationMessages.NO_CHANGE_CLAIM
                    : isWithoutDeployment(draft.state)
                            ? VerificationMessages.SERVICE_CLAIM
                            : VerificationMessages.complete(draft.state.deployer());
            draft.end(
                    Verdict.UNKNOWN,
                    VerificationMessages.mismatch(claim, all),
                    VerificationMessages.mismatchAdvice(Arns.brief(draft.state.taskDefinition)));
        }
    }

    /** Tasks that are on their way (a new count, a lost host) may take as long as the whole deployment may. */
    private static long patience(RolloutState state, Observation seen, boolean tooFew) {
        boolean onTheirWay = tooFew
                && seen.service != null
                && (seen.service.pendingCount() > 0 || (state.unchanged && state.updated));
        return onTheirWay ? Math.max(MISMATCH_MAY_LAST, state.deadline() - state.phaseSince) : MISMATCH_MAY_LAST;
    }

    /** A user's newer deployment came after ours, or after what we found. */
    private static boolean replaced(DecisionDraft draft, EcsService service) {
        RolloutState state = draft.state;
        String own = state.deploymentId == null ? state.previous.deploymentId : state.deploymentId;
        long since = state.deploymentId == null ? state.previous.newestAt : state.deploymentCreatedAt;
        Optional<EcsDeployment> newer = service.primary()
                .filter(primary -> own != null && Replacement.isNewer(state, primary, own, since))
                .filter(primary -> !isAsGood(state, primary));
        boolean completed = state.deploymentId != null;
        newer.ifPresent(d -> Replacement.by(draft, d, completed));
        return newer.isPresent();
    }

    /** Of our revision, where nothing but that was asked for: its end is ours, and what runs tells whether it is there. */
    private static boolean isAsGood(RolloutState state, EcsDeployment newer) {
        return newer.taskDefinition().equals(state.taskDefinition)
                && (state.request.attachTo() != null
                        || (state.deploymentId == null
                                && state.serviceDeployment == null
                                && !"IN_PROGRESS".equals(newer.rolloutState())));
    }
}
