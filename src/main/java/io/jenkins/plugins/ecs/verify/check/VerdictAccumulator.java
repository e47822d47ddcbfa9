package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.text.PlainText;

/** Turns the results of polls into a verdict: how many must pass, and how many may fail. */
public final class VerdictAccumulator {

    private static final int LONGEST = 300;

    private VerdictAccumulator() {}

    /** @param at when the poll was started; the next one is due relative to it, so that checks are polled together */
    public static void take(CheckState state, CheckSpec spec, Measurement seen, long at, long now) {
        if (state.seen != seen.verdict()) {
            state.since = now;
        }
        state.seen = seen.verdict();
        state.value = brief(seen.value());
        state.limit = brief(seen.limit());
        state.advice = PlainText.line(seen.advice());
        state.due = Math.max(now, at + spec.intervalMillis());
        if (seen.verdict() != CheckVerdict.ERROR) {
            state.consecutiveErrors = 0;
        }
        if (seen.last()) {
            state.verdict = seen.verdict();
            return;
        }
        switch (seen.verdict()) {
            case PASSED -> {
                if (++state.passed >= spec.count()) {
                    state.verdict = CheckVerdict.PASSED;
                }
            }
            case FAILED -> {
                if (++state.failed > spec.failureLimit()) {
                    state.verdict = CheckVerdict.FAILED;
                }
            }
            case ERROR -> {
                if (++state.consecutiveErrors > spec.consecutiveErrorLimit()) {
                    state.verdict = CheckVerdict.ERROR;
                }
            }
            case INCONCLUSIVE -> {
                if (++state.inconclusive > spec.inconclusiveLimit()) {
                    state.verdict = CheckVerdict.INCONCLUSIVE;
                }
            }
            case SKIPPED -> state.verdict = CheckVerdict.SKIPPED;
        }
    }

    private static String brief(String text) {
        String line = PlainText.line(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
