package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;

/** The range of the desired count of a service in Application Auto Scaling, and what of it is suspended. */
public record ScalableTarget(int min, int max, @NonNull Suspension suspension) {
    /** What is suspended: scale-in and scale-out by policies, and scheduled actions. */
    public record Suspension(boolean scaleIn, boolean scaleOut, boolean scheduled) {
        static Suspension of(JsonNode state) {
            return new Suspension(
                    state.path("DynamicScalingInSuspended").asBoolean(),
                    state.path("DynamicScalingOutSuspended").asBoolean(),
                    state.path("ScheduledScalingSuspended").asBoolean());
        }

        /** In the form of the API. */
        @NonNull
        public ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("DynamicScalingInSuspended", scaleIn)
                    .put("DynamicScalingOutSuspended", scaleOut)
                    .put("ScheduledScalingSuspended", scheduled);
        }
    }

    static ScalableTarget of(JsonNode target) {
        return new ScalableTarget(
                target.path("MinCapacity").asInt(),
                target.path("MaxCapacity").asInt(),
                Suspension.of(target.path("SuspendedState")));
    }

    /** Whether the range contains this count. */
    public boolean contains(int count) {
        return count >= min && count <= max;
    }
}
