package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.EcsContext;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs the body of {@code withEcs} with its settings around it. It calls nobody, and holds nothing. */
public final class WithEcsExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final SettingsLayer block;

    WithEcsExecution(@NonNull StepContext context, @NonNull SettingsLayer block) {
        super(context);
        this.block = block;
    }

    @Override
    public boolean start() throws Exception {
        EcsContext around = EcsContext.inside(getContext().get(EcsContext.class), block);
        try {
            JobSettings.of(getContext().get(Run.class).getParent()).check(block);
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("withEcs: " + wrong.getMessage());
        }
        getContext()
                .newBodyInvoker()
                .withContext(around)
                .withCallback(BodyExecutionCallback.wrap(getContext()))
                .start();
        return false;
    }

    @Override
    public void onResume() {
        // The body goes on by itself.
    }
}
