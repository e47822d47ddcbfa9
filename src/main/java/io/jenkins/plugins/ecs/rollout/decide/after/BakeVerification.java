package io.jenkins.plugins.ecs.rollout.decide.after;

import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.Stop;
import io.jenkins.plugins.ecs.rollout.messages.VerifyStageMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.VerificationReaction;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.VerificationState;
import io.jenkins.plugins.ecs.rollout.strategy.Stage;
import io.jenkins.plugins.ecs.rollout.verification.DeploymentVerification;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.text.PlainText;

/**
 * The verification while ECS has not completed a blue/green, canary or linear deployment. The previous tasks still run then,
 * so ECS rolls back by shifting the traffic, at once. While a part of the traffic goes to each revision, both are compared. In
 * the bake time the service is verified; what passes there is verified again once the deployment is complete.
 */
public final class BakeVerification {

    /** From the end of one verification to the begin of the next, in milliseconds. */
    private static final long AGAIN_IN = 30_000;

    private BakeVerification() {}

    /** Whether a verification runs, or begins, beside the rounds that follow the deployment. */
    public static boolean isWanted(RolloutState state) {
        return isCompared(state) || (rollsBack(state) && isBakeTime(state));
    }

    /** Whether a stage is to come in which a verification begins. No event of ECS says so. */
    public static boolean isAhead(RolloutState state) {
        return (rollsBack(state) || compares(state)) && !state.display.ownStage.isEmpty() && !isBakeTime(state);
    }

    private static boolean isBakeTime(RolloutState state) {
        return state.display.ownStage.equals(Stage.BAKE_TIME.name());
    }

    private static boolean isCompared(RolloutState state) {
        return compares(state) && state.display.ownStage.equals(Stage.PRODUCTION_TRAFFIC_SHIFT.name());
    }

    private static boolean compares(RolloutState state) {
        return mayBeWanted(state) && state.request.verification().comparesRevisions();
    }

    private static boolean rollsBack(RolloutState state) {
        return mayBeWanted(state) && state.request.onVerificationFailure() == VerificationReaction.ROLLBACK;
    }

    private static boolean mayBeWanted(RolloutState state) {
        DeployRequest request = state.request;
        return state.phase == Phase.FOLLOWING
                && request.verification() != null
                && !request.goesBack()
                && !state.isStopping()
                && !state.byCodeDeploy
                && !state.byDeploymentId;
    }

    /** Begins a verification; without checks that can run now there is none. */
    public static Decision start(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        VerificationState verification = draft.state.verification;
        DeploymentVerification asked = draft.state.request.verification();
        verification.shifting = isCompared(draft.state);
        verification.run = verification.shifting ? asked.shift(now) : asked.bake(now);
        verification.seenAt = now;
        verification.nextAt = verification.run == null ? Long.MAX_VALUE : 0;
        return draft.decision();
    }

    /** Whether the verification in progress, or the wait for the next one, belongs to a stage that is over. */
    public static boolean isOver(RolloutState state) {
        return state.verification.shifting && !isCompared(state);
    }

    /** The verification has ended. */
    public static Decision ended(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        VerificationState verification = draft.state.verification;
        VerificationResult result = verification.run.result();
        verification.run = null;
        verification.nextAt = now + AGAIN_IN;
        if (verification.shifting) {
            compared(draft, result);
        }
        if (result.failed() && rollsBack(draft.state)) {
            verification.result = result;
            result.lines().forEach(draft::log);
            Stop.begin(
                    draft,
                    StopReason.VERIFICATION,
                    draft.masked(VerifyStageMessages.failed(
                            verification.shifting ? VerifyStageMessages.IN_SHIFT : VerifyStageMessages.IN_BAKE_TIME,
                            PlainText.phrase(result.message()))),
                    Reaction.ROLLBACK);
        }
        return draft.decision();
    }

    /** A failure stays; what passed stays unless there is a failure later. */
    private static void compared(DecisionDraft draft, VerificationResult result) {
        VerificationState verification = draft.state.verification;
        VerificationResult before = verification.shift;
        boolean hadResult = before != null && (before.failed() || before.passed());
        if (result.failed() || (result.passed() && (before == null || !before.failed()))) {
            verification.shift = result;
            if (!hadResult || result.failed()) {
                draft.log(draft.masked(VerifyStageMessages.compared(PlainText.phrase(result.summary()))));
            }
        } else if (!hadResult && (before == null || !isSkipped(result))) {
            verification.shift = result;
        }
    }

    private static boolean isSkipped(VerificationResult result) {
        return result.checks().stream().allMatch(row -> row.get("verdict").equals("SKIPPED"));
    }
}
