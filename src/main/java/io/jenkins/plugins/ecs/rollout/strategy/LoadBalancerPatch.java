package io.jenkins.plugins.ecs.rollout.strategy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code advancedConfiguration} that ECS needs to shift traffic, and which strategy goes with which load balancer:
 * BLUE_GREEN with an Application or a Network Load Balancer, with Service Connect or with nothing; CANARY and LINEAR need
 * one of them.
 */
public final class LoadBalancerPatch {

    private static final String ADVANCED = "advancedConfiguration";
    private static final String[] NEEDED = {"alternateTargetGroupArn", "productionListenerRule", "roleArn"};

    private LoadBalancerPatch() {}

    /** The service's load balancers with what is asked for put into the one there is. */
    public static ArrayNode balancers(JsonNode before, StrategySettings asked, List<String> problems) {
        ArrayNode after = before instanceof ArrayNode array ? array.deepCopy() : JsonNodeFactory.instance.arrayNode();
        if (!asked.changesLoadBalancer()) {
            return after;
        }
        if (after.size() != 1) {
            problems.add("alternateTargetGroup, productionListenerRule, testListenerRule and infrastructureRole: only"
                    + " valid for a service with one load balancer, but this one has "
                    + (after.isEmpty() ? "none" : after.size() + "; set them in the service"));
            return after;
        }
        ObjectNode advanced = ((ObjectNode) after.get(0)).withObjectProperty(ADVANCED);
        Map<String, String> given = new LinkedHashMap<>();
        given.put("alternateTargetGroupArn", asked.alternateTargetGroup());
        given.put("productionListenerRule", asked.productionListenerRule());
        given.put("testListenerRule", asked.testListenerRule());
        given.put("roleArn", asked.infrastructureRole());
        given.forEach((member, value) -> {
            if (value != null) {
                advanced.put(member, value);
            }
        });
        return after;
    }

    /** What ECS would refuse, told with the parameters that correct it. */
    public static List<String> misfits(Strategy strategy, ArrayNode balancers, ObjectNode service) {
        List<String> problems = new ArrayList<>();
        if (strategy != Strategy.BLUE_GREEN && !managesTraffic(balancers, service)) {
            problems.add(
                    "strategy: " + strategy + " shifts traffic in steps, but the service has no Application or Network"
                            + " Load Balancer and no Service Connect; use BLUE_GREEN, or add one");
        }
        for (int i = 0; i < balancers.size(); i++) {
            JsonNode advanced = balancers.get(i).path(ADVANCED);
            List<String> missing = new ArrayList<>();
            for (String member : NEEDED) {
                if (advanced.path(member).asText("").isEmpty()) {
                    missing.add(parameter(member));
                }
            }
            String name = target(balancers.get(i));
            if (!missing.isEmpty()) {
                problems.add("loadBalancers: to shift the traffic of " + name + ", ECS needs "
                        + String.join(", ", missing) + " as well; set them once, the service keeps them");
            }
            String production = advanced.path("productionListenerRule").asText("");
            if (!production.isEmpty()
                    && production.equals(advanced.path("testListenerRule").asText(""))) {
                problems.add("testListenerRule: this is also the production rule of " + name + "; use another one");
            }
            if (balancers.get(i).hasNonNull("loadBalancerName")) {
                problems.add("loadBalancers: " + name + " is a Classic Load Balancer, whose traffic ECS cannot shift");
            }
        }
        return problems;
    }

    private static String target(JsonNode balancer) {
        String arn = balancer.path("targetGroupArn")
                .asText(balancer.path("loadBalancerName").asText("?"));
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static String parameter(String member) {
        switch (member) {
            case "alternateTargetGroupArn":
                return "'alternateTargetGroup'";
            case "roleArn":
                return "'infrastructureRole'";
            default:
                return "'" + member + "'";
        }
    }

    public static boolean managesTraffic(JsonNode balancers, ObjectNode service) {
        return !balancers.isEmpty() || hasServiceConnect(service) || hasLattice(service);
    }

    private static boolean hasServiceConnect(ObjectNode service) {
        boolean own =
                service.path("serviceConnectConfiguration").path("enabled").asBoolean();
        for (JsonNode deployment : service.path("deployments")) {
            own |= deployment
                    .path("serviceConnectConfiguration")
                    .path("enabled")
                    .asBoolean();
        }
        return own;
    }

    /** The newest of the four: its settings are passed through as they are. */
    private static boolean hasLattice(ObjectNode service) {
        boolean has = service.path("vpcLatticeConfigurations").findValue(ADVANCED) != null;
        for (JsonNode deployment : service.path("deployments")) {
            has |= deployment.path("vpcLatticeConfigurations").findValue(ADVANCED) != null;
        }
        return has;
    }
}
