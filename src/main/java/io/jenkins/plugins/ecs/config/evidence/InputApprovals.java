package io.jenkins.plugins.ecs.config.evidence;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.PluginWrapper;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowGraphWalker;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction;

/** An {@code input} step that somebody has answered approves what the build deploys after it, where there is such a step. */
@Extension
public final class InputApprovals implements EvidenceSource {

    @NonNull
    @Override
    public List<Given> approvals(@NonNull Run<?, ?> run) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("pipeline-input-step");
        return plugin != null && plugin.isActive() ? Answers.of(run) : List.of();
    }

    /** Is loaded only where the plugin is: it names its class. */
    private static final class Answers {

        private static final int MOST_NODES = 50_000;

        static List<Given> of(Run<?, ?> run) {
            List<Given> given = new ArrayList<>();
            FlowExecutionOwner owner =
                    run instanceof FlowExecutionOwner.Executable build ? build.asFlowExecutionOwner() : null;
            FlowExecution execution = owner == null ? null : owner.getOrNull();
            if (execution == null) {
                return given;
            }
            int looked = 0;
            for (FlowNode node : new FlowGraphWalker(execution)) {
                node.getParents().forEach(before -> add(given, before, node));
                if (++looked == MOST_NODES) {
                    break;
                }
            }
            return given;
        }

        /** The step does not say when it was answered: what comes next began then. */
        private static void add(List<Given> given, FlowNode step, FlowNode next) {
            InputSubmittedAction answer = step.getPersistentAction(InputSubmittedAction.class);
            String approver = answer == null ? null : answer.getApprover();
            if (approver != null) {
                given.add(new Given(step.getId(), approver, TimingAction.getStartTime(next)));
            }
        }
    }
}
