package io.jenkins.plugins.ecs.rollout.decide.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.servicedef.ServiceAttribute;
import io.jenkins.plugins.ecs.servicedef.ServiceChanges;
import io.jenkins.plugins.ecs.servicedef.ServiceComparison;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import io.jenkins.plugins.ecs.servicedef.TagChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a request changes of a service besides its revision: what its file says, and over that the parameters of the step.
 * It all goes into one {@code UpdateService}, but for the tags.
 *
 * @param settings the members of {@code UpdateService} that differ, without the desired count; empty where none does
 * @param desiredCount null where it stays
 * @param file what differs from the file; nothing where there is none
 * @param strategy of the parameters of the step; null where it has none
 */
public record ServicePlan(ObjectNode settings, Integer desiredCount, ServiceChanges file, StrategyPlan strategy) {

    private static final String COUNT = "desiredCount";

    /** Members of a service that parameters of the step change, too. */
    private static final List<String> SHARED = List.of("deploymentConfiguration", "loadBalancers");

    /**
     * @param service as {@code DescribeServices} shows it, with tags where the request brings a file; not needed where it
     *     changes no settings
     */
    public static ServicePlan of(DeployRequest request, ObjectNode service) {
        if (!request.changesSettings()) {
            return withoutSettings(request);
        }
        ServiceDefinition definition = request.serviceFile();
        ServiceChanges file = definition == null ? ServiceChanges.NONE : ServiceComparison.of(definition, service);
        ObjectNode settings = file.update();
        JsonNode count = settings.remove(COUNT);
        ObjectNode wanted = service.deepCopy();
        wanted.setAll(settings);
        StrategyPlan strategy = strategy(request, wanted);
        if (strategy != null && strategy.isPossible()) {
            settings.setAll(strategy.settings());
            SHARED.stream()
                    .filter(member ->
                            settings.has(member) && settings.get(member).equals(service.get(member)))
                    .toList()
                    .forEach(settings::remove);
        }
        Integer asked = request.desiredCount();
        return new ServicePlan(
                settings, asked == null && count != null ? (Integer) count.asInt() : asked, file, strategy);
    }

    /** Only the desired count of the step. */
    public static ServicePlan withoutSettings(DeployRequest request) {
        return new ServicePlan(
                JsonNodeFactory.instance.objectNode(), request.desiredCount(), ServiceChanges.NONE, null);
    }

    /** Null where the step has no parameters of this kind. */
    public static StrategyPlan strategy(DeployRequest request, ObjectNode service) {
        return request.strategy() == null && request.circuitBreaker() == null
                ? null
                : StrategyPlan.of(request, service);
    }

    /** Whether the service definition says which load balancers the service has. */
    public static boolean bringsBalancers(DeployRequest request) {
        ServiceDefinition file = request.serviceFile();
        return file != null
                && file.members().has("loadBalancers")
                && !file.ignored().contains("loadBalancers");
    }

    /** Each names a field and what to do. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(file.refusals());
        if (strategy != null) {
            problems.addAll(strategy.problems());
        }
        return problems;
    }

    /** What changes, for the log; not the desired count of the step. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        Set<ServiceAttribute> overridden =
                strategy == null ? Set.of() : Set.of(ServiceAttribute.DEPLOYMENT_CONFIGURATION);
        file.changes().stream()
                .filter(change -> !overridden.contains(change.attribute())
                        || settings.has(change.attribute().member()))
                .forEach(change -> lines.addAll(change.lines()));
        if (strategy != null) {
            lines.addAll(strategy.lines());
        }
        return lines;
    }

    /** Whether no {@code UpdateService} is needed for it; the desired count is not looked at. */
    public boolean changesNothing() {
        return settings.isEmpty();
    }

    /** Whether ECS starts a deployment for it, whatever the revision. */
    public boolean startsDeployment() {
        return file.startsDeployment() || (strategy != null && strategy.startsDeployment());
    }

    /** Whether {@code forceNewDeployment} belongs to it. */
    public boolean isForced() {
        return file.isForced();
    }

    /** Empty where tags stay. */
    public TagChange tags(ObjectNode service) {
        return file.of(ServiceAttribute.TAGS)
                .map(change -> TagChange.of(service.path("tags"), change.value()))
                .orElse(new TagChange(Map.of(), List.of()));
    }
}
