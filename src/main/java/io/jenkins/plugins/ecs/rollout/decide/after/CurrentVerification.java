package io.jenkins.plugins.ecs.rollout.decide.after;

import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.VerifyStageMessages;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.VerificationState;
import io.jenkins.plugins.ecs.rollout.verification.VerificationRun;
import io.jenkins.plugins.ecs.text.Durations;

/** The verification of a deployment that is in progress, or has just ended: its begin, and whether it still says anything. */
public final class CurrentVerification {

    /** What was read longer ago than this says nothing of now, in milliseconds. */
    public static final long OLD = 5 * 60_000;

    /** Once may be a pause of the whole machine. */
    private static final int SILENT = 2;

    private CurrentVerification() {}

    /** Begins one, of the phase that the deployment is in. */
    static void begin(DecisionDraft draft) {
        RolloutState state = draft.state;
        VerificationState verification = state.verification;
        verification.seenAt = draft.now;
        verification.run = state.phase == Phase.VERIFYING
                ? state.request.verification().begin(draft.now, verification.shift)
                : state.request.verification().watch(draft.now);
        draft.pollIn(0);
    }

    /** Whether the verification in progress, or its result, is about a time that is over. */
    public static boolean isOld(RolloutState state, long now) {
        VerificationState verification = state.verification;
        long seen = verification.run.hasEnded() ? verification.run.finishedAt() : verification.seenAt;
        return now - seen > OLD;
    }

    /**
     * Whether a verification that has not ended begins no more, because AWS does not respond.
     *
     * @param times how often nothing was read of it for {@link #OLD}
     */
    public static boolean isUnread(VerificationRun run, int times) {
        return !run.hasEnded() && times >= SILENT && times * OLD >= run.timeoutMillis();
    }

    /** Its end without a result. */
    public static VerificationRun unread(VerificationRun run, int times, long now) {
        return run.ended(VerifyStageMessages.unread(Durations.text(times * OLD)), now);
    }

    /** Whether it sees another revision than the one that was deployed. CodeDeploy's services name none. */
    public static boolean seesAnother(RolloutState state) {
        VerificationRun run = state.verification.run;
        String seen = run.taskDefinition();
        return !state.byCodeDeploy && seen != null && !seen.equals(state.taskDefinition);
    }
}
