package io.jenkins.plugins.ecs.paths;

import io.jenkins.plugins.ecs.rollout.decide.after.CurrentVerification;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.VerifiedService;
import io.jenkins.plugins.ecs.verify.VerifyState;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What comes next on the path of a release. Pure functions of its state, what was observed, and the time. */
final class ReleaseDecider {

    /** A proof that is older is confirmed by another verification before the release goes on. */
    static final Duration CONFIRM_AFTER = Duration.ofMinutes(5);

    /** From the begin of one verification of a watch to the next. */
    private static final Duration WATCH_EVERY = Duration.ofMinutes(3);

    private static final Set<Verdict> FAILURES = EnumSet.of(
            Verdict.ROLLED_BACK,
            Verdict.ROLLBACK_FAILED,
            Verdict.STOPPED,
            Verdict.TASK_FAILED,
            Verdict.STALLED,
            Verdict.TIMED_OUT);

    private ReleaseDecider() {}

    static ReleaseDecision queued(ReleaseState state, DeploymentQueue.Place place, long now) {
        switch (place.standing()) {
            case WAIT -> {
                if (state.hasWaited) {
                    return ReleaseDecision.of(state);
                }
                ReleaseState waiting = state.copy();
                waiting.hasWaited = true;
                return ReleaseDecision.of(waiting, PathMessages.waitsFor(place.behind()));
            }
            case BUSY -> {
                return ReleaseDecision.of(state.ended(Verdict.REFUSED, PathMessages.busy(place.behind()), now));
            }
            case SUPERSEDED -> {
                return ReleaseDecision.of(
                        state.ended(Verdict.SUPERSEDED, PathMessages.superseded(place.behind()), now));
            }
            default -> {
                ReleaseState begun = state.copy();
                begun.queued = false;
                return ReleaseDecision.of(begun.with(begun.current().in(Slot.WAITING, now)));
            }
        }
    }

    /** @param old where a proof has to be confirmed before it goes on */
    static ReleaseDecision judged(ReleaseState state, Admission admission, Optional<EnvironmentRun> old, long now) {
        EnvironmentRun here = state.current().copy();
        here.conditions = admission.conditions();
        here.approval = admission.approval().orElse(null);
        here.askedAt = here.askedAt == 0 && here.asksForApproval() ? now : here.askedAt;
        ReleaseState judged = state.with(here);
        Optional<String> refusal = admission.refusal();
        if (refusal.isPresent()) {
            Verdict verdict = admission.isTimedOut() ? Verdict.TIMED_OUT : Verdict.REFUSED;
            return end(judged, verdict, PathMessages.refused(refusal.get(), state.path()), now);
        }
        if (!admission.isMet()) {
            boolean late = now - here.since() >= PathChecks.LONGEST_WAIT.toMillis();
            boolean news = !here.conditions().equals(state.current().conditions())
                    || !Objects.equals(here.approval, state.current().approval);
            return late
                    ? end(judged, Verdict.TIMED_OUT, PathMessages.tooLong(admission.unmet()), now)
                    : news && !isWaiting(state.current())
                            ? ReleaseDecision.of(judged, PathMessages.waits(here.name(), admission.unmet()))
                            : ReleaseDecision.of(news ? judged : state);
        }
        String warnings = admission.warnings();
        List<String> lines = warnings.isEmpty() ? List.of() : List.of(PathMessages.warns(here.name(), warnings));
        if (admission.isHotfix()) {
            lines = new ArrayList<>(lines);
            lines.add(PathMessages.entersAsHotfix(here.label(), admission.skipped()));
        }
        return confirmOrEnter(judged, old, now).saying(lines);
    }

    private static ReleaseDecision confirmOrEnter(ReleaseState state, Optional<EnvironmentRun> old, long now) {
        return old.map(upstream -> {
                    EnvironmentRun confirming = state.current().in(Slot.CONFIRMING, now);
                    confirming.confirming = VerifyState.begin(upstream.verification(), now);
                    return ReleaseDecision.of(state.with(confirming), PathMessages.confirms(upstream.label()));
                })
                .orElseGet(() -> enter(state, now));
    }

    private static boolean isWaiting(EnvironmentRun here) {
        return here.conditions().stream().anyMatch(each -> !each.isMet());
    }

