package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.rollout.Spans;
import java.util.List;

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

    static VerifyTurn decide(VerifyState before, Sightings seen, long now) {
        VerifyTurn turn = new VerifyTurn(before);
        VerifyState state = turn.state;
        VerifiedService.note(state, seen);
        List<CheckSpec> specs = state.request.checks();
        for (int i : due(before, now)) {
            CheckState check = state.checks.get(i);
            CheckVerdict last = check.seen;
            Measurement measurement = Checks.measure(i, specs.get(i), check, seen, now);
            if (measurement == null) {
                check.due = now + LOOK_FOR_READING;
                continue;
            }
            Counting.take(check, specs.get(i), measurement, seen.since.getOrDefault(i, now), now);
            tell(turn, specs.get(i), check, last, now);
        }
        ifEnough(turn, now);
        if (!state.hasEnded()) {
            long next = state.checks.stream()
                    .filter(check -> !check.isOver())
                    .mapToLong(check -> check.due)
                    .min()
                    .orElse(now);
            turn.lookIn(Math.max(SHORTEST, Math.min(next, state.deadline()) - now));
        }
        return turn;
    }

    /** Says what is new of a check that goes on; the end of all is in the table. */
    private static void tell(VerifyTurn turn, CheckSpec spec, CheckState check, CheckVerdict last, long now) {
        boolean waits = turn.state.checks.stream().anyMatch(each -> !each.isOver());
        if (waits && check.seen != last) {
            turn.say(Times.clock(now - turn.state.startedAt) + "  "
                    + spec.kind().word() + " "
                    + (check.isOver() ? check.verdict : "sees " + check.seen) + ": " + check.value
                    + (check.limit.isEmpty() || check.seen == CheckVerdict.PASSED ? "" : ", to be " + check.limit));
        }
    }

    private static void ifEnough(VerifyTurn turn, long now) {
        VerifyState state = turn.state;
        if (state.checks.stream().allMatch(CheckState::isOver)) {
            state.finishedAt = now;
            return;
        }
        String failed = failed(state);
        boolean allSeen = state.checks.stream().allMatch(check -> check.seen != null || check.due > now);
        if (failed != null && allSeen) {
            // The build fails anyway: nobody waits for what cannot change that.
            end(turn, "ended early, because " + failed + " has failed", now);
        } else if (now >= state.deadline()) {
            end(turn, late(state, now), now);
        }
    }

    private static String late(VerifyState state, long now) {
        return "not finished after " + Spans.text(now - state.startedAt);
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
