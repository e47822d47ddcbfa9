package io.jenkins.plugins.ecs.rollout.decide.after;

import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.TaskStageMessages;
import io.jenkins.plugins.ecs.rollout.messages.VerifyStageMessages;
import io.jenkins.plugins.ecs.rollout.request.AfterFailure;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;

/**
 * {@link Phase#ROLLING_BACK}: a task or the verification after the deployment failed, so the previous revision is deployed
 * again, by a rollout of its own. It has no tasks, is not verified by checks and is not rolled back itself.
 */
public final class AfterRollback {

    private AfterRollback() {}

    /** What is said where nothing is rolled back. */
    static String whyNot(RolloutState state) {
        String revision = Arns.brief(state.taskDefinition);
        if (!isAskedFor(state)) {
            return TaskStageMessages.stays(revision);
        }
        if (state.request.isIrreversible()) {
            return VerifyStageMessages.irreversible(revision);
        }
        return state.previous.taskDefinition == null
                ? TaskStageMessages.noPrevious(revision)
                : TaskStageMessages.nothingToRollBackTo(revision);
    }

    private static boolean isAskedFor(RolloutState state) {
        return state.request.onAfterFailure() == AfterFailure.ROLLBACK && !state.byCodeDeploy;
    }

    static boolean isWanted(RolloutState state) {
        String previous = state.previous.taskDefinition;
        return isAskedFor(state)
                && !state.request.isIrreversible()
                && previous != null
                && !previous.equals(state.taskDefinition);
    }

    /** @param cause how the task or the verification failed */
    static void begin(DecisionDraft draft, String cause) {
        RolloutState state = draft.state;
        String to = state.previous.taskDefinition;
        state.cause = PlainText.line(draft.masked(cause));
        String why = PlainText.phrase(state.cause);
        draft.log(
                isAfterTask(state)
                        ? TaskStageMessages.rollingBack(why, Arns.brief(to))
                        : VerifyStageMessages.rollingBack(why, Arns.brief(to)));
        DeployRequest back = state.request.backWithoutSchedules(to, state.taskDefinition);
        state.tasks.rollback = RolloutState.begin(back, draft.now);
        draft.go(Phase.ROLLING_BACK);
    }

    /** The rollback has a new state. */
    public static RolloutState took(RolloutState before, RolloutState rollback) {
        RolloutState state = before.copy();
        state.tasks.rollback = rollback;
        state.progress.lastSeen = rollback.progress.lastSeen;
        state.counts = rollback.counts;
        state.pauses = rollback.pauses;
        state.pausedSince = rollback.pausedSince;
        return state;
    }

    /** The rollback has ended. */
    public static Decision ended(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        end(draft);
        return draft.decision();
    }

    private static void end(DecisionDraft draft) {
        RolloutState state = draft.state;
        RolloutState rollback = state.tasks.rollback;
        String failure = PlainText.phrase(state.cause);
        if (state.isStopping()) {
            StopEnding.end(
                    draft,
                    isAfterTask(state)
                            ? TaskStageMessages.rollbackContinues(rollback.cause)
                            : VerifyStageMessages.rollbackContinues(rollback.cause));
        } else if (rollback.verdict.isGreen()) {
            state.rollbackTaskDefinition = rollback.taskDefinition;
            draft.end(
                    Verdict.ROLLED_BACK,
                    failure + ". " + TaskStageMessages.rolledBack(Arns.brief(rollback.taskDefinition)),
                    "");
        } else {
            draft.end(
                    isAfterTask(state) ? ofTask(rollback.verdict) : ofVerification(rollback.verdict),
                    failure + ". "
                            + TaskStageMessages.rollbackEnded(
                                    rollback.verdict.name(), PlainText.phrase(rollback.cause)),
                    rollback.advice);
        }
    }

    /** Otherwise after the verification. */
    private static boolean isAfterTask(RolloutState state) {
        return state.verification.result == null;
    }

    private static Verdict ofVerification(Verdict rollback) {
        return rollback == Verdict.SUPERSEDED || rollback == Verdict.UNKNOWN ? rollback : Verdict.ROLLBACK_FAILED;
    }

    private static Verdict ofTask(Verdict rollback) {
        return switch (rollback) {
            case REFUSED, SUPERSEDED -> Verdict.TASK_FAILED;
            case UNKNOWN -> Verdict.UNKNOWN;
            default -> Verdict.ROLLBACK_FAILED;
        };
    }

    /** @param decision what an abort of the rollback makes of it */
    public static void aborted(DecisionDraft draft, Decision decision) {
        draft.state.tasks.rollback = decision.state();
        decision.messages().forEach(draft::log);
        if (decision.state().hasEnded()) {
            end(draft);
        }
    }
}
