package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.ecs.ServiceSettings;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a definition has the containers and ports that the service's load balancers send to. UpdateService refuses it
 * otherwise, when the revision is registered already.
 */
final class LoadBalancerTargets {

    private LoadBalancerTargets() {}

    /** All that is missing, a sentence each; empty where everything is there. */
    static List<String> missing(List<ServiceSettings.LoadBalancer> balancers, ObjectNode definition) {
        List<String> problems = new ArrayList<>();
        for (ServiceSettings.LoadBalancer balancer : balancers) {
            if (balancer.container() == null || balancer.container().isEmpty()) {
                continue;
            }
            JsonNode container = container(definition, balancer.container());
            if (container == null) {
                problems.add(PlanningMessages.noContainer(
                        balancer.container(), balancer.port(), TaskDefinitions.containerNames(definition)));
            } else if (!hasPort(container, balancer.port())) {
                problems.add(PlanningMessages.noPort(
                        balancer.container(),
                        balancer.port(),
                        container.path("portMappings").toString()));
            }
        }
        return problems;
    }

    private static JsonNode container(ObjectNode definition, String name) {
        for (JsonNode container : definition.path("containerDefinitions")) {
            if (container.path("name").asText().equals(name)) {
                return container;
            }
        }
        return null;
    }

    /** A range, as in {@code 8080-8090}, may hold it; what it is exactly, ECS decides. */
    private static boolean hasPort(JsonNode container, int port) {
        for (JsonNode mapping : container.path("portMappings")) {
            if (mapping.has("containerPortRange")
                    || mapping.path("containerPort").asInt(-1) == port) {
                return true;
            }
        }
        return false;
    }
}