    /** With it enter the others of its wave that have not started. */
    private static ReleaseDecision enter(ReleaseState state, long now) {
        ReleaseState entered = state;
        List<String> lines = new ArrayList<>();
        for (EnvironmentRun each : state.wave()) {
            boolean goes = each.isSame(state.current()) || (each.isWanted() && each.slot() == Slot.NOT_STARTED);
            if (goes) {
                entered = entered.on(each).with(begun(each, now));
                lines.add(
                        each.pinned().preflight()
                                ? PathMessages.preflights(each.label())
                                : PathMessages.deploys(each.label()));
            }
        }
        return new ReleaseDecision(entered.on(state.current()), lines, List.of());
    }

    private static EnvironmentRun begun(EnvironmentRun run, long now) {
        EnvironmentRun begun = run.in(run.pinned().preflight() ? Slot.PREFLIGHT : Slot.DEPLOYING, now);
        if (run.pinned().preflight()) {
            begun.preflight = VerifyState.begin(run.preflightRequest(), now);
        } else {
            begun.rollout = RolloutState.queued(run.request(), now);
        }
        return begun;
    }

    /** As of ecsVerify: what could not be checked fails it, what need not be checked does not. */
    static ReleaseDecision preflighted(ReleaseState state, long now) {
        Verification verification = Verification.of(state.current().preflight);
        if (verification.fails()) {
            return end(state, Verdict.REFUSED, PathMessages.preflightFailed(verification.message()), now);
        }
        Optional<EnvironmentRun> refused = state.wave().stream()
                .filter(each -> each.verdict() != null && !each.verdict().isGreen())
                .findFirst();
        if (refused.isPresent()) {
            return end(
                    state,
                    Verdict.NOT_STARTED,
                    PathMessages.notEntered(refused.get().label()),
                    now);
        }
        List<EnvironmentRun> ready = state.wave().stream()
                .filter(each -> each.slot() == Slot.PREFLIGHT)
                .toList();
        // Nothing is changed in one target before it can go well in all of them.
        return ready.stream().allMatch(each -> each.preflight.hasEnded())
                ? deploy(state, ready, now)
                : ReleaseDecision.of(state);
    }

    private static ReleaseDecision deploy(ReleaseState state, List<EnvironmentRun> ready, long now) {
        ReleaseState deploying = state;
        List<String> lines = new ArrayList<>();
        for (EnvironmentRun each : ready) {
            EnvironmentRun begun = each.in(Slot.DEPLOYING, now);
            begun.rollout = RolloutState.queued(each.request(), now);
            begun.due = 0;
            deploying = deploying.on(each).with(begun);
            lines.add(PathMessages.deploys(each.label()));
        }
        return new ReleaseDecision(deploying.on(state.current()), lines, List.of());
    }

    /**
     * @param proof that was to be confirmed, or that it is there as a hotfix; empty if there is none in that account
     * @param warns whether the path only warns
     * @param next where another proof has to be confirmed
     */
    static ReleaseDecision confirmed(
            ReleaseState state, Optional<PathEvent> proof, boolean warns, Optional<EnvironmentRun> next, long now) {
        VerifyState seen = state.current().confirming;
        Verification verification = Verification.of(seen);
        CheckVerdict verdict = verification.verdict();
        if (verdict == CheckVerdict.FAILED) {
            String why = PathMessages.nowFails(verification.message());
            return unconfirmed(state, why, warns, now).recording(revoked(proof, verification.message(), now));
        }
        if (verdict != CheckVerdict.PASSED) {
            return unconfirmed(state, PathMessages.notConfirmed(verification.message()), warns, now);
        }
        if (proof.isEmpty()) {
            String where = state.confirmed().label();
            return unconfirmed(state, PathMessages.notProven(where), warns, now);
        }
        Optional<io.jenkins.plugins.ecs.policy.Evidence.Verified> runs = VerifiedService.seen(seen);
        boolean same = runs.isPresent()
                && proof.get()
                        .place()
                        .equals(ServicePlace.of(
                                runs.get().serviceArn(),
                                seen.request().region(),
                                seen.request().clusterName()))
                && runs.get().revision().equals(proof.get().revision());
        if (!same) {
            String other = runs.map(each -> each.revision()).orElse("");
            String why = PathMessages.runsOther(proof.get().environment(), other);
            return unconfirmed(state, why, warns, now).recording(revoked(proof, why, now));
        }
        PathEvent again = with(proof.get(), proof.get().kind(), proof.get().reason(), now);
        return confirmOrEnter(state, next, now).recording(again);
    }

