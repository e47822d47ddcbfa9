package io.jenkins.plugins.ecs.rollout.decide.after;

import io.jenkins.plugins.ecs.rollout.decide.follow.Pauses;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.messages.TaskStageMessages;
import io.jenkins.plugins.ecs.rollout.messages.VerifyStageMessages;
import io.jenkins.plugins.ecs.rollout.request.VerificationReaction;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.state.VerificationState;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Optional;

/**
 * What is done if the verification of a deployment did not pass: roll back, end, or, in {@link Phase#HOLDING}, ask a user.
 * Without a result nothing is rolled back: an error of the network must not take a good version away.
 */
public final class VerificationReactions {

    /** The id of the question, among those of the pauses of ECS. */
    public static final String QUESTION = "verification";

    private static final String STAGE = "VERIFICATION";

    /** An answer is taken from the page; this is how often it is looked for whether another build wants the service. */
    private static final long ASK_AGAIN = 5_000;

    private VerificationReactions() {}

    /** @param cause which check failed, with its values */
    static void failed(DecisionDraft draft, String cause) {
        RolloutState state = draft.state;
        VerificationReaction reaction = state.request.onVerificationFailure();
        if (reaction == VerificationReaction.ROLLBACK && canGoBack(state)) {
            AfterRollback.begin(draft, cause);
        } else if (reaction == VerificationReaction.HOLD && canAsk(state)) {
            ask(draft, cause, true);
        } else {
            end(draft, cause, true);
        }
    }

    /** @param cause which checks have no result, and why */
    static void noResult(DecisionDraft draft, String cause) {
        RolloutState state = draft.state;
        if (state.request.onVerificationFailure() != VerificationReaction.FAIL && canAsk(state)) {
            ask(draft, cause, false);
        } else {
            end(draft, cause, false);
        }
    }

    /** Not while the scaling is suspended: the service could not scale out until there is an answer. */
    private static boolean canAsk(RolloutState state) {
        return canGoBack(state) && state.request.takesAnswers() && !state.scaling.isToResume();
    }

    private static void end(DecisionDraft draft, String cause, boolean failed) {
        draft.end(
                failed ? Verdict.FAILED : Verdict.UNKNOWN,
                cause + ". " + whyNot(draft.state),
                failed ? VerifyStageMessages.ADVICE : VerifyStageMessages.NO_RESULT_ADVICE);
    }

    private static void ask(DecisionDraft draft, String cause, boolean failed) {
        RolloutState state = draft.state;
        long until = draft.now + state.request.timeoutMillis();
        state.verification.askedAt = draft.now;
        state.verification.askedFor = PlainText.line(draft.masked(cause));
        state.verification.askedForFailure = failed;
        state.pauses.add(new Pause(QUESTION, STAGE, -1, draft.now, until, ""));
        state.display.awaitsAction = true;
        draft.go(Phase.HOLDING);
        draft.log(VerifyStageMessages.asks(PlainText.phrase(cause), Durations.moment(until)));
    }

    /** Whether a user has accepted the deployment, although its verification did not pass. */
    public static boolean isAccepted(RolloutState state) {
        return Pauses.of(state, QUESTION)
                .filter(question -> question.answer() == PauseAnswer.CONTINUE)
                .isPresent();
    }

    /** Reads which revision the service is set to, within the time limit of a verification. */
    public static Decision look(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        VerificationState verification = draft.state.verification;
        verification.unread = verification.run == null ? 0 : verification.unread + 1;
        if (verification.run == null || !CurrentVerification.isUnread(verification.run, verification.unread)) {
            CurrentVerification.begin(draft);
            return draft.decision();
        }
        String by = Pauses.of(draft.state, QUESTION).orElseThrow().by();
        String cause = PlainText.phrase(verification.askedFor);
        closeQuestion(draft);
        verification.run = null;
        draft.end(
                Verdict.UNKNOWN,
                VerifyStageMessages.acceptedUnread(
                        by, cause, Durations.text(verification.unread * CurrentVerification.OLD)),
                VerifyStageMessages.NO_RESULT_ADVICE);
        return draft.decision();
    }

    /** A round while a user is asked. */
    public static Decision asked(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        RolloutState state = draft.state;
        Pause question = Pauses.of(state, QUESTION).orElseThrow();
        String cause = PlainText.phrase(state.verification.askedFor);
        if (question.answer() == PauseAnswer.CONTINUE) {
            closeQuestion(draft);
            state.verification.run = null;
            state.verification.acceptedBy = question.by();
            state.verifiedInFull = false;
            state.proof = PlainText.line(VerifyStageMessages.acceptedBy(question.by(), cause));
            NextPhase.afterVerification(draft, state.verdictInSight);
        } else if (question.answer() == PauseAnswer.ROLLBACK) {
            closeQuestion(draft);
            AfterRollback.begin(draft, VerifyStageMessages.rolledBackBy(question.by(), cause));
        } else if (now >= question.expiresAt()) {
            closeQuestion(draft);
            end(draft, VerifyStageMessages.noAnswer(cause), state.verification.askedForFailure);
        } else {
            draft.pollIn(Math.min(ASK_AGAIN, question.expiresAt() - now));
        }
        return draft.decision();
    }

    /** Another deployment of this Jenkins has taken the service over. */
    public static Decision overtaken(RolloutState before, String holder, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        RolloutState state = draft.state;
        closeQuestion(draft);
        draft.end(
                state.verification.askedForFailure ? Verdict.FAILED : Verdict.UNKNOWN,
                VerifyStageMessages.overtaken(PlainText.phrase(state.verification.askedFor), holder),
                "");
        return draft.decision();
    }

    static void closeQuestion(DecisionDraft draft) {
        RolloutState state = draft.state;
        Optional<Pause> question = Pauses.of(state, QUESTION);
        question.ifPresent(open -> Pauses.change(state, QUESTION, pause -> pause.closed("", draft.now)));
        state.display.awaitsAction = false;
    }

    /** Whether a failure can be undone by deploying the previous revision. */
    private static boolean canGoBack(RolloutState state) {
        String previous = state.previous.taskDefinition;
        return !state.byCodeDeploy && !state.unchanged && previous != null && !previous.equals(state.taskDefinition);
    }

    /** What is said where nothing is rolled back. */
    private static String whyNot(RolloutState state) {
        String revision = Arns.brief(state.taskDefinition);
        if (state.request.isIrreversible()) {
            return VerifyStageMessages.irreversible(revision);
        }
        if (state.request.onVerificationFailure() != VerificationReaction.ROLLBACK || canGoBack(state)) {
            return TaskStageMessages.stays(revision);
        }
        if (state.byCodeDeploy) {
            return VerifyStageMessages.byCodeDeploy(revision);
        }
        return state.unchanged ? VerifyStageMessages.unchanged(revision) : VerifyStageMessages.noPrevious(revision);
    }
}
