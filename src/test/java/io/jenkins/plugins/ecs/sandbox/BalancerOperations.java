package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Load balancers as far as services name their target groups and rules: all of these are there, unless a test says that
 * one is {@linkplain EcsSandbox#missing missing}, and there is one load balancer with one listener for all of them.
 */
final class BalancerOperations {

    private static final String BALANCER = "loadbalancer/app/web/50dc6c495c0c9188";

    private BalancerOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("DescribeTargetGroups", BalancerOperations::targetGroups);
        operations.put("DescribeLoadBalancers", BalancerOperations::loadBalancers);
        operations.put("DescribeListeners", BalancerOperations::listeners);
        operations.put("DescribeRules", BalancerOperations::rules);
    }

    private static ObjectNode targetGroups(Input input, Context context) {
        ObjectNode answer = Json.object();
        ArrayNode groups = answer.putArray("TargetGroups");
        List<String> arns = new ArrayList<>(input.texts("TargetGroupArns"));
        input.texts("Names").forEach(name -> arns.add(context.region().listeners.targetGroup(name)));
        for (String arn : arns) {
            if (context.region().world.missing.contains(arn)
                    || balancersOf(context, arn).findAny().isEmpty()
                            && !context.region().listeners.has(arn)) {
                throw new AwsError(400, "TargetGroupNotFound", "One or more target groups not found");
            }
            ObjectNode group = groups.addObject().put("TargetGroupArn", arn);
            String[] parts = arn.split("/");
            group.put("TargetGroupName", parts[1]).put("Protocol", "HTTP").put("Port", 80);
            group.put("TargetType", context.region().targetTypes.getOrDefault(arn, "ip"));
            group.putArray("LoadBalancerArns").add(elb(context) + BALANCER);
        }
        return answer;
    }

    private static ObjectNode loadBalancers(Input input, Context context) {
        ObjectNode answer = Json.object();
        answer.putArray("LoadBalancers")
                .addObject()
                .put("LoadBalancerArn", elb(context) + BALANCER)
                .put("DNSName", "localhost")
                .put("Scheme", "internet-facing");
        return answer;
    }

    private static ObjectNode listeners(Input input, Context context) {
        ObjectNode answer = Json.object();
        ArrayNode listeners = answer.putArray("Listeners");
        List<String> arns = input.texts("ListenerArns");
        if (arns.stream().anyMatch(context.region().world.missing::contains)) {
            throw new AwsError(400, "ListenerNotFound", "One or more listeners not found");
        }
        if (arns.isEmpty()) {
            arns = List.of(elb(context) + "listener/app/web/50dc6c495c0c9188/1");
        }
        for (String arn : arns) {
            ObjectNode listener = listeners.addObject().put("ListenerArn", arn);
            listener.put("Protocol", "HTTP").put("Port", context.region().listenerPort);
            listener.set("DefaultActions", actions(arn, context));
        }
        return answer;
    }

    /** What CodeDeploy moves forwards to two groups by weight; any other listener forwards to all that services name. */
    private static ArrayNode actions(String listener, Context context) {
        ArrayNode actions = Json.array();
        Map<String, Double> weights = context.region().listeners.weights(listener);
        if (!weights.isEmpty()) {
            ObjectNode action = actions.addObject().put("Type", "forward");
            ArrayNode groups = action.putObject("ForwardConfig").putArray("TargetGroups");
            weights.forEach((group, weight) ->
                    groups.addObject().put("TargetGroupArn", group).put("Weight", (int) Math.round(weight)));
            return actions;
        }
        context.region().clusters.values().stream()
                .flatMap(cluster -> cluster.services.values().stream())
                .flatMap(service -> service.targetGroups().stream())
                .distinct()
                .forEach(group -> actions.addObject().put("Type", "forward").put("TargetGroupArn", group));
        return actions;
    }

    private static ObjectNode rules(Input input, Context context) {
        ObjectNode answer = Json.object();
        ArrayNode rules = answer.putArray("Rules");
        if (input.has("ListenerArn")) {
            ofListener(input.text("ListenerArn"), rules, context);
        }
        for (String arn : input.texts("RuleArns")) {
            if (context.region().world.missing.contains(arn)) {
                throw new AwsError(400, "RuleNotFound", "One or more rules not found");
            }
            ArrayNode actions = rules.addObject().put("RuleArn", arn).putArray("Actions");
            balancersOf(context, arn)
                    .forEach(balancer -> actions.addObject()
                            .put("Type", "forward")
                            .put(
                                    "TargetGroupArn",
                                    balancer.path("targetGroupArn").asText()));
        }
        return answer;
    }

    /** Those that a test made, and the default rule, which does what the listener does. */
    private static void ofListener(String listener, ArrayNode rules, Context context) {
        if (context.region().world.missing.contains(listener)) {
            throw new AwsError(400, "ListenerNotFound", "One or more listeners not found");
        }
        context.region().listeners.rulesOf(listener).forEach((rule, groups) -> {
            ObjectNode json = rules.addObject().put("RuleArn", rule).put("IsDefault", false);
            ArrayNode actions = json.putArray("Actions");
            groups.forEach(group -> actions.addObject().put("Type", "forward").put("TargetGroupArn", group));
        });
        rules.addObject()
                .put("RuleArn", listener.replace(":listener/", ":listener-rule/") + "/0000000000000000")
                .put("IsDefault", true)
                .set("Actions", actions(listener, context));
    }

    /** Entries of services' {@code loadBalancers} that name an ARN anywhere. */
    private static Stream<JsonNode> balancersOf(Context context, String arn) {
        return context.region().clusters.values().stream()
                .flatMap(cluster -> cluster.services.values().stream())
                .flatMap(service -> StreamSupport.stream(
                        service.settings.path("loadBalancers").spliterator(), false))
                .filter(balancer -> balancer.toString().contains("\"" + arn + "\""));
    }

    private static String elb(Context context) {
        return context.region().arns.balancing("");
    }
}
