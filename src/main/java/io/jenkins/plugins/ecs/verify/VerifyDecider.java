package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckObservation;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckState;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import io.jenkins.plugins.ecs.verify.check.Checks;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import io.jenkins.plugins.ecs.verify.check.Times;
import io.jenkins.plugins.ecs.verify.check.VerdictAccumulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pure heart of a verification: facts, one look and the time in; new facts and the time of the next look out. */
final class VerifyDecider {

    /** How soon to look whether a read that takes its own time is done. */
    private static final long LOOK_FOR_READING = 250;

    private static final long SHORTEST = 100;

    /** So much sooner than it is due may a look be made. */
    private static final long EARLIEST = 2_500;

    private VerifyDecider() {}

    /** Which checks are to be looked at now: indexes into the request's checks. */
    static List<Integer> due(VerifyState state, long now) {
        return java.util.stream.IntStream.range(0, state.checks.size())
                .filter(i -> isDue(state.checks.get(i), state.request.checks().get(i), now))
                .boxed()
                .toList();
    }

    private static boolean isDue(CheckState check, CheckSpec spec, long now) {
        // The poller has rounds run early that can share a call. The first look is not among those.
        long early = check.seen == null ? 0 : Math.min(spec.intervalMillis() / 4, EARLIEST);
        return !check.isOver() && check.due - early <= now;
    }

    static VerifyTurn decide(VerifyState before, CheckObservation seen, long now) {
        VerifyTurn turn = new VerifyTurn(before);
        VerifyState state = turn.state;
        VerifiedService.note(state, seen);
        List<CheckSpec> specs = state.request.checks();
        Map<String, List<String>> news = new LinkedHashMap<>();
        for (int i : due(before, now)) {
            CheckState check = state.checks.get(i);
            CheckVerdict last = check.seen;
            Measurement measurement = Checks.measure(i, specs.get(i), check, seen, now);
            if (measurement == null) {
                check.due = now + LOOK_FOR_READING;
                continue;
            }
            VerdictAccumulator.take(check, specs.get(i), measurement, seen.since.getOrDefault(i, now), now);
            if (check.seen != last) {
                news.computeIfAbsent(words(check), same -> new ArrayList<>())
                        .add(specs.get(i).kind().word());
            }
        }
        ifEnough(turn, now);
        if (!state.hasEnded()) {
            // The end of all is in the table.
            news.forEach(
                    (words, checks) -> turn.say(Times.clock(now - state.startedAt) + "  " + String.join(", ", checks)
                            + (checks.size() > 1 ? words.replaceFirst("^ sees ", " see ") : words)));
            long next = state.checks.stream()
                    .filter(check -> !check.isOver())
                    .mapToLong(check -> check.due)
                    .min()
                    .orElse(now);
            turn.lookIn(Math.max(SHORTEST, Math.min(next, state.deadline()) - now));
        }
        return turn;
    }

    private static String words(CheckState check) {
        return (check.isOver() ? " " + check.verdict : " sees " + check.seen) + ": " + check.value
                + (check.limit.isEmpty() || check.seen == CheckVerdict.PASSED ? "" : ", to be " + check.limit);
    }

    private static void ifEnough(VerifyTurn turn, long now) {
        VerifyState state = turn.state;
        if (state.checks.stream().allMatch(CheckState::isOver)) {
            state.finishedAt = now;
            return;
        }
        String failed = failed(state);
        if (failed != null && tellsAll(state, now)) {
            // The build fails anyway: nobody waits for what cannot change that.
            end(turn, "ended early, because " + failed + " has failed", now);
        } else if (now >= state.deadline()) {
            end(turn, late(state, now), now);
        }
    }

    /** Whether waiting for the checks that go on would tell no other problem, as far as that can be seen by now. */
    private static boolean tellsAll(VerifyState state, long now) {
        for (int i = 0; i < state.checks.size(); i++) {
            CheckSpec spec = state.request.checks().get(i);
            CheckState check = state.checks.get(i);
            boolean ofPreflight = state.request.preflight() != null && CheckKind.PREFLIGHT.contains(spec.kind());
            boolean delayed = now < state.startedAt + spec.initialDelayMillis();
            boolean open = ofPreflight ? !check.isOver() : check.seen == null;
            if (open && !delayed) {
                return false;
            }
        }
        return true;
    }

    private static String late(VerifyState state, long now) {
        return "not finished after " + Durations.text(now - state.startedAt);
    }

    /** Its time is over, and what it looks at can't be read. */
    static VerifyTurn outOfTime(VerifyState before, long now) {
        return abort(before, late(before, now) + ", and AWS has not answered yet", now);
    }

    /** The name of a check whose verdict fails the build; null if there is none. */
    private static String failed(VerifyState state) {
        for (int i = 0; i < state.checks.size(); i++) {
            CheckSpec spec = state.request.checks().get(i);
            CheckVerdict verdict = state.checks.get(i).verdict;
            if (!spec.isDryRun() && verdict != null && state.request.failOn().contains(verdict)) {
                return spec.kind().word();
            }
        }
        return null;
    }

    private static void end(VerifyTurn turn, String why, long now) {
        VerifyState state = turn.state;
        for (CheckState check : state.checks) {
            if (!check.isOver()) {
                check.verdict = CheckVerdict.INCONCLUSIVE;
                check.value = check.value.isEmpty() ? why : check.value + "; " + why;
            }
        }
        state.endedBy = why;
        state.finishedAt = now;
    }

    /** The build goes away from it: what is not known now will not be. */
    static VerifyTurn abort(VerifyState before, String why, long now) {
        VerifyTurn turn = new VerifyTurn(before);
        if (!turn.state.hasEnded()) {
            end(turn, why, now);
        }
        return turn;
    }
}
