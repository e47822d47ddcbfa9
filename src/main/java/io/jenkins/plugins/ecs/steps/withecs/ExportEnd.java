package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.NonNull;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The end of a block with credentials: no more of them, and none in the words of its failure. */
final class ExportEnd extends BodyExecutionCallback {

    private static final long serialVersionUID = 1L;

    private final ExportedKeys keys;

    ExportEnd(@NonNull ExportedKeys keys) {
        this.keys = keys;
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
        keys.end();
        context.onSuccess(result);
    }

    @Override
    public void onFailure(StepContext context, Throwable failure) {
        keys.end();
        context.onFailure(MaskedFailure.of(failure, keys.pattern()));
    }
}
