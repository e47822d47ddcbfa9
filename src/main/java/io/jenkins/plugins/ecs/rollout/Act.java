package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.EcsApi;
import io.jenkins.plugins.ecs.aws.ServiceUpdate;

/** A call that changes AWS. Its answer is what the operation gives: an ARN, a service, or nothing. */
sealed interface Act {

    Object send(EcsApi ecs);

    /** The API's name of the operation. */
    String operation();

    record Register(ObjectNode input) implements Act {
        @Override
        public String operation() {
            return "RegisterTaskDefinition";
        }

        @Override
        public Object send(EcsApi ecs) {
            return ecs.register(input);
        }
    }

    record Update(ServiceUpdate update) implements Act {
        @Override
        public String operation() {
            return "UpdateService";
        }

        @Override
        public Object send(EcsApi ecs) {
            return ecs.update(update);
        }
    }

    record Proceed(String serviceDeployment, String hookId, PauseAnswer answer) implements Act {
        @Override
        public String operation() {
            return "ContinueServiceDeployment";
        }

        @Override
        public Object send(EcsApi ecs) {
            ecs.proceed(serviceDeployment, hookId, answer.name());
            return "";
        }
    }

    record Deregister(String arn) implements Act {
        @Override
        public String operation() {
            return "DeregisterTaskDefinition";
        }

        @Override
        public Object send(EcsApi ecs) {
            ecs.deregister(arn);
            return "";
        }
    }

    record RollBack(String serviceDeployment) implements Act {
        @Override
        public String operation() {
            return "StopServiceDeployment";
        }

        @Override
        public Object send(EcsApi ecs) {
            ecs.rollBack(serviceDeployment);
            return "";
        }
    }
}
