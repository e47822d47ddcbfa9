package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Listeners whose traffic CodeDeploy moves: which target group gets how much of it. */
final class Listeners {

    /** The target groups and listeners of a deployment group. A listener that there is none of is empty. */
    record Pair(List<String> names, String production, String test) {

        static Pair of(JsonNode group) {
            JsonNode pair = group.path("loadBalancerInfo")
                    .path("targetGroupPairInfoList")
                    .path(0);
            List<String> names = StreamSupport.stream(pair.path("targetGroups").spliterator(), false)
                    .map(each -> each.path("name").asText())
                    .toList();
            return new Pair(
                    names,
                    pair.path("prodTrafficRoute").path("listenerArns").path(0).asText(""),
                    pair.path("testTrafficRoute").path("listenerArns").path(0).asText(""));
        }

        boolean names(String listener) {
            return !listener.isEmpty() && (listener.equals(production) || listener.equals(test));
        }
    }

    private final RegionState region;
    private final Map<String, String> targetGroups = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> weights = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> rules = new LinkedHashMap<>();

    Listeners(RegionState region) {
        this.region = region;
    }

    /** The ARN of a target group: that of the service which names it, or one made up of its name. */
    String targetGroup(String name) {
        return targetGroups.computeIfAbsent(
                name,
                key -> inUse().filter(arn -> arn.split("/").length > 1 && arn.split("/")[1].equals(name))
                        .findFirst()
                        .orElseGet(() -> region.arns.balancing("targetgroup/" + name + "/"
                                + String.format("%016x", 0x9E3779B97F4A7C15L * (name.hashCode() + 1L)))));
    }

    /** Whether there is a target group of that ARN. */
    boolean has(String targetGroup) {
        String[] parts = targetGroup.split("/");
        return parts.length > 1
                && region.codeDeploy
                        .groups()
                        .anyMatch(group -> Pair.of(group).names().contains(parts[1]))
                && targetGroup(parts[1]).equals(targetGroup);
    }

    private Stream<String> inUse() {
        return region.clusters.values().stream()
                .flatMap(cluster -> cluster.services.values().stream())
                .flatMap(service -> service.targetGroups().stream());
    }

    void rule(String listener, String rule, List<String> groups) {
        rules.computeIfAbsent(listener, key -> new LinkedHashMap<>()).put(rule, groups);
    }

    /** The rules that a listener has before its default one, with the target groups that they forward to. */
    Map<String, List<String>> rulesOf(String listener) {
        return rules.getOrDefault(listener, Map.of());
    }

    /** All traffic of a listener to one target group, or a share of it; the other one has the rest. */
    void shift(String listener, String to, String from, double percent) {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put(from, 100 - percent);
        shares.put(to, percent);
        weights.put(listener, shares);
    }

    /** The weights by ARN of a target group; empty for a listener that CodeDeploy does not move. */
    Map<String, Double> weights(String listener) {
        return weights.containsKey(listener) ? weights.get(listener) : atFirst(listener);
    }

    /** Before the first deployment all traffic goes to the target group of the service. */
    private Map<String, Double> atFirst(String listener) {
        Map<String, Double> shares = new LinkedHashMap<>();
        Optional<Pair> pair = region.codeDeploy
                .groups()
                .map(Pair::of)
                .filter(each -> each.names(listener))
                .findFirst();
        if (pair.isPresent()) {
            List<String> used = inUse().toList();
            for (String name : pair.get().names()) {
                String arn = targetGroup(name);
                shares.put(arn, used.contains(arn) ? 100.0 : 0.0);
            }
        }
        return shares;
    }
}
