package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.EndpointRefused;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.polling.Watchdog;
import io.jenkins.plugins.ecs.rollout.InternalFailures;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.ui.build.FollowedBuilds;
import java.io.IOException;
import java.util.function.IntPredicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A step that works in rounds. Between rounds there is only its state, which the subclass holds: no executor and no
 * thread. After a restart, rounds continue from the last saved state.
 *
 * <p>{@link RoundControl} decides which round is current and what an abort does. This class has the threads.
 */
public abstract class PollingStepExecution extends ConnectedStepExecution implements Watchdog.Polled {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(PollingStepExecution.class.getName());
    /** Maximum wait of an abort with {@code leave} for a call in flight, in milliseconds. */
    private static final long LEAVE_WITHIN = 800;

    private static final long TRY_TO_SAVE_AGAIN_IN = 5_000;

    /** Set when the build is aborted. */
    private Throwable interruption;

    private transient RoundControl rounds;
    private transient InternalFailures internalFailures;
    private transient volatile long polledAt;

    /**
     * @param step the function's name, the prefix of each line in the log
     * @param settings null for a step that never uses AWS
     */
    PollingStepExecution(@NonNull StepContext context, @NonNull String step, @CheckForNull EcsSettings settings) {
        super(context, step, settings);
    }

    /**
     * One round, without waiting for anything but AWS. It logs and saves only after {@link #checkCurrent}. Its ECS
     * reads come first: one that is not available ends the round, which is then run again.
     *
     * @return milliseconds until the next round is due
     */
    abstract long round(int turn) throws Exception;

    /** Whether the state has ended. */
    abstract boolean hasEnded();

    /** Logs the outcome and {@linkplain #finish finishes}. */
    abstract void conclude();

    /** Adds an abort to the state. If anything remains to be done, the next round does it. */
    abstract void takeAbort(int turn, String by);

    /** Whether the state has an abort already. */
    abstract boolean isAborted();

    /** Whether the state is ending already, for any reason. */
    abstract boolean isStopping();

    /** Whether an abort changes nothing in AWS. */
    abstract boolean leavesOnAbort();

    /** The phase in a few lowercase words. */
    abstract String words();

    @Override
    public String getStatus() {
        return words();
    }

    /** What continues in AWS, or may continue, after the end of this step; empty if nothing was deployed. */
    abstract String goesOnAs();

    /** Whether an error in this plugin ends the step only if it persists. */
    boolean isUnderWay() {
        return !goesOnAs().isEmpty();
    }

    /** @return whether the step goes on without the place whose endpoint is refused; the state says so then */
    boolean goesOnWithout(int turn, EndpointRefused place) {
        return false;
    }

    /** Ends the state with what is known now, and saves it with the build if possible. */
    abstract void abandonState(String why);

    /** Called after each round except the last. Must not wait. */
    void betweenRounds() {}

    /** Locks that were held before a restart are re-acquired. */
    void reacquireLock(@NonNull DeploymentLocks locks) {}

    /** Called at the end of the step to release its resources. */
    void released() {}

    private synchronized RoundControl rounds() {
        if (rounds == null) {
            rounds = new RoundControl();
        }
        return rounds;
    }

    final synchronized void schedule(long inMillis) {
        if (rounds().isOver()) {
            return;
        }
        int turn = rounds().begin();
        polledAt = RolloutThreads.now() + inMillis;
        RolloutThreads.watchdog().add(this);
        PolledConnection open = place().current();
        if (open == null) {
            RolloutThreads.schedule(() -> run(turn), inMillis);
        } else {
            open.seat().next(inMillis, () -> run(turn));
        }
    }

    private void run(int turn) {
        try {
            polledAt = RolloutThreads.now();
            if (!isWanted(turn)) {
                return;
            }
            runCurrent(turn);
        } catch (ReadPendingException more) {
            // Nothing was done. The poller makes the read and runs this round again.
            throw more;
        } catch (RoundCancelledException gone) {
            LOGGER.log(Level.FINE, "A round was superseded");
        } catch (StateNotSavedException notSaved) {
            sayOnce(notSaved.getCause() == null ? notSaved : notSaved.getCause(), ExecutionMessages.STATE_NOT_SAVED);
            schedule(TRY_TO_SAVE_AGAIN_IN);
        } catch (EndpointRefused nowhere) {
            abandon(ExecutionMessages.notFollowed(nowhere.getMessage(), goesOnAs()), nowhere);
        } catch (Throwable broken) {
            // An Error, too: otherwise the deployment would no longer be followed.
            broke(turn, broken);
        }
    }

