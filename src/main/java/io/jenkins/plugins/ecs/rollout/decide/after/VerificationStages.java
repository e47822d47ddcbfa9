package io.jenkins.plugins.ecs.rollout.decide.after;

import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.messages.VerifyStageMessages;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.state.VerificationState;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;

/**
 * {@link Phase#VERIFYING} and {@link Phase#WATCHING}: when a verification begins, and what its end means for the
 * deployment. Only a check that failed, on what was read now, of the revision that was deployed, rolls back.
 */
public final class VerificationStages {

    /** From the begin of one verification of a watch to the next, in milliseconds. */
    private static final long WATCH_EVERY = 3 * 60_000;

    /** So many verifications in a row that see another revision are no stale reads. */
    private static final int SURE = 2;

    private VerificationStages() {}

    /** Begins the verification, or the next one of the watch. */
    public static Decision start(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        draft.state.verification.unread = 0;
        CurrentVerification.begin(draft);
        if (draft.state.phase == Phase.VERIFYING && draft.state.verification.strangers == 0) {
            draft.log(VerifyStageMessages.begins(
                    Arns.brief(draft.state.taskDefinition),
                    draft.state.request.verification().words()));
        }
        return draft.decision();
    }

    /** What was read is too old to act on: the service is verified from the beginning, within the time limit. */
    public static Decision again(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        VerificationState verification = draft.state.verification;
        verification.unread++;
        if (CurrentVerification.isUnread(verification.run, verification.unread)) {
            verification.run = CurrentVerification.unread(verification.run, verification.unread, now);
            return ended(draft.state, now);
        }
        if (draft.state.phase == Phase.VERIFYING) {
            draft.log(VerifyStageMessages.again(Durations.text(now - verification.seenAt)));
        }
        CurrentVerification.begin(draft);
        return draft.decision();
    }

    /** It sees another revision: a stale read, or the service has another owner now. */
    public static Decision saw(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        RolloutState state = draft.state;
        String other = Arns.brief(state.verification.run.taskDefinition());
        state.verification.strangers++;
        if (state.verification.strangers < SURE) {
            draft.log(VerifyStageMessages.confirms(other.isEmpty() ? "another revision" : other));
            CurrentVerification.begin(draft);
        } else {
            state.verification.run = null;
            VerificationReactions.closeQuestion(draft);
            draft.end(
                    Verdict.SUPERSEDED, VerifyStageMessages.otherRevision(other, Arns.brief(state.taskDefinition)), "");
        }
        return draft.decision();
    }

    /** The verification has ended. */
    public static Decision ended(RolloutState before, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        RolloutState state = draft.state;
        VerificationState verification = state.verification;
        VerificationResult result = verification.run.result();
        boolean watches = state.phase == Phase.WATCHING;
        boolean news = !watches || !result.passed();
        verification.result = result;
        verification.run = null;
        verification.strangers = 0;
        if (news) {
            result.lines().forEach(draft::log);
        }
        if (watches) {
            verification.looks++;
        }
        if (result.failed()) {
            VerificationReactions.failed(draft, cause(draft, result));
        } else if (watches) {
            watched(draft, result);
        } else if (result.passed()) {
            passed(draft);
        } else {
            VerificationReactions.noResult(draft, cause(draft, result));
        }
        return draft.decision();
    }

    private static String cause(DecisionDraft draft, VerificationResult result) {
        RolloutState state = draft.state;
        String what = state.phase == Phase.WATCHING
                ? VerifyStageMessages.theWatch(Durations.text(draft.now - state.verification.watchedSince))
                : VerifyStageMessages.VERIFICATION;
        String message = PlainText.phrase(result.message());
        return result.failed()
                ? VerifyStageMessages.failed(what, message)
                : VerifyStageMessages.noResult(what, message);
    }

    private static void passed(DecisionDraft draft) {
        RolloutState state = draft.state;
        long watch = state.request.watchMillis();
        if (watch == 0) {
            NextPhase.afterVerification(draft, draft.state.verdictInSight);
            return;
        }
        draft.complete();
        state.verification.watchedSince = draft.now;
        state.verification.watchedUntil = draft.now + watch;
        state.verification.nextAt = draft.now + WATCH_EVERY;
        draft.log(
                VerifyStageMessages.watches(Durations.text(watch), Durations.moment(state.verification.watchedUntil)));
        draft.go(Phase.WATCHING);
    }

    private static void watched(DecisionDraft draft, VerificationResult result) {
        RolloutState state = draft.state;
        VerificationState verification = state.verification;
        boolean over = draft.now >= verification.watchedUntil;
        if (over && result.passed()) {
            draft.log(VerifyStageMessages.watchPassed(verification.looks));
            NextPhase.afterVerification(draft, draft.state.verdictInSight);
        } else if (over) {
            VerificationReactions.noResult(draft, cause(draft, result));
        } else {
            if (!result.passed()) {
                draft.log(VerifyStageMessages.watchHasNoResult(PlainText.phrase(result.message())));
            }
            verification.nextAt = Math.max(draft.now, verification.nextAt + WATCH_EVERY);
            draft.pollIn(0);
        }
    }

    /** Another deployment of this Jenkins has taken the service over; until then nothing had failed. */
    public static Decision watchOvertaken(RolloutState before, String holder, long now) {
        DecisionDraft draft = new DecisionDraft(before, now, 0);
        draft.state.verification.run = null;
        draft.state.verification.watchEndedBy = PlainText.line(holder);
        draft.log(VerifyStageMessages.watchEndedFor(holder));
        // What follows a success needs the service for itself.
        draft.end(draft.state.verdictInSight, "", "");
        return draft.decision();
    }

    /** The build was aborted, or goes away. */
    public static String interrupted(DecisionDraft draft, String why) {
        RolloutState state = draft.state;
        VerificationState verification = state.verification;
        String revision = Arns.brief(state.taskDefinition);
        if (state.phase == Phase.HOLDING) {
            VerificationReactions.closeQuestion(draft);
            return VerifyStageMessages.notDecided(PlainText.phrase(verification.askedFor));
        }
        if (verification.run != null) {
            verification.result = verification.run.ended(why, draft.now).result();
            verification.run = null;
        }
        return state.phase == Phase.WATCHING
                ? VerifyStageMessages.notWatched(revision)
                : VerifyStageMessages.notVerified(revision);
    }
}
