package io.jenkins.plugins.ecs.scaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;

/** One call that brings the scaling of a service closer to what the file says. All of them may be repeated. */
public sealed interface ScalingChange {

    /** The API's name of the operation. */
    @NonNull
    String operation();

    /** What it changes: the same for each attempt. */
    @NonNull
    default String key() {
        return operation();
    }

    /** For a plan and the log. */
    @NonNull
    String line();

    void send(@NonNull ApplicationAutoScalingApi api, @NonNull String resourceId);

    record Range(int min, int max, @NonNull String line) implements ScalingChange {

        @Override
        public String operation() {
            return "RegisterScalableTarget";
        }

        @Override
        public void send(ApplicationAutoScalingApi api, String resourceId) {
            api.register(resourceId, min, max, null);
        }
    }

    record PutPolicy(@NonNull ObjectNode policy, @NonNull String line) implements ScalingChange {

        @Override
        public String operation() {
            return "PutScalingPolicy";
        }

        @Override
        public String key() {
            return operation() + " " + policy.path("PolicyName").asText();
        }

        @Override
        public void send(ApplicationAutoScalingApi api, String resourceId) {
            api.putPolicy(resourceId, policy);
        }
    }

    record PutAction(@NonNull ObjectNode action, @NonNull String line) implements ScalingChange {

        @Override
        public String operation() {
            return "PutScheduledAction";
        }

        @Override
        public String key() {
            return operation() + " " + action.path("ScheduledActionName").asText();
        }

        @Override
        public void send(ApplicationAutoScalingApi api, String resourceId) {
            api.putScheduledAction(resourceId, action);
        }
    }

    record DeletePolicy(@NonNull String name, @NonNull String line) implements ScalingChange {

        @Override
        public String operation() {
            return "DeleteScalingPolicy";
        }

        @Override
        public String key() {
            return operation() + " " + name;
        }

        @Override
        public void send(ApplicationAutoScalingApi api, String resourceId) {
            api.deletePolicy(resourceId, name);
        }
    }

    record DeleteAction(@NonNull String name, @NonNull String line) implements ScalingChange {

        @Override
        public String operation() {
            return "DeleteScheduledAction";
        }

        @Override
        public String key() {
            return operation() + " " + name;
        }

        @Override
        public void send(ApplicationAutoScalingApi api, String resourceId) {
            api.deleteScheduledAction(resourceId, name);
        }
    }
}
