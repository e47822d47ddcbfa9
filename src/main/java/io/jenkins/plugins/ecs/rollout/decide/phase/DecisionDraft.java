package io.jenkins.plugins.ecs.rollout.decide.phase;

import io.jenkins.plugins.ecs.aws.ecs.DeploymentWaits;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.ReadFailures;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A decision in the making: a copy of the state that may be changed, the time, and what comes out. */
public final class DecisionDraft {

    private static final long LONGEST_BACK_OFF = 30_000;

    /** The others say nothing bad of a service that was created, or that another deployment has it. */
    private static final Set<Verdict> DID_NOT_COME_UP = Set.of(
            Verdict.FAILED,
            Verdict.STOPPED,
            Verdict.TASK_FAILED,
            Verdict.STALLED,
            Verdict.TIMED_OUT,
            Verdict.ABORTED,
            Verdict.ROLLED_BACK,
            Verdict.ROLLBACK_FAILED);

    public final RolloutState state;
    public final long now;
    /** When the reads began on which it is based. One slow read makes the others of its round old. */
    private long readsBegunAt;

    private final double jitter;
    private final List<String> messages = new ArrayList<>();
    private AwsAction action;
    private long nextPollMillis;
    private Masking masking = Masking.byPatterns();

    /** @param jitter 0 to 1, evenly spread: how far into its back-off a repeated poll is put */
    public DecisionDraft(RolloutState before, long now, double jitter) {
        this.state = before.copy();
        this.now = now;
        this.readsBegunAt = now;
        this.jitter = jitter;
    }

    /** @param at epoch milliseconds; 0 if not known */
    public DecisionDraft readsBegunAt(long at) {
        readsBegunAt = at == 0 ? now : Math.min(at, now);
        return this;
    }

    /** Epoch milliseconds; what was read is not older. */
    public long readsBegunAt() {
        return readsBegunAt;
    }

    /** Hides secrets in all texts from here on. */
    public DecisionDraft masking(Masking hides) {
        masking = hides;
        return this;
    }

    /** A text from AWS without secrets. */
    public String masked(String text) {
        return masking.text(text);
    }

    /** Minutes and seconds since the rollout began. */
    public String clock() {
        return state.clock(now);
    }

    /** Adds a line to the log. */
    public void log(String message) {
        messages.add(PlainText.line(message));
    }

    /** Adds a line to the log unless one with this key was logged before. */
    public void logOnce(String key, String message) {
        if (!state.said.contains(key)) {
            state.said.add(key);
            log(message);
        }
    }

    /** Continues in another phase, with a poll at once. */
    public void go(Phase phase) {
        state.phase = phase;
        state.phaseSince = now;
        state.enterStage(phase.name(), now);
        state.pending = false;
        state.progress.strangeSightings = 0;
        nextPollMillis = 0;
    }

    /** The next round comes after this time; 0 for at once. */
    public void pollIn(long millis) {
        nextPollMillis = millis;
    }

    /** The call is sent after the state, marked as pending, was saved. */
    public void act(AwsAction call) {
        action = call;
        state.pending = true;
        state.pendingSince = now;
        state.readsWhilePending = 0;
    }

    /** Full jitter: somewhere between now and a bound that doubles with each failure. */
    void backOff() {
        long bound = Math.min(LONGEST_BACK_OFF, 1000L << Math.min(state.reading.failures, 5));
        nextPollMillis = 200 + (long) (jitter * bound);
    }

    /** Ends; but a service that was created and did not come up is removed first, if the step says so. */
    public void end(Verdict verdict, String cause, String advice) {
        if (removesCreatedService(verdict)) {
            state.verdictInSight = verdict;
            state.cause = PlainText.line(masked(cause));
            state.advice = advice;
            go(Phase.REMOVING);
            return;
        }
        finish(verdict, cause, advice);
    }

    private boolean removesCreatedService(Verdict verdict) {
        return state.serviceFile.created
                && state.phase != Phase.REMOVING
                && state.request.deletesFailedCreation()
                && DID_NOT_COME_UP.contains(verdict);
    }

    /** Something else is called from here on, or AWS answers again: what failed before says nothing about it. */
    void forgetFailures() {
        state.reading = new ReadFailures();
    }

    /** @param waits as AWS or the request describes them */
    public void expect(DeploymentWaits waits) {
        state.expected.waitMillis = waits.millis();
        state.expected.hookMinutes = waits.longestHookMinutes();
        state.expected.pauseMinutes = waits.longestPauseMinutes();
        state.expected.longestWaitMillis = waits.longestMillis();
    }

    /** It was verified. What follows is not part of the deployment's time, unless it fails. */
    public void complete() {
        state.completedAt = state.completedAt == 0 ? now : state.completedAt;
    }

    /** Ends whatever is left to do; but the scaling that this deployment has suspended is resumed first. */
    public void finish(Verdict verdict, String cause, String advice) {
        long at = verdict.isGreen() && state.completedAt != 0 ? state.completedAt : now;
        if (state.scaling.isToResume()) {
            state.scaling.verdict = verdict;
            state.scaling.cause = PlainText.line(masked(cause));
            state.scaling.advice = advice;
            state.scaling.endedAt = at;
            forgetFailures();
            go(Phase.RESUMING);
        } else {
            ended(verdict, PlainText.line(masked(cause)), advice, at);
        }
    }

    /** @param at the end of the deployment, which nothing changes from here on */
    public void ended(Verdict verdict, String cause, String advice, long at) {
        state.verdict = verdict;
        state.cause = cause;
        state.advice = advice;
        state.finishedAt = at;
        go(Phase.ENDED);
    }

    /** The call is not sent. */
    public void withdraw() {
        if (action != null) {
            action = null;
            state.pending = false;
        }
    }

    /** Ends after the cause was looked for once. */
    public void endAfterDiagnosis(Verdict verdict, String cause) {
        state.verdictInSight = verdict;
        state.cause = PlainText.line(masked(cause));
        go(Phase.DIAGNOSING);
    }

    /** A revision of what was decided. */
    public static DecisionDraft of(Decision decided, long now) {
        DecisionDraft draft = new DecisionDraft(decided.state(), now, 0);
        draft.messages.addAll(decided.messages());
        draft.action = decided.action().orElse(null);
        draft.nextPollMillis = decided.nextPollMillis();
        return draft;
    }

    /** The finished decision. */
    public Decision decision() {
        return new Decision(state, messages, Optional.ofNullable(action), nextPollMillis);
    }
}
