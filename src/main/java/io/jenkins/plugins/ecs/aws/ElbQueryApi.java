package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@link ElbApi} over an {@link AwsCall} of the Query API. */
public final class ElbQueryApi implements ElbApi {

    private final AwsCall elb;

    public ElbQueryApi(AwsCall elb) {
        this.elb = elb;
    }

    @Override
    public List<TargetHealth> targetHealth(String targetGroupArn) {
        List<TargetHealth> targets = new ArrayList<>();
        elb.call("DescribeTargetHealth", JsonNodeFactory.instance.objectNode().put("TargetGroupArn", targetGroupArn))
                .path("TargetHealthDescriptions")
                .forEach(each -> targets.add(target(each)));
        return targets;
    }

    @Override
    public List<TargetGroup> targetGroups(Collection<String> arns) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        arns.forEach(input.putArray("TargetGroupArns")::add);
        return find("DescribeTargetGroups", input, "TargetGroups", ElbQueryApi::group);
    }

    @Override
    public Optional<LoadBalancerName> loadBalancer(String arn) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.putArray("LoadBalancerArns").add(arn);
        return find(
                        "DescribeLoadBalancers",
                        input,
                        "LoadBalancers",
                        each -> new LoadBalancerName(
                                each.path("LoadBalancerArn").asText(""),
                                each.path("DNSName").asText("")))
                .stream()
                .findFirst();
    }

    @Override
    public List<Listener> listeners(String loadBalancerArn) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("LoadBalancerArn", loadBalancerArn);
        return find("DescribeListeners", input, "Listeners", each -> listener(each, "ListenerArn", "DefaultActions"));
    }

    @Override
    public List<Listener> rules(String listenerArn) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("ListenerArn", listenerArn);
        return find("DescribeRules", input, "Rules", each -> listener(each, "RuleArn", "Actions"));
    }

    @Override
    public Optional<Listener> listenerOrRule(String arn) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        if (arn.contains(":listener-rule/")) {
            input.putArray("RuleArns").add(arn);
            return find("DescribeRules", input, "Rules", each -> listener(each, "RuleArn", "Actions")).stream()
                    .findFirst();
        }
        input.putArray("ListenerArns").add(arn);
        return find("DescribeListeners", input, "Listeners", each -> listener(each, "ListenerArn", "DefaultActions"))
                .stream()
                .findFirst();
    }

    /** Codes end in {@code NotFound} for what does not exist. */
    private <T> List<T> find(String operation, ObjectNode input, String list, Function<JsonNode, T> map) {
        List<T> found = new ArrayList<>();
        try {
            elb.call(operation, input).path(list).forEach(each -> found.add(map.apply(each)));
        } catch (AwsFailure failure) {
            String code = failure.code();
            if (code == null || !code.endsWith("NotFound")) {
                throw failure;
            }
        }
        return found;
    }

    private static TargetGroup group(JsonNode each) {
        return new TargetGroup(
                each.path("TargetGroupArn").asText(""),
                each.path("TargetGroupName").asText(""),
                each.path("TargetType").asText("instance"),
                each.path("Protocol").asText(""),
                each.path("Port").asInt(),
                texts(each.path("LoadBalancerArns")));
    }

    private static Listener listener(JsonNode each, String arn, String actions) {
        List<String> groups = new ArrayList<>();
        for (JsonNode action : each.path(actions)) {
            if (action.hasNonNull("TargetGroupArn")) {
                groups.add(action.path("TargetGroupArn").asText());
            }
            action.at("/ForwardConfig/TargetGroups")
                    .forEach(group -> groups.add(group.path("TargetGroupArn").asText()));
        }
        return new Listener(
                each.path(arn).asText(""),
                each.path("Protocol").asText(""),
                each.path("Port").asInt(),
                groups.stream().distinct().toList());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static TargetHealth target(JsonNode each) {
        JsonNode health = each.path("TargetHealth");
        return new TargetHealth(
                each.at("/Target/Id").asText(""),
                each.at("/Target/Port").asInt(),
                health.path("State").asText(""),
                health.path("Reason").asText(""),
                health.path("Description").asText(""));
    }
}
