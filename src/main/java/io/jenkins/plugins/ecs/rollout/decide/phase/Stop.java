package io.jenkins.plugins.ecs.rollout.decide.phase;

import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.messages.StopMessages;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.text.PlainText;

/** The decision to stop a deployment of the service before its end: it is left as it is, or rolled back. */
public final class Stop {

    private Stop() {}

    /**
     * Stops the deployment that is followed.
     *
     * @param by who or what asks for it; may be empty
     */
    public static void begin(DecisionDraft draft, StopReason reason, String by, Reaction asked) {
        leaveOrRollBack(draft, note(draft, reason, by, asked));
    }

    /** @return what is done: a first deployment has nothing to roll back to */
    public static Reaction note(DecisionDraft draft, StopReason reason, String by, Reaction asked) {
        RolloutState state = draft.state;
        state.stop.stopReason = reason;
        state.stop.stoppedBy = PlainText.line(by);
        state.stop.stopSince = draft.now;
        return state.serviceFile.creates || state.serviceFile.created ? Reaction.LEAVE : asked;
    }

    /** The service is updated, or may be. */
    public static void leaveOrRollBack(DecisionDraft draft, Reaction reaction) {
        RolloutState state = draft.state;
        if (state.unchanged || state.phase == Phase.PROVING) {
            StopEnding.end(
                    draft,
                    state.lastDoubt.isEmpty()
                            ? StopMessages.ALREADY_COMPLETE
                            : StopMessages.alreadyCompleteBut(state.lastDoubt));
        } else if (reaction == Reaction.LEAVE) {
            StopEnding.end(draft, left(state));
        } else {
            if (!state.byDeploymentId) {
                draft.log(StopMessages.askingToRollBack(StopEnding.opening(state), state.deployer()));
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
    public static void onceFound(DecisionDraft draft) {
        if (draft.state.serviceFile.created) {
            StopEnding.end(draft, ServiceFileMessages.NOTHING_TO_ROLL_BACK_TO);
        } else if (draft.state.byDeploymentId) {
            StopEnding.end(draft, StopMessages.CANNOT_ROLL_BACK);
        } else {
            draft.go(Phase.STOPPING);
        }
    }
}
