package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.Run;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The users who started a build directly. */
public final class BuildStarter {

    private BuildStarter() {}

    /** Id of the first of them; null if there is none. */
    @CheckForNull
    public static String of(@NonNull StepContext context) throws IOException, InterruptedException {
        return ids(context.get(Run.class)).findFirst().orElse(null);
    }

    /** Ids of these users; none if a timer, an SCM, another build or anything else started it. */
    @NonNull
    static Stream<String> ids(@NonNull Run<?, ?> run) {
        return run.getCauses().stream()
                .filter(Cause.UserIdCause.class::isInstance)
                .map(cause -> ((Cause.UserIdCause) cause).getUserId())
                .filter(Objects::nonNull);
    }
}
