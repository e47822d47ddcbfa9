package io.jenkins.plugins.ecs.rollout.decide;

import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.List;

/** One decision in the making: a copy of the facts that may be changed, the time, and what comes out. */
public final class Decision {

    private static final long LONGEST_BACK_OFF = 30_000;

    public final RolloutState state;
    public final long now;
    /** When the reads began on which it is based. One slow read makes the others of its round old. */
    private long readsBegunAt;

    private final double jitter;
    private final List<String> lines = new ArrayList<>();
    private AwsAction act;
    private long lookIn;
    private Masking masking = Masking.byPatterns();

    /** @param jitter 0 to 1, evenly spread: how far into its back-off a repeated look is put */
    public Decision(RolloutState before, long now, double jitter) {
        this.state = before.copy();
        this.now = now;
        this.readsBegunAt = now;
        this.jitter = jitter;
    }

    /** @param at epoch milliseconds; 0 if not known */
    Decision readsBegunAt(long at) {
        readsBegunAt = at == 0 ? now : Math.min(at, now);
        return this;
    }

    long readsBegunAt() {
        return readsBegunAt;
    }

    /** What hides secrets in what is said from here on. */
    Decision masking(Masking hides) {
        masking = hides;
        return this;
    }

    /** A text of AWS's without secrets. */
    public String masked(String text) {
        return masking.text(text);
    }

    /** Adds a line to the log. */
    public void say(String message) {
        lines.add(PlainText.line(message));
    }

    /** Adds a line to the log unless one with this key was logged before. */
    public void sayOnce(String key, String message) {
        if (!state.said.contains(key)) {
            state.said.add(key);
            say(message);
        }
    }

    /** Goes on in another phase, with a look at once. */
    public void go(Phase phase) {
        state.phase = phase;
        state.phaseSince = now;
        state.enterStage(phase.name(), now);
        state.pending = false;
        state.strangeSightings = 0;
        lookIn = 0;
    }

    public void lookIn(long millis) {
        lookIn = millis;
    }

    /** The act is sent after the state, marked as pending, was saved. */
    public void act(AwsAction act) {
        this.act = act;
        state.pending = true;
        state.pendingSince = now;
        state.readsWhilePending = 0;
    }

    /** Full jitter: somewhere between now and a bound that doubles with each failure. */
    void backOff() {
        long bound = Math.min(LONGEST_BACK_OFF, 1000L << Math.min(state.failures, 5));
        lookIn = 200 + (long) (jitter * bound);
    }

    public void end(Verdict verdict, String cause, String advice) {
        state.verdict = verdict;
        state.cause = PlainText.line(masked(cause));
        state.advice = advice;
        state.finishedAt = now;
        go(Phase.ENDED);
    }

    /** What was about to be done is not: it would begin after the deadline. */
    void withdrawAct() {
        if (act != null) {
            act = null;
            state.pending = false;
        }
    }

    /** Ends after one look for the cause. */
    public void endAfterDiagnosis(Verdict verdict, String cause) {
        state.verdictInSight = verdict;
        state.cause = PlainText.line(masked(cause));
        go(Phase.DIAGNOSING);
    }

    public AwsAction act() {
        return act;
    }

    public long lookIn() {
        return lookIn;
    }

    public List<String> lines() {
        return lines;
    }
}
