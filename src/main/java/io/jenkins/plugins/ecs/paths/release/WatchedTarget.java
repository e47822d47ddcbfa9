package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.policy.Evidence.Verified;
import io.jenkins.plugins.ecs.rollout.decide.after.CurrentVerification;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifiedService;
import io.jenkins.plugins.ecs.verify.VerifyState;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A target that is proven, and verified again and again for some time. Pure functions. */
final class WatchedTarget {

    /** From the begin of one verification of a watch to the next. */
    static final Duration WATCH_EVERY = Duration.ofMinutes(3);

    private WatchedTarget() {}

    /** Begins the next verification of the watch, or begins it again if what it has read is old, within its time limit. */
    static ReleaseDecision begin(ReleaseState state, long now) {
        EnvironmentRun here = state.current().copy();
        here.watchUnread = here.watching == null ? 0 : here.watchUnread + 1;
        if (here.watching != null && CurrentVerification.isUnread(here.watching, here.watchUnread)) {
            here.watching = (VerifyState) CurrentVerification.unread(here.watching, here.watchUnread, now);
            return decide(state.with(here), now);
        }
        here.watching = here.verification().watch(now);
        here.watchSeenAt = now;
        return ReleaseDecision.of(state.with(here));
    }

    /** A verification of the watch has ended. Only a check that failed on what was read now acts. */
    static ReleaseDecision decide(ReleaseState state, long now) {
        EnvironmentRun here = state.current().copy();
        VerifyState seen = here.watching;
        Verification verification = Verification.of(seen);
        CheckVerdict verdict = verification.verdict();
        boolean over = now >= here.watchedUntil;
        here.watching = null;
        here.watchNextAt = Math.max(now, here.watchNextAt + WATCH_EVERY.toMillis());
        ReleaseState next = state.with(here);
        Optional<Verified> runs = VerifiedService.seen(seen);
        if (VerifiedTarget.runsAnother(here.rollout, runs)) {
            return TargetEnd.end(
                    next,
                    Verdict.SUPERSEDED,
                    ReleaseMessages.runsOther(here.label(), runs.get().revision()),
                    now);
        }
        if (verdict == CheckVerdict.FAILED) {
            String after = Durations.text(now - here.since());
            return FailedTarget.notPassed(
                    next, verdict, ReleaseMessages.watchFailed(after, verification.message()), now);
        }
        if (verdict == CheckVerdict.PASSED) {
            return over
                    ? TargetEnd.done(next, now).saying(List.of(ReleaseMessages.watchPassed(here.label())))
                    : ReleaseDecision.of(next);
        }
        return over
                ? FailedTarget.notPassed(next, verdict, verification.message(), now)
                : ReleaseDecision.of(next, ReleaseMessages.watchHasNoResult(here.label(), verification.message()));
    }
}
