package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** One decision: new facts, lines for the log, and when to look again. */
final class VerifyTurn {

    final VerifyState state;
    private final List<String> lines = new ArrayList<>();
    private long lookIn;

    VerifyTurn(VerifyState before) {
        state = before.copy();
    }

    void say(String line) {
        lines.add(PlainText.line(line));
    }

    void lookIn(long millis) {
        lookIn = millis;
    }

    long lookIn() {
        return lookIn;
    }

    List<String> lines() {
        return lines;
    }
}
