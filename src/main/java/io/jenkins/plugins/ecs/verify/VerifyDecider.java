package io.jenkins.plugins.ecs.verify;

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

/** The decisions of a verification, as a pure function: state, observation and time in; new state and next poll out. */
final class VerifyDecider {

    /** Delay until the next check whether a background read has finished, in milliseconds. */
    private static final long BACKGROUND_READ_DELAY = 250;

    /** Shortest delay between two rounds, in milliseconds. */
    private static final long SHORTEST = 100;

    /** How much earlier than due a poll may be made, in milliseconds. */
    private static final long MAX_EARLY = 2_500;

    private VerifyDecider() {}

    /** The checks that are due now, as indexes into the request's checks. */
    static List<Integer> due(VerifyState state, long now) {
        return java.util.stream.IntStream.range(0, state.checks.size())
                .filter(i -> isDue(state.checks.get(i), state.request.checks().get(i), now))
                .boxed()
                .toList();
    }

    private static boolean isDue(CheckState check, CheckSpec spec, long now) {
        // The poller runs rounds early if they can share a call. The first poll of a check is never early.
        long early = check.seen == null ? 0 : Math.min(spec.intervalMillis() / 4, MAX_EARLY);
        return !check.isOver() && check.due - early <= now;
    }

    static VerifyDecision decide(VerifyState before, CheckObservation seen, long now) {
        VerifyDecision decision = new VerifyDecision(before);
        VerifyState state = decision.state;
        VerifiedService.note(state, seen);
        List<CheckSpec> specs = state.request.checks();
        Map<String, List<String>> news = new LinkedHashMap<>();
        for (int i : due(before, now)) {
            CheckState check = state.checks.get(i);
            CheckVerdict last = check.seen;
            Measurement measurement = Checks.measure(i, specs.get(i), check, seen, now);
            if (measurement == null) {
                check.due = now + BACKGROUND_READ_DELAY;
                continue;
            }
            VerdictAccumulator.take(check, specs.get(i), measurement, seen.since.getOrDefault(i, now), now);
            if (check.seen != last) {
                news.computeIfAbsent(result(check), same -> new ArrayList<>())
                        .add(specs.get(i).kind().word());
            }
        }
        ifEnough(decision, now);
        if (!state.hasEnded()) {
            // After the last round the table has all results.
            news.forEach((result, checks) -> decision.say(
                    VerifyMessages.at(Times.clock(now - state.startedAt), VerifyMessages.checks(checks, result))));
            long next = state.checks.stream()
                    .filter(check -> !check.isOver())
                    .mapToLong(check -> check.due)
                    .min()
                    .orElse(now);
            decision.nextPoll(Math.max(SHORTEST, Math.min(next, state.deadline()) - now));
        }
        return decision;
    }

    private static String result(CheckState check) {
        String limit = check.seen == CheckVerdict.PASSED ? "" : check.limit;
        return check.isOver()
                ? VerifyMessages.over(check.verdict, check.value, limit)
                : VerifyMessages.soFar(check.seen, check.value, limit);
    }

    private static void ifEnough(VerifyDecision decision, long now) {
        VerifyState state = decision.state;
        if (state.checks.stream().allMatch(CheckState::isOver)) {
            state.finishedAt = now;
            return;
        }
        String failed = failed(state);
        if (failed != null && allReported(state, now)) {
            // The build fails anyway, so the remaining checks are not awaited.
            end(decision, VerifyMessages.endedEarly(failed), now);
        } else if (now >= state.deadline()) {
            end(decision, VerifyMessages.timedOut(now - state.startedAt), now);
        }
    }

    /** Whether each check that is still running has been polled, so that it has reported its problem if it has one. */
    private static boolean allReported(VerifyState state, long now) {
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

    /** The end of a verification at its timeout while reads are pending. */
    static VerifyDecision outOfTime(VerifyState before, long now) {
        return abort(before, VerifyMessages.timedOutUnanswered(now - before.startedAt), now);
    }

    /** The name of a check whose verdict fails the build; null if no check does. */
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

    private static void end(VerifyDecision decision, String why, long now) {
        VerifyState state = decision.state;
        for (CheckState check : state.checks) {
            if (!check.isOver()) {
                check.verdict = CheckVerdict.INCONCLUSIVE;
                check.value = VerifyMessages.together(check.value, why);
            }
        }
        state.endedBy = why;
        state.finishedAt = now;
    }

    /** The end of a verification because its build ends. Unfinished checks are inconclusive. */
    static VerifyDecision abort(VerifyState before, String why, long now) {
        VerifyDecision decision = new VerifyDecision(before);
        if (!decision.state.hasEnded()) {
            end(decision, why, now);
        }
        return decision;
    }
}
