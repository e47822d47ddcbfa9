package io.jenkins.plugins.ecs.rollout.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.rollout.InternalFailures;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.RoundEnded;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.messages.FailureMessages;
import io.jenkins.plugins.ecs.rollout.messages.WavesMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.services.WaveService.Standing;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs rounds of several services that are deployed together: of each whose poll is due, then {@link Waves} decides what
 * comes next. Their reads are requested together. It holds no state but that of checks, which are made again after a
 * restart. A caller that supersedes a round makes a new driver.
 */
public final class WavesDriver {

    /** Makes the driver of one rollout. */
    @FunctionalInterface
    public interface Rollouts {
        @NonNull
        RolloutDriver driver(@NonNull DeployRequest request, @NonNull Journal journal);
    }

    /** The queue in which all services wait together. */
    public interface Line {
        @NonNull
        DeploymentQueue.Place ask(@NonNull WavesState state);

        /** How many deployments the rules allow at once; 0 if they do not limit them. */
        int allowed(@NonNull WavesState state);
    }

    /** A service that is due within this time is read with those that are due now, in milliseconds. */
    private static final long TOGETHER = 400;

    private final Rollouts rollouts;
    private final Line line;
    private final Clock clock;

    private static final Logger LOGGER = Logger.getLogger(WavesDriver.class.getName());

    private final Map<String, InternalFailures> broken = new HashMap<>();
    private final ServiceChecks checks;
    private final Map<String, Long> dues = new HashMap<>();
    /** Services whose round has run while others wait for their reads. */
    private final Set<String> done = new HashSet<>();

    private WavesState current;
    private WavesJournal journal;

    public WavesDriver(@NonNull Rollouts rollouts, @NonNull Line line, @NonNull Clock clock) {
        this.rollouts = rollouts;
        this.checks = new ServiceChecks(rollouts, clock);
        this.line = line;
        this.clock = clock;
    }

    /**
     * One round, which never waits. The last state given to {@link WavesJournal#save} is what holds afterwards.
     *
     * @return milliseconds until the next round is due
     * @throws ReadPendingException if reads are missing: the round must be run again when they are available
     */
    public long round(@NonNull WavesState state, @NonNull WavesJournal keeps) {
        current = state;
        journal = keeps;
        ReadPendingException missing = null;
        for (WaveService one : state.services()) {
            if (isDue(one)) {
                try {
                    dues.put(one.id(), clock.millis() + poll(one));
                    done.add(one.id());
                    broken.remove(one.id());
                } catch (ReadPendingException more) {
                    missing = missing == null ? more : missing.and(more);
                } catch (RoundEnded end) {
                    throw end;
                } catch (RuntimeException | StackOverflowError | LinkageError error) {
                    // The other services continue.
                    done.add(one.id());
                    dues.put(one.id(), clock.millis() + broke(now(one), error));
                }
            }
        }
        if (missing != null) {
            throw missing;
        }
        done.clear();
        return settle();
    }

    /** @return milliseconds until it is tried again */
    private long broke(WaveService one, Throwable error) {
        journal.acted();
        RolloutState state = one.is(Standing.CHECKING) ? one.state() : one.current();
        String goesOn = one.is(Standing.CHECKING) ? "" : state.goesOnAs();
        InternalFailures.Finding found = broken.computeIfAbsent(one.id(), id -> new InternalFailures())
                .note(error, !goesOn.isEmpty() || state.phase().isVerification(), clock.millis());
        LOGGER.log(found.isNew() ? Level.WARNING : Level.FINE, "a round of " + one.name() + " broke", error);
        if (found.isNew()) {
            journal.say(one.name(), FailureMessages.internalRetried(found.text()));
        }
        if (found.lasts()) {
            String why = FailureMessages.internalLasting(found.text());
            leave(one, goesOn.isEmpty() ? why : why + "; " + goesOn);
        }
        return found.retryIn();
    }

    private void leave(WaveService one, String why) {
        if (one.is(Standing.CHECKING)) {
            replace(one.ended(Verdict.REFUSED, why, "", clock.millis()));
            checks.forget(one);
        } else {
            new OneJournal(one).save(RolloutDriver.abandon(one.current(), why, clock));
        }
        sayIfEnded(one);
    }

    private boolean isDue(WaveService one) {
        boolean polls = one.isRunning() || (one.is(Standing.CHECKING) && !current.aborted);
        return polls && !done.contains(one.id()) && dues.getOrDefault(one.id(), 0L) <= clock.millis() + TOGETHER;
    }

    private long poll(WaveService one) {
        if (one.is(Standing.CHECKING)) {
            return check(one);
        }
        RolloutState before = one.current();
        RolloutDriver driver = rollouts.driver(before.request(), new OneJournal(one));
        if (one.is(Standing.GOING_BACK)) {
            // No rule blocks the rollback of a deployment of this step.
            driver.guardedBy(PolicyCheck.NONE);
        }
        long in = driver.round(before);
        sayIfEnded(one);
        journal.acted();
        return in;
    }

    private WaveService now(WaveService one) {
        return current.services().stream()
                .filter(each -> each.id().equals(one.id()))
                .findFirst()
                .orElseThrow();
    }

    private void sayIfEnded(WaveService one) {
        RolloutState after = now(one).current();
        if (after.hasEnded()) {
            sayEnd(one, after);
        }
    }

    private void sayEnd(WaveService one, RolloutState end) {
        Outcome.of(end).consoleLines().forEach(text -> journal.say(one.name(), text));
    }

