package io.jenkins.plugins.ecs.taskdef;

import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What can be checked in a change without a task definition. */
final class ContainerChangeCheck {
    /** RegisterTaskDefinition, Secret.valueFrom: an ARN of Secrets Manager or Parameter Store, or a parameter name. */
    private static final Pattern SECRET_SOURCE =
            Pattern.compile("arn:aws[a-z0-9-]*:(?:secretsmanager|ssm):[a-z0-9-]+:[0-9]{12}:\\S+"
                    + "|/?[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+){0,14}");

    /** What Docker requires, as documented at ContainerDefinition.memory: 6 MiB, or 4 MiB with an older Docker. */
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
            check.add("command", DefinitionMessages.NULL_IN_COMMAND);
        }
        return check.problems;
    }

    static List<String> warnings(ContainerChange change) {
        List<String> warnings = new ArrayList<>();
        change.environment().forEach((name, value) -> {
            boolean named = SecretNames.looksSecret(name) && value != null && !value.isBlank();
            if (named || SecretNames.looksLikeSecretValue(value)) {
                warnings.add(where(change) + DefinitionMessages.looksSecret(name));
            }
        });
        return warnings;
    }

    private void nameAndImage() {
        if (change.name() != null && !StructureCheck.NAME.matcher(change.name()).matches()) {
            add("name", DefinitionMessages.notAContainerName(change.name(), StructureCheck.NAME_RULE));
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
                add("environment '" + name + "'", DefinitionMessages.NO_VALUE);
            }
        });
        change.secrets().forEach((name, source) -> {
            variableName("secrets", name);
            if (source == null || !SECRET_SOURCE.matcher(source).matches()) {
                // The value may be the secret itself, given by mistake, so it is not shown.
                add("secrets '" + name + "'", DefinitionMessages.NOT_A_SECRET);
            }
            if (change.environment().containsKey(name)) {
                add("environment and secrets", DefinitionMessages.setTwice(name));
            }
        });
    }

    private void variableName(String field, String name) {
        boolean bad = name == null
                || name.isEmpty()
                || name.chars().anyMatch(c -> c == '=' || Character.isWhitespace(c) || Character.isISOControl(c));
        if (bad) {
            add(field, DefinitionMessages.notAVariable(name));
        }
    }

    private void sizes() {
        if (change.cpu() != null && change.cpu() < 0) {
            add("cpu", DefinitionMessages.negativeCpu(change.cpu()));
        }
        memory("memory", change.memory());
        memory("memoryReservation", change.memoryReservation());
        if (change.memory() != null
                && change.memoryReservation() != null
                && change.memory() < change.memoryReservation()) {
            add("memory", DefinitionMessages.lessThanReserved(change.memory(), change.memoryReservation()));
        }
    }

    private void memory(String field, Integer mebibytes) {
        if (mebibytes != null && mebibytes < MIN_MEMORY) {
            add(field, DefinitionMessages.tooLittleMemory(mebibytes, MIN_MEMORY));
        }
    }

    private void add(String field, String problem) {
        problems.add(where(change) + field + ": " + problem);
    }

    private static String where(ContainerChange change) {
        return change.name() == null ? "" : "Container '" + change.name() + "', ";
    }
}
