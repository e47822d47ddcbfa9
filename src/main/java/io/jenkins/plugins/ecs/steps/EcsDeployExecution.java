package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.console.HyperlinkNote;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.rollout.DeployRequest;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.Outcome;
import io.jenkins.plugins.ecs.rollout.Phase;
import io.jenkins.plugins.ecs.rollout.Reaction;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.RolloutState;
import io.jenkins.plugins.ecs.rollout.Verdict;
import io.jenkins.plugins.ecs.ui.EcsDeploymentsAction;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs a rollout in a pipeline. Between rounds it is nothing but its facts: no executor, no thread. A restart finds the
 * facts of the last save and takes its next round from there.
 *
 * <p>A round in flight is worth nothing once the build is aborted, unless it changes AWS: {@link #turnOf} tells the
 * current round from one that was overtaken, and an overtaken one can no longer save or act.
 */
public final class EcsDeployExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(EcsDeployExecution.class.getName());
    /** An abort with {@code leave} waits no longer than this for a call in flight. */
    private static final long LEAVE_WITHIN = 800;

    private final EcsSettings settings;
    private final String recordId;
    /** The facts; replaced as a whole. */
    private volatile RolloutState state;
    /** Set once the build was aborted. */
    private Throwable interruption;

    private transient int turnOf;
    private transient boolean inRound;
    private transient boolean over;
    private transient ScheduledFuture<?> next;
    private transient AwsConnection connection;

    private EcsDeployExecution(StepContext context, EcsSettings settings, DeployRequest request) {
        super(context);
        this.settings = settings;
        this.recordId = UUID.randomUUID().toString();
        this.state = RolloutState.begin(request, Clock.systemUTC().millis());
    }

    static EcsDeployExecution of(EcsDeployStep step, StepContext context) throws IOException, InterruptedException {
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try {
            EcsSettings settings = EcsSettings.merge(
                    step.getRegion(),
                    step.getCredentialsId(),
                    step.getRoleArn(),
                    global.getRegion(),
                    global.getCredentialsId(),
                    global.effectiveEndpoint() != null);
            EnvVars environment = context.get(EnvVars.class);
            DeployRequest request = step.toRequest(
                    settings.region(), BuildTrace.of(run(context), environment == null ? new EnvVars() : environment));
            return new EcsDeployExecution(context, settings, request);
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("ecsDeploy: " + wrong.getMessage());
        }
    }

    @Override
    public boolean start() throws Exception {
        DeployRequest request = state.request();
        Outcome outcome = Outcome.of(state);
        say("Deploying " + request.clusterName() + "/" + request.serviceName() + " with " + settings.origins());
        say(HyperlinkNote.encodeTo(outcome.consoleUrl(), "Deployments of " + request.serviceName() + " in the AWS console"));
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
            next = RolloutThreads.schedule(() -> round(turn), inMillis);
        }
    }

    private void round(int turn) {
        RolloutState from;
        synchronized (this) {
            if (over || turn != turnOf) {
                return;
            }
            inRound = true;
            from = state;
        }
        try {
            RolloutDriver driver = new RolloutDriver(
                    connection().ecs(), Clock.systemUTC(), new RoundJournal(turn), ThreadLocalRandom.current()::nextDouble);
            after(turn, driver.round(from));
        } catch (Overtaken gone) {
            LOGGER.log(Level.FINE, "a round was overtaken by an abort");
        } catch (Exception | LinkageError broken) {
            finish(() -> getContext().onFailure(broken));
        }
    }

    private synchronized void after(int turn, long inMillis) throws IOException, InterruptedException {
        if (over || turn != turnOf) {
            return;
        }
        inRound = false;
        if (state.hasEnded()) {
            conclude();
        } else if (interruption != null && !state.isStopping()) {
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
            say("Aborted again: no longer waiting for the rollback");
            turnOf++;
            RolloutThreads.schedule(() -> finish(() -> getContext().onFailure(cause)), 0);
        } else if (inRound && state.isPending()) {
            // A call that changes AWS is in flight. Its round takes up the abort when the answer is there.
            if (state.request().onAbort() == Reaction.LEAVE) {
                RolloutThreads.schedule(this::leave, LEAVE_WITHIN);
            }
        } else {
            // From here on a round that is only looking can neither save nor act.
            turnOf++;
            inRound = false;
            if (next != null) {
                next.cancel(false);
            }
            RolloutThreads.schedule(this::abortNow, 0);
        }
    }

    private void abortNow() {
        try {
            abort();
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "could not abort in an orderly way", e);
            finish(() -> getContext().onFailure(interruption));
        }
    }

    private synchronized void abort() throws IOException, InterruptedException {
        if (over) {
            return;
        }
        inRound = false;
        int turn = ++turnOf;
        RolloutDriver.abort(state, InterruptionText.of(interruption), Clock.systemUTC(), new RoundJournal(turn));
        if (state.hasEnded()) {
            conclude();
        } else {
            schedule(0);
        }
    }

    private void leave() {
        synchronized (this) {
            if (over) {
                return;
            }
            say("Aborted while " + state.phase().words() + ": AWS has not answered yet, so it may still take effect");
        }
        finish(() -> getContext().onFailure(interruption));
    }

    private synchronized void conclude() throws IOException, InterruptedException {
        Outcome outcome = Outcome.of(state);
        Verdict verdict = outcome.verdict();
        say(outcome.message());
        EcsDeploymentResult result = new EcsDeploymentResult(outcome);
        if (verdict.letsThePipelineGoOn()) {
            finish(() -> getContext().onSuccess(result));
        } else if (verdict == Verdict.ABORTED) {
            Throwable cause =
                    interruption == null ? new FlowInterruptedException(Result.ABORTED, true) : interruption;
            finish(() -> getContext().onFailure(cause));
        } else {
            finish(() -> getContext().onFailure(new EcsDeploymentException(result)));
        }
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
        if (connection == null) {
            connection = BuildConnections.open(run(getContext()), settings);
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
    public synchronized boolean blocksRestart() {
        return inRound && state.isPending();
    }

    private static Run<?, ?> run(StepContext context) throws IOException, InterruptedException {
        return context.get(Run.class);
    }

    private void say(String line) {
        try {
            getContext().get(TaskListener.class).getLogger().println("[ecsDeploy] " + line);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "could not write to the build log: " + line, e);
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
            boolean matters;
            synchronized (EcsDeployExecution.this) {
                if (over || turn != turnOf) {
                    throw new Overtaken();
                }
                Phase before = state.phase();
                matters = before != facts.phase() || state.isPending() != facts.isPending();
                state = facts;
            }
            try {
                if (matters) {
                    persist(facts);
                }
            } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
                LOGGER.log(Level.WARNING, "could not save the state of a deployment", e);
            }
        }

        private void persist(RolloutState facts)
                throws IOException, InterruptedException, ExecutionException, TimeoutException {
            EcsDeploymentsAction.of(run(getContext())).put(recordId, Outcome.of(facts));
            if (!Thread.holdsLock(EcsDeployExecution.this)) {
                getContext().saveState().get(10, TimeUnit.SECONDS);
            } else {
                getContext().saveState();
            }
        }

        @Override
        public void say(String line) {
            EcsDeployExecution.this.say(line);
        }
    }

    /** Ends a round whose deployment was aborted meanwhile, before it can act. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super(null, null, false, false);
        }
    }
}