    private void runCurrent(int turn) throws Exception {
        try {
            if (needsConnection() && takesPlace()) {
                place().present().seat().next(0, () -> run(turn));
            } else {
                after(turn, round(turn));
            }
        } catch (EndpointRefused nowhere) {
            if (!goesOnWithout(turn, nowhere)) {
                throw nowhere;
            }
            after(turn, 0);
        }
    }

    /**
     * An error in this plugin ends no step while a deployment is in progress: it is retried, and UNKNOWN if it
     * persists.
     */
    private void broke(int turn, Throwable broken) {
        if (!RolloutThreads.isOpen()) {
            return;
        }
        synchronized (this) {
            if (!rounds().broke(turn)) {
                LOGGER.log(Level.WARNING, "Error in a superseded round of " + step(), broken);
                return;
            }
        }
        long retryIn = TRY_TO_SAVE_AGAIN_IN;
        try {
            InternalFailures.Finding found = sayOnce(broken, ExecutionMessages.PLUGIN_ERROR);
            retryIn = found.retryIn();
            if (found.lasts()) {
                String goesOn = goesOnAs();
                abandon(ExecutionMessages.persistentError(found.text(), goesOn), broken);
                return;
            }
        } catch (Throwable worse) {
            LOGGER.log(Level.SEVERE, "Could not handle an error of " + step(), worse);
        }
        schedule(retryIn);
    }

    /** Logs an error with its stack trace; in the build's log only the first of each kind. */
    private InternalFailures.Finding sayOnce(Throwable broken, String what) {
        InternalFailures.Finding found;
        synchronized (this) {
            if (internalFailures == null) {
                internalFailures = new InternalFailures();
            }
            found = internalFailures.note(broken, isUnderWay(), RolloutThreads.now());
        }
        LOGGER.log(found.isNew() ? Level.WARNING : Level.FINE, what + ": " + step() + ", " + found.text(), broken);
        if (found.isNew()) {
            say(ExecutionMessages.retrying(what, found.text()));
        }
        return found;
    }

    /**
     * A step that was ended from outside (a hard kill, or a {@code timeout} block after its grace period) runs no more
     * rounds.
     */
    private boolean isWanted(int turn) throws IOException, InterruptedException {
        if (!isCurrent(turn)) {
            return false;
        }
        boolean alive = isAlive();
        if (alive) {
            FollowedBuilds.add(recordId(), build().run());
        } else {
            finish(() -> {});
        }
        return alive;
    }

    private synchronized boolean isCurrent(int turn) {
        return rounds().isCurrent(turn);
    }

    /** @throws RoundCancelledException if this is not the current round */
    final void checkCurrent(int turn) {
        if (!isCurrent(turn)) {
            throw new RoundCancelledException();
        }
    }

    private synchronized void after(int turn, long inMillis) {
        RoundControl.AfterRound next = rounds().end(turn, hasEnded(), abortWaits());
        if (next == RoundControl.AfterRound.CONCLUDE) {
            conclude();
            return;
        }
        if (next != RoundControl.AfterRound.NOTHING) {
            internalFailures = null;
        }
        if (next == RoundControl.AfterRound.TAKE_ABORT) {
            abortNow();
        } else if (next == RoundControl.AfterRound.SCHEDULE) {
            betweenRounds();
            schedule(inMillis);
        }
    }

    private boolean abortWaits() {
        return interruption != null && !isAborted();
    }

    /** Called before a call that changes AWS. */
    final void beginAct(int turn) {
        beginAct(turn, isStopping());
    }

    /** @param stops whether the call is part of handling an abort */
    final synchronized void beginAct(int turn, boolean stops) {
        proceed(rounds().beginCall(turn, interruption != null, stops));
    }

    /** Called when the response is in the state. The round continues, but an abort need not wait for its end. */
    final synchronized void endAct(int turn) {
        proceed(rounds().endCall(turn, abortWaits()));
    }

