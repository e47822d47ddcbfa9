package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecs.taskdef.PlainJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Services of every shape, as {@code DescribeServices} shows them: with what ECS fills in. */
public final class RandomServices {

    private static final String ACCOUNT = "eu-central-1:123456789012:";
    private final Random random;

    public RandomServices(long seed) {
        random = new Random(seed);
    }

    public ObjectNode next() {
        boolean daemon = chance(5);
        ObjectNode s = read("{'status': 'ACTIVE', 'serviceName': 'api', 'serviceArn': 'arn:aws:ecs:" + ACCOUNT
                + "service/prod/api', 'clusterArn': 'arn:aws:ecs:" + ACCOUNT + "cluster/prod', 'events': [],"
                + " 'taskDefinition': 'arn:aws:ecs:" + ACCOUNT + "task-definition/api:7', 'createdBy': 'x',"
                + " 'roleArn': 'arn:aws:iam::123456789012:role/AWSServiceRoleForECS', 'runningCount': 2}");
        s.put("desiredCount", random.nextInt(5)).put("schedulingStrategy", daemon ? "DAEMON" : "REPLICA");
        s.put("createdAt", 1_700_000_000.5);
        placement(s, daemon);
        s.set("networkConfiguration", chance(4) ? null : network());
        s.set("deploymentConfiguration", deployment(daemon));
        list(s, "loadBalancers", 3, this::balancer);
        list(s, "serviceRegistries", 1, i -> "{'registryArn': 'arn:aws:servicediscovery:" + i + "', 'port': 80}");
        ObjectNode primary =
                s.putArray("deployments").addObject().put("status", "PRIMARY").put("id", "ecs-svc/1");
        if (chance(3)) {
            primary.set("serviceConnectConfiguration", connect());
        }
        if (chance(4) && !daemon) {
            list(primary, "volumeConfigurations", 2, this::volume);
        }
        if (chance(4)) {
            list(
                    primary,
                    "vpcLatticeConfigurations",
                    2,
                    i -> "{'portName': 'p" + i + "', 'roleArn': 'r', 'targetGroupArn': 't'}");
        }
        s.put("healthCheckGracePeriodSeconds", chance(2) ? 0 : 30);
        s.put("enableECSManagedTags", chance(2)).put("enableExecuteCommand", chance(2));
        s.put("propagateTags", pick("NONE", "SERVICE", "TASK_DEFINITION"));
        s.put("availabilityZoneRebalancing", pick("ENABLED", "DISABLED"));
        if (daemon || s.at("/deploymentConfiguration/maximumPercent").asInt() <= 100) {
            s.put("availabilityZoneRebalancing", "DISABLED");
        }
        if (chance(2)) {
            s.putObject("deploymentController").put("type", "ECS");
        }
        list(s, "tags", 3, i -> "{'key': 'k" + i + "', 'value': 'v'}");
        if (chance(4)) {
            ((ArrayNode) s.get("tags")).addObject().put("key", "aws:x").put("value", "y");
        }
        if (chance(5)) {
            s.put("nextYear", 1);
            ((ObjectNode) s.get("deploymentConfiguration")).put("nextYear", true);
        }
        return s;
    }

    private void placement(ObjectNode s, boolean daemon) {
        int kind = random.nextInt(daemon ? 2 : 3);
        if (kind == 0) {
            list(
                    s,
                    "capacityProviderStrategy",
                    3,
                    i -> "{'capacityProvider': 'cp-" + i + "', 'base': " + i % 2 + ", 'weight': 1}");
        }
        if (s.path("capacityProviderStrategy").isEmpty()) {
            s.put("launchType", kind == 2 ? "FARGATE" : "EC2");
        }
        if (kind == 2) {
            s.put("platformVersion", pick("LATEST", "1.4.0")).put("platformFamily", "Linux");
        } else if (!daemon && chance(2)) {
            s.set(
                    "placementStrategy",
                    PlainJson.read("[{'type': 'spread', 'field': '" + pick("instanceId", "attribute:ecs.az")
                            + "'}, {'type': 'binpack', 'field': 'MEMORY'}]"));
            list(s, "placementConstraints", 3, i -> "{'type': 'memberOf', 'expression': 'attribute:x == " + i + "'}");
        }
    }

    private ObjectNode network() {
        ObjectNode network = read("{'awsvpcConfiguration': {'subnets': ['subnet-1', 'subnet-2', 'subnet-3'],"
                + " 'securityGroups': []}}");
        ObjectNode vpc = (ObjectNode) network.get("awsvpcConfiguration");
        if (chance(2)) {
            vpc.putArray("securityGroups").add("sg-1").add("sg-2");
        }
        return chance(2)
                ? network
                : (ObjectNode) network.set("awsvpcConfiguration", vpc.put("assignPublicIp", "ENABLED"));
    }

