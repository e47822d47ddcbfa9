package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import java.io.Serializable;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * One run of the step's block, at one pause. Saved as part of the Pipeline: {@link #begun} and {@link #ended} are saved
 * together with the block itself, so they match after a restart.
 */
final class GateBlock implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String hookId;
    private BodyExecution body;
    private volatile boolean begun;
    private volatile boolean ended;
    private volatile boolean cancelled;
    private volatile Throwable failure;

    GateBlock(@NonNull String hookId) {
        this.hookId = hookId;
    }

    @NonNull
    String hookId() {
        return hookId;
    }

    void runs(@NonNull BodyExecution running) {
        body = running;
    }

    boolean hasBegun() {
        return begun;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The answer of the block is no longer needed. */
    boolean isCancelled() {
        return cancelled;
    }

    /** Why the block failed; null if it did not. */
    @CheckForNull
    Throwable failure() {
        return failure;
    }

    /** Whether the build was aborted during the block, as opposed to a failure or timeout within it. */
    boolean wasAborted() {
        return failure instanceof FlowInterruptedException flow && flow.isActualInterruption();
    }

    /** Ends the block, because its pause is over. */
    void cancel() {
        if (!cancelled && !ended && body != null) {
            cancelled = true;
            body.cancel(new FlowInterruptedException(Result.ABORTED, false, new PauseIsOver()));
        }
    }

    /** Notifies the execution of the end of the block. Runs in the Pipeline's thread, so it does nothing else. */
    static final class Callback extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final GatedRolloutExecution execution;
        private final GateBlock run;

        Callback(GatedRolloutExecution execution, GateBlock run) {
            this.execution = execution;
            this.run = run;
        }

        @Override
        public void onStart(StepContext context) {
            run.begun = true;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            run.ended = true;
            execution.blockHasEnded();
        }

        @Override
        public void onFailure(StepContext context, Throwable thrown) {
            run.failure = thrown;
            run.ended = true;
            execution.blockHasEnded();
        }
    }

    /** Why a block was ended from outside. */
    @ExportedBean
    static final class PauseIsOver extends CauseOfInterruption {

        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return ExecutionMessages.PAUSE_IS_OVER;
        }
    }
}
