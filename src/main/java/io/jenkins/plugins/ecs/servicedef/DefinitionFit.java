package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether a service and the task definition that it is to run fit each other: containers, ports, volumes, network. */
public final class DefinitionFit {

    private final JsonNode service;
    private final JsonNode definition;
    private final List<String> problems = new ArrayList<>();

    private DefinitionFit(JsonNode service, JsonNode definition) {
        this.service = service;
        this.definition = definition;
    }

    /** @return what ECS would refuse, a sentence each */
    @NonNull
    public static List<String> problems(@NonNull ServiceDefinition file, @NonNull ObjectNode taskDefinition) {
        DefinitionFit fit = new DefinitionFit(file.managed(), taskDefinition);
        fit.targets("loadBalancers", "containerPort");
        fit.targets("serviceRegistries", "containerPort");
        fit.namedPorts("serviceConnectConfiguration.services");
        fit.namedPorts("vpcLatticeConfigurations");
        fit.volumes();
        fit.network();
        fit.launchType();
        return fit.problems;
    }

    private void targets(String list, String member) {
        JsonNode entries = service.path(list);
        for (int i = 0; i < entries.size(); i++) {
            String name = entries.get(i).path("containerName").asText("");
            int port = entries.get(i).path(member).asInt(0);
            if (name.isEmpty()) {
                continue;
            }
            String path = list + "[" + i + "]";
            JsonNode container = container(name);
            if (container.isMissingNode()) {
                problems.add(ServiceMessages.noContainer(path, PlainText.line(name), containers()));
            } else if (port != 0 && !hasPort(container, port)) {
                problems.add(ServiceMessages.noPort(path, port, PlainText.line(name), ports(container)));
            }
        }
    }

    private JsonNode container(String name) {
        for (JsonNode container : definition.path("containerDefinitions")) {
            if (container.path("name").asText().equals(name)) {
                return container;
            }
        }
        return definition.path("");
    }

    private Set<String> containers() {
        Set<String> names = new TreeSet<>();
        definition
                .path("containerDefinitions")
                .forEach(each -> names.add(PlainText.line(each.path("name").asText())));
        return names;
    }

    /** A range, as in {@code 8080-8090}, may hold it; what it is exactly, ECS decides. */
    private static boolean hasPort(JsonNode container, int port) {
        for (JsonNode mapping : container.path("portMappings")) {
            if (mapping.has("containerPortRange")
                    || mapping.path("containerPort").asInt(-1) == port) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> ports(JsonNode container) {
        Set<String> ports = new TreeSet<>();
        container
                .path("portMappings")
                .forEach(each -> ports.add(each.path("containerPort").asText()));
        return ports;
    }

    private void namedPorts(String list) {
        Set<String> known = new TreeSet<>();
        definition
                .path("containerDefinitions")
                .forEach(container -> container
                        .path("portMappings")
                        .forEach(mapping -> known.add(mapping.path("name").asText(""))));
        known.remove("");
        JsonNode entries = service.at("/" + list.replace('.', '/'));
        for (int i = 0; i < entries.size(); i++) {
            String name = entries.get(i).path("portName").asText("");
            if (!name.isEmpty() && !known.contains(name)) {
                problems.add(ServiceMessages.noNamedPort(list + "[" + i + "].portName", PlainText.line(name), known));
            }
        }
    }

    private void volumes() {
        JsonNode entries = service.path("volumeConfigurations");
        for (int i = 0; i < entries.size(); i++) {
            String name = entries.get(i).path("name").asText("");
            boolean configured = false;
            for (JsonNode volume : definition.path("volumes")) {
                configured |= volume.path("name").asText().equals(name)
                        && volume.path("configuredAtLaunch").asBoolean();
            }
            if (!configured) {
                problems.add(ServiceMessages.noVolume("volumeConfigurations[" + i + "].name", PlainText.line(name)));
            }
        }
    }

    private void network() {
        if (!service.has("networkConfiguration")) {
            return;
        }
        String mode = definition.path("networkMode").asText("bridge");
        if (!mode.equals("awsvpc")) {
            problems.add(ServiceMessages.noNetwork(mode));
        }
    }

    private void launchType() {
        boolean fargate = service.path("launchType").asText().equals("FARGATE");
        if (fargate && !definition.path("networkMode").asText("bridge").equals("awsvpc")) {
            problems.add(ServiceMessages.FARGATE_NEEDS_AWSVPC);
        }
    }
}
