package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.state.DisplayVersion;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionCompare;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Set;

/** What is about to run, for the rules and the pages. */
public final class PlannedRevision {

    private PlannedRevision() {}

    /** What is about to run, and what is new about it. */
    static void compare(RolloutState state, ObjectNode live, ObjectNode chosen) {
        note(state, chosen);
        state.previous.images = TaskDefinitions.images(live);
        TaskDefinitionCompare.differences(live, chosen)
                .forEach(difference -> state.changes.add(PlainText.line(difference.toString())));
    }

    /** What is about to run. */
    public static void note(RolloutState state, ObjectNode chosen) {
        state.images = TaskDefinitions.images(chosen);
        Set<String> roles = TaskDefinitions.roles(chosen);
        if (state.request.bringsService()) {
            roles.addAll(state.request.serviceFile().roles());
        }
        state.roles.clear();
        state.roles.addAll(roles);
        state.version = DisplayVersion.of(state.images, state.request.imageContainer(), null);
    }

    static void runsAlready(DecisionDraft draft, String arn) {
        draft.state.unchanged = true;
        draft.log(PlanningMessages.noChanges(Arns.brief(arn)));
        draft.go(Phase.PROVING);
    }
}
