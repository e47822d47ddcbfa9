package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.scaling.ScalingImport;
import io.jenkins.plugins.ecs.taskdef.DefinitionFormat;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A live service as files that can be committed: deployed without a change, they are no change. Secrets are in them as
 * ARNs only, as ECS has them.
 *
 * @param warnings what a person should look at; no values
 */
public record ServiceFiles(
        @NonNull String taskDefinition,
        @NonNull String serviceDefinition,
        @NonNull String jenkinsfile,
        @NonNull List<String> warnings) {

    private static final String CODE_DEPLOY = "CODE_DEPLOY";

    public ServiceFiles {
        warnings = List.copyOf(warnings);
    }

    /**
     * @param service as {@code DescribeServices} shows it, with its tags
     * @param definition as {@code DescribeTaskDefinition} shows it, with its tags
     * @param scaling of the service
     */
    @NonNull
    public static ServiceFiles of(
            @NonNull ObjectNode service,
            @NonNull ObjectNode definition,
            @NonNull ScalingImport scaling,
            @NonNull DefinitionFormat format,
            @NonNull String region) {
        ObjectNode ofTask = TaskDefinitions.toFile(definition);
        ObjectNode ofService = ServiceImport.of(service);
        ofService.remove(List.of("cluster", "serviceName"));
        if (scaling.members() != null) {
            // Scaling changes the count; a deployment must not set it back.
            ofService.putArray("ignore").add("desiredCount");
            ofService.set("scaling", scaling.members());
        }
        List<String> warnings = new ArrayList<>(secrets(ofTask));
        List<String> unknown = LiveService.of(service).unknown();
        if (!unknown.isEmpty()) {
            warnings.add(ImportMessages.unknown(unknown));
        }
        warnings.addAll(scaling.warnings());
        return new ServiceFiles(
                format.write(Lookups.escaped(ofTask)),
                format.write(Lookups.escaped(ofService)),
                jenkinsfile(service, format, region),
                warnings);
    }

    /** The names of the files with their texts. */
    @NonNull
    public Map<String, String> byName(@NonNull DefinitionFormat format) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("task-definition." + format.word(), taskDefinition);
        files.put("service." + format.word(), serviceDefinition);
        files.put("Jenkinsfile", jenkinsfile);
        return files;
    }

    /** Plain values that look like secrets. */
    private static List<String> secrets(JsonNode definition) {
        List<String> warnings = new ArrayList<>();
        for (JsonNode container : definition.path("containerDefinitions")) {
            String where = container.path("name").asText();
            for (JsonNode variable : container.path("environment")) {
                String name = variable.path("name").asText();
                String value = variable.path("value").asText();
                boolean named = SecretNames.looksSecret(name) && !value.isBlank();
                if (named || SecretNames.looksLikeSecretValue(value)) {
                    warnings.add(ImportMessages.secret(where, "the variable '" + name + "'"));
                }
            }
            for (String list : List.of("command", "entryPoint")) {
                String words = String.join(
                        " ",
                        container.path(list).valueStream().map(JsonNode::asText).toList());
                if (!SecretNames.masked(words).equals(words)) {
                    warnings.add(ImportMessages.secret(where, "the " + list));
                }
            }
            container.path("logConfiguration").path("options").properties().forEach(option -> {
                boolean named = SecretNames.looksSecret(option.getKey());
                if (named || SecretNames.looksLikeSecretValue(option.getValue().asText())) {
                    warnings.add(ImportMessages.secret(where, "the log option '" + option.getKey() + "'"));
                }
            });
        }
        return warnings;
    }

    private static String jenkinsfile(ObjectNode service, DefinitionFormat format, String region) {
        boolean byCodeDeploy =
                service.path("deploymentController").path("type").asText().equals(CODE_DEPLOY);
        String cluster = Arns.brief(service.path("clusterArn").asText());
        String name = service.path("serviceName").asText();
        String step = byCodeDeploy ? "ecsBlueGreen" : "ecsDeploy";
        return String.join(
                "\n",
                "// Written by ecsImport from " + cluster + "/" + name + " in " + region + ".",
                "// Add the image of the build, for example tag: '1.4.2', and the credentials.",
                "pipeline {",
                "    agent none",
                "    stages {",
                "        stage('Read') {",
                "            agent any",
                "            steps {",
                "                script {",
                "                    taskDefinition = readFile 'task-definition." + format.word() + "'",
                "                    serviceDefinition = readFile 'service." + format.word() + "'",
                "                }",
                "            }",
                "        }",
                "        stage('Deploy') {",
                "            steps {",
                "                " + step + " region: '" + region + "', cluster: '" + cluster + "', service: '" + name
                        + "',",
                "                    taskDefinition: taskDefinition, serviceDefinition: serviceDefinition",
                "            }",
                "        }",
                "    }",
                "}",
                "");
    }
}
