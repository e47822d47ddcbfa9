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
 * One run of the step's block, at one pause. Part of the program: what {@link #begun} and {@link #ended} say is saved
 * together with the block itself, so a restart finds both as they were.
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

    /** Nobody waits for its answer any more. */
    boolean isCancelled() {
        return cancelled;
    }

    /** Why it failed; null where it did not. */
    @CheckForNull
    Throwable failure() {
        return failure;
    }

    /** The build was aborted while it ran, as opposed to the block failing, or a timeout within it. */
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

    /** Tells the execution when the block has ended. Runs in the thread of the program, so it does no more than that. */
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
            return "the pause is over: it was answered elsewhere, or its time was up";
        }
    }
}
