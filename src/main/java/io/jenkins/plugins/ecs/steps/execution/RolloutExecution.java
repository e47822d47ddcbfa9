package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.HyperlinkNote;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentException;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentResult;
import io.jenkins.plugins.ecs.ui.build.PendingApprovals;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs a rollout in a Pipeline, round by round, to its verdict. */
public class RolloutExecution extends LockingStepExecution {

    private static final long serialVersionUID = 1L;

    /** The state; replaced as a whole. */
    private transient volatile RolloutState current;

    /** The state as it is saved. */
    private String sealed;

    private transient RolloutState sealedFrom;

    public RolloutExecution(StepContext context, String step, EcsSettings settings, DeployRequest request) {
        super(context, step, settings);
        long now = RolloutThreads.clock().millis();
        this.current = request.linesUp() ? RolloutState.queued(request, now) : RolloutState.begin(request, now);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        RolloutState facts = current;
        // A Pipeline is saved at each change of any of its steps, with all of them.
        if (facts != sealedFrom) {
            sealed = EncryptedState.seal(facts);
            sealedFrom = facts;
        }
        out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        current = EncryptedState.open(sealed, RolloutState.class);
    }

    @Override
    public boolean start() throws Exception {
        DeployRequest request = current.request();
        Outcome outcome = Outcome.of(current);
        say(ExecutionMessages.start(
                verb(request), request.clusterName(), request.serviceName(), settings().origins()));
        say(HyperlinkNote.encodeTo(
                outcome.consoleUrl(), ExecutionMessages.consoleLink(request.serviceName())));
        takeAnswers();
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
        resumeFrom(current.newestTime());
        reacquireLock(LockTable.get());
        takeAnswers();
        say(ExecutionMessages.DEPLOYMENT_RESUMED + words());
        schedule(0);
    }

    private void takeAnswers() {
        if (current.request().takesAnswers()) {
            PendingApprovals.open(recordId(), this::answer);
        }
    }

    @NonNull
    @Override
    final Set<String> locked() {
        RolloutState facts = current;
        String key = facts.lockKey();
        return key == null || facts.isQueued() || facts.hasEnded() ? Set.of() : Set.of(key);
    }

    /** A rollback is not subject to limits for concurrent deployments. */
    @NonNull
    @Override
    final DeploymentLocks.Ticket ticket(@NonNull Set<String> keys) throws IOException, InterruptedException {
        DeployRequest request = current.request();
        return current.queuesAsRollback()
                ? ticket(keys, 1, current.startedAt(), request, Map.of()).ofRollback()
                : ticket(keys, 1, current.startedAt(), request, limits(keys, request));
    }

    /** The queue of the deployments of all builds. */
    private final class Queue implements DeploymentQueue {

        @NonNull
        @Override
        public Place ask(@NonNull String key) {
            return LockTable.get().ask(ticketOf(key));
        }

        @NonNull
        @Override
        public Optional<String> overtakenBy(@NonNull String key) {
            return LockTable.get().overtakenBy(recordId(), key);
        }

        private DeploymentLocks.Ticket ticketOf(String key) {
            try {
                return ticket(Set.of(key));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    void released() {
        PendingApprovals.close(recordId());
        super.released();
    }

    /** @return whether it was accepted */
    final boolean answer(String hookId, PauseAnswer answer, String by) {
        return interject(turn -> RolloutDriver.answer(current, hookId, answer, by, clock(), new RoundJournal(turn)));
    }

    final RolloutState state() {
        return current;
    }

    @Override
    final long round(int turn) throws IOException, InterruptedException {
        return driver(current.request(), new RoundJournal(turn))
                .liningUpAt(new Queue())
                .round(current);
    }

    @Override
    final boolean hasEnded() {
        return current.hasEnded();
    }

    @Override
    final boolean isAborted() {
        return current.isAborted();
    }

    @Override
    final boolean isStopping() {
        return current.isStopping();
    }

    @Override
    final boolean leavesOnAbort() {
        return current.request().onAbort() == Reaction.LEAVE;
    }

    @Override
    final String words() {
        return current.phase().words();
    }

    @Override
    final void takeAbort(int turn, String by) {
        RolloutDriver.abort(current, by, clock(), new RoundJournal(turn));
    }

    @Override
    void conclude() {
        Outcome outcome = Outcome.of(current);
        Verdict verdict = outcome.verdict();
        outcome.consoleLines().forEach(this::say);
        notePlan(current);
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
        return current.goesOnAs();
    }

    @Override
    final void abandonState(String why) {
        current = RolloutDriver.abandon(current, why, clock());
        build().keepOutcome(current);
    }

    @Override
    final Throwable leftBecauseOf(Throwable cause) {
        EcsDeploymentException failure = new EcsDeploymentException(new EcsDeploymentResult(Outcome.of(current)));
        failure.initCause(cause);
        return failure;
    }

    @Override
    public String getStatus() {
        String progress = Outcome.of(current).progress();
        return ExecutionMessages.progress(words(), progress);
    }

    /** @return whether a restart would need it */
    private synchronized boolean take(int turn, @NonNull RolloutState facts) {
        checkCurrent(turn);
        boolean matters = facts.differsForARestart(current);
        current = facts;
        return matters;
    }

    static boolean isAsking(RolloutState facts) {
        return facts.pauses().stream().anyMatch(Pause::isOpen);
    }

    /** The journal of one round: it saves and logs only while that round is the current one. */
    private final class RoundJournal implements Journal {

        private final int turn;

        RoundJournal(int turn) {
            this.turn = turn;
        }

        @Override
        public void save(RolloutState facts) {
            boolean asks = current.request().takesAnswers() && !isAsking(current) && isAsking(facts);
            build().save(facts, take(turn, facts));
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
