package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.Run;
import java.io.IOException;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The user who started a build directly. */
public final class BuildStarter {

    private BuildStarter() {}

    /** Id of the user; null if a timer, an SCM, another build or anything else started it. */
    @CheckForNull
    public static String of(@NonNull StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        return run.getCauses().stream()
                .filter(Cause.UserIdCause.class::isInstance)
                .map(cause -> ((Cause.UserIdCause) cause).getUserId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
