package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.console.HyperlinkNote;
import hudson.model.Result;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.rollout.DeployRequest;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.Outcome;
import io.jenkins.plugins.ecs.rollout.Reaction;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.RolloutState;
import io.jenkins.plugins.ecs.rollout.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs a rollout in a pipeline. Between rounds it is nothing but its facts: no executor, no thread. A restart finds the
 * facts of the last save and takes its next round from there.
 *
 * <p>Only one round counts, the one that {@link #turnOf} names. An abort names another: the round that it overtook can
 * neither save nor act any more. Only a call that changes AWS and is in flight ({@link #acting}) is waited for, because
 * what came of it must be known.
 */
public final class EcsDeployExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(EcsDeployExecution.class.getName());
    /** An abort with {@code leave} waits no longer than this for a call in flight. */
    private static final long LEAVE_WITHIN = 800;

    private static final long TRY_TO_SAVE_AGAIN_IN = 5_000;

    private final EcsSettings settings;
    private final String recordId;
    /** The facts; replaced as a whole. */
    private volatile RolloutState state;
    /** Set once the build was aborted. */
    private Throwable interruption;

    @SuppressFBWarnings(value = "SE_TRANSIENT_FIELD_NOT_RESTORED", justification = "a restart begins to count anew")
    private transient int turnOf;

    private transient boolean acting;
    private transient boolean over;
    private transient AwsConnection connection;

    EcsDeployExecution(StepContext context, EcsSettings settings, DeployRequest request) {
        super(context);
        this.settings = settings;
        this.recordId = UUID.randomUUID().toString();
        this.state = RolloutState.begin(request, Clock.systemUTC().millis());
    }

    @Override
    public boolean start() throws Exception {
        DeployRequest request = state.request();
        Outcome outcome = Outcome.of(state);
        say("Deploying " + request.clusterName() + "/" + request.serviceName() + " with " + settings.origins());
        say(HyperlinkNote.encodeTo(
                outcome.consoleUrl(), "Deployments of " + request.serviceName() + " in the AWS console"));
        schedule(0);
        return false;
    }

    @Override
    public void onResume() {
        say("Taking up the deployment again after a restart: " + state.phase().words());
        schedule(0);
    }

    private synchronized void schedule(long inMillis) {
        if (!over) {
            int turn = ++turnOf;
            acting = false;
            RolloutThreads.schedule(() -> round(turn), inMillis);
        }
    }

    private void round(int turn) {
        try {
            if (!isWanted(turn)) {
                return;
            }
            RolloutDriver driver = new RolloutDriver(
                    connection().ecs(),
                    Clock.systemUTC(),
                    new RoundJournal(turn),
                    ThreadLocalRandom.current()::nextDouble);
            after(turn, driver.round(state));
        } catch (RoundOvertaken gone) {
            LOGGER.log(Level.FINE, "a round was overtaken");
        } catch (StateNotSaved notSaved) {
            LOGGER.log(
                    Level.WARNING,
                    "could not save the state of a deployment, so nothing was sent; trying again",
                    notSaved);
            schedule(TRY_TO_SAVE_AGAIN_IN);
        } catch (Exception | LinkageError broken) {
            if (RolloutThreads.isOpen()) {
                abandon("an error in this plugin: " + broken, broken);
            }
        }
    }

    /** A step that was ended from outside (a hard kill, a timeout that lost its patience) takes no more rounds. */
    private boolean isWanted(int turn) throws IOException, InterruptedException {
        if (!isCurrent(turn)) {
            return false;
        }
        boolean alive = build().isAlive();
        if (!alive) {
            finish(() -> {});
        }
        return alive;
    }

    private synchronized boolean isCurrent(int turn) {
        return !over && turn == turnOf;
    }

    private synchronized void after(int turn, long inMillis) throws IOException, InterruptedException {
        if (!isCurrent(turn)) {
            return;
        }
        acting = false;
        if (state.hasEnded()) {
            conclude();
        } else if (interruption != null && !state.isAborted()) {
            abort();
        } else {
            schedule(inMillis);
        }
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
            if (state.request().onAbort() == Reaction.LEAVE) {
                RolloutThreads.soon(this::leave, LEAVE_WITHIN);
            }
        } else {
            // From here on a round that is only looking can neither save nor act.
            turnOf++;
            RolloutThreads.soon(this::abortNow, 0);
        }
    }

    private void abortNow() {
        try {
            abort();
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "could not abort in an orderly way", e);
            abandon("aborted", interruption());
        }
    }

    private synchronized void abort() throws IOException, InterruptedException {
        if (over) {
            return;
        }
        int turn = ++turnOf;
        acting = false;
        RolloutDriver.abort(state, InterruptionText.of(interruption), Clock.systemUTC(), new RoundJournal(turn));
        if (state.hasEnded()) {
            conclude();
        } else {
            schedule(0);
        }
    }

    private void leave() {
        if (isActing()) {
            abandon(
                    "aborted while " + state.phase().words()
                            + ": AWS has not answered yet, so it may still take effect",
                    interruption());
        }
    }

    private synchronized boolean isActing() {
        return acting;
    }

    private synchronized Throwable interruption() {
        return interruption;
    }

    private synchronized void conclude() {
        Outcome outcome = Outcome.of(state);
        Verdict verdict = outcome.verdict();
        say(outcome.message());
        EcsDeploymentResult result = new EcsDeploymentResult(outcome);
        if (verdict != null && verdict.letsThePipelineGoOn()) {
            finish(() -> getContext().onSuccess(result));
        } else if (interruption != null) {
            Throwable cause = interruption;
            finish(() -> getContext().onFailure(cause));
        } else if (verdict == Verdict.ABORTED) {
            finish(() -> getContext().onFailure(new FlowInterruptedException(Result.ABORTED, true)));
        } else {
            finish(() -> getContext().onFailure(new EcsDeploymentException(result)));
        }
    }

    /** Ends the step with what is known now. */
    private void abandon(String why, Throwable cause) {
        synchronized (this) {
            if (over) {
                return;
            }
            state = RolloutDriver.abandon(state, why, Clock.systemUTC());
            say(why);
            try {
                build().record(state);
            } catch (IOException | InterruptedException e) {
                LOGGER.log(Level.WARNING, "could not keep the outcome of a deployment with its build", e);
            }
        }
        finish(() -> getContext().onFailure(cause));
    }

    private void finish(Runnable tell) {
        AwsConnection open;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            turnOf++;
            open = connection;
            connection = null;
        }
        if (open != null) {
            open.close();
        }
        tell.run();
    }

    private synchronized AwsConnection connection() throws IOException, InterruptedException {
        if (over) {
            throw new RoundOvertaken();
        }
        if (connection == null) {
            connection = BuildConnections.open(build().run(), settings);
        }
        return connection;
    }

    @Override
    public String getStatus() {
        String progress = Outcome.of(state).progress();
        return state.phase().words() + (progress.isEmpty() ? "" : ": " + progress);
    }

    /** While a call that changes AWS is in flight, an orderly restart waits for its answer. */
    @Override
    public boolean blocksRestart() {
        return isActing();
    }

    private StepBuild build() {
        return new StepBuild(getContext(), recordId);
    }

    private void say(String line) {
        build().say(line);
    }

    /** @return whether a restart would have to know of it */
    private synchronized boolean take(int turn, RolloutState facts) {
        checkCurrent(turn);
        boolean matters = state.phase() != facts.phase()
                || state.isPending() != facts.isPending()
                || state.isStopping() != facts.isStopping();
        state = facts;
        return matters;
    }

    private synchronized void beginAct(int turn) {
        checkCurrent(turn);
        if (interruption != null && !state.isStopping()) {
            RolloutThreads.soon(this::abortNow, 0);
            throw new RoundOvertaken();
        }
        acting = true;
    }

    private void checkCurrent(int turn) {
        if (!isCurrent(turn)) {
            throw new RoundOvertaken();
        }
    }

    /** Keeps what one round says, as long as that round is the current one. */
    private final class RoundJournal implements Journal {

        private final int turn;

        RoundJournal(int turn) {
            this.turn = turn;
        }

        @Override
        public void save(RolloutState facts) {
            boolean matters = take(turn, facts);
            try {
                if (matters) {
                    build().keep(facts);
                } else {
                    build().show(facts);
                }
            } catch (Exception e) {
                if (facts.isPending()) {
                    throw new StateNotSaved(e);
                }
                LOGGER.log(Level.WARNING, "could not save the state of a deployment", e);
            }
        }

        @Override
        public void acting() {
            beginAct(turn);
        }

        @Override
        public void say(String line) {
            EcsDeployExecution.this.say(line);
        }
    }
}
