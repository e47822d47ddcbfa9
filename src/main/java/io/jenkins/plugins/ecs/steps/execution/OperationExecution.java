package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.HyperlinkNote;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.operations.OperationDriver;
import io.jenkins.plugins.ecs.operations.OperationJournal;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.operations.decide.OperationDecider;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.result.EcsOperationException;
import io.jenkins.plugins.ecs.steps.result.EcsOperationResult;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Scales or deletes a service in a Pipeline, round by round. An abort leaves AWS as it is. */
public final class OperationExecution extends ServiceLockExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(OperationExecution.class.getName());
    private static final long SAVED_WITHIN_SECONDS = 10;

    private final SealedState<OperationState> saved;
    private final boolean forcedByNobody;

    /** @param forcedByNobody whether the step forces what only a user who started the build may force */
    public OperationExecution(
            StepContext context, String step, EcsSettings settings, OperationRequest request, boolean forcedByNobody) {
        super(context, step, settings);
        this.forcedByNobody = forcedByNobody;
        saved = new SealedState<>(
                OperationState.begin(request, RolloutThreads.clock().millis()));
    }

    private OperationState state() {
        return saved.get();
    }

    @Override
    public boolean start() throws Exception {
        OperationRequest request = state().request();
        say(ExecutionMessages.start(
                request.goal() instanceof Goal.Delete ? ExecutionMessages.DELETING : ExecutionMessages.SCALING,
                request.clusterName(),
                request.serviceName(),
                settings().origins()));
        say(HyperlinkNote.encodeTo(
                OperationOutcome.of(state()).consoleUrl(), ExecutionMessages.serviceInConsole(request.name())));
        if (forcedByNobody) {
            say(ExecutionMessages.FORCE_WITHOUT_USER);
        }
        schedule(0);
        return false;
    }

    @Override
    public void onResume() {
        resumeFrom(state().newestTime());
        reacquireLock(LockTable.get());
        say(ExecutionMessages.operationResumed(words()));
        schedule(0);
    }

    @Override
    long round(int turn) throws IOException, InterruptedException {
        OperationState state = state();
        if (state.needsLock(clock().millis()) && mustWaitForLock()) {
            return ASK_FOR_LOCK_AGAIN;
        }
        Run<?, ?> run = build().run();
        return new OperationDriver(connection().ecs(), connection(), gate(), clock(), new RoundJournal(turn))
                .registeringWith(RolloutThreads.registrations())
                .guardedBy(new OperationRules(new BuildRules(run, settings()), run))
                .round(state);
    }

    @Override
    boolean holdsLock() {
        OperationState state = state();
        return state.service() != null
                && state.phase() != OperationPhase.LOCATING
                && state.phase() != OperationPhase.PLANNING
                && !state.hasEnded();
    }

    @NonNull
    @Override
    String lockKey() {
        return state().lockKey();
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
        return state().end() != null && state().end().verdict() == Verdict.ABORTED;
    }

    @Override
    boolean isStopping() {
        return false;
    }

    @Override
    boolean leavesOnAbort() {
        return true;
    }

    @Override
    String words() {
        return state().phase().words();
    }

    @Override
    void takeAbort(int turn, String by) {
        OperationDriver.abort(state(), by, clock(), new RoundJournal(turn));
    }

    @Override
    void conclude() {
        OperationOutcome outcome = OperationOutcome.of(state());
        outcome.consoleLines().forEach(this::say);
        EcsOperationResult result = new EcsOperationResult(outcome);
        if (!outcome.isGreen() || isInterrupted()) {
            fail(outcome.verdict() == Verdict.ABORTED, new EcsOperationException(result));
            return;
        }
        if (!outcome.problems().isEmpty()) {
            build().makeUnstable(outcome.problems().get(0));
        }
        finish(() -> getContext().onSuccess(result));
    }

    @Override
    String goesOnAs() {
        return OperationDecider.goesOn(state());
    }

    @Override
    void abandonState(String why) {
        saved.set(OperationDecider.abandoned(state(), why, clock().millis()));
        record(state());
    }

    @Override
    Throwable leftBecauseOf(Throwable cause) {
        EcsOperationException failure = new EcsOperationException(new EcsOperationResult(OperationOutcome.of(state())));
        failure.initCause(cause);
        return failure;
    }

    private void record(OperationState state) {
        try {
            EcsDeploymentsAction.of(build().run()).putOperation(recordId(), OperationOutcome.of(state));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not save a change of a service with its build", e);
        }
    }

    private synchronized void take(int turn, @NonNull OperationState state) {
        checkCurrent(turn);
        saved.set(state);
    }

    /** The journal of one round: it saves and logs only while that round is the current one. */
    private final class RoundJournal implements OperationJournal {

        private final int turn;

        RoundJournal(int turn) {
            this.turn = turn;
        }

        @Override
        public void save(OperationState state, boolean atOnce) {
            OperationState before = state();
            take(turn, state);
            boolean matters = state.phase() != before.phase()
                    || !state.progress().equals(before.progress())
                    || !Objects.equals(state.left(), before.left());
            if (matters) {
                record(state);
            }
            try {
                if (atOnce) {
                    getContext().saveState().get(SAVED_WITHIN_SECONDS, TimeUnit.SECONDS);
                } else if (matters) {
                    getContext().saveState();
                }
            } catch (Exception e) {
                if (atOnce) {
                    // A call was to follow.
                    take(turn, before);
                    throw new StateNotSavedException(e);
                }
                LOGGER.log(Level.WARNING, "Could not save the state of a change of a service", e);
            }
        }

        @Override
        public void acting() {
            beginAct(turn);
        }

        @Override
        public void say(String line) {
            OperationExecution.this.say(line);
        }
    }
}
