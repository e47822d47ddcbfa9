package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.Map;

/** {@code registerOnly}: a revision, and no change of a service. */
final class RegisterOnly {

    private RegisterOnly() {}

    /** A text needs no service to be registered. */
    static boolean isWithoutService(DeployRequest request, Observation seen) {
        return request.registersOnly()
                && seen.service == null
                && seen.serviceFailure == null
                && RequestedDefinition.bringsText(request);
    }

    static void plan(DecisionDraft draft, Observation seen) {
        DeployRequest request = draft.state.request;
        try {
            ObjectNode wanted =
                    RequestedDefinition.definition(request, seen.lookups, null, request.serviceName(), Map.of());
            PlannedRevision.note(draft.state, wanted);
            draft.state.family = TaskDefinitions.family(wanted);
            draft.go(Phase.REGISTERING);
        } catch (TaskDefinitionException bad) {
            LookupPlanning.refuse(draft, bad.getMessage());
        }
    }

    static void end(DecisionDraft draft, String revision, boolean isNew) {
        draft.state.taskDefinition = revision;
        draft.end(Verdict.REGISTERED, ServiceFileMessages.registeredOnly(Arns.brief(revision), isNew), "");
    }
}