    private ObjectNode deployment(boolean daemon) {
        String strategy = daemon ? "ROLLING" : pick("ROLLING", "ROLLING", "BLUE_GREEN", "LINEAR", "CANARY");
        ObjectNode d = read("{'strategy': '" + strategy + "', 'bakeTimeInMinutes': " + (chance(2) ? 0 : 5) + "}");
        d.put("maximumPercent", daemon ? 100 : 100 + 50 * random.nextInt(3));
        d.put("minimumHealthyPercent", daemon ? 0 : 50 * random.nextInt(3));
        d.putObject("deploymentCircuitBreaker").put("enable", chance(2)).put("rollback", chance(2));
        if (chance(2)) {
            ((ObjectNode) d.get("deploymentCircuitBreaker"))
                    .put("resetOnHealthyTask", chance(2))
                    .set("thresholdConfiguration", PlainJson.read("{'type': 'COUNT', 'value': 7}"));
        }
        if (chance(2)) {
            d.set("alarms", PlainJson.read("{'alarmNames': ['b', 'a'], 'enable': true, 'rollback': false}"));
        }
        if (chance(3) && strategy.equals("ROLLING")) {
            d.set("earlySuccessCriteria", PlainJson.read("{'enable': true, 'healthyPercent': 60.0}"));
        }
        if (strategy.equals("LINEAR")) {
            d.set("linearConfiguration", PlainJson.read("{'stepPercent': 12.5, 'stepBakeTimeInMinutes': 6}"));
        }
        if (strategy.equals("CANARY")) {
            d.set("canaryConfiguration", PlainJson.read("{'canaryPercent': 5.0, 'canaryBakeTimeInMinutes': 1}"));
        }
        if (chance(3)) {
            d.set(
                    "lifecycleHooks",
                    PlainJson.read("[{'targetType': 'PAUSE', 'lifecycleStages': ['PRE_SCALE_UP'],"
                            + " 'timeoutConfiguration': {'timeoutInMinutes': 60, 'action': 'CONTINUE'}}, {'targetType': 'AWS_LAMBDA',"
                            + " 'hookTargetArn': 'arn:aws:lambda:x', 'roleArn': 'r', 'lifecycleStages': ['POST_SCALE_UP',"
                            + " 'PRE_SCALE_UP'], 'hookDetails': {'any': [1, {'b': null}]}}]"));
        }
        return d;
    }

    private String balancer(int i) {
        String advanced = chance(2)
                ? ", 'advancedConfiguration': {'alternateTargetGroupArn': 'tg-b" + i
                        + "', 'productionListenerRule': 'l'," + " 'roleArn': 'r'}"
                : "";
        return "{'targetGroupArn': 'tg-" + i + "', 'containerName': 'app', 'containerPort': " + (80 + i) + advanced
                + "}";
    }

    private JsonNode connect() {
        return PlainJson.read("{'enabled': true, 'namespace': 'arn:aws:servicediscovery:eu-central-1:1:namespace/ns-1',"
                + " 'services': [{'portName': 'http', 'discoveryName': 'http', 'clientAliases': [{'port': 80, 'dnsName':"
                + " 'http.prod'}, {'port': 81}], 'timeout': {'idleTimeoutSeconds': 5}}, {'portName': 'grpc', 'discoveryName':"
                + " 'x'}], 'logConfiguration': {'logDriver': 'awslogs', 'options': {'a': 'b'}, 'secretOptions': [{'name':"
                + " 's', 'valueFrom': 'arn'}]}}");
    }

    private String volume(int i) {
        return "{'name': 'v" + i + "', 'managedEBSVolume': {'sizeInGiB': 10, 'roleArn': 'r', 'encrypted': true,"
                + " 'filesystemType': 'xfs', 'tagSpecifications': [{'resourceType': 'volume', 'propagateTags': 'NONE'}]}}";
    }

    private interface Entry {
        String of(int index);
    }

    private void list(ObjectNode in, String name, int most, Entry entry) {
        ArrayNode list = in.putArray(name);
        int size = random.nextInt(most + 1);
        for (int i = 0; i < size; i++) {
            list.add(PlainJson.read(entry.of(i)));
        }
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private static ObjectNode read(String json) {
        return (ObjectNode) PlainJson.read(json);
    }

    /** The same as another author would write it: lists in another order, numbers and switches as texts. */
    JsonNode rewritten(JsonNode node, String pattern) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(field -> copy.set(
                            field.getKey(),
                            field.getKey().equals("hookDetails")
                                    ? field.getValue()
                                    : rewritten(
                                            field.getValue(),
                                            pattern.isEmpty() ? field.getKey() : pattern + "." + field.getKey())));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            List<JsonNode> items = new ArrayList<>();
            list.forEach(item -> items.add(rewritten(item, pattern)));
            if (!pattern.equals("placementStrategy")) {
                Collections.shuffle(items, random);
            }
            return list.arrayNode().addAll(items);
        }
        if (node.isTextual() && pattern.endsWith("capacityProvider")) {
            return TextNode.valueOf("arn:aws:ecs:" + ACCOUNT + "capacity-provider/" + node.textValue());
        }
        if (node.isTextual() && pattern.equals("placementStrategy.field")) {
            return TextNode.valueOf(
                    node.textValue().equals("instanceId")
                            ? "host"
                            : node.textValue().toLowerCase());
        }
        return node.isNumber() || node.isBoolean() ? TextNode.valueOf(node.asText()) : node;
    }
}
