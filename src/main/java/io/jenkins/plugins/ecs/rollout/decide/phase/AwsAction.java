package io.jenkins.plugins.ecs.rollout.decide.phase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUpdate;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.scaling.ScalingChange;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import io.jenkins.plugins.ecs.schedules.ScheduledRevision;
import java.util.List;
import java.util.Map;

/** A call that changes AWS. Its answer is what the operation gives: an ARN, a service, or nothing. */
public sealed interface AwsAction {

    /** @param others null where there is only ECS, and no action for another service either */
    Object send(EcsApi ecs, AwsClients others);

    /** The API's name of the operation. */
    String operation();

    /** @param definition the hash of what is registered, without the tags of this build */
    record Register(ObjectNode input, String definition) implements AwsAction {
        @Override
        public String operation() {
            return "RegisterTaskDefinition";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            return ecs.register(input);
        }
    }

    record Update(ServiceUpdate update) implements AwsAction {
        @Override
        public String operation() {
            return "UpdateService";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            return ecs.update(update);
        }
    }

    /** Its answer is the service. */
    record Create(ObjectNode input) implements AwsAction {
        @Override
        public String operation() {
            return "CreateService";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            return ecs.create(input);
        }
    }

    record Tag(String service, Map<String, String> tags) implements AwsAction {
        public Tag {
            tags = Map.copyOf(tags);
        }

        @Override
        public String operation() {
            return "TagResource";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            ecs.tag(service, tags);
            return "";
        }
    }

    record Untag(String service, List<String> keys) implements AwsAction {
        public Untag {
            keys = List.copyOf(keys);
        }

        @Override
        public String operation() {
            return "UntagResource";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            ecs.untag(service, keys);
            return "";
        }
    }

    /** With its tasks. */
    record Delete(String cluster, String service) implements AwsAction {
        @Override
        public String operation() {
            return "DeleteService";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            ecs.deleteService(cluster, service, true);
            return "";
        }
    }

    /** What tells AWS the answer to a pause. */
    sealed interface Answer extends AwsAction {
        String hookId();
    }

    record Proceed(String serviceDeployment, String hookId, PauseAnswer answer) implements Answer {
        @Override
        public String operation() {
            return "ContinueServiceDeployment";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            ecs.proceed(serviceDeployment, hookId, answer.name());
            return "";
        }
    }

    record Deregister(String arn) implements AwsAction {
        @Override
        public String operation() {
            return "DeregisterTaskDefinition";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            ecs.deregister(arn);
            return "";
        }
    }

    record RollBack(String serviceDeployment) implements AwsAction {
        @Override
        public String operation() {
            return "StopServiceDeployment";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            ecs.rollBack(serviceDeployment);
            return "";
        }
    }

    record CreateDeployment(ObjectNode input) implements AwsAction {
        @Override
        public String operation() {
            return "CreateDeployment";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            return others.codeDeploy().create(input);
        }
    }

    /** @param waitType {@code READY_WAIT} or {@code TERMINATION_WAIT} */
    record ContinueDeployment(String deployment, String hookId, String waitType) implements Answer {
        @Override
        public String operation() {
            return "ContinueDeployment";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            others.codeDeploy().proceed(deployment, waitType);
            return "";
        }
    }

    /** @param hookId the pause that it answers; empty where it answers none */
    record StopDeployment(String deployment, String hookId) implements Answer {
        @Override
        public String operation() {
            return "StopDeployment";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            others.codeDeploy().rollBack(deployment);
            return "";
        }
    }

    /** Suspends or resumes scaling; its range stays. */
    record Suspend(String resourceId, ScalableTarget.Suspension suspension) implements AwsAction {
        @Override
        public String operation() {
            return "RegisterScalableTarget";
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            others.autoScaling().register(resourceId, null, null, suspension);
            return "";
        }
    }

    /** Brings the scaling of the service closer to the service definition. */
    record Scale(String resourceId, ScalingChange change) implements AwsAction {
        @Override
        public String operation() {
            return change.operation();
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            change.send(others.autoScaling(), resourceId);
            return "";
        }
    }

    /** What gives a scheduled task another revision. */
    sealed interface Move extends AwsAction {
        ScheduleRef ref();

        /** The clusters, as names or ARNs, in which it runs. */
        List<String> clusters();
    }

    /** @param targets those that change, whole */
    record MoveRule(ScheduleRef ref, List<ObjectNode> targets) implements Move {
        @Override
        public String operation() {
            return "PutTargets";
        }

        @Override
        public List<String> clusters() {
            return ScheduledRevision.clustersOf(targets);
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            return others.eventBridge().put(ref.name(), ref.group(), targets);
        }
    }

    /** @param input the whole schedule */
    record MoveSchedule(ScheduleRef ref, ObjectNode input) implements Move {
        @Override
        public String operation() {
            return "UpdateSchedule";
        }

        @Override
        public List<String> clusters() {
            return List.of(ScheduledRevision.clusterOf(input));
        }

        @Override
        public Object send(EcsApi ecs, AwsClients others) {
            others.scheduler().update(input);
            return "";
        }
    }
}
