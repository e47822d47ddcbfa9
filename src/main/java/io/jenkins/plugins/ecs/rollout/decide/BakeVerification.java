package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.messages.VerifyStageMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.VerificationReaction;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.VerificationState;
import io.jenkins.plugins.ecs.rollout.strategy.Stage;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.text.PlainText;

/**
 * The verification in the bake time of a blue/green, canary or linear deployment. The previous tasks still run then, so ECS
 * rolls back by shifting the traffic, at once. What passes here is verified again once the deployment is complete.
 */
public final class BakeVerification {

    /** From the end of one verification to the begin of the next, in milliseconds. */
    private static final long AGAIN_IN = 30_000;

    private BakeVerification() {}

    public static boolean isWanted(RolloutState state) {
        return mayBeWanted(state) && isBakeTime(state);
    }

    /** Whether the bake time is to come, in which it begins. No event of ECS says so. */
    public static boolean isAhead(RolloutState state) {
        return mayBeWanted(state) && !state.display.ownStage.isEmpty() && !isBakeTime(state);
    }

    private static boolean isBakeTime(RolloutState state) {
        return state.display.ownStage.equals(Stage.BAKE_TIME.name());
    }

    private static boolean mayBeWanted(RolloutState state) {
        DeployRequest request = state.request;
        return state.phase == Phase.FOLLOWING
                && request.verification() != null
                && !request.goesBack()
                && request.onVerificationFailure() == VerificationReaction.ROLLBACK
                && !state.isStopping()
                && !state.byCodeDeploy
                && !state.byDeploymentId;
    }

    /** Begins a verification; without checks that can run now there is none. */
    public static Decision start(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        VerificationState verification = draft.state.verification;
        verification.run = draft.state.request.verification().bake(now);
        verification.seenAt = now;
        verification.nextAt = verification.run == null ? Long.MAX_VALUE : 0;
        return draft.decision();
    }

    /** The verification has ended. */
    public static Decision ended(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        VerificationState verification = draft.state.verification;
        VerificationResult result = verification.run.result();
        verification.run = null;
        verification.nextAt = now + AGAIN_IN;
        if (result.failed()) {
            verification.result = result;
            result.lines().forEach(draft::log);
            StoppingPhase.begin(
                    draft,
                    StopReason.VERIFICATION,
                    draft.masked(VerifyStageMessages.failed(
                            VerifyStageMessages.IN_BAKE_TIME, PlainText.phrase(result.message()))),
                    Reaction.ROLLBACK);
        }
        return draft.decision();
    }
}