    private void proceed(RoundControl.Call decision) {
        if (decision == RoundControl.Call.TAKE_ABORT_INSTEAD) {
            RolloutThreads.soon(this::abortNow, 0);
        }
        if (decision != RoundControl.Call.SEND) {
            throw new RoundCancelledException();
        }
    }

    /**
     * Applies a change from outside to the state, between two rounds. A round that only reads is superseded.
     *
     * @param news receives the number of the new round; returns whether the change was applied
     * @return whether it was applied; false also while a call that changes AWS is in flight, and at the end
     */
    final synchronized boolean interject(@NonNull IntPredicate news) {
        if (!rounds().takesNews(interruption != null, hasEnded())) {
            return false;
        }
        boolean taken = news.test(rounds().begin());
        schedule(0);
        return taken;
    }

    final synchronized boolean isOver() {
        return rounds().isOver();
    }

    /** May be called in the Pipeline's thread, so it only schedules. A second call ends the wait for a rollback. */
    @Override
    public synchronized void stop(@NonNull Throwable cause) throws Exception {
        boolean again = interruption != null;
        interruption = cause;
        switch (rounds().abort(again, leavesOnAbort())) {
            case END -> RolloutThreads.soon(() -> abandon(ExecutionMessages.SECOND_ABORT, cause), 0);
            case AFTER_THE_CALL_OR_SOON -> RolloutThreads.soon(this::leave, LEAVE_WITHIN);
            case TAKE_NOW -> RolloutThreads.soon(this::abortNow, 0);
            default -> {
                // The step is over, or its round handles the abort after the response.
            }
        }
    }

    private synchronized void abortNow() {
        if (rounds().isOver()) {
            return;
        }
        int turn = rounds().begin();
        try {
            takeAbort(turn, InterruptionText.of(interruption));
            if (hasEnded()) {
                conclude();
            } else {
                schedule(0);
            }
        } catch (Throwable broken) {
            broke(rounds().latest(), broken);
        }
    }

    private void leave() {
        if (isActing()) {
            abandon(ExecutionMessages.abortedInFlight(words()), interruption());
        }
    }

    private synchronized boolean isActing() {
        return rounds().isActing();
    }

    /** Whether the build was aborted. Then it does not continue, even if the step succeeded. */
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
            LOGGER.log(Level.WARNING, "Could not log the end of " + step(), broken);
            return cause;
        }
    }

    /** The failure of the step after its state was abandoned. */
    Throwable leftBecauseOf(Throwable cause) {
        return cause;
    }

    /** Ends the step with what is known now. */
    private void abandon(String why, Throwable cause) {
        synchronized (this) {
            if (rounds().isOver()) {
                return;
            }
            try {
                abandonState(why);
            } catch (Throwable broken) {
                LOGGER.log(Level.WARNING, "Could not save the end of " + step(), broken);
            }
            say(why);
        }
        Throwable failure = interruption() == null ? withResult(cause) : cause;
        finish(() -> getContext().onFailure(failure));
    }

    /** Fails the step, with the abort as cause if there was one. */
    final void fail(boolean aborted, @NonNull Exception otherwise) {
        Throwable cause = interruption();
        if (cause == null) {
            cause = aborted ? new FlowInterruptedException(Result.ABORTED, true) : otherwise;
        }
        Throwable failure = cause;
        finish(() -> getContext().onFailure(failure));
    }

    final void finish(Runnable tell) {
        synchronized (this) {
            if (!rounds().finish()) {
                return;
            }
        }
        try {
            RolloutThreads.watchdog().remove(this);
            FollowedBuilds.remove(recordId());
            place().close();
            released();
        } catch (RuntimeException | Error broken) {
            LOGGER.log(Level.WARNING, "Could not clean up after " + step(), broken);
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
        return step() + " of " + build().name();
    }

    /** After a call that changes AWS and never returned, the next round searches for its result, as after a restart. */
    @Override
    public final void takeUpAgain() {
        if (isOver()) {
            return;
        }
        RolloutThreads.replaceHungThreads();
        place().forsake();
        schedule(0);
    }

    /** While a call that changes AWS is in flight, a graceful restart waits for its response. */
    @Override
    public boolean blocksRestart() {
        return isActing();
    }
}
