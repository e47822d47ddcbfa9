package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;
import java.util.Set;

/** Stopping before the end: abort, timeout, stall; {@link io.jenkins.plugins.ecs.rollout.state.Phase#STOPPING} asks ECS to roll back. */
public final class StoppingPhase implements PhaseHandler {

    /** A rollback that is not over by then is left to itself. */
    public static final long FOLLOW_ROLLBACK_FOR = 10 * 60_000;

    /** After this time without a sign of it, the rollback is asked for again. */
    private static final long ROLLBACK_SHOWS_WITHIN = 30_000;

    private static final Set<String> OVER = Set.of("SUCCESSFUL", "STOPPED", "STOP_REQUESTED");

    StoppingPhase() {}

    /** Abort: takes the wish into the state; what follows is decided by the phase that the rollout is in. */
    public static Decision abort(RolloutState before, String by, long now) {
        if (before.phase.isNested()) {
            return TaskStages.abort(before, by, now);
        }
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        if (!before.hasEnded() && before.stop.stopReason != StopReason.ABORT) {
            begin(draft, StopReason.ABORT, by, draft.state.request.onAbort());
        }
        return draft.decision();
    }

    /** The step's own timeout, and the bound on following a rollback. What has ended, or is being proven, is in time. */
    static void ifOutOfTime(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (state.phase == Phase.ENDED || state.phase == Phase.DIAGNOSING || state.phase.isAfterVerdict()) {
            return;
        }
        if (state.isStopping()) {
            if (draft.now - state.stop.stopSince > followFor(state)) {
                draft.withdraw();
                end(draft, unfinished(state, followFor(state)));
            }
            return;
        }
        boolean proving = state.phase == Phase.PROVING
                && !ProvingPhase.isOverdue(draft)
                && draft.now < Math.max(state.deadline(), state.phaseSince) + Deadlines.PROOF_WITHIN;
        if (!proving && isOutOfTime(draft, 0)) {
            draft.withdraw();
            timeOut(draft);
        }
    }

    /** @param grace milliseconds after the deadline that are let pass */
    static boolean isOutOfTime(DecisionDraft draft, long grace) {
        RolloutState state = draft.state;
        return state.isTimeCounted(draft.now)
                && draft.now >= state.deadline() + grace
                && !ExpectedTime.bakes(state, draft.now);
    }

    static void timeOut(DecisionDraft draft) {
        RolloutState state = draft.state;
        begin(draft, StopReason.TIMEOUT, "", ExpectedTime.isWell(state) ? Reaction.LEAVE : state.request.onTimeout());
    }

    /** One that was given up within its time has that time to roll back, too. */
    private static long followFor(RolloutState state) {
        return state.stop.stopReason.leavesVerdictToEcs()
                ? Math.max(FOLLOW_ROLLBACK_FOR, state.deadline() - state.stop.stopSince)
                : FOLLOW_ROLLBACK_FOR;
    }

    /** Nothing can be seen of what the stop leads to: it is left to itself. */
    static void endUnseen(DecisionDraft draft) {
        end(draft, unfinished(draft.state, draft.now - draft.state.stop.stopSince));
    }

    private static String unfinished(RolloutState state, long followed) {
        String after = Durations.text(followed);
        if (state.stop.rollbackSeen) {
            return StopMessages.rollbackUnfinished(after);
        }
        return state.stop.stopSentAt == 0
                ? StopMessages.rollbackNotRequested(state.deployer(), after)
                : StopMessages.rollbackNotStarted(state.deployer(), after);
    }

    /**
     * A stall is when tasks do not come. A deployment whose tasks are all there waits for traffic, for a bake time or for
     * an answer, and only the timeout bounds that.
     */
    public static void ifStalled(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        boolean allThere = state.counts.desiredCount > 0
                && state.counts.runningCount >= state.counts.desiredCount
                && state.counts.pendingCount == 0;
        boolean awaits = seen.own != null && seen.own.awaitsAction();
        boolean hookRuns = seen.own != null
                && seen.own.hooks().stream().anyMatch(hook -> hook.status().equals("IN_PROGRESS"));
        if (!allThere
                && !awaits
                && !hookRuns
                && draft.now - state.progress.lastProgressAt >= state.request.stallTimeoutMillis()) {
            begin(draft, StopReason.STALL, "", state.request.onTimeout());
        }
    }

