package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.lookups.LookupMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;

/** Which definition a request would bring, for those who look before anything is deployed. */
public final class PlannedDefinition {

    private PlannedDefinition() {}

    /** The existing revision that the request begins from; null where it begins from the live one or brings a text. */
    @CheckForNull
    public static String reference(@NonNull DeployRequest request) {
        return TaskDefinitionRef.isReference(request.taskDefinition())
                ? TaskDefinitionRef.parse(request.taskDefinition()).toString()
                : null;
    }

    /** Whether a deployment may register a revision: not if it deploys an existing one as it is. */
    public static boolean isRegistered(@NonNull DeployRequest request) {
        return request.changesDefinition() || RequestedDefinition.bringsText(request);
    }

    /**
     * @param live the definition that the service runs
     * @param named that of {@link #reference}, where there is one
     * @throws TaskDefinitionException if the request does not fit the definition
     */
    @NonNull
    public static ObjectNode of(
            @NonNull DeployRequest request, @NonNull ObjectNode live, @CheckForNull ObjectNode named) {
        if (!request.lookups().isEmpty()) {
            throw new TaskDefinitionException(LookupMessages.NOT_IN_PREFLIGHT);
        }
        Observation seen = new Observation();
        seen.liveDefinition = live;
        seen.namedDefinition = named;
        return RequestedDefinition.chosenOrThrow(request, seen);
    }
}
