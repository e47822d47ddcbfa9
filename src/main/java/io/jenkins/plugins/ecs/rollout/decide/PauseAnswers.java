package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.decide.after.AfterRollback;
import io.jenkins.plugins.ecs.rollout.decide.follow.Pauses;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.PauseMessages;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Optional;

/** Answers of users to pauses and questions, between two rounds. */
public final class PauseAnswers {

    private PauseAnswers() {}

    /** Takes an answer into the state; the next round tells ECS. Only the first one counts. */
    public static Optional<Decision> take(RolloutState before, String hookId, PauseAnswer answer, String by, long now) {
        if (before.phase == Phase.ROLLING_BACK) {
            return answerOfOne(before.tasks.rollback, hookId, answer, by, now)
                    .map(decision -> new Decision(
                            AfterRollback.took(before, decision.state()),
                            decision.messages(),
                            decision.action(),
                            decision.nextPollMillis()));
        }
        return answerOfOne(before, hookId, answer, by, now);
    }

    private static Optional<Decision> answerOfOne(
            RolloutState before, String hookId, PauseAnswer answer, String by, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        boolean open = Pauses.of(draft.state, hookId).filter(Pause::isOpen).isPresent();
        if (!open || before.hasEnded() || before.isStopping()) {
            return Optional.empty();
        }
        String who = PlainText.line(by);
        Pauses.change(draft.state, hookId, pause -> pause.answered(answer, who, now));
        draft.log(ProgressMessages.line(draft.clock(), PauseMessages.answered(answer, who)));
        return Optional.of(draft.decision());
    }
}
