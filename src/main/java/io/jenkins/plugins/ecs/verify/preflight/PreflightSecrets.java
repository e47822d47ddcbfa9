package io.jenkins.plugins.ecs.verify.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Are the secrets and parameters there that the containers are given? Their values are never read. */
final class PreflightSecrets {

    private PreflightSecrets() {}

    static Measurement measure(ObjectNode planned, AwsConnection aws) {
        List<String> problems = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (String reference : references(planned)) {
            String[] parts = reference.split(":");
            boolean arn = reference.startsWith("arn:") && parts.length > 5;
            boolean there;
            if (arn && parts[2].equals("secretsmanager")) {
                // What follows the name is a key within the value, a version stage and a version.
                String secret = String.join(":", Arrays.copyOf(parts, Math.min(7, parts.length)));
                there = aws.secrets(parts[3]).hasSecret(secret);
            } else if (arn) {
                String name = parts[5].substring("parameter".length());
                there = aws.secrets(parts[3]).hasParameter(parameter(name));
            } else {
                there = aws.secrets(null).hasParameter(reference);
            }
            if (there) {
                good.add(reference);
            } else {
                problems.add("there is no " + reference);
            }
        }
        return problems.isEmpty() && !good.isEmpty()
                ? Measurement.passed(good.size() + " there", "each there")
                : Preflight.told(problems, good, "the definition has no secrets", "each there");
    }

    /** In an ARN the slash before a name without a path is not part of the name. */
    private static String parameter(String name) {
        return name.lastIndexOf('/') == 0 ? name.substring(1) : name;
    }

    private static Set<String> references(ObjectNode planned) {
        Set<String> references = new LinkedHashSet<>();
        for (JsonNode container : planned.path("containerDefinitions")) {
            container
                    .path("secrets")
                    .forEach(each -> references.add(each.path("valueFrom").asText()));
            container
                    .at("/logConfiguration/secretOptions")
                    .forEach(each -> references.add(each.path("valueFrom").asText()));
            references.add(
                    container.at("/repositoryCredentials/credentialsParameter").asText(""));
        }
        references.remove("");
        return references;
    }
}