    private static List<PathEvent> revoked(Optional<PathEvent> proof, String why, long now) {
        return proof.map(event -> with(event, PathEvent.Kind.REVOKED, why, now)).stream()
                .toList();
    }

    private static ReleaseDecision unconfirmed(ReleaseState state, String why, boolean warns, long now) {
        if (state.confirmed().isOf(state.current())) {
            // An earlier wave: the environment itself fails.
            return end(state, Verdict.FAILED, why, now);
        }
        if (!warns) {
            return end(state, Verdict.REFUSED, PathMessages.refused(why, state.path()), now);
        }
        EnvironmentRun here = state.current().copy();
        here.conditions = new ArrayList<>(here.conditions);
        here.conditions.removeIf(each -> each.kind() == Condition.Kind.FROM);
        here.conditions.add(0, new Condition(Condition.Kind.FROM, Condition.Standing.WARNS, why, 0));
        return enter(state.with(here), now).saying(List.of(PathMessages.warns(here.name(), why)));
    }

    private static PathEvent with(PathEvent proof, PathEvent.Kind kind, String reason, long now) {
        return new PathEvent(
                kind,
                proof.place(),
                proof.path(),
                proof.environment(),
                proof.revision(),
                proof.digests(),
                now,
                proof.build(),
                reason,
                proof.template(),
                proof.teamFile(),
                proof.definition());
    }

    /** @param admission as it is now; empty if the path or the environment was deleted */
    static ReleaseDecision deployed(
            ReleaseState state, Optional<Admission> admission, boolean settingsLoading, long now) {
        EnvironmentRun here = state.current();
        RolloutState rollout = here.rollout;
        Verdict verdict = rollout.verdict();
        boolean untouched =
                verdict == Verdict.REFUSED && !rollout.registered && !here.hasChanged() && !here.hasRunTasks();
        boolean maybeLater = admission.isPresent()
                && !admission.get().isMet()
                && admission.get().refusal().isEmpty();
        if (untouched && settingsLoading && !state.isAborted()) {
            // Without the settings of the folder, its rules refuse everything.
            return ReleaseDecision.of(
                    state.with(here.in(Slot.WAITING, now)), PathMessages.waits(here.label(), PathMessages.LOADING));
        }
        if (untouched && maybeLater && !state.isAborted()) {
            // A condition was met at entry and is not any more, such as a freeze window that has opened since.
            EnvironmentRun waiting = here.in(Slot.WAITING, now);
            waiting.conditions = admission.get().conditions();
            return ReleaseDecision.of(
                    state.with(waiting),
                    PathMessages.waits(here.label(), admission.get().unmet()));
        }
        if (verdict == null || !verdict.isGreen()) {
            ReleaseDecision end = end(
                    state,
                    verdict == null ? Verdict.UNKNOWN : verdict,
                    Outcome.of(rollout).message(),
                    now);
            VerificationResult meanwhile = rollout.verification.result;
            return meanwhile != null && meanwhile.failed()
                    ? end.recording(event(state, PathEvent.Kind.HELD, meanwhile.message(), now))
                    : end;
        }
        if (state.isAborted()) {
            return end(state, Verdict.ABORTED, PathMessages.ABORTED, now);
        }
        EnvironmentRun verifying = here.in(Slot.VERIFYING, now);
        verifying.verifying = here.verification().begin(now, rollout.verification.shift);
        return ReleaseDecision.of(state.with(verifying), PathMessages.verifies(here.label()));
    }

