package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.ecs.taskdef.TraceTags;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;

/** Tags that lead from a task definition back to the build that registered it. */
public final class BuildTrace {

    private BuildTrace() {}

    /** The build's URL, or its name where Jenkins does not know its own URL. */
    @NonNull
    public static String origin(@NonNull Run<?, ?> run) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? run.getFullDisplayName() : root + run.getUrl();
    }

    @NonNull
    public static Map<String, String> of(@NonNull Run<?, ?> run, @NonNull EnvVars environment) {
        Map<String, String> trace = new LinkedHashMap<>();
        trace.put(TraceTags.JOB, run.getParent().getFullName());
        trace.put(TraceTags.BUILD, String.valueOf(run.getNumber()));
        String commit = environment.get("GIT_COMMIT");
        if (commit != null && !commit.isBlank()) {
            trace.put(TraceTags.COMMIT, commit);
        }
        return trace;
    }
}
