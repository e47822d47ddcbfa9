package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.HyperlinkNote;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.lock.LockKey;
import io.jenkins.plugins.ecs.steps.result.EcsTaskException;
import io.jenkins.plugins.ecs.steps.result.EcsTaskResult;
import io.jenkins.plugins.ecs.tasks.TaskJournal;
import io.jenkins.plugins.ecs.tasks.TaskOutcome;
import io.jenkins.plugins.ecs.tasks.TaskRunDriver;
import io.jenkins.plugins.ecs.tasks.decide.ServiceLock;
import io.jenkins.plugins.ecs.tasks.decide.TaskDecider;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs tasks in a pipeline, round by round, to their end. */
public final class TaskRunExecution extends ServiceLockExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(TaskRunExecution.class.getName());
    private static final long SAVED_WITHIN_SECONDS = 10;

    private final boolean returnExitCode;

    private final SealedState<TaskRunState> saved;

    private transient volatile Masking masking;

    public TaskRunExecution(
            StepContext context, String step, EcsSettings settings, TaskRequest request, boolean returnExitCode) {
        super(context, step, settings);
        this.returnExitCode = returnExitCode;
        saved = new SealedState<>(
                TaskRunState.begin(request, RolloutThreads.clock().millis()));
    }

    private TaskRunState state() {
        return saved.get();
    }

    @Override
    public boolean start() throws Exception {
        TaskRequest request = state().request();
        say("Running a task in " + PlainText.line(request.clusterName())
                + (request.service() == null ? "" : " for " + PlainText.line(request.serviceName())) + " with "
                + settings().origins());
        say(HyperlinkNote.encodeTo(
                TaskOutcome.of(state()).consoleUrl(),
                "Tasks of " + PlainText.line(request.clusterName()) + " in the AWS console"));
        schedule(0);
        return false;
    }

    @Override
    public void onResume() {
        TaskRunState state = state();
        resumeFrom(state.newestTime());
        reacquireLock(LockTable.get());
        say("Resuming the task run after a restart: " + words());
        schedule(0);
    }

    @Override
    long round(int turn) throws IOException, InterruptedException {
        TaskRunState state = state();
        if (ServiceLock.isNeeded(state, clock().millis()) && mustWaitForLock()) {
            return ASK_FOR_LOCK_AGAIN;
        }
        return new TaskRunDriver(connection().ecs(), connection(), gate(), clock(), new RoundJournal(turn))
                .masking(masking())
                .guardedBy(new BuildRules(build().run(), settings())::judge)
                .round(state);
    }

    private Masking masking() throws IOException, InterruptedException {
        if (masking == null) {
            masking = Masking.of(BuildSecrets.of(getContext()));
        }
        return masking;
    }

    /** Only a step that asks for it holds the lock of its service, from before the first action to the end. */
    @Override
    boolean holdsLock() {
        return ServiceLock.isHeld(state());
    }

    @NonNull
    @Override
    String lockKey() {
        TaskPlan plan = state().plan();
        return LockKey.of(plan.serviceArn(), String.valueOf(plan.clusterArn()));
    }

    @Override
    long startedAt() {
        return state().startedAt();
    }

    @Override
    boolean hasEnded() {
        return state().hasEnded();
    }

    @Override
    boolean isAborted() {
        return state().stop() != null || state().end() != null;
    }

    @Override
    boolean isStopping() {
        return state().isStopping();
    }

    @Override
    boolean leavesOnAbort() {
        return state().request().following().onAbort() == OnStop.LEAVE;
    }

    @Override
    String words() {
        return state().phase().words();
    }

    @Override
    void takeAbort(int turn, String by) {
        TaskRunDriver.abort(state(), by, clock(), new RoundJournal(turn));
    }

    @Override
    void conclude() {
        TaskOutcome outcome = TaskOutcome.of(state());
        outcome.consoleLines().forEach(this::say);
        EcsTaskResult result = new EcsTaskResult(outcome);
        TaskVerdict verdict = outcome.verdict();
        boolean continues = verdict == TaskVerdict.SUCCESS
                || (returnExitCode && verdict == TaskVerdict.TASK_FAILED && outcome.exitCode() != null);
        if (continues && !isInterrupted()) {
            finish(() -> getContext().onSuccess(result));
        } else {
            fail(verdict == TaskVerdict.ABORTED, new EcsTaskException(result));
        }
    }

    @Override
    String goesOnAs() {
        return TaskDecider.mayRun(state());
    }

    @Override
    void abandonState(String why) {
        saved.set(TaskDecider.abandoned(state(), why, clock().millis()));
        record(state());
    }

    @Override
    Throwable leftBecauseOf(Throwable cause) {
        EcsTaskException failure = new EcsTaskException(new EcsTaskResult(TaskOutcome.of(state())));
        failure.initCause(cause);
        return failure;
    }

    private void record(TaskRunState state) {
        try {
            EcsDeploymentsAction.of(build().run()).putTasks(recordId(), TaskOutcome.of(state));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "could not keep a task run with its build", e);
        }
    }

    private synchronized void take(int turn, @NonNull TaskRunState state) {
        checkCurrent(turn);
        saved.set(state);
    }

    /** Keeps what one round says, as long as that round is the current one. */
    private final class RoundJournal implements TaskJournal {

        private final int turn;

        RoundJournal(int turn) {
            this.turn = turn;
        }

        @Override
        public void save(TaskRunState state, boolean atOnce) {
            TaskRunState before = state();
            take(turn, state);
            if (!atOnce && state.equals(before)) {
                return;
            }
            boolean shown = state.phase() != before.phase() || !state.tasks().equals(before.tasks());
            if (shown) {
                record(state);
            }
            try {
                if (atOnce) {
                    getContext().saveState().get(SAVED_WITHIN_SECONDS, TimeUnit.SECONDS);
                } else if (shown) {
                    getContext().saveState();
                }
            } catch (Exception e) {
                if (state.call().isSent() && !before.call().isSent()) {
                    // An action was to follow.
                    take(turn, before);
                    throw new StateNotSavedException(e);
                }
                LOGGER.log(Level.WARNING, "could not save the state of a task run", e);
            }
        }

        @Override
        public void acting() {
            beginAct(turn);
        }

        @Override
        public void say(String line) {
            TaskRunExecution.this.say(line);
        }
    }
}