    /** Asked to roll back, ECS may have missed it. */
    public static void insist(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (!state.stop.rollbackSeen && draft.now - state.stop.stopSentAt > ROLLBACK_SHOWS_WITHIN) {
            draft.go(Phase.STOPPING);
        }
    }

    static void begin(DecisionDraft draft, StopReason reason, String by, Reaction asked) {
        RolloutState state = draft.state;
        // A first deployment has nothing to roll back to.
        Reaction reaction = state.serviceFile.creates || state.serviceFile.created ? Reaction.LEAVE : asked;
        state.stop.stopReason = reason;
        state.stop.stoppedBy = PlainText.line(by);
        state.stop.stopSince = draft.now;
        if (state.phase.isBeforeUpdate() || (state.phase == Phase.UPDATING && !state.pending)) {
            end(draft, StopMessages.NOTHING_DEPLOYED);
        } else if (state.phase == Phase.UPDATING && state.serviceFile.creates) {
            // Whether ECS has created it is looked for.
            draft.pollIn(0);
        } else if (state.phase == Phase.DIAGNOSING) {
            draft.end(state.verdictInSight, state.cause, "");
        } else if (state.phase == Phase.REMOVING || state.phase == Phase.RESUMING) {
            // The deployment has ended; what is left to do is done in any case.
            draft.pollIn(0);
        } else if (state.phase == Phase.SCALING) {
            ScalingPhase.stop(draft);
        } else if (state.phase == Phase.SCHEDULING) {
            ScheduledTasksPhase.stop(draft);
        } else if (state.phase == Phase.TIDYING) {
            RevisionCleanup.end(draft);
        } else if (state.unchanged || state.phase == Phase.PROVING) {
            end(
                    draft,
                    state.lastDoubt.isEmpty()
                            ? StopMessages.ALREADY_COMPLETE
                            : StopMessages.alreadyCompleteBut(state.lastDoubt));
        } else if (reaction == Reaction.LEAVE) {
            end(draft, left(state));
        } else {
            if (!state.byDeploymentId) {
                draft.log(StopMessages.askingToRollBack(opening(state), state.deployer()));
            }
            if (state.phase == Phase.FOLLOWING || (state.phase == Phase.ANSWERING && !state.pending)) {
                onceFound(draft);
            }
        }
    }

    private static String left(RolloutState state) {
        if (state.serviceFile.created) {
            return ServiceFileMessages.NOTHING_TO_ROLL_BACK_TO;
        }
        if (state.stop.stopSentAt != 0) {
            return StopMessages.alreadyAsked(state.deployer());
        }
        return state.phase == Phase.UPDATING ? StopMessages.UPDATE_UNKNOWN : StopMessages.LEFT;
    }