    private long check(WaveService one) {
        ServiceChecks.Result result = checks.round(one, current.isLocked(), text -> journal.say(one.name(), text));
        RolloutState after = result.state();
        if (after.hasEnded()) {
            replace(one.ended(after));
            sayEnd(one, after);
            checks.forget(one);
        } else if (result.passed()) {
            replace(one.checked(after.lockKey()));
            checks.forget(one);
        }
        return result.nextIn();
    }

    private void replace(WaveService changed) {
        save(current.with(changed), null, null);
    }

    private void save(WavesState next, RolloutState changed, String id) {
        WavesState before = current;
        journal.save(before, next, changed, id);
        current = next;
    }

    /** Carries out decisions until there is nothing to do but wait for rollouts. */
    private long settle() {
        answerWhatStillWaits();
        long askIn;
        while (true) {
            boolean linesUp = Waves.linesUp(current);
            Waves.Decision decision = Waves.decide(
                    current, linesUp ? line.ask(current) : null, linesUp ? line.allowed(current) : 0, clock.millis());
            askIn = decision.lookIn();
            boolean same = decision.facts() == current;
            if (!same) {
                for (WaveService one : current.services()) {
                    boolean changed = decision.facts().services().stream()
                            .anyMatch(now -> now.id().equals(one.id()) && now.standing() != one.standing());
                    if (changed) {
                        dues.remove(one.id());
                    }
                }
                save(decision.facts(), null, null);
            }
            decision.lines().forEach(text -> journal.say(null, text));
            if (same || askIn > 0 || current.hasEnded()) {
                break;
            }
        }
        return current.hasEnded() ? 0 : Math.min(askIn == 0 ? Long.MAX_VALUE : askIn, nextDue());
    }

    private long nextDue() {
        long now = clock.millis();
        return current.services().stream()
                .filter(one -> one.isRunning() || one.is(Standing.CHECKING))
                .mapToLong(one -> Math.max(0, dues.getOrDefault(one.id(), 0L) - now))
                .min()
                .orElse(1_000);
    }

    /**
     * Takes an answer to a pause of one of the services; the next round sends it to ECS.
     *
     * @param recordId names the record of its deployment, or of its rollback
     * @return whether it was taken: the pause was open and had no answer
     */
    public boolean answer(
            @NonNull WavesState state,
            @NonNull String recordId,
            @NonNull String hookId,
            @NonNull PauseAnswer answer,
            @NonNull String by,
            @NonNull WavesJournal keeps) {
        current = state;
        journal = keeps;
        done.clear();
        for (WaveService one : state.services()) {
            boolean meant = recordId.equals(one.is(Standing.GOING_BACK) ? one.backId() : one.id());
            if (meant && one.isRunning()) {
                dues.remove(one.id());
                return RolloutDriver.answer(one.current(), hookId, answer, by, clock, new OneJournal(one));
            }
        }
        return false;
    }

    /** After a failure nothing more goes into production: open pauses are answered with a rollback. */
    private void answerWhatStillWaits() {
        if (!Waves.hasFailed(current)) {
            return;
        }
        for (WaveService one : current.services()) {
            if (one.is(Standing.DEPLOYING)) {
                one.state().pauses().stream()
                        .filter(pause -> pause.isOpen() && !pause.isOptional())
                        .findFirst()
                        .ifPresent(pause -> {
                            dues.remove(one.id());
                            RolloutDriver.answer(
                                    one.state(),
                                    pause.hookId(),
                                    PauseAnswer.ROLLBACK,
                                    WavesMessages.THIS_STEP,
                                    clock,
                                    new OneJournal(one));
                        });
            }
        }
    }

    /** Aborts all that is in progress; another round carries it out, if there is anything left to do. */
    public void abort(@NonNull WavesState state, @NonNull String by, @NonNull WavesJournal keeps) {
        current = state;
        journal = keeps;
        done.clear();
        WavesState aborted = state.copy();
        aborted.aborted = true;
        aborted.abortedBy = PlainText.line(by);
        save(aborted, null, null);
        for (WaveService one : state.services()) {
            if (one.isRunning()) {
                RolloutDriver.abort(one.current(), by, clock, new OneJournal(one));
                sayIfEnded(one);
                dues.remove(one.id());
            }
        }
        settle();
    }

    /** The build ends without another poll: the state ends with what is known now. */
    @NonNull
    public static WavesState abandon(@NonNull WavesState state, @NonNull String why, @NonNull Clock clock) {
        WavesState next = state.each(one -> {
            if (one.isRunning()) {
                return one.took(RolloutDriver.abandon(one.current(), why, clock));
            }
            return one.is(Standing.CHECKING) || one.is(Standing.WAITING)
                    ? one.ended(Verdict.NOT_STARTED, why, "", clock.millis())
                    : one;
        });
        next.stage = WavesState.Stage.ENDED;
        return next;
    }

    private final class OneJournal implements Journal {

        private final WaveService one;

        OneJournal(WaveService one) {
            this.one = one;
        }

        @Override
        public void save(RolloutState state) {
            WavesDriver.this.save(
                    current.with(now(one).took(state)), state, one.is(Standing.GOING_BACK) ? one.backId() : one.id());
        }

        @Override
        public void acting() {
            journal.acting();
        }

        @Override
        public void say(String text) {
            journal.say(one.name(), text);
        }
    }
}
