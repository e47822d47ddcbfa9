package io.jenkins.plugins.ecs.tasks.decide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.tasks.request.OverridesJson;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.request.TaskRequestChecks;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The input of {@code RunTask}, but for definition and token.
 *
 * @param problem why it can't be sent; null where it can
 */
record RunInput(@NonNull ObjectNode json, @CheckForNull String problem) {

    /** @param tags of the service, where its tasks have them */
    @NonNull
    static RunInput of(
            @NonNull TaskRequest request,
            @CheckForNull ServiceSource source,
            @NonNull RunDefinition definition,
            @CheckForNull ArrayNode tags) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("cluster", request.cluster());
        input.put("count", request.count());
        input.put("startedBy", request.origin().startedBy());
        capacity(request.placement(), source, input);
        if (source != null) {
            source.addRestTo(input, definition.json(), definition.hasTaskRole());
        }
        String network = network(request.placement().network(), source, definition.isAwsvpc(), input);
        String problem = network == null ? definition.misfit(input) : network;
        if (request.placement().group() != null) {
            input.put("group", request.placement().group());
        }
        tags(request.tags(), tags, input);
        ObjectNode overrides = OverridesJson.of(request, definition.container());
        if (!overrides.isEmpty()) {
            input.set("overrides", overrides);
        }
        return new RunInput(
                input,
                problem == null
                        ? TaskRequestChecks.overrides(overrides.toString()).orElse(null)
                        : problem);
    }

    private static void capacity(TaskRequest.Placement placement, ServiceSource source, ObjectNode input) {
        if (!placement.capacityProviders().isEmpty()) {
            ArrayNode strategy = input.putArray("capacityProviderStrategy");
            placement.capacityProviders().forEach(each -> {
                ObjectNode provider = strategy.addObject().put("capacityProvider", each.name());
                if (each.weight() != null) {
                    provider.put("weight", each.weight());
                }
                if (each.base() != null) {
                    provider.put("base", each.base());
                }
            });
        } else if (placement.launchType() != null) {
            input.put("launchType", placement.launchType());
        } else if (source != null) {
            source.addCapacityTo(input);
        }
        if (placement.platformVersion() != null) {
            input.put("platformVersion", placement.platformVersion());
        }
    }

    private static String network(TaskRequest.Network given, ServiceSource source, boolean awsvpc, ObjectNode input) {
        if (!awsvpc) {
            return given == null ? null : TaskMessages.NETWORK_NOT_USED;
        }
        if (given != null) {
            ObjectNode vpc = input.putObject("networkConfiguration").putObject("awsvpcConfiguration");
            given.subnets().forEach(vpc.putArray("subnets")::add);
            if (!given.securityGroups().isEmpty()) {
                given.securityGroups().forEach(vpc.putArray("securityGroups")::add);
            }
            if (given.assignPublicIp() != null) {
                vpc.put("assignPublicIp", given.assignPublicIp() ? "ENABLED" : "DISABLED");
            }
            return null;
        }
        JsonNode ofService = source == null ? null : source.network();
        if (ofService == null || !ofService.path("awsvpcConfiguration").isObject()) {
            return TaskMessages.NETWORK_MISSING;
        }
        input.set("networkConfiguration", ofService.deepCopy());
        return null;
    }

    /** Own tags win over those of the service; AWS's own can't be given. */
    private static void tags(Map<String, String> own, ArrayNode ofService, ObjectNode input) {
        Map<String, String> all = new LinkedHashMap<>();
        if (ofService != null) {
            ofService.forEach(
                    tag -> all.put(tag.path("key").asText(), tag.path("value").asText()));
            all.keySet().removeIf(key -> key.startsWith("aws:"));
        }
        all.putAll(own);
        if (!all.isEmpty()) {
            ArrayNode tags = input.putArray("tags");
            all.forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        }
    }

    /** {@code  on FARGATE_SPOT in subnet-1, subnet-2}. */
    @NonNull
    String where() {
        StringBuilder where = new StringBuilder();
        JsonNode strategy = json.path("capacityProviderStrategy");
        String capacity = strategy.isEmpty() ? json.path("launchType").asText("") : texts(strategy, "capacityProvider");
        if (!capacity.isEmpty()) {
            where.append(" on ").append(PlainText.line(capacity));
        }
        JsonNode subnets = json.at("/networkConfiguration/awsvpcConfiguration/subnets");
        if (!subnets.isEmpty()) {
            where.append(" in ").append(PlainText.line(texts(subnets, null)));
        }
        return where.toString();
    }

    private static String texts(JsonNode list, String member) {
        StringBuilder texts = new StringBuilder();
        list.forEach(each -> texts.append(texts.isEmpty() ? "" : ", ")
                .append(member == null ? each.asText() : each.path(member).asText()));
        return texts.toString();
    }
}
