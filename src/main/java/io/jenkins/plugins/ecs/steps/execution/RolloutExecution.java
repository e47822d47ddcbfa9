package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.HyperlinkNote;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentException;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentResult;
import io.jenkins.plugins.ecs.ui.build.LogTails;
import io.jenkins.plugins.ecs.ui.build.PendingApprovals;
import io.jenkins.plugins.ecs.verify.VerificationDrivers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs a rollout in a Pipeline, round by round, to its verdict. */
public class RolloutExecution extends LockingStepExecution {

    private static final long serialVersionUID = 1L;

    private final SealedState<RolloutState> saved;

    private transient VerificationDrivers verifications;

    public RolloutExecution(StepContext context, String step, EcsSettings settings, DeployRequest request) {
        super(context, step, settings);
        long now = RolloutThreads.clock().millis();
        saved = new SealedState<>(
                request.linesUp() ? RolloutState.queued(request, now) : RolloutState.begin(request, now));
    }

    @Override
    public boolean start() throws Exception {
        DeployRequest request = state().request();
        Outcome outcome = Outcome.of(state());
        say(ExecutionMessages.start(
                verb(request),
                request.clusterName(),
                request.serviceName(),
                settings().origins()));
        say(HyperlinkNote.encodeTo(outcome.consoleUrl(), ExecutionMessages.consoleLink(request.serviceName())));
        takeAnswers();
        showLogs();
        schedule(0);
        return false;
    }

    private static String verb(DeployRequest request) {
        if (request.attachTo() != null) {
            return ExecutionMessages.FOLLOWING;
        }
        return request.goesBack() ? ExecutionMessages.ROLLING_BACK : ExecutionMessages.DEPLOYING;
    }

    @Override
    public void onResume() {
        saved.set(state().resumed());
        resumeFrom(state().newestTime());
        reacquireLock(LockTable.get());
        takeAnswers();
        showLogs();
        say(ExecutionMessages.DEPLOYMENT_RESUMED + words());
        schedule(0);
    }

    /** For pages that show the deployment while this step runs. */
    private void showLogs() {
        if (!state().request().dryRun()) {
            showLogs(List.of(recordId()), id -> state(), id -> place());
        }
    }

    private void takeAnswers() {
        if (state().request().takesAnswers()) {
            PendingApprovals.open(recordId(), this::answer);
        }
    }

    @NonNull
    @Override
    final Set<String> locked() {
        RolloutState facts = state();
        String key = facts.lockKey();
        return key == null || facts.isQueued() || facts.hasEnded() ? Set.of() : Set.of(key);
    }

    /** A rollback is not subject to limits for concurrent deployments. */
    @NonNull
    @Override
    final DeploymentLocks.Ticket ticket(@NonNull Set<String> keys) throws IOException, InterruptedException {
        DeployRequest request = state().request();
        return state().queuesAsRollback()
                ? ticket(keys, 1, state().startedAt(), request, Map.of()).ofRollback()
                : ticket(keys, 1, state().startedAt(), request, limits(keys, request));
    }

    @Override
    void released() {
        PendingApprovals.close(recordId());
        LogTails.close(List.of(recordId()));
        closeVerifications();
        super.released();
    }

    private synchronized void closeVerifications() {
        if (verifications != null) {
            verifications.close();
        }
    }

    /** @return whether it was accepted */
    final boolean answer(String hookId, PauseAnswer answer, String by) {
        return interject(turn -> RolloutDriver.answer(state(), hookId, answer, by, clock(), new RoundJournal(turn)));
    }

    final RolloutState state() {
        return saved.get();
    }

    @Override
    final long round(int turn) throws IOException, InterruptedException {
        return driver(state().request(), new RoundJournal(turn))
                .liningUpAt(queue())
                .verifyingWith(verifications())
                .round(state());
    }

    private synchronized VerificationDrivers verifications() {
        if (verifications == null) {
            verifications = verificationDrivers();
        }
        return verifications;
    }

    /** While the service is verified nothing continues in AWS, but the step must not end. */
    @Override
    final boolean isUnderWay() {
        return super.isUnderWay() || state().phase().isVerification();
    }

    @Override
    final boolean hasEnded() {
        return state().hasEnded();
    }

    @Override
    final boolean isAborted() {
        return state().isAborted();
    }

    @Override
    final boolean isStopping() {
        return state().isStopping();
    }

    @Override
    final boolean leavesOnAbort() {
        return state().leavesOnAbort();
    }

    @Override
    final String words() {
        return state().phase().words();
    }

    @Override
    final void takeAbort(int turn, String by) {
        RolloutDriver.abort(state(), by, clock(), new RoundJournal(turn));
    }

    @Override
    void conclude() {
        Outcome outcome = Outcome.of(state());
        Verdict verdict = outcome.verdict();
        outcome.consoleLines().forEach(this::say);
        notePlan(state());
        outcome.scheduleProblems().stream().findFirst().ifPresent(build()::makeUnstable);
        if (!outcome.acceptedBy().isEmpty()) {
            build().makeUnstable(outcome.message());
        }
        outcome.scalingProblems().stream().findFirst().ifPresent(build()::makeUnstable);
        EcsDeploymentResult result = new EcsDeploymentResult(outcome);
        if (verdict != null && verdict.letsThePipelineGoOn() && !isInterrupted()) {
            finish(() -> getContext().onSuccess(result));
        } else {
            fail(verdict == Verdict.ABORTED, failure(result));
        }
    }

    EcsDeploymentException failure(EcsDeploymentResult result) {
        return new EcsDeploymentException(result);
    }

    @Override
    final String goesOnAs() {
        return state().goesOnAs();
    }

    @Override
    final void abandonState(String why) {
        saved.set(RolloutDriver.abandon(state(), why, clock()));
        String suspended = Outcome.of(state()).scalingProblem();
        if (!suspended.isEmpty()) {
            say(ExecutionMessages.WARNING + suspended);
        }
        build().keepOutcome(state());
    }

    @Override
    final Throwable leftBecauseOf(Throwable cause) {
        EcsDeploymentException failure = new EcsDeploymentException(new EcsDeploymentResult(Outcome.of(state())));
        failure.initCause(cause);
        return failure;
    }

    @Override
    public String getStatus() {
        String progress = Outcome.of(state()).progress();
        return ExecutionMessages.progress(words(), progress);
    }

    /** @return whether a restart would need it */
    private synchronized boolean take(int turn, @NonNull RolloutState facts) {
        checkCurrent(turn);
        boolean matters = facts.differsForARestart(state());
        saved.set(facts);
        return matters;
    }

    /** The journal of one round: it saves and logs only while that round is the current one. */
    private final class RoundJournal implements Journal {

        private final int turn;

        RoundJournal(int turn) {
            this.turn = turn;
        }

        @Override
        public void save(RolloutState facts) {
            boolean asks = state().request().takesAnswers() && !isAsking(state()) && isAsking(facts);
            boolean prints = facts.hasPrintedSince(state());
            showVerification(recordId(), state(), facts);
            build().save(facts, take(turn, facts), prints);
            if (asks) {
                sayWhereToAnswer(facts.request());
            }
        }

        @Override
        public void acting() {
            beginAct(turn);
        }

        @Override
        public void say(String line) {
            RolloutExecution.this.say(line);
        }
    }
}
