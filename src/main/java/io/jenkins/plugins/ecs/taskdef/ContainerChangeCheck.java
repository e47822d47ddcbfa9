package io.jenkins.plugins.ecs.taskdef;

import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What can be said about a change before any task definition is there. */
final class ContainerChangeCheck {
    /** RegisterTaskDefinition, Secret.valueFrom: an ARN of Secrets Manager or Parameter Store, or a parameter name. */
    private static final Pattern SECRET_SOURCE =
            Pattern.compile("arn:aws[a-z0-9-]*:(?:secretsmanager|ssm):[a-z0-9-]+:[0-9]{12}:\\S+"
                    + "|/?[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+){0,14}");

    /** What Docker itself asks for; ContainerDefinition.memory says 6 MiB, or 4 MiB with an older Docker. */
    private static final int MIN_MEMORY = 4;

    private final ContainerChange change;
    private final List<String> problems = new ArrayList<>();

    private ContainerChangeCheck(ContainerChange change) {
        this.change = change;
    }

    static List<String> problems(ContainerChange change) {
        ContainerChangeCheck check = new ContainerChangeCheck(change);
        check.nameAndImage();
        check.variables();
        check.sizes();
        if (change.command() != null && change.command().contains(null)) {
            check.add("command", "contains null. Use \"\" for an empty argument.");
        }
        return check.problems;
    }

    static List<String> warnings(ContainerChange change) {
        List<String> warnings = new ArrayList<>();
        change.environment().forEach((name, value) -> {
            boolean named = SecretNames.looksSecret(name) && value != null && !value.isBlank();
            if (named || SecretNames.looksLikeSecretValue(value)) {
                warnings.add(where(change) + "environment '" + name + "' looks like a secret. Every caller of"
                        + " DescribeTaskDefinition can read its value; store it in Secrets Manager or Parameter Store and"
                        + " set its ARN in 'secrets'.");
            }
        });
        return warnings;
    }

    private void nameAndImage() {
        if (change.name() != null && !StructureCheck.NAME.matcher(change.name()).matches()) {
            add("name", "'" + change.name() + "' is not a container name. " + StructureCheck.NAME_RULE);
        }
        if (change.image() != null) {
            try {
                ImageReference.parse(change.image());
            } catch (TaskDefinitionException e) {
                add("image", e.getMessage());
            }
        }
    }

    private void variables() {
        change.environment().forEach((name, value) -> {
            variableName("environment", name);
            if (value == null) {
                add("environment '" + name + "'", "has no value (null). Use '' for an empty value.");
            }
        });
        change.secrets().forEach((name, source) -> {
            variableName("secrets", name);
            if (source == null || !SECRET_SOURCE.matcher(source).matches()) {
                // The value may be the secret itself, given by mistake, so it is not shown.
                add(
                        "secrets '" + name + "'",
                        "does not name a secret (value not shown). Use the ARN of a secret or parameter, or the name"
                                + " of a parameter, never the secret itself.");
            }
            if (change.environment().containsKey(name)) {
                add("environment and secrets", "both set '" + name + "'. ECS accepts each name only once; remove one.");
            }
        });
    }

    private void variableName(String field, String name) {
        boolean bad = name == null
                || name.isEmpty()
                || name.chars().anyMatch(c -> c == '=' || Character.isWhitespace(c) || Character.isISOControl(c));
        if (bad) {
            add(field, "'" + name + "' is not a variable name. Remove spaces and '='.");
        }
    }

    private void sizes() {
        if (change.cpu() != null && change.cpu() < 0) {
            add("cpu", change.cpu() + " is negative. Use CPU units (1024 units are 1 vCPU).");
        }
        memory("memory", change.memory());
        memory("memoryReservation", change.memoryReservation());
        if (change.memory() != null
                && change.memoryReservation() != null
                && change.memory() < change.memoryReservation()) {
            add(
                    "memory",
                    change.memory() + " MiB is less than memoryReservation, " + change.memoryReservation()
                            + " MiB. The hard limit 'memory' must be larger.");
        }
    }

    private void memory(String field, Integer mebibytes) {
        if (mebibytes != null && mebibytes < MIN_MEMORY) {
            add(field, mebibytes + " MiB is too low. Use at least " + MIN_MEMORY + " (in MiB).");
        }
    }

    private void add(String field, String problem) {
        problems.add(where(change) + field + ": " + problem);
    }

    private static String where(ContainerChange change) {
        return change.name() == null ? "" : "Container '" + change.name() + "', ";
    }
}
