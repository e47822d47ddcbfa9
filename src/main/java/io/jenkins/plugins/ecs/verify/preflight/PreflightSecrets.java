package io.jenkins.plugins.ecs.verify.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code secrets}: the secrets and parameters of the containers exist. Their values are never read. */
final class PreflightSecrets {

    private PreflightSecrets() {}

    static Measurement measure(ObjectNode planned, AwsConnection aws) {
        List<String> problems = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (String reference : references(planned)) {
            String[] parts = reference.split(":");
            boolean arn = reference.startsWith("arn:") && parts.length > 5;
            boolean exists;
            if (arn && parts[2].equals("secretsmanager")) {
                // After the name follow a key within the value, a version stage and a version.
                String secret = String.join(":", Arrays.copyOf(parts, Math.min(7, parts.length)));
                exists = aws.secrets(parts[3]).hasSecret(secret);
            } else if (arn) {
                String name = parts[5].substring("parameter".length());
                exists = aws.parameters(parts[3]).hasParameter(parameter(name));
            } else {
                exists = aws.parameters(null).hasParameter(reference);
            }
            if (exists) {
                good.add(reference);
            } else {
                problems.add(PreflightMessages.missing(reference));
            }
        }
        return problems.isEmpty() && !good.isEmpty()
                ? Measurement.passed(PreflightMessages.exist(good.size()), PreflightMessages.ALL_EXIST)
                : Preflight.result(problems, good, PreflightMessages.NO_SECRET, PreflightMessages.ALL_EXIST);
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
