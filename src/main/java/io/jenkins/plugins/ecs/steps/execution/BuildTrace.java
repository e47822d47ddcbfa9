package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.ecs.taskdef.TraceTags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** What leads back to the build: tags of the task definition that it registers, and the span of its step. */
public final class BuildTrace {

    /** Version 00, trace, span, flags. The OpenTelemetry plugin sets it in the environment of each step. */
    private static final Pattern TRACE_PARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

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
        String parent = environment.get("TRACEPARENT");
        if (parent != null && TRACE_PARENT.matcher(parent).matches()) {
            trace.put(TraceTags.PARENT, parent);
        }
        return trace;
    }
}
