package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.PluginWrapper;
import hudson.model.Run;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.support.steps.input.ApproverAction;

/** An {@code input} step that somebody has answered approves what the build deploys after it, where there is such a step. */
@Extension
public final class InputApprovals implements EvidenceSource {

    @CheckForNull
    @Override
    public String approvedBy(@NonNull Run<?, ?> run, @NonNull String service) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("pipeline-input-step");
        return plugin != null && plugin.isActive() ? Answers.last(run) : null;
    }

    /** Is loaded only where the plugin is: it names its class. */
    private static final class Answers {

        static String last(Run<?, ?> run) {
            List<ApproverAction> answers = run.getActions(ApproverAction.class);
            return answers.isEmpty() ? null : answers.get(answers.size() - 1).getUserId();
        }
    }
}
