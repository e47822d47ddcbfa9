package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.Run;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags that lead from a task definition back to the build that registered it. */
final class BuildTrace {

    private BuildTrace() {}

    @NonNull
    static Map<String, String> of(@NonNull Run<?, ?> run, @NonNull EnvVars environment) {
        Map<String, String> trace = new LinkedHashMap<>();
        trace.put("jenkins:job", run.getParent().getFullName());
        trace.put("jenkins:build", String.valueOf(run.getNumber()));
        String commit = environment.get("GIT_COMMIT");
        if (commit != null && !commit.isBlank()) {
            trace.put("jenkins:commit", commit);
        }
        return trace;
    }
}
