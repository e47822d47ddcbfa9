package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.HyperlinkNote;
import io.jenkins.plugins.ecs.config.evidence.BuildParticipants;
import io.jenkins.plugins.ecs.config.evidence.EvidenceAction;
import io.jenkins.plugins.ecs.paths.approval.ApprovalOutcome;
import io.jenkins.plugins.ecs.paths.approval.ApprovalState;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.steps.result.EcsApprovalException;
import io.jenkins.plugins.ecs.steps.result.EcsApprovalResult;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.ui.build.PendingReleases;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Waits until enough users have approved. Meanwhile there is only its saved state; AWS is not used. */
public final class ApprovalExecution extends PollingStepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ApprovalExecution.class.getName());

    private final SealedState<ApprovalState> saved;

    public ApprovalExecution(@NonNull StepContext context, @NonNull ApprovalState state) {
        super(context, "ecsApprove", null);
        this.saved = new SealedState<>(state);
    }

    private ApprovalState state() {
        return saved.get();
    }

    @Override
    public boolean start() throws Exception {
        takeAnswers();
        schedule(0);
        return false;
    }

    @Override
    public void onResume() {
        resumeFrom(state().newestTime());
        takeAnswers();
        say(ExecutionMessages.APPROVAL_RESUMED + state().summary());
        schedule(0);
    }

    private void takeAnswers() {
        PendingReleases.open(state().id(), new Answers());
    }

    private final class Answers implements PendingReleases.Handler {

        @NonNull
        @Override
        public Optional<ApprovalRule> needed(@NonNull String environment) {
            return Optional.of(state().rule());
        }

        @Override
        public boolean answer(@NonNull String environment, @NonNull Answer answer) {
            return interject(turn -> {
                Optional<ApprovalState> answered = state().answered(answer, participants());
                answered.ifPresent(next -> {
                    take(turn, next);
                    say(ApprovalState.line(answer));
                });
                return answered.isPresent();
            });
        }
    }

    private Participants participants() {
        try {
            return BuildParticipants.of(build().run());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    boolean needsConnection() {
        return false;
    }

    @Override
    long round(int turn) {
        ApprovalState before = state();
        long now = clock().millis();
        ApprovalState next = before.judged(participants(), now);
        if (next != before) {
            take(turn, next);
            if (!next.hasEnded()) {
                say(next.summary());
                if (before.waits().isEmpty()) {
                    sayWhere();
                }
            }
        }
        return next.hasEnded() ? 0 : next.judgeAgainIn(now);
    }

    private void take(int turn, ApprovalState next) {
        checkCurrent(turn);
        saved.set(next);
        getContext().saveState();
        show(next);
    }

    private void sayWhere() {
        try {
            say(HyperlinkNote.encodeTo(
                    "/" + build().run().getUrl() + "ecs-deployments/", ExecutionMessages.ANSWER_ON_PAGE));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not log the link for answering an approval", e);
        }
    }

    /** Shows it on the pages of the build. An error is only logged. */
    private void show(ApprovalState state) {
        try {
            EcsDeploymentsAction.of(build().run()).putApproval(state.id(), ApprovalOutcome.of(state));
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not save an approval with its build", e);
        }
    }

    @Override
    boolean hasEnded() {
        return state().hasEnded();
    }

    @Override
    void conclude() {
        ApprovalState state = state();
        say(state.summary());
        EcsApprovalResult result = new EcsApprovalResult(ApprovalOutcome.of(state));
        if (state.end() != ApprovalState.End.APPROVED || isInterrupted()) {
            fail(state.end() == ApprovalState.End.ABORTED, new EcsApprovalException(result));
            return;
        }
        try {
            EvidenceAction.noteApproved(build().run(), state);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, "Could not save an approval as evidence with its build", e);
        }
        finish(() -> getContext().onSuccess(result));
    }

    @Override
    void takeAbort(int turn, String by) {
        take(turn, state().aborted(by, clock().millis()));
    }

    @Override
    boolean isAborted() {
        return state().end() == ApprovalState.End.ABORTED;
    }

    @Override
    boolean isStopping() {
        return isAborted();
    }

    @Override
    boolean leavesOnAbort() {
        return true;
    }

    @Override
    String words() {
        return state().hasEnded() ? ExecutionMessages.ANSWERED : ExecutionMessages.WAITS_FOR_APPROVAL;
    }

    @Override
    String goesOnAs() {
        return "";
    }

    /** It may wait for days, so an error of a round must not end it at once. */
    @Override
    boolean isUnderWay() {
        return !hasEnded();
    }

    @Override
    void abandonState(String why) {
        ApprovalState ended = state().aborted(why, clock().millis());
        saved.set(ended);
        show(ended);
    }

    @Override
    void released() {
        PendingReleases.close(state().id());
    }
}