    /** Our deployment is known: now it can be stopped. */
    static void onceFound(DecisionDraft draft) {
        if (draft.state.serviceFile.created) {
            end(draft, ServiceFileMessages.NOTHING_TO_ROLL_BACK_TO);
        } else if (draft.state.byDeploymentId) {
            end(draft, StopMessages.CANNOT_ROLL_BACK);
        } else {
            draft.go(Phase.STOPPING);
        }
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        return FollowingPhase.progressReads(state, seen);
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {

        if (seen.own == null) {
            if (!ReadFailurePolicy.handled(draft, seen.ownFailure)) {
                draft.pollIn(FollowingPhase.LOOK_AGAIN);
            }
        } else if (OVER.contains(seen.own.status()) || seen.own.status().startsWith("ROLLBACK")) {
            answered(draft);
        } else if (EventualConsistency.isUndecided(draft)) {
            draft.pollIn(EventualConsistency.LOOK_AGAIN);
        } else {
            draft.act(DeploymentController.rules(draft.state).rollBack(draft.state));
        }
    }

    public static void answered(DecisionDraft draft) {
        draft.state.stop.stopSentAt = draft.now;
        draft.state.progress.lastProgressAt = draft.now;
        draft.go(Phase.FOLLOWING);
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        answered(draft);
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        refused(draft, failure);
    }

    public static void refused(DecisionDraft draft, AwsFailure failure) {
        RolloutState state = draft.state;
        if (failure.kind() == AwsFailure.Kind.CONFLICT
                || "DeploymentAlreadyCompletedException".equals(failure.code())) {
            // It has ended, or is being rolled back already: the next poll tells.
            answered(draft);
            return;
        }
        boolean asked = state.stop.stopReason == StopReason.REQUEST;
        end(
                draft,
                StopMessages.rollbackRefused(state.deployer(), ReadFailurePolicy.words(state, failure)),
                asked ? Verdict.REFUSED : state.stop.stopReason.verdict());
    }

    /** The build went away from it: what is known now is all there will be. */
    public static RolloutState abandoned(RolloutState before, String why, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        ResumingPhase.abandon(draft.state);
        if (before.phase == Phase.REMOVING) {
            CreatedServiceRemoval.finish(draft);
        } else if (before.phase == Phase.RESUMING) {
            ResumingPhase.end(draft);
        } else if (before.phase.isAfterVerdict()) {
            RevisionCleanup.end(draft);
        } else if (!before.hasEnded()) {
            if (before.phase.isNested()) {
                TaskStages.abandon(draft, why);
            }
            draft.finish(before.isAborted() ? Verdict.ABORTED : Verdict.UNKNOWN, why, "");
        }
        return draft.state;
    }

    /** @param how what became of the deployment */
    public static void end(DecisionDraft draft, String how) {
        end(draft, how, draft.state.stop.stopReason.verdict());
    }

    /** @param end what ECS reports; it is the verdict where the deployment was given up for a failure of its own */
    public static void end(DecisionDraft draft, String how, Verdict end) {
        RolloutState state = draft.state;
        Verdict verdict = state.stop.stopReason.leavesVerdictToEcs() ? end : state.stop.stopReason.verdict();
        String cause = StopMessages.ended(opening(state), how);
        state.advice = advice(state);
        boolean nothingToAsk = state.deploymentId == null && state.codeDeploy.deployment == null;
        boolean blind = state.reading.failures >= Deadlines.BLIND_AFTER;
        boolean known = state.stop.stopReason == StopReason.ABORT || state.stop.stopReason == StopReason.VERIFICATION;
        if (known || nothingToAsk || blind || verdict == Verdict.REFUSED) {
            draft.end(verdict, cause, state.advice);
        } else {
            draft.endAfterDiagnosis(verdict, cause);
        }
    }

    private static String opening(RolloutState state) {
        switch (state.stop.stopReason) {
            case ABORT:
                return state.stop.stoppedBy.isEmpty() ? StopMessages.ABORTED : state.stop.stoppedBy;
            case TIMEOUT:
                return StopMessages.timedOut(
                        Durations.text(state.allowedMillis()),
                        state.phase.words(),
                        isBlind(state)
                                ? StopMessages.noAnswerFor(blindFor(state), state.reading.lastFailure)
                                : StopMessages.waitedFor(state.waiting.waitsFor));
            case FAILURE:
                return StopMessages.GIVEN_UP;
            case VERIFICATION:
                return state.stop.stoppedBy;
            case REQUEST:
                return StopMessages.ROLLBACK_REQUESTED;
            default:
                return StopMessages.stalled(
                        Durations.text(state.request.stallTimeoutMillis()),
                        state.progress.lastSeen.isEmpty()
                                ? ""
                                : state.progress.lastSeen + StopMessages.waitedFor(state.waiting.waitsFor));
        }
    }

    /** It cannot be told that it was slow: nothing was seen. */
    private static boolean isBlind(RolloutState state) {
        return state.reading.failures >= 3 && state.reading.lastFailure != null && !state.reading.lastFailure.isEmpty();
    }

    private static String blindFor(RolloutState state) {
        return Durations.text(Math.max(0, state.stop.stopSince - state.reading.failingSince));
    }

    private static String advice(RolloutState state) {
        if (isBlind(state) && state.stop.stopReason == StopReason.TIMEOUT) {
            return StopMessages.ENDPOINT_ADVICE;
        }
        return state.stop.stopReason == StopReason.ABORT || state.stop.stopReason.leavesVerdictToEcs()
                ? ""
                : StopMessages.raise(state.stop.stopReason == StopReason.STALL ? "stallTimeout" : "timeout");
    }
}
