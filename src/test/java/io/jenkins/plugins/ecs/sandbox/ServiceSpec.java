package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A service to set up: one task on Fargate by default. */
public final class ServiceSpec {

    private final ObjectNode request = Json.object();
    private ObjectNode taskDefinition;
    private String status = "ACTIVE";

    ServiceSpec(String name) {
        request.put("serviceName", name).put("desiredCount", 1).put("launchType", "FARGATE");
        ObjectNode network = request.putObject("networkConfiguration").putObject("awsvpcConfiguration");
        network.putArray("subnets").add("subnet-0a1b2c3d");
        network.putArray("securityGroups").add("sg-0a1b2c3d");
        network.put("assignPublicIp", "DISABLED");
        taskDefinition = Json.object().put("family", name).put("networkMode", "awsvpc");
        taskDefinition.putArray("requiresCompatibilities").add("FARGATE");
        taskDefinition.put("cpu", "256").put("memory", "512");
        ObjectNode container = taskDefinition.putArray("containerDefinitions").addObject();
        container.put("name", "app").put("image", "repo/app:1.0.0");
        container.putArray("portMappings").addObject().put("containerPort", 8080);
    }

    /** The image of the (first) container. */
    public ServiceSpec image(String image) {
        firstContainer().put("image", image);
        return this;
    }

    /** The name of the (first) container: {@code app} by default. */
    public ServiceSpec container(String name) {
        firstContainer().put("name", name);
        return this;
    }

    /** The family of the task definition: the service's name by default. */
    public ServiceSpec family(String family) {
        taskDefinition.put("family", family);
        return this;
    }

    /** The whole task definition, as RegisterTaskDefinition takes it. */
    public ServiceSpec taskDefinition(String json) {
        taskDefinition = (ObjectNode) Json.read(json);
        if (!taskDefinition.path("networkMode").asText().equals("awsvpc")) {
            request.remove("networkConfiguration");
        }
        return this;
    }

    public ServiceSpec desiredCount(int count) {
        request.put("desiredCount", count);
        return this;
    }

    /** {@code FARGATE} by default. */
    public ServiceSpec launchType(String type) {
        request.put("launchType", type);
        return this;
    }

    public ServiceSpec circuitBreaker(boolean enable, boolean rollback) {
        deployment().putObject("deploymentCircuitBreaker").put("enable", enable).put("rollback", rollback);
        return this;
    }

    public ServiceSpec alarms(boolean rollback, String... names) {
        ObjectNode alarms = deployment().putObject("alarms");
        alarms.set("alarmNames", Json.texts(List.of(names)));
        alarms.put("enable", true).put("rollback", rollback);
        return this;
    }

    public ServiceSpec minimumHealthyPercent(int percent) {
        deployment().put("minimumHealthyPercent", percent);
        return this;
    }

    public ServiceSpec maximumPercent(int percent) {
        deployment().put("maximumPercent", percent);
        return this;
    }

    /** {@code ROLLING}, {@code BLUE_GREEN}, {@code LINEAR} or {@code CANARY}. */
    public ServiceSpec strategy(String strategy) {
        deployment().put("strategy", strategy);
        return this;
    }

    /** A target group of an Application Load Balancer with all that traffic shifting needs, test rule included. */
    public ServiceSpec shiftingLoadBalancer(String container, int port) {
        String elb = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
        loadBalancer(elb + "targetgroup/blue/0123456789abcdef", container, port);
        ObjectNode balancer = (ObjectNode)
                request.path("loadBalancers").get(request.path("loadBalancers").size() - 1);
        balancer.putObject("advancedConfiguration")
                .put("alternateTargetGroupArn", elb + "targetgroup/green/fedcba9876543210")
                .put("productionListenerRule", elb + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/aaaa")
                .put("testListenerRule", elb + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/bbbb")
                .put("roleArn", "arn:aws:iam::123456789012:role/ecsInfrastructure");
        return this;
    }

    /** {@code ECS}, {@code CODE_DEPLOY} or {@code EXTERNAL}. */
    public ServiceSpec controller(String type) {
        request.putObject("deploymentController").put("type", type);
        return this;
    }

    public ServiceSpec loadBalancer(String targetGroupArn, String container, int port) {
        ArrayNode balancers = request.withArrayProperty("loadBalancers");
        balancers
                .addObject()
                .put("targetGroupArn", targetGroupArn)
                .put("containerName", container)
                .put("containerPort", port);
        return this;
    }

    public ServiceSpec tag(String key, String value) {
        request.withArrayProperty("tags").addObject().put("key", key).put("value", value);
        return this;
    }

    /** {@code ACTIVE}, {@code DRAINING} or {@code INACTIVE}. */
    public ServiceSpec status(String value) {
        status = value;
        return this;
    }

    /** Any other member of CreateService, as JSON. */
    public ServiceSpec with(String member, String json) {
        request.set(member, Json.read(json));
        return this;
    }

    private ObjectNode firstContainer() {
        return (ObjectNode) taskDefinition.path("containerDefinitions").get(0);
    }

    private ObjectNode deployment() {
        return request.withObjectProperty("deploymentConfiguration");
    }

    ObjectNode request() {
        return request;
    }

    ObjectNode taskDefinition() {
        return taskDefinition;
    }

    String status() {
        return status;
    }
}