    static ReleaseDecision verified(ReleaseState state, long now) {
        EnvironmentRun here = state.current();
        RolloutState rollout = here.rollout;
        Verification verification = Verification.of(here.verifying);
        Optional<io.jenkins.plugins.ecs.policy.Evidence.Verified> runs = VerifiedService.seen(here.verifying);
        boolean other = runsAnother(rollout, runs);
        CheckVerdict verdict = verification.verdict();
        if (other || (verdict == CheckVerdict.PASSED && runs.isEmpty())) {
            String why = PathMessages.runsOther(
                    here.label(), runs.map(each -> each.revision()).orElse(""));
            return end(state, Verdict.SUPERSEDED, why, now);
        }
        if (verdict == CheckVerdict.PASSED) {
            boolean regular = state.hotfix().isEmpty() || here.pinned().from().isEmpty();
            return regular
                    ? proven(state, PathMessages.provenIn(here.label()), now)
                            .recording(event(state, PathEvent.Kind.PROVEN, "", now))
                    : proven(state, PathMessages.hotfixIn(here.label()), now)
                            .recording(event(state, PathEvent.Kind.HOTFIX, state.hotfix(), now));
        }
        return notPassed(state, verdict, verification.message(), now);
    }

    /** CodeDeploy's services name no revision. */
    private static boolean runsAnother(
            RolloutState rollout, Optional<io.jenkins.plugins.ecs.policy.Evidence.Verified> runs) {
        return !rollout.byCodeDeploy
                && runs.filter(each -> !each.revision().equals(rollout.taskDefinition))
                        .isPresent();
    }

    /** The verification after the deployment, or one of the watch, did not pass. */
    private static ReleaseDecision notPassed(ReleaseState state, CheckVerdict verdict, String message, long now) {
        EnvironmentRun here = state.current();
        RolloutState rollout = here.rollout;
        PathEvent held = event(state, PathEvent.Kind.HELD, message, now);
        if (verdict != CheckVerdict.FAILED && !here.pinned().rollbackInconclusive()) {
            // Without a result there is nothing to act on.
            return end(state, Verdict.UNKNOWN, PathMessages.noVerdict(message), now)
                    .recording(held);
        }
        boolean goesBack = verdict == CheckVerdict.FAILED ? here.pinned().rollback() : true;
        if (!goesBack || !here.canGoBack()) {
            String left = !goesBack
                    ? PathMessages.LEFT
                    : here.request().isIrreversible() ? PathMessages.IRREVERSIBLE : PathMessages.NO_ROLLBACK_TARGET;
            return end(state, Verdict.FAILED, PathMessages.failed(message, left), now)
                    .recording(held);
        }
        EnvironmentRun back = here.in(Slot.ROLLING_BACK, now);
        back.cause = message;
        back.back = rollback(here, now);
        return ReleaseDecision.of(
                        state.with(back),
                        PathMessages.rollsBack(here.label(), rollout.previous.taskDefinition, message))
                .recording(held);
    }

    /** With the lock that it still has, or in the queue. */
    private static RolloutState rollback(EnvironmentRun run, long now) {
        RolloutState rollout = run.rollout;
        DeployRequest request = run.request().back(rollout.previous.taskDefinition, rollout.taskDefinition);
        return run.lockKey() == null ? RolloutState.queued(request, now) : RolloutState.begin(request, now);
    }

    static ReleaseDecision wentBack(ReleaseState state, long now) {
        EnvironmentRun here = state.current();
        Verdict verdict = here.back.verdict();
        String failed = here.cause();
        if (verdict != null && verdict.isGreen()) {
            return end(state, Verdict.ROLLED_BACK, failed, now);
        }
        boolean itself = verdict == Verdict.SUPERSEDED || verdict == Verdict.ABORTED;
        return end(
                state,
                itself ? verdict : Verdict.ROLLBACK_FAILED,
                PathMessages.notRolledBack(failed, Outcome.of(here.back).message()),
                now);
    }

    private static PathEvent event(ReleaseState state, PathEvent.Kind kind, String reason, long now) {
        EnvironmentRun here = state.current();
        RolloutState rollout = here.rollout;
        String revision = rollout.byCodeDeploy
                ? VerifiedService.seen(here.verifying)
                        .map(each -> each.revision())
                        .orElse(rollout.taskDefinition)
                : rollout.taskDefinition;
        return new PathEvent(
                kind,
                ServicePlace.of(
                        rollout.serviceArn,
                        here.request().region(),
                        here.request().cluster()),
                state.path().id(),
                here.label(),
                revision,
                new TreeMap<>(state.digests()),
                now,
                state.build(),
                reason,
                state.template(),
                state.teamFile(),
                state.definition());
    }

