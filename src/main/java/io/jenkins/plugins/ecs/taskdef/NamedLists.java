package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lists of a task definition whose entries have a name. A {@link DefinitionPatch} names their entries, and may write
 * such a list as a map: {@code environment: {LOG_LEVEL: debug}}.
 *
 * @param key the member that identifies entries
 * @param value the member that a plain value stands for; null if an entry is always a map
 */
record NamedLists(@NonNull String key, @CheckForNull String value) {

    private static final String PORTS = "containerDefinitions.portMappings";
    private static final Pattern PORT = Pattern.compile("([0-9]{1,5})(?:/(tcp|udp))?");

    private static final Map<String, NamedLists> ALL = Map.ofEntries(
            Map.entry("containerDefinitions", new NamedLists("name", null)),
            Map.entry("containerDefinitions.environment", new NamedLists("name", "value")),
            Map.entry("containerDefinitions.secrets", new NamedLists("name", "valueFrom")),
            Map.entry(PORTS, new NamedLists("name", null)),
            Map.entry("containerDefinitions.mountPoints", new NamedLists("containerPath", null)),
            Map.entry("containerDefinitions.ulimits", new NamedLists("name", null)),
            Map.entry("containerDefinitions.dependsOn", new NamedLists("containerName", "condition")),
            Map.entry("containerDefinitions.extraHosts", new NamedLists("hostname", "ipAddress")),
            Map.entry("containerDefinitions.systemControls", new NamedLists("namespace", "value")),
            Map.entry("containerDefinitions.logConfiguration.secretOptions", new NamedLists("name", "valueFrom")),
            Map.entry("proxyConfiguration.properties", new NamedLists("name", "value")),
            Map.entry("volumes", new NamedLists("name", null)),
            Map.entry("tags", new NamedLists("key", "value")));

    /** Null for any other list. */
    @CheckForNull
    static NamedLists of(String pattern) {
        return ALL.get(pattern);
    }

    /** An entry of this name, with nothing else in it. */
    ObjectNode entry(String pattern, String name) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        Matcher port = PORT.matcher(name);
        if (!pattern.equals(PORTS) || !port.matches()) {
            return entry.put(key, name);
        }
        entry.put("containerPort", Integer.parseInt(port.group(1)));
        return port.group(2) == null ? entry : entry.put("protocol", port.group(2));
    }

    boolean isNamed(String pattern, JsonNode entry) {
        return !entry.path(key).asText("").isEmpty() || (pattern.equals(PORTS) && entry.hasNonNull("containerPort"));
    }

    /** Whether two entries are the same one. Ports are the same by their name, or else by their number and protocol. */
    boolean isSame(String pattern, JsonNode there, JsonNode patch) {
        String name = patch.path(key).asText("");
        boolean byName = !name.isEmpty() && name.equals(there.path(key).asText(""));
        if (byName || !pattern.equals(PORTS) || !patch.hasNonNull("containerPort")) {
            return byName;
        }
        return patch.path("containerPort")
                        .asText()
                        .equals(there.path("containerPort").asText())
                && patch.path("protocol")
                        .asText("tcp")
                        .equals(there.path("protocol").asText("tcp"));
    }
}
