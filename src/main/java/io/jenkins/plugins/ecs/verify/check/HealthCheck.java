package io.jenkins.plugins.ecs.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask.Container;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code health}: the results of the containers' own health checks, if the task definition has any. */
final class HealthCheck {

    private HealthCheck() {}

    static Measurement measure(ObjectNode definition, List<EcsTask> tasks) {
        Set<String> checked = checkedContainers(definition);
        if (checked.isEmpty()) {
            return Measurement.skipped(CheckMessages.NO_HEALTH_CHECK);
        }
        int healthy = 0;
        int starting = 0;
        List<String> unhealthy = new ArrayList<>();
        for (EcsTask task : tasks) {
            if (!task.isRunning()) {
                continue;
            }
            for (Container container : task.containers()) {
                if (!checked.contains(container.name())) {
                    continue;
                }
                switch (container.healthStatus()) {
                    case "HEALTHY" -> healthy++;
                    case "UNHEALTHY" ->
                        unhealthy.add(CheckMessages.containerInTask(container.name(), Arns.brief(task.arn())));
                    default -> starting++;
                }
            }
        }
        String limit = CheckMessages.ALL_HEALTHY;
        String value = CheckMessages.healthy(healthy);
        if (!unhealthy.isEmpty()) {
            return Measurement.failed(
                    CheckMessages.unhealthy(unhealthy.subList(0, Math.min(3, unhealthy.size()))), limit);
        }
        return starting > 0
                ? Measurement.inconclusive(value + CheckMessages.withoutResult(starting), limit)
                : Measurement.passed(value, limit);
    }

    private static Set<String> checkedContainers(ObjectNode definition) {
        Set<String> names = new TreeSet<>();
        for (JsonNode container : definition.path("containerDefinitions")) {
            JsonNode command = container.path("healthCheck").path("command");
            if (command.size() > 0 && !command.path(0).asText().equals("NONE")) {
                names.add(container.path("name").asText());
            }
        }
        return names;
    }
}
