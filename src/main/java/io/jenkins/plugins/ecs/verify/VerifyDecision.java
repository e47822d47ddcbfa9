package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** One decision: the new state, lines for the log, and when to poll again. */
final class VerifyDecision {

    final VerifyState state;
    private final List<String> lines = new ArrayList<>();
    private long nextPoll;

    VerifyDecision(VerifyState before) {
        state = before.copy();
    }

    void say(String line) {
        lines.add(PlainText.line(line));
    }

    void nextPoll(long millis) {
        nextPoll = millis;
    }

    long nextPoll() {
        return nextPoll;
    }

    List<String> lines() {
        return lines;
    }
}
