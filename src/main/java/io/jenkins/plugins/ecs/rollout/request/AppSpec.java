package io.jenkins.plugins.ecs.rollout.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.taskdef.AppSpecText;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The AppSpec of an ECS service: what CodeDeploy is to make a task set of. What is given stays as it is, fields that this
 * plugin does not know included; what is left out comes from the service. Names: "AppSpec 'resources' section for Amazon
 * ECS deployments" of the CodeDeploy User Guide.
 */
public final class AppSpec {

    /** Lifecycle events that run a Lambda function. */
    static final List<String> HOOKS = List.of(
            "BeforeInstall", "AfterInstall", "AfterAllowTestTraffic", "BeforeAllowTraffic", "AfterAllowTraffic");

    private static final String TYPE = "AWS::ECS::Service";
    private static final String RESOURCES = "Resources";
    private static final String HOOKS_FIELD = "Hooks";

    private AppSpec() {}

    /** What is wrong with a given text, whatever the service is. */
    static Optional<String> problem(String text) {
        try {
            ObjectNode spec = AppSpecText.parse(text);
            Optional<String> spelling = AppSpecSpelling.problem(spec);
            if (spelling.isPresent()) {
                return wrong(spelling.get());
            }
            JsonNode resources = field(spec, RESOURCES);
            JsonNode hooks = field(spec, HOOKS_FIELD);
            if (resources == null && hooks == null) {
                return wrong("it has neither 'Resources' nor 'Hooks'");
            }
            return resources == null || isOneService(resources)
                    ? hooks(hooks)
                    : wrong("'Resources' must be a list with one resource of the type " + TYPE);
        } catch (IllegalArgumentException unreadable) {
            return wrong(unreadable.getMessage());
        }
    }

    private static Optional<String> wrong(String what) {
        return Optional.of("appSpec: " + PlainText.line(what));
    }

    private static boolean isOneService(JsonNode resources) {
        return resources.isArray()
                && resources.size() == 1
                && resources.get(0).isObject()
                && resources.get(0).size() == 1
                && resources.get(0).elements().next() instanceof ObjectNode service
                && TYPE.equals(service.path("Type").asText(TYPE));
    }

    /** The Lambda functions of an AppSpec by lifecycle event; empty without hooks; null where it cannot be read. */
    @CheckForNull
    public static Map<String, String> hookFunctions(String text) {
        Map<String, String> functions = new LinkedHashMap<>();
        try {
            JsonNode hooks = field(AppSpecText.parse(text), HOOKS_FIELD);
            if (hooks != null) {
                hooks.forEach(hook -> hook.properties()
                        .forEach(each ->
                                functions.put(each.getKey(), each.getValue().asText(""))));
            }
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
        return functions;
    }

    private static Optional<String> hooks(JsonNode hooks) {
        if (hooks == null) {
            return Optional.empty();
        }
        if (!hooks.isArray()) {
            return wrong("'Hooks' must be a list, such as [{\"BeforeAllowTraffic\": \"<Lambda function>\"}]");
        }
        for (JsonNode hook : hooks) {
            for (Map.Entry<String, JsonNode> each : hook.properties()) {
                if (!HOOKS.contains(each.getKey())) {
                    return wrong("there is no hook '" + each.getKey() + "'. Valid hooks: " + String.join(", ", HOOKS));
                }
                if (each.getValue().asText("").isEmpty()) {
                    return wrong("the hook " + each.getKey() + " has no Lambda function");
                }
            }
        }
        return Optional.empty();
    }

    /** Whether hooks are given, if only that there are none. */
    public static boolean hasHooks(@CheckForNull String given) {
        return given != null && field(AppSpecText.parse(given), HOOKS_FIELD) != null;
    }

    /** The hooks of an AppSpec of CodeDeploy's as JSON; empty where there are none, or where it cannot be read. */
    public static String hooksOf(@CheckForNull String appSpec) {
        try {
            JsonNode hooks = appSpec == null ? null : field(AppSpecText.parse(appSpec), HOOKS_FIELD);
            return hooks == null || hooks.isEmpty() || hooks(hooks).isPresent() ? "" : hooks.toString();
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    /**
     * @param given JSON or YAML without a {@link #problem}; null for none
     * @param hooks a list as JSON, where none are given; may be empty
     * @param service as {@code DescribeServices} shows it
     * @param taskDefinition ARN of the revision to bring
     */
    public static ObjectNode of(@CheckForNull String given, String hooks, ObjectNode service, String taskDefinition) {
        ObjectNode asked = given == null ? object() : AppSpecText.parse(given);
        ObjectNode spec = object().put("version", 0.0);
        JsonNode resources = field(asked, RESOURCES);
        ArrayNode list = resources == null ? object().arrayNode() : (ArrayNode) resources.deepCopy();
        if (list.isEmpty()) {
            list.addObject().putObject("TargetService").put("Type", TYPE);
        }
        ObjectNode target = (ObjectNode) list.get(0).elements().next();
        target.put("Type", TYPE);
        ObjectNode properties =
                target.get("Properties") instanceof ObjectNode there ? there : target.putObject("Properties");
        properties.put("TaskDefinition", taskDefinition);
        AppSpecDefaults.fill(properties, service);
        spec.set(RESOURCES, list);
        JsonNode own = field(asked, HOOKS_FIELD);
        if (own != null) {
            if (!own.isEmpty()) {
                spec.set(HOOKS_FIELD, own);
            }
        } else if (!hooks.isEmpty()) {
            spec.set(HOOKS_FIELD, field(AppSpecText.parse("{\"Hooks\":" + hooks + "}"), HOOKS_FIELD));
        }
        return spec;
    }

    static JsonNode properties(ObjectNode spec) {
        return spec.path(RESOURCES).path(0).elements().next().path("Properties");
    }

    /** Whether the container that is to take the traffic is in the definition, with that port. */
    public static Optional<String> misfit(ObjectNode spec, JsonNode definition) {
        JsonNode balancer = properties(spec).path("LoadBalancerInfo");
        String name = balancer.path("ContainerName").asText("");
        int port = balancer.path("ContainerPort").asInt();
        if (name.isEmpty() || port == 0) {
            return wrong("the service shows no load balancer, so LoadBalancerInfo with ContainerName and ContainerPort"
                    + " must be set");
        }
        for (JsonNode container : definition.path("containerDefinitions")) {
            if (container.path("name").asText().equals(name)) {
                return hasPort(container, port)
                        ? Optional.empty()
                        : wrong("container '" + name + "' of the task definition has no port mapping for the port "
                                + port + " that receives the traffic");
            }
        }
        return wrong("the container '" + name + "' that receives the traffic (port " + port
                + ") is not in the task definition");
    }

    private static boolean hasPort(JsonNode container, int port) {
        for (JsonNode mapping : container.path("portMappings")) {
            if (mapping.path("containerPort").asInt() == port) {
                return true;
            }
        }
        return false;
    }

    /** {@code CreateDeployment.revision}. */
    public static ObjectNode revision(ObjectNode spec) {
        String content = spec.toString();
        ObjectNode revision = object().put("revisionType", "AppSpecContent");
        revision.putObject("appSpecContent").put("content", content).put("sha256", Sha256.hex(content));
        return revision;
    }

    /** CodeDeploy reads {@code resources} as well as {@code Resources}. */
    private static JsonNode field(JsonNode spec, String name) {
        for (Map.Entry<String, JsonNode> each : spec.properties()) {
            if (each.getKey().equalsIgnoreCase(name) && !each.getValue().isNull()) {
                return each.getValue();
            }
        }
        return null;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
