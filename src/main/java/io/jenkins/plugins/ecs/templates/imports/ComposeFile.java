package io.jenkins.plugins.ecs.templates.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one service of a compose file.
 *
 * <p>Source: <a href="https://github.com/compose-spec/compose-spec/blob/main/spec.md">Compose Specification</a>.
 */
final class ComposeFile {

    private static final Pattern PORT = Pattern.compile("(?:.*:)?([0-9]{1,5})(?:/(?:tcp|udp))?");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,9})\\s*([kmg]?)i?b?");

    private final FoundService found;

    private ComposeFile(FoundService found) {
        this.found = found;
    }

    static boolean is(@NonNull JsonNode root) {
        return root.path("services").isObject() && !root.path("services").isEmpty();
    }

    /**
     * @param service null for the only one
     * @throws IllegalArgumentException if it is not clear which service is meant
     */
    @NonNull
    static FoundService read(@NonNull SourceMappedTree tree, @CheckForNull String service) {
        JsonNode services = tree.root().path("services");
        List<String> names = new ArrayList<>();
        services.fieldNames().forEachRemaining(names::add);
        String name = service == null && names.size() == 1 ? names.get(0) : service;
        if (name == null || !services.path(name).isObject()) {
            throw new IllegalArgumentException(ImportedFileMessages.whichService(service, names));
        }
        FoundService found = new FoundService(tree);
        found.name = name;
        TextPath path = TextPath.TOP.child("services").child(name);
        new ComposeFile(found).service(services.get(name), path);
        names.stream()
                .filter(each -> !each.equals(name))
                .forEach(each ->
                        found.leaveOut(TextPath.TOP.child("services").child(each), ImportedFileMessages.OTHER_SERVICE));
        return found;
    }

    private void service(JsonNode service, TextPath path) {
        // Which image it is, the Jenkinsfile says.
        found.rest(
                service,
                path,
                List.of("image", "build", "command", "environment", "ports", "expose", "deploy", "container_name"));
        if (service.has("command")) {
            found.command(service.get("command"), path.child("command"));
        }
        environment(service.path("environment"), path.child("environment"));
        ports(service.has("expose") ? service.get("expose") : service.path("ports"), path.child("ports"));
        deploy(service.path("deploy"), path.child("deploy"));
    }

    /** A map, or a list of {@code NAME=value}. */
    private void environment(JsonNode environment, TextPath path) {
        if (!environment.isArray()) {
            found.isMap(environment, path);
        }
        environment.properties().forEach(each -> {
            String value = found.text(each.getValue());
            variable(each.getKey(), value, path.child(each.getKey()));
        });
        for (int i = 0; environment.isArray() && i < environment.size(); i++) {
            String[] entry = environment.get(i).asText().split("=", 2);
            variable(entry[0], entry.length == 2 ? entry[1] : null, path.item(i));
        }
    }

    private void variable(String name, @CheckForNull String value, TextPath path) {
        if (value == null) {
            found.leaveOut(path, ImportedFileMessages.NOT_A_VALUE);
        } else {
            found.variable(found.own, name, value, path);
        }
    }

    /** The first port of the container; a load balancer has one. */
    private void ports(JsonNode ports, TextPath path) {
        for (int i = 0; i < ports.size(); i++) {
            JsonNode port = ports.get(i);
            String written = found.text(port.isObject() ? port.path("target") : port);
            Matcher container = PORT.matcher(written == null ? "" : written);
            if (i > 0 || !container.matches()) {
                found.leaveOut(path.item(i), ImportedFileMessages.ONE_PORT);
            } else {
                found.known(found.own, FoundService.Known.PORT, container.group(1), path.item(i));
            }
        }
    }

    private void deploy(JsonNode deploy, TextPath path) {
        if (deploy.has("replicas")) {
            found.known(
                    found.own, FoundService.Known.COUNT, found.text(deploy.get("replicas")), path.child("replicas"));
        }
        JsonNode limits = deploy.path("resources").path("limits");
        TextPath at = path.child("resources").child("limits");
        if (limits.has("cpus")) {
            cpus(found.text(limits.get("cpus")), at.child("cpus"));
        }
        if (limits.has("memory")) {
            memory(found.text(limits.get("memory")), at.child("memory"));
        }
        found.rest(deploy, path, List.of("replicas", "resources"));
    }

    /** ECS counts in units of a thousandth and a bit: 1024 are one CPU. */
    private void cpus(@CheckForNull String cpus, TextPath path) {
        if (cpus == null || !cpus.matches("[0-9]{1,3}(\\.[0-9]{1,4})?")) {
            found.leaveOut(path, ImportedFileMessages.NOT_A_NUMBER);
            return;
        }
        int units = (int) Math.round(Double.parseDouble(cpus) * 1024);
        found.own.known.put(FoundService.Known.CPU, JsonNodeFactory.instance.numberNode(units));
    }

    private void memory(@CheckForNull String memory, TextPath path) {
        Matcher bytes = BYTES.matcher(memory == null ? "" : memory.toLowerCase(Locale.ROOT));
        if (!bytes.matches()) {
            found.leaveOut(path, ImportedFileMessages.NOT_A_NUMBER);
            return;
        }
        long number = Long.parseLong(bytes.group(1));
        long mebibytes =
                switch (bytes.group(2)) {
                    case "g" -> number * 1024;
                    case "m" -> number;
                    case "k" -> number / 1024;
                    default -> number / (1024 * 1024);
                };
        found.own.known.put(FoundService.Known.MEMORY, JsonNodeFactory.instance.numberNode((int)
                Math.min(Integer.MAX_VALUE, mebibytes)));
    }
}
