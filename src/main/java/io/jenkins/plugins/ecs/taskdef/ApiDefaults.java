package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes what means the same when it is left out, because DescribeTaskDefinition shows such values although no one
 * registered them. Only what the reference of RegisterTaskDefinition states as a default, or what Describe is known to
 * add; a wrong entry here would hide a change.
 */
final class ApiDefaults {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("enableFaultInjection", "false"),
            Map.entry("containerDefinitions.cpu", "0"),
            Map.entry("containerDefinitions.essential", "true"),
            Map.entry("containerDefinitions.portMappings.protocol", "tcp"),
            Map.entry("containerDefinitions.mountPoints.readOnly", "false"),
            Map.entry("containerDefinitions.volumesFrom.readOnly", "false"),
            Map.entry("containerDefinitions.healthCheck.interval", "30"),
            Map.entry("containerDefinitions.healthCheck.timeout", "5"),
            Map.entry("containerDefinitions.healthCheck.retries", "3"),
            Map.entry("containerDefinitions.versionConsistency", "enabled"),
            Map.entry("containerDefinitions.restartPolicy.restartAttemptPeriod", "300"),
            Map.entry("volumes.dockerVolumeConfiguration.scope", "task"),
            Map.entry("volumes.dockerVolumeConfiguration.driver", "local"),
            Map.entry("volumes.efsVolumeConfiguration.rootDirectory", "/"),
            Map.entry("volumes.efsVolumeConfiguration.transitEncryption", "DISABLED"),
            Map.entry("volumes.efsVolumeConfiguration.authorizationConfig.iam", "DISABLED"));

    /** Maps of fields that say nothing when empty; of others, such as dockerVolumeConfiguration, presence counts. */
    private static final Set<String> EMPTY_IS_ABSENT = Set.of(
            "runtimePlatform",
            "containerDefinitions.linuxParameters",
            "containerDefinitions.linuxParameters.capabilities",
            "volumes.host",
            "volumes.efsVolumeConfiguration.authorizationConfig");

    private static final Pattern VCPU = Pattern.compile("(?i)([0-9]*\\.?[0-9]+) ?vcpu");
    private static final Pattern GIGABYTES = Pattern.compile("([0-9]*\\.?[0-9]+) ?GB");

    private final String networkMode;
    private final boolean windows;

    private ApiDefaults(ObjectNode definition) {
        networkMode = definition.path("networkMode").asText("bridge");
        windows = definition
                .path("runtimePlatform")
                .path("operatingSystemFamily")
                .asText("")
                .toUpperCase(Locale.ROOT)
                .startsWith("WINDOWS");
    }

    /** Changes the definition itself and returns it. */
    static ObjectNode without(ObjectNode definition) {
        units(definition, "cpu", VCPU);
        units(definition, "memory", GIGABYTES);
        new ApiDefaults(definition).strip(definition, "");
        return definition;
    }

    /** RegisterTaskDefinition turns "1 vCPU" into 1024 units and "2GB" into 2048 MiB. */
    private static void units(ObjectNode definition, String field, Pattern unit) {
        Matcher matcher = unit.matcher(definition.path(field).asText("").strip());
        if (matcher.matches()) {
            BigDecimal number = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1024));
            definition.put(field, number.stripTrailingZeros().toPlainString());
        }
    }

    private void strip(JsonNode node, String pattern) {
        if (node.isArray()) {
            node.forEach(item -> strip(item, pattern));
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(e -> strip(e.getValue(), TaskDefinitionSchema.child(pattern, e.getKey())));
            hostPort(object, pattern);
            object.properties().removeIf(e -> saysNothing(pattern, e.getKey(), e.getValue()));
        }
    }

    private boolean saysNothing(String parent, String field, JsonNode value) {
        String pattern = TaskDefinitionSchema.child(parent, field);
        FieldKind kind = TaskDefinitionSchema.kind(parent, field);
        if (value.isValueNode()) {
            // The default network mode of Windows tasks is not bridge but the Docker "default" (NAT).
            boolean bridge = pattern.equals("networkMode") && value.asText().equals("bridge") && !windows;
            return bridge || value.asText().equals(DEFAULTS.get(pattern));
        }
        return value.isEmpty()
                && kind != null
                && (kind.isList() || kind == FieldKind.STRING_MAP || EMPTY_IS_ABSENT.contains(pattern));
    }

    /** PortMapping.hostPort: the container's port in awsvpc and host, a free port (0) in bridge. */
    private void hostPort(ObjectNode mapping, String pattern) {
        if (!pattern.equals("containerDefinitions.portMappings") || !mapping.has("hostPort")) {
            return;
        }
        int host = mapping.get("hostPort").asInt(-1);
        boolean same = host == mapping.path("containerPort").asInt(-2);
        boolean own = networkMode.equals("awsvpc") || networkMode.equals("host");
        if (own ? same : networkMode.equals("bridge") && host == 0) {
            mapping.remove("hostPort");
        }
    }
}
