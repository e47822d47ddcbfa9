package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUpdate;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.servicedef.ServiceChanges;
import io.jenkins.plugins.ecs.servicedef.ServiceComparison;

/**
 * What a service definition changes of a service that CodeDeploy deploys: {@code UpdateService} before
 * {@code CreateDeployment}. No attribute that it takes starts a deployment, so it may be repeated.
 */
public final class CodeDeployServiceFile {

    private CodeDeployServiceFile() {}

    /** @param service as {@code DescribeServices} shows it; null if it is not known */
    static ServiceChanges changes(DeployRequest request, ObjectNode service) {
        return request.bringsService() && service != null
                ? ServiceComparison.of(request.serviceFile(), service)
                : ServiceChanges.NONE;
    }

    /** @return whether there was something to do before the deployment */
    public static boolean comesFirst(DecisionDraft draft, ObjectNode service) {
        RolloutState state = draft.state;
        if (!state.serviceFile.changed) {
            ObjectNode settings = changes(state.request, service).update();
            JsonNode count = settings.remove("desiredCount");
            if (!settings.isEmpty() || count != null) {
                state.serviceFile.changing = true;
                draft.act(new AwsAction.Update(new ServiceUpdate(
                        state.request.cluster(),
                        state.request.service(),
                        null,
                        count == null ? null : (Integer) count.asInt(),
                        false,
                        settings)));
                return true;
            }
            state.serviceFile.changing = false;
            state.serviceFile.changed = true;
        }
        if (state.serviceFile.changesTags() || state.unchanged) {
            NextPhase.afterUpdate(draft, state.unchanged ? Phase.PROVING : Phase.UPDATING);
            return true;
        }
        return false;
    }

    /** The update was answered: CodeDeploy is next. */
    public static void updated(DecisionDraft draft) {
        RolloutState state = draft.state;
        state.updated = true;
        state.pending = false;
        state.serviceFile.changing = false;
        state.serviceFile.changed = true;
        draft.log(ServiceFileMessages.UPDATED);
        draft.pollIn(0);
    }
}
