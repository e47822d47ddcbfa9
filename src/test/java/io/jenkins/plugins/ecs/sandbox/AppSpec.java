package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The AppSpec of an ECS deployment, from YAML or JSON. CreateDeployment takes whatever is a text with the right hash; what
 * is wrong in it makes the deployment fail.
 */
final class AppSpec {

    /** The lifecycle events that take hooks, in their order. */
    static final List<String> HOOKS = List.of(
            "BeforeInstall", "AfterInstall", "AfterAllowTestTraffic", "BeforeAllowTraffic", "AfterAllowTraffic");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String INVALID =
            "The deployment failed because the AppSpec file that specifies the deployment configuration is missing or has"
                    + " an invalid configuration. ";

    final String content;
    final String sha256;
    /** Null when all is well. */
    final String error;

    /** Names or ARNs of Lambda functions by lifecycle event. */
    final Map<String, String> hooks = new LinkedHashMap<>();

    private final JsonNode properties;

    private AppSpec(String content) {
        this.content = content;
        sha256 = sha256(content);
        String wrong = null;
        JsonNode found = Json.object();
        try {
            JsonNode root = YAML.readTree(content);
            JsonNode resources = member(root, "resources");
            if (!root.isObject() || !resources.isArray() || resources.size() != 1) {
                wrong = "The AppSpec file must have exactly one resource of the type AWS::ECS::Service.";
            } else {
                JsonNode resource = resources.get(0).elements().next();
                found = member(resource, "properties");
                wrong = problem(resource, found);
            }
            wrong = wrong == null ? readHooks(member(root, "hooks")) : wrong;
        } catch (NoSuchElementException e) {
            wrong = "A resource and a hook need a name and a value.";
        } catch (IOException e) {
            wrong = "The input AppSpec file is a not well-formed yaml. The template cannot be parsed.";
        }
        properties = found;
        error = wrong == null ? null : INVALID + wrong;
    }

    /** The revision of CreateDeployment; refused when it is none of an ECS deployment. */
    static AppSpec of(JsonNode revision) {
        if (!revision.isObject() || revision.isEmpty()) {
            throw new AwsError(400, "RevisionRequiredException", "RevisionLocation must be specified");
        }
        String type = revision.path("revisionType").asText("");
        JsonNode given = revision.path(type.equals("String") ? "string" : "appSpecContent");
        if (!type.equals("AppSpecContent") && !type.equals("String")) {
            throw invalid("The sandbox takes revisions of the type AppSpecContent only, not " + type);
        }
        String content = given.path("content").asText("");
        if (content.isBlank()) {
            throw invalid("The content of the AppSpec must be specified");
        }
        AppSpec spec = new AppSpec(content);
        String hash = given.path("sha256").asText("");
        if (!hash.isEmpty() && !hash.toLowerCase(Locale.ROOT).equals(spec.sha256)) {
            throw invalid("The SHA256 hash " + hash + " does not match the content of the AppSpec");
        }
        return spec;
    }

    /** What a task set that CodeDeploy did not make stands for. */
    static AppSpec of(TaskDefinition definition, JsonNode balancer) {
        ObjectNode root = Json.object().put("version", "0.0");
        ObjectNode wanted = root.putArray("Resources").addObject().putObject("TargetService");
        wanted.put("Type", "AWS::ECS::Service");
        wanted.putObject("Properties")
                .put("TaskDefinition", definition.arn)
                .putObject("LoadBalancerInfo")
                .put("ContainerName", balancer.path("containerName").asText())
                .put("ContainerPort", balancer.path("containerPort").asInt());
        return new AppSpec(root.toString());
    }

    private static AwsError invalid(String message) {
        return new AwsError(400, "InvalidRevisionException", message);
    }

    private static String problem(JsonNode resource, JsonNode properties) {
        if (!member(resource, "type").asText().equals("AWS::ECS::Service")) {
            return "The type of the resource must be AWS::ECS::Service.";
        }
        if (member(properties, "taskDefinition").asText("").isBlank()) {
            return "The TaskDefinition must be specified.";
        }
        JsonNode balancer = member(properties, "loadBalancerInfo");
        if (member(balancer, "containerName").asText("").isBlank()
                || !member(balancer, "containerPort").canConvertToInt()) {
            return "The LoadBalancerInfo must have a ContainerName and a ContainerPort.";
        }
        return null;
    }

    private String readHooks(JsonNode list) {
        for (JsonNode each : list) {
            Map.Entry<String, JsonNode> hook = each.properties().iterator().next();
            if (!HOOKS.contains(hook.getKey())) {
                return "The hook " + hook.getKey() + " is none of " + String.join(", ", HOOKS) + ".";
            }
            hooks.put(hook.getKey(), hook.getValue().asText());
        }
        return null;
    }

    String taskDefinition() {
        return member(properties, "taskDefinition").asText();
    }

    /** The members of CreateTaskSet that the AppSpec sets, in the form of ECS; the load balancer without its target group. */
    ObjectNode settings() {
        ObjectNode settings = Json.object();
        JsonNode balancer = member(properties, "loadBalancerInfo");
        settings.putObject("balancer")
                .put("containerName", member(balancer, "containerName").asText())
                .put("containerPort", member(balancer, "containerPort").asInt());
        Json.putText(
                settings,
                "platformVersion",
                member(properties, "platformVersion").asText(null));
        JsonNode network = member(member(properties, "networkConfiguration"), "awsvpcConfiguration");
        if (network.isObject()) {
            settings.putObject("networkConfiguration").set("awsvpcConfiguration", small(network));
        }
        JsonNode providers = member(properties, "capacityProviderStrategy");
        if (providers.isArray() && !providers.isEmpty()) {
            var strategy = settings.putArray("capacityProviderStrategy");
            providers.forEach(each -> strategy.add(small(each)));
        }
        return settings;
    }

    /** The same members with small first letters, as ECS has them. */
    private static ObjectNode small(JsonNode node) {
        ObjectNode copy = Json.object();
        node.properties()
                .forEach(each -> copy.set(
                        Character.toLowerCase(each.getKey().charAt(0))
                                + each.getKey().substring(1),
                        each.getValue()));
        return copy;
    }

    /** AWS takes names with a small and with a capital first letter. */
    private static JsonNode member(JsonNode node, String name) {
        JsonNode found = node.path(name);
        return found.isMissingNode() ? node.path(Character.toUpperCase(name.charAt(0)) + name.substring(1)) : found;
    }

    ObjectNode revision(boolean withContent) {
        ObjectNode revision = Json.object().put("revisionType", "AppSpecContent");
        ObjectNode spec = revision.putObject("appSpecContent");
        if (withContent) {
            spec.put("content", content);
        }
        spec.put("sha256", sha256);
        return revision;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
