package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.rollout.state.ServiceOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What {@code ecsScale} and {@code ecsDelete} give to the pipeline, also to sandboxed scripts. Immutable. */
public final class EcsOperationResult extends EcsStepResult {

    private static final long serialVersionUID = 1L;

    private final OperationOutcome outcome;

    @Restricted(NoExternalUse.class)
    public EcsOperationResult(@NonNull OperationOutcome outcome) {
        this.outcome = outcome;
    }

    @NonNull
    @Override
    ServiceOutcome outcome() {
        return outcome;
    }

    /** The verdict. */
    @Whitelisted
    public String getStatus() {
        return String.valueOf(outcome.verdict());
    }

    @Whitelisted
    public boolean isSuccessful() {
        return outcome.isGreen();
    }

    @Whitelisted
    public String getCause() {
        return outcome.cause();
    }

    @Whitelisted
    public String getAdvice() {
        return outcome.advice();
    }

    /** As last read; -1 if it was not. */
    @Whitelisted
    public int getDesiredCount() {
        return outcome.desired();
    }

    /** As last read; -1 if it was not. */
    @Whitelisted
    public int getRunningCount() {
        return outcome.running();
    }

    /** One line for each change. */
    @Whitelisted
    public List<String> getDone() {
        return new ArrayList<>(outcome.done());
    }

    /** One line for each part that could not be done. */
    @Whitelisted
    public List<String> getProblems() {
        return new ArrayList<>(outcome.problems());
    }
}
