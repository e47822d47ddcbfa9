package io.jenkins.plugins.ecs.rollout.decide.after;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.messages.CleanupMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.observe.Retention;
import io.jenkins.plugins.ecs.rollout.observe.RevisionUse;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Phase#TIDYING}: after a success, old revisions that nothing holds on to are deregistered. The verdict stands
 * already: what goes wrong here is a warning. {@code DeregisterTaskDefinition} does nothing to what is deregistered, so one
 * that was sent twice does no harm; all the same, after a lost answer or a restart everything is read again.
 */
public final class RevisionCleanup implements PhaseHandler {

    /** What holds on to a revision may change: a read counts for this time. */
    private static final long LOOK_COUNTS_FOR = 60_000;

    private static final long MOST_TIME = 5 * 60_000;
    private static final int PATIENCE = 5;

    private static boolean needsLook(RolloutState state) {
        return state.pending || state.cleanup.usesSeenAt == 0;
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return needsLook(state) ? List.of(new EcsRead.RevisionUses()) : List.of();
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (seen.revisionUseFailure != null) {
            failed(draft, seen.revisionUseFailure);
            return;
        }
        if (draft.now - state.phaseSince > MOST_TIME || state.reading.failures > PATIENCE) {
            leave(
                    draft,
                    draft.now - state.phaseSince > MOST_TIME
                            ? CleanupMessages.TOOK_TOO_LONG
                            : CleanupMessages.NO_ANSWER);
            return;
        }
        if (seen.revisionUse != null) {
            plan(draft, seen.revisionUse);
        } else if (draft.now - state.cleanup.usesSeenAt > LOOK_COUNTS_FOR) {
            state.cleanup.usesSeenAt = 0;
            draft.pollIn(0);
            return;
        }
        if (state.phase != Phase.TIDYING) {
            return;
        }
        if (state.cleanup.toDeregister.isEmpty()) {
            end(draft);
        } else {
            draft.act(new AwsAction.Deregister(state.cleanup.toDeregister.get(0)));
        }
    }

    private static void plan(DecisionDraft draft, RevisionUse use) {
        RolloutState state = draft.state;
        if (use.unsure() != null) {
            leave(draft, use.unsure());
            return;
        }
        if (state.pending && !use.active().contains(state.cleanup.toDeregister.get(0))) {
            state.cleanup.deregistered.add(state.cleanup.toDeregister.get(0));
        }
        state.pending = false;
        state.cleanup.usesSeenAt = draft.now;
        int keep = state.request.keepRevisions();
        List<String> superfluous = new ArrayList<>(Retention.superfluous(use, keep));
        superfluous.removeAll(state.cleanup.deregistered);
        int most = Math.max(0, Retention.MOST_AT_ONCE - state.cleanup.deregistered.size());
        state.cleanup.toDeregister = new ArrayList<>(superfluous.subList(0, Math.min(most, superfluous.size())));
        List<String> held = Retention.beyond(use.active(), keep).stream()
                .filter(use.holders()::containsKey)
                .map(arn -> CleanupMessages.kept(Arns.brief(arn), use.holders().get(arn)))
                .toList();
        if (!held.isEmpty()) {
            draft.logOnce("held", CleanupMessages.kept(keep, held));
        }
        int more = superfluous.size() - state.cleanup.toDeregister.size();
        if (more > 0) {
            draft.logOnce("more", CleanupMessages.moreLater(more));
        }
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        answered(draft, (AwsAction.Deregister) action);
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        refused(draft, (AwsAction.Deregister) action, failure);
    }

    private static void answered(DecisionDraft draft, AwsAction.Deregister act) {
        RolloutState state = draft.state;
        state.pending = false;
        state.cleanup.toDeregister.remove(act.arn());
        state.cleanup.deregistered.add(act.arn());
        draft.pollIn(0);
    }

    private static void refused(DecisionDraft draft, AwsAction.Deregister act, AwsFailure failure) {
        RolloutState state = draft.state;
        state.pending = false;
        if (failure.isWrong()) {
            draft.log(CleanupMessages.notDeregistered(Arns.brief(act.arn()), draft.masked(failure.awsMessage())));
            state.cleanup.toDeregister.remove(act.arn());
            draft.pollIn(0);
        } else {
            leave(draft, reason(failure));
        }
    }

    private static void failed(DecisionDraft draft, AwsFailure failure) {
        if (failure.isPassing() && draft.state.reading.failures < PATIENCE) {
            ReadFailurePolicy.passing(draft, failure);
        } else {
            leave(draft, reason(failure));
        }
    }

    private static String reason(AwsFailure failure) {
        return failure.kind() == AwsFailure.Kind.DENIED ? AwsFailureMessages.notAllowed(failure) : failure.getMessage();
    }

    /** What is not sure stays. */
    public static void leave(DecisionDraft draft, String why) {
        draft.log(CleanupMessages.left(draft.masked(why)));
        end(draft);
    }

    /** However far it came: the verdict was there before. */
    public static void end(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (!state.cleanup.deregistered.isEmpty()) {
            draft.log(CleanupMessages.deregistered(
                    state.cleanup.deregistered.stream().map(Arns::brief).toList()));
        }
        draft.end(state.verdictInSight, "", "");
    }
}
