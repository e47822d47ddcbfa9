package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.EndpointRefused;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.polling.Watchdog;
import io.jenkins.plugins.ecs.rollout.InternalFailures;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step that works in rounds. Between rounds it is nothing but its facts, which the subclass keeps: no executor, no
 * thread. A restart finds the facts of the last save and takes its next round from there.
 *
 * <p>Only one round counts, the one that {@link #turnOf} names. An abort names another: the round that it overtook can
 * neither save nor act any more. Only a call that changes AWS and is in flight ({@link #acting}) is waited for, because
 * what came of it must be known.
 */
public abstract class PollingStepExecution extends StepExecution implements Watchdog.Polled {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(PollingStepExecution.class.getName());
    /** An abort that leaves things as they are waits no longer than this for a call in flight. */
    private static final long LEAVE_WITHIN = 800;

    private static final long TRY_TO_SAVE_AGAIN_IN = 5_000;

    private final String step;
    private final EcsSettings settings;
    private final String recordId;
    /** Set once the build was aborted. */
    private Throwable interruption;

    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "a restart begins to count anew")
    private transient int turnOf;

    private transient InternalFailures internalFailures;
    private transient volatile long polledAt;
    private transient volatile long ahead;
    /** Kept once it is known: after a hard kill the context has none. */
    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "looked up again after a restart")
    private transient volatile Run<?, ?> run;

    private transient boolean acting;
    private transient boolean over;
    private transient PolledConnection watched;

    /** @param step the function's name, which stands before each line of the log */
    PollingStepExecution(@NonNull StepContext context, @NonNull String step, @NonNull EcsSettings settings) {
        super(context);
        this.step = step;
        this.settings = settings;
        this.recordId = UUID.randomUUID().toString();
    }

    /**
     * One round, without waiting for anything but AWS. What it says and keeps goes through {@link #checkCurrent}. Its
     * reads of ECS come before all else: one that is not there yet ends the round, which is then run again.
     *
     * @return milliseconds until the next one is due
     */
    abstract long round(int turn) throws Exception;

    /** Whether the facts have come to their end. */
    abstract boolean hasEnded();

    /** Says how it ended and {@linkplain #finish finishes}. */
    abstract void conclude();

    /** Takes an abort into the facts; what follows is the next round's, if there is anything left to do. */
    abstract void takeAbort(int turn, String by);

    /** Whether the facts know of an abort already. */
    abstract boolean isAborted();

    /** Whether the facts are on their way out already, for whatever reason. */
    abstract boolean isStopping();

    /** Whether an abort leaves AWS as it is. */
    abstract boolean leavesOnAbort();

    /** Where the facts stand, in a few lowercase words. */
    abstract String words();

    /** What goes on in AWS, or may, if this step follows it no longer; empty where nothing was deployed. */
    abstract String goesOnAs();

    /** Whether an error in this plugin must not end the step before it has lasted for long. */
    boolean isUnderWay() {
        return !goesOnAs().isEmpty();
    }

    /** Ends the facts with what is known now, and keeps them with the build as well as it can. */
    abstract void abandonFacts(String why);

    /** After a round that was not the last one; nothing that waits. */
    void betweenRounds() {}

    /** The step is over: nothing of it is to be reached any more. */
    void released() {}

    /** The function's name. */
    final String step() {
        return step;
    }

    final String recordId() {
        return recordId;
    }

    final EcsSettings settings() {
        return settings;
    }

    /** The time of this step: never before what it knew when it was saved, also if the machine's clock was set back. */
    final Clock clock() {
        return Clock.offset(RolloutThreads.clock(), Duration.ofMillis(ahead));
    }

    /** @param known the newest time in the facts that a restart found */
    final void goOnFrom(long known) {
        ahead = Math.max(0, known - RolloutThreads.clock().millis());
    }

    final synchronized void schedule(long inMillis) {
        if (!over) {
            int turn = ++turnOf;
            acting = false;
            polledAt = RolloutThreads.now() + inMillis;
            RolloutThreads.watchdog().add(this);
            if (watched == null) {
                RolloutThreads.schedule(() -> run(turn), inMillis);
            } else {
                watched.seat().next(inMillis, () -> run(turn));
            }
        }
    }

    private void run(int turn) {
        try {
            polledAt = RolloutThreads.now();
            if (!isWanted(turn)) {
                return;
            }
            if (takesPlace()) {
                watched().seat().next(0, () -> run(turn));
            } else {
                after(turn, round(turn));
            }
        } catch (ReadPendingException more) {
            // Nothing was done: the poller reads it and runs this round again.
            throw more;
        } catch (RoundCancelledException gone) {
            LOGGER.log(Level.FINE, "a round was overtaken");
        } catch (StateNotSavedException notSaved) {
            sayOnce(
                    notSaved.getCause() == null ? notSaved : notSaved.getCause(),
                    "The state of this step could not be saved, so nothing was sent to AWS");
            schedule(TRY_TO_SAVE_AGAIN_IN);
        } catch (EndpointRefused nowhere) {
            abandon(
                    "it can't be followed any longer, because " + nowhere.getMessage()
                            + (goesOnAs().isEmpty() ? "" : "; " + goesOnAs()),
                    nowhere);
        } catch (Throwable broken) {
            // Also an Error: whoever lets it pass leaves a deployment that nobody follows.
            broke(turn, broken);
        }
    }

    /** An error of ours ends no step while a deployment is under way: it is looked at again, and what lasts is UNKNOWN. */
    private void broke(int turn, Throwable broken) {
        if (!RolloutThreads.isOpen()) {
            return;
        }
        synchronized (this) {
            if (!isCurrent(turn)) {
                LOGGER.log(Level.WARNING, "a round of " + step + " broke that was overtaken", broken);
                return;
            }
            acting = false;
        }
        long retryIn = TRY_TO_SAVE_AGAIN_IN;
        try {
            InternalFailures.Finding found = sayOnce(broken, "An error in this plugin");
            retryIn = found.retryIn();
            if (found.lasts()) {
                String goesOn = goesOnAs();
                abandon(
                        "an error in this plugin that does not go away (" + found.text() + ")"
                                + (goesOn.isEmpty() ? "" : "; " + goesOn),
                        broken);
                return;
            }
        } catch (Throwable worse) {
            LOGGER.log(Level.SEVERE, "could not handle an error of " + step, worse);
        }
        schedule(retryIn);
    }

    /** Logs a failure with its place; in the build's log only the first of its kind. */
    private InternalFailures.Finding sayOnce(Throwable broken, String what) {
        InternalFailures.Finding found;
        synchronized (this) {
            if (internalFailures == null) {
                internalFailures = new InternalFailures();
            }
            found = internalFailures.note(broken, isUnderWay(), RolloutThreads.now());
        }
        LOGGER.log(found.isNew() ? Level.WARNING : Level.FINE, what + ": " + step + ", " + found.text(), broken);
        if (found.isNew()) {
            say(what + " (" + found.text() + "); trying again");
        }
        return found;
    }

    /** A step that was ended from outside (a hard kill, a timeout that lost its patience) takes no more rounds. */
    private boolean isWanted(int turn) throws IOException, InterruptedException {
        if (!isCurrent(turn)) {
            return false;
        }
        boolean alive = isAlive();
        if (!alive) {
            finish(() -> {});
        }
        return alive;
    }

    /** Whether anybody still waits for the step: a hard kill ends a build without telling it. */
    final boolean isAlive() throws IOException, InterruptedException {
        Run<?, ?> known = run;
        if (known == null) {
            known = build().run();
            run = known;
        }
        return known.isBuilding() && build().isStepActive();
    }

    private synchronized boolean isCurrent(int turn) {
        return !over && turn == turnOf;
    }

    /** @throws RoundCancelledException if this is not the round that counts */
    final void checkCurrent(int turn) {
        if (!isCurrent(turn)) {
            throw new RoundCancelledException();
        }
    }

    private synchronized void after(int turn, long inMillis) {
        if (!isCurrent(turn)) {
            return;
        }
        acting = false;
        if (hasEnded()) {
            conclude();
            return;
        }
        internalFailures = null;
        if (interruption != null && !isAborted()) {
            abortNow();
        } else {
            betweenRounds();
            schedule(inMillis);
        }
    }

    /** A call that changes AWS is about to be sent. */
    final void beginAct(int turn) {
        beginAct(turn, isStopping());
    }

    /** @param stops whether it is part of what an abort led to */
    final synchronized void beginAct(int turn, boolean stops) {
        checkCurrent(turn);
        if (interruption != null && !stops) {
            RolloutThreads.soon(this::abortNow, 0);
            throw new RoundCancelledException();
        }
        acting = true;
    }

    /** Its answer is there and taken into the facts, though the round goes on: an abort need not wait for its end. */
    final synchronized void endAct(int turn) {
        checkCurrent(turn);
        acting = false;
        if (interruption != null && !isAborted()) {
            RolloutThreads.soon(this::abortNow, 0);
            throw new RoundCancelledException();
        }
    }

    /**
     * Takes news from outside into the facts, between two rounds: one that is only looking is overtaken.
     *
     * @param news gets the number of its turn; says whether it was taken
     * @return false also while a call that changes AWS is in flight, and at the end
     */
    final synchronized boolean interject(@NonNull IntPredicate news) {
        if (over || acting || interruption != null || hasEnded()) {
            return false;
        }
        turnOf++;
        boolean taken = news.test(turnOf);
        schedule(0);
        return taken;
    }

    final synchronized boolean isOver() {
        return over;
    }

    /** May be called in the thread that runs the pipeline program, so it only schedules; a second call ends the wait. */
    @Override
    public synchronized void stop(@NonNull Throwable cause) throws Exception {
        boolean again = interruption != null;
        interruption = cause;
        if (over) {
            return;
        }
        if (again) {
            turnOf++;
            RolloutThreads.soon(() -> abandon("aborted again: no longer waiting for the rollback", cause), 0);
        } else if (acting) {
            // A call that changes AWS is in flight. Its round takes up the abort when the answer is there.
            if (leavesOnAbort()) {
                RolloutThreads.soon(this::leave, LEAVE_WITHIN);
            }
        } else {
            // From here on a round that is only looking can neither save nor act.
            turnOf++;
            RolloutThreads.soon(this::abortNow, 0);
        }
    }

    private synchronized void abortNow() {
        if (over) {
            return;
        }
        int turn = ++turnOf;
        acting = false;
        try {
            takeAbort(turn, InterruptionText.of(interruption));
            if (hasEnded()) {
                conclude();
            } else {
                schedule(0);
            }
        } catch (Throwable broken) {
            broke(turnOf, broken);
        }
    }

    private void leave() {
        if (isActing()) {
            abandon(
                    "aborted while " + words() + ": AWS has not answered yet, so it may still take effect",
                    interruption());
        }
    }

    private synchronized boolean isActing() {
        return acting;
    }

    /** Whether the build was aborted: then it does not go on, however well this ended. */
    final boolean isInterrupted() {
        return interruption() != null;
    }

    private synchronized Throwable interruption() {
        return interruption;
    }

    private Throwable withResult(Throwable cause) {
        try {
            return leftBecauseOf(cause);
        } catch (Throwable broken) {
            LOGGER.log(Level.WARNING, "could not say how " + step + " was left", broken);
            return cause;
        }
    }

    /** What the step fails with once its facts are abandoned. */
    Throwable leftBecauseOf(Throwable cause) {
        return cause;
    }

    /** Ends the step with what is known now. */
    private void abandon(String why, Throwable cause) {
        synchronized (this) {
            if (over) {
                return;
            }
            try {
                abandonFacts(why);
            } catch (Throwable broken) {
                LOGGER.log(Level.WARNING, "could not write down how " + step + " was left", broken);
            }
            say(why);
        }
        Throwable failure = interruption() == null ? withResult(cause) : cause;
        finish(() -> getContext().onFailure(failure));
    }

    /** The step fails: with the abort that ended it, if there was one. */
    final void fail(boolean aborted, @NonNull Exception otherwise) {
        Throwable cause = interruption();
        if (cause == null) {
            cause = aborted ? new FlowInterruptedException(Result.ABORTED, true) : otherwise;
        }
        Throwable failure = cause;
        finish(() -> getContext().onFailure(failure));
    }

    final void finish(Runnable tell) {
        PolledConnection open;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            turnOf++;
            open = watched;
            watched = null;
        }
        try {
            RolloutThreads.watchdog().remove(this);
            if (open != null) {
                open.close();
            }
            released();
        } catch (RuntimeException | Error broken) {
            LOGGER.log(Level.WARNING, "could not tidy up after " + step, broken);
        } finally {
            tell.run();
        }
    }

    @Override
    public final long polledAt() {
        return polledAt;
    }

    @Override
    public final String name() {
        return step + " of " + build().name();
    }

    /** A call that changes AWS and never came back is looked for by the next round, as after a restart. */
    @Override
    public final void takeUpAgain() {
        PolledConnection lost;
        synchronized (this) {
            if (over) {
                return;
            }
            lost = watched;
            watched = null;
        }
        RolloutThreads.replaceHungThreads();
        if (lost != null) {
            lost.seat().forsake();
            lost.close();
        }
        schedule(0);
    }

    final AwsConnection connection() throws IOException, InterruptedException {
        takesPlace();
        return watched().connection();
    }

    /** What a call that changes AWS asks for its turn. */
    final RateLimiter gate() {
        return watched().seat();
    }

    private synchronized PolledConnection watched() {
        if (over) {
            throw new RoundCancelledException();
        }
        return watched;
    }

    /** @return whether the execution had no place at the poller yet; it has one now */
    private boolean takesPlace() throws IOException, InterruptedException {
        synchronized (this) {
            if (over || watched != null) {
                return false;
            }
        }
        PolledConnection own = BuildConnections.watched(build().run(), settings, RolloutThreads.watch());
        if (JobSettings.of(build().run().getParent()).isTargetGone(settings)) {
            say("Target " + settings.target() + " is not there any more: going on with the settings that this step"
                    + " began with");
        }
        synchronized (this) {
            if (!over && watched == null) {
                watched = own;
                return true;
            }
        }
        own.close();
        return false;
    }

    /** While a call that changes AWS is in flight, an orderly restart waits for its answer. */
    @Override
    public boolean blocksRestart() {
        return isActing();
    }

    final BuildRecorder build() {
        return new BuildRecorder(getContext(), step, recordId);
    }

    final void say(@NonNull String line) {
        build().say(line);
    }
}