    private static ReleaseDecision proven(ReleaseState state, String line, long now) {
        EnvironmentRun here = state.current();
        long watch = here.pinned().watch().toMillis();
        if (watch == 0) {
            return done(state, now).saying(List.of(line));
        }
        EnvironmentRun watched = here.in(Slot.WATCHING, now);
        watched.watchNextAt = now + WATCH_EVERY.toMillis();
        watched.watchedUntil = now + watch;
        return new ReleaseDecision(
                state.with(watched),
                List.of(
                        line,
                        PathMessages.watches(
                                here.label(), Durations.text(watch), Durations.moment(watched.watchedUntil))),
                List.of());
    }

    private static ReleaseDecision done(ReleaseState state, long now) {
        EnvironmentRun here = state.current();
        return settle(state.with(here.ended(here.rollout.verdict(), "", now)), now);
    }

    /** Begins the next verification of the watch, or begins it again if what it has read is old, within its time limit. */
    static ReleaseDecision watch(ReleaseState state, long now) {
        EnvironmentRun here = state.current().copy();
        here.watchUnread = here.watching == null ? 0 : here.watchUnread + 1;
        if (here.watching != null && CurrentVerification.isUnread(here.watching, here.watchUnread)) {
            here.watching = (VerifyState) CurrentVerification.unread(here.watching, here.watchUnread, now);
            return watched(state.with(here), now);
        }
        here.watching = here.verification().watch(now);
        here.watchSeenAt = now;
        return ReleaseDecision.of(state.with(here));
    }

    /** A verification of the watch has ended. Only a check that failed on what was read now acts. */
    static ReleaseDecision watched(ReleaseState state, long now) {
        EnvironmentRun here = state.current().copy();
        VerifyState seen = here.watching;
        Verification verification = Verification.of(seen);
        CheckVerdict verdict = verification.verdict();
        boolean over = now >= here.watchedUntil;
        here.watching = null;
        here.watchNextAt = Math.max(now, here.watchNextAt + WATCH_EVERY.toMillis());
        ReleaseState next = state.with(here);
        Optional<io.jenkins.plugins.ecs.policy.Evidence.Verified> runs = VerifiedService.seen(seen);
        if (runsAnother(here.rollout, runs)) {
            return end(
                    next,
                    Verdict.SUPERSEDED,
                    PathMessages.runsOther(here.label(), runs.get().revision()),
                    now);
        }
        if (verdict == CheckVerdict.FAILED) {
            String after = Durations.text(now - here.since());
            return notPassed(next, verdict, PathMessages.watchFailed(after, verification.message()), now);
        }
        if (verdict == CheckVerdict.PASSED) {
            return over
                    ? done(next, now).saying(List.of(PathMessages.watchPassed(here.label())))
                    : ReleaseDecision.of(next);
        }
        return over
                ? notPassed(next, verdict, verification.message(), now)
                : ReleaseDecision.of(next, PathMessages.watchHasNoResult(here.label(), verification.message()));
    }

    private static Verdict all(ReleaseState state) {
        boolean unchanged = state.environments().stream()
                .filter(EnvironmentRun::isWanted)
                .allMatch(each -> each.verdict() == Verdict.NO_CHANGE);
        return unchanged ? Verdict.NO_CHANGE : Verdict.SUCCESS;
    }

    /** It ends in this target. */
    static ReleaseDecision end(ReleaseState state, Verdict verdict, String why, long now) {
        return settle(state.with(state.current().ended(verdict, why, now)), now);
    }

