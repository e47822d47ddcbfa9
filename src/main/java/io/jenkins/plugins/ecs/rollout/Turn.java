package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.diagnosis.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One decision in the making: a copy of the facts that may be changed, the time, and what comes out. */
final class Turn {

    private static final long LONGEST_BACK_OFF = 30_000;

    final RolloutState state;
    final long now;
    private final double jitter;
    private final List<String> lines = new ArrayList<>();
    private Act act;
    private long lookIn;
    private Masking masking = Masking.byPatterns();

    /** @param jitter 0 to 1, evenly spread: how far into its back-off a repeated look is put */
    Turn(RolloutState before, long now, double jitter) {
        this.state = before.copy();
        this.now = now;
        this.jitter = jitter;
    }

    /** What hides secrets in what is said from here on. */
    Turn masking(Masking hides) {
        masking = hides;
        return this;
    }

    /** A text of AWS's without secrets. */
    String masked(String text) {
        return masking.text(text);
    }

    void say(String format, Object... args) {
        lines.add(PlainText.line(args.length == 0 ? format : String.format(Locale.ROOT, format, args)));
    }

    /** Says something that would be noise the second time. */
    void sayOnce(String key, String format, Object... args) {
        if (!state.said.contains(key)) {
            state.said.add(key);
            say(format, args);
        }
    }

    /** Goes on in another phase, with a look at once. */
    void go(Phase phase) {
        state.phase = phase;
        state.phaseSince = now;
        state.enterStage(phase.name(), now);
        state.pending = false;
        state.strangeSightings = 0;
        lookIn = 0;
    }

    void lookIn(long millis) {
        lookIn = millis;
    }

    /** The act is sent after the state, marked as pending, was saved. */
    void act(Act act) {
        this.act = act;
        state.pending = true;
        state.pendingSince = now;
    }

    /** Full jitter: somewhere between now and a bound that doubles with each failure. */
    void backOff() {
        long bound = Math.min(LONGEST_BACK_OFF, 1000L << Math.min(state.failures, 5));
        lookIn = 200 + (long) (jitter * bound);
    }

    void end(Verdict verdict, String cause, String advice) {
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
    void endAfterDiagnosis(Verdict verdict, String cause) {
        state.verdictInSight = verdict;
        state.cause = PlainText.line(masked(cause));
        go(Phase.DIAGNOSING);
    }

    Act act() {
        return act;
    }

    long lookIn() {
        return lookIn;
    }

    List<String> lines() {
        return lines;
    }
}
