package io.jenkins.plugins.ecs.rollout.decide.after;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.services.EventBridgeApi;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.schedules.ScheduleMessages;
import io.jenkins.plugins.ecs.schedules.ScheduleMove;
import io.jenkins.plugins.ecs.schedules.ScheduleProgress;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import io.jenkins.plugins.ecs.schedules.ScheduleSelection;
import io.jenkins.plugins.ecs.schedules.ScheduledRevision;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.List;

/**
 * {@link Phase#SCHEDULING}: after the deployment was verified, its scheduled tasks are moved to the revision. Each one is
 * read, changed and read again; both APIs replace what they are sent, so a repeated call does no harm. The verdict stands
 * already: what can't be moved makes the build unstable, and a repeated build moves the rest.
 */
public final class ScheduledTasksPhase implements PhaseHandler {

    private static final long MOST_TIME = 10 * 60_000;
    private static final int PATIENCE = 8;
    /** An update that is not visible after this many attempts is a problem. */
    private static final int ATTEMPTS = 3;
    /** With those that were throttled or whose answer was lost. */
    private static final int MOST_SENT = 12;

    private static final long SHOWS_WITHIN = 2_000;

    private static ScheduleSelection selection(RolloutState state) {
        return state.request.scheduledTasks();
    }

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        boolean isWhole = selection(state).wholeFamily();
        if (state.schedules.remaining() == null) {
            return isWhole ? List.of(new OtherRead.ScheduleCandidates(state.clusterArn)) : List.of();
        }
        ScheduleRef next = state.schedules.next();
        return next == null
                ? List.of()
                : List.of(new OtherRead.ScheduledTask(
                        next, new ScheduledRevision(state.taskDefinition, isWhole ? state.clusterArn : null)));
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (draft.now - state.phaseSince > MOST_TIME || state.reading.failures > PATIENCE) {
            leave(draft, state.reading.lastFailure);
        } else if (seen.scheduleFailure != null) {
            failed(draft, seen.scheduleFailure);
        } else if (state.schedules.remaining() == null) {
            list(draft, seen);
        } else {
            ScheduleRef next = state.schedules.next();
            if (next == null) {
                end(draft);
            } else {
                state.pending = false;
                compared(draft, next, seen);
            }
        }
    }

    private static void list(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        ScheduleSelection selection = selection(state);
        if (!selection.wholeFamily()) {
            state.schedules = state.schedules.listed(selection.named());
        } else {
            state.schedules = state.schedules.listed(seen.scheduleCandidates.items());
            if (!seen.scheduleCandidates.isWhole()) {
                problem(
                        draft,
                        ScheduleMessages.notAllListed(
                                seen.scheduleCandidates.items().size()));
            }
        }
        draft.pollIn(0);
    }

    private static void compared(DecisionDraft draft, ScheduleRef ref, Observation seen) {
        RolloutState state = draft.state;
        boolean isNamed = !selection(state).wholeFamily();
        String family = Arns.brief(state.taskDefinition);
        if (!ref.account().isEmpty() && !ref.account().equals(Arns.account(state.taskDefinition))) {
            drop(draft, ScheduleMessages.otherAccount(ref, Arns.account(state.taskDefinition)));
        } else if (seen.scheduleMove.isEmpty()) {
            drop(draft, isNamed ? ScheduleMessages.missing(ref) : "");
        } else {
            ScheduleMove move = seen.scheduleMove.get();
            if (move instanceof ScheduleMove.Done) {
                done(draft, ref);
            } else if (move instanceof ScheduleMove.RunsLatest) {
                draft.log(ScheduleMessages.runsLatest(ref, family));
                drop(draft, "");
            } else if (move instanceof ScheduleMove.Unrelated) {
                drop(draft, isNamed ? ScheduleMessages.unrelated(ref, family) : "");
            } else if (move instanceof ScheduleMove.Refused refused) {
                drop(draft, ScheduleMessages.notMoved(ref, refused.reason()));
            } else if (state.schedules.accepted() >= ATTEMPTS) {
                drop(draft, ScheduleMessages.notMoved(ref, ScheduleMessages.notVisible()));
            } else if (state.schedules.sent() >= MOST_SENT) {
                drop(draft, ScheduleMessages.notMoved(ref, ScheduleMessages.notAccepted(MOST_SENT)));
            } else {
                send(draft, move);
            }
        }
    }

    private static void send(DecisionDraft draft, ScheduleMove move) {
        RolloutState state = draft.state;
        if (move instanceof ScheduleMove.PutTargets put) {
            state.schedules = state.schedules.sending(put.from());
            draft.act(new AwsAction.MoveRule(put.ref(), put.targets()));
        } else if (move instanceof ScheduleMove.UpdateSchedule update) {
            state.schedules = state.schedules.sending(update.from());
            draft.act(new AwsAction.MoveSchedule(
                    update.ref(),
                    state.schedules.withoutStart()
                            ? ScheduledRevision.withoutStart(update.input()).orElse(update.input())
                            : update.input()));
        }
    }

    private static void done(DecisionDraft draft, ScheduleRef ref) {
        ScheduleProgress progress = draft.state.schedules;
        String revision = Arns.brief(draft.state.taskDefinition);
        String line = progress.from().isEmpty()
                ? ScheduleMessages.already(ref, revision)
                : ScheduleMessages.moved(ref, progress.from(), revision);
        draft.log(line);
        draft.state.schedules = (progress.from().isEmpty() ? progress : progress.withMoved(line)).passed();
        draft.pollIn(0);
    }

    /** @param problem empty where there is none */
    public static void drop(DecisionDraft draft, String problem) {
        if (!problem.isEmpty()) {
            problem(draft, problem);
        }
        draft.state.schedules = draft.state.schedules.passed();
        draft.pollIn(0);
    }

    private static void problem(DecisionDraft draft, String problem) {
        String line = draft.masked(problem);
        draft.state.schedules = draft.state.schedules.withProblem(line);
        draft.log(ScheduleMessages.warning(line));
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        RolloutState state = draft.state;
        state.pending = false;
        state.schedules = state.schedules.answered();
        draft.pollIn(0);
        if (answer instanceof List<?> failed && !failed.isEmpty()) {
            EventBridgeApi.FailedTarget first = (EventBridgeApi.FailedTarget) failed.get(0);
            if (first.code().equals("ConcurrentModificationException") && state.schedules.accepted() < ATTEMPTS) {
                draft.pollIn(SHOWS_WITHIN);
            } else {
                drop(draft, ScheduleMessages.notMoved(state.schedules.next(), first.code() + ": " + first.message()));
            }
        }
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        RolloutState state = draft.state;
        state.pending = false;
        draft.pollIn(0);
        boolean isStart = failure.awsMessage() != null && failure.awsMessage().contains("StartDate");
        if (isStart
                && !state.schedules.withoutStart()
                && action instanceof AwsAction.MoveSchedule move
                && ScheduledRevision.withoutStart(move.input()).isPresent()) {
            state.schedules = state.schedules.startRefused();
        } else {
            drop(draft, ScheduleMessages.notMoved(state.schedules.next(), reason(failure)));
        }
    }

    private static void failed(DecisionDraft draft, AwsFailure failure) {
        if (failure.isPassing() && draft.state.reading.failures < PATIENCE) {
            ReadFailurePolicy.passing(draft, failure);
        } else if (draft.state.schedules.next() != null) {
            drop(draft, ScheduleMessages.notMoved(draft.state.schedules.next(), reason(failure)));
        } else {
            leave(draft, reason(failure));
        }
    }

    private static String reason(AwsFailure failure) {
        return failure.kind() == AwsFailure.Kind.DENIED
                ? ScheduleMessages.denied(failure.missingPermission())
                : failure.getMessage();
    }

    /** The rest is not moved. */
    public static void leave(DecisionDraft draft, String why) {
        notMoved(draft, why == null || why.isEmpty() ? ScheduleMessages.noTimeLeft() : why);
        end(draft);
    }

    /** The build is aborted: nothing more is done, not even for old revisions. */
    public static void stop(DecisionDraft draft) {
        notMoved(draft, ScheduleMessages.stopped());
        RevisionCleanup.end(draft);
    }

    private static void notMoved(DecisionDraft draft, String why) {
        List<ScheduleRef> rest = draft.state.schedules.remaining();
        problem(draft, ScheduleMessages.left(rest == null ? -1 : rest.size(), why));
    }

    /** However far it came: the deployment was verified before. */
    private static void end(DecisionDraft draft) {
        NextPhase.afterSchedules(draft, draft.state.verdictInSight);
    }
}