    /** What follows the end in one target: others of the environment, the next wave or environment, or the end. */
    private static ReleaseDecision settle(ReleaseState state, long now) {
        List<EnvironmentRun> active = state.active();
        if (!active.isEmpty()) {
            return ReleaseDecision.of(state.on(active.get(0)));
        }
        List<EnvironmentRun> all = state.environment(state.current().name());
        Optional<EnvironmentRun> failed = failed(all);
        if (failed.isEmpty()) {
            return state.next(now)
                    .map(ReleaseDecision::of)
                    .orElseGet(() -> ReleaseDecision.of(state.ended(all(state), "", now)));
        }
        Optional<String> recalledBy = recalledBy(state);
        List<EnvironmentRun> others = all.stream()
                .filter(each -> recalledBy.isPresent() && isToGoBack(each))
                .toList();
        if (others.isEmpty()) {
            Verdict verdict = failed.get().verdict();
            return ReleaseDecision.of(
                    state.ended(verdict, all.size() == 1 ? failed.get().cause() : causes(all), now));
        }
        return goBack(state, others, recalledBy.orElseThrow(), now);
    }

    private static Optional<EnvironmentRun> failed(List<EnvironmentRun> runs) {
        return runs.stream()
                .filter(each -> each.verdict() != null && !each.verdict().isGreen() && !each.recalled)
                .min(Comparator.comparingLong(EnvironmentRun::finishedAt));
    }

    private static boolean isToGoBack(EnvironmentRun run) {
        return run.verdict() != null && run.verdict().isGreen() && run.back == null && run.canGoBack();
    }

    private static ReleaseDecision goBack(ReleaseState state, List<EnvironmentRun> runs, String failed, long now) {
        ReleaseState back = state;
        List<String> lines = new ArrayList<>();
        for (EnvironmentRun each : runs) {
            EnvironmentRun going = each.in(Slot.ROLLING_BACK, now);
            going.verdict = null;
            going.finishedAt = 0;
            going.due = 0;
            going.recalled = true;
            going.cause = PathMessages.recalled(failed);
            going.back = rollback(each, now);
            back = back.on(each).with(going);
            lines.add(PathMessages.recalls(each.label(), failed));
        }
        return new ReleaseDecision(back.on(runs.get(0)), lines, List.of());
    }

    /** Each target of an environment that has failed in one of them. */
    private static String causes(List<EnvironmentRun> runs) {
        return String.join(
                "; ",
                runs.stream()
                        .filter(each -> each.verdict() != null && each.verdict() != Verdict.NOT_STARTED)
                        .map(each -> each.verdict().isGreen()
                                ? PathMessages.keepsRunning(each.label())
                                : each.label() + ": " + each.cause())
                        .toList());
    }

    /** The target in which the environment has failed, so that it goes back in the others; empty if it does not. */
    static Optional<String> recalledBy(ReleaseState state) {
        EnvironmentRun here = state.current();
        List<EnvironmentRun> all = state.environment(here.name());
        return all.size() < 2 || !here.pinned().rollback() || state.isAborted()
                ? Optional.empty()
                : all.stream()
                        .filter(each -> !each.recalled && (fails(each) || each.slot() == Slot.ROLLING_BACK))
                        .map(EnvironmentRun::label)
                        .findFirst();
    }

    /** A refusal, an abort or an unknown end says nothing about the release. */
    private static boolean fails(EnvironmentRun run) {
        Verdict verdict = run.verdict();
        return verdict == Verdict.FAILED || (verdict != null && run.rollout != null && FAILURES.contains(verdict));
    }

    /** Whether what is under way in the current target is given up, because the environment has failed in another. */
    static boolean isRecalled(ReleaseState state) {
        EnvironmentRun here = state.current();
        boolean stops =
                switch (here.slot()) {
                    case WAITING, PLANNING, PREFLIGHT, VERIFYING, WATCHING -> true;
                    case DEPLOYING -> here.rollout.isQueued();
                    default -> false;
                };
        return stops && recalledBy(state).isPresent();
    }

    static ReleaseDecision recalled(ReleaseState state, long now) {
        EnvironmentRun here = state.current();
        String failed = recalledBy(state).orElseThrow();
        if (here.slot() != Slot.VERIFYING && here.slot() != Slot.WATCHING) {
            return end(state, Verdict.NOT_STARTED, PathMessages.notEntered(failed), now);
        }
        if (here.canGoBack()) {
            return goBack(state, List.of(here), failed, now);
        }
        return here.hasChanged()
                ? end(state, Verdict.UNKNOWN, PathMessages.notRecalled(failed), now)
                : end(state, Verdict.NO_CHANGE, "", now);
    }
}
