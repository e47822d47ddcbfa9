package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUpdate;
import io.jenkins.plugins.ecs.aws.services.EventBridgeApi;
import io.jenkins.plugins.ecs.operations.state.Leftover;
import java.util.List;

/** A call that changes AWS; a round makes at most one. */
public sealed interface OperationAction {

    /** The API's name of the operation. */
    @NonNull
    String operation();

    void send(@NonNull EcsApi ecs, @NonNull AwsClients others);

    /** ARN of the revision that it deregisters; null if it deregisters none. */
    @Nullable
    default String deregisters() {
        return null;
    }

    /**
     * @param min null for the present one
     * @param max null for the present one
     */
    record Range(
            @NonNull String resourceId,
            @CheckForNull Integer min,
            @CheckForNull Integer max) implements OperationAction {

        @Override
        public String operation() {
            return "RegisterScalableTarget";
        }

        @Override
        public void send(EcsApi ecs, AwsClients others) {
            others.autoScaling().register(resourceId, min, max, null);
        }
    }

    record Descale(@NonNull String resourceId) implements OperationAction {

        @Override
        public String operation() {
            return "DeregisterScalableTarget";
        }

        @Override
        public void send(EcsApi ecs, AwsClients others) {
            others.autoScaling().deregister(resourceId);
        }
    }

    record Count(@NonNull String cluster, @NonNull String service, int count) implements OperationAction {

        @Override
        public String operation() {
            return "UpdateService";
        }

        @Override
        public void send(EcsApi ecs, AwsClients others) {
            ecs.update(new ServiceUpdate(cluster, service, null, count, false, null));
        }
    }

    record Delete(@NonNull String cluster, @NonNull String service, boolean force) implements OperationAction {

        @Override
        public String operation() {
            return "DeleteService";
        }

        @Override
        public void send(EcsApi ecs, AwsClients others) {
            ecs.deleteService(cluster, service, force);
        }
    }

    record Remove(@NonNull Leftover leftover) implements OperationAction {

        @Override
        public String operation() {
            return switch (leftover.kind()) {
                case RULE -> "RemoveTargets";
                case SCHEDULE -> "DeleteSchedule";
                case REVISION -> "DeregisterTaskDefinition";
            };
        }

        @Override
        public void send(EcsApi ecs, AwsClients others) {
            switch (leftover.kind()) {
                case RULE -> removeTargets(others.eventBridge());
                case SCHEDULE -> others.scheduler().delete(leftover.group(), leftover.name());
                case REVISION -> ecs.deregister(leftover.name());
            }
        }

        @Nullable
        @Override
        public String deregisters() {
            return leftover.kind() == Leftover.Kind.REVISION ? leftover.name() : null;
        }

        private void removeTargets(EventBridgeApi events) {
            List<EventBridgeApi.FailedTarget> failed =
                    events.remove(leftover.name(), leftover.group(), leftover.targets());
            if (!failed.isEmpty()) {
                throw new AwsFailure(
                        AwsFailure.Kind.INVALID,
                        "events",
                        operation(),
                        failed.get(0).code(),
                        failed.get(0).message(),
                        null);
            }
        }
    }
}
