package io.jenkins.plugins.ecs.tasks.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code overrides} of {@code RunTask}: command, environment and sizes. Image, secrets and exclusive lists can't be
 * overridden; they need a revision of their own.
 */
public final class OverridesJson {

    private OverridesJson() {}

    /** @param container the one that changes without a name are about */
    @NonNull
    public static ObjectNode of(@NonNull TaskRequest request, @NonNull String container) {
        ObjectNode overrides = JsonNodeFactory.instance.objectNode();
        Map<String, ObjectNode> byName = new LinkedHashMap<>();
        for (ContainerChange change : request.definition().changes()) {
            String name = change.name() == null ? container : change.name();
            add(
                    change,
                    byName.computeIfAbsent(
                            name, n -> JsonNodeFactory.instance.objectNode().put("name", n)));
        }
        byName.values().removeIf(each -> each.size() == 1);
        if (!byName.isEmpty()) {
            ArrayNode list = overrides.putArray("containerOverrides");
            byName.values().forEach(list::add);
        }
        put(overrides, "cpu", request.overrides().cpu());
        put(overrides, "memory", request.overrides().memory());
        put(overrides, "taskRoleArn", request.overrides().taskRoleArn());
        put(overrides, "executionRoleArn", request.overrides().executionRoleArn());
        return overrides;
    }

    private static void add(ContainerChange change, ObjectNode override) {
        if (change.command() != null) {
            ArrayNode words = override.putArray("command");
            change.command().forEach(words::add);
        }
        if (!change.exclusiveEnvironment()) {
            change.environment().forEach((name, value) -> {
                ObjectNode variable = JsonNodeFactory.instance.objectNode();
                override.withArrayProperty("environment")
                        .add(variable.put("name", name).put("value", value));
            });
        }
        put(override, "cpu", change.cpu());
        put(override, "memory", change.memory());
        put(override, "memoryReservation", change.memoryReservation());
    }

    private static void put(ObjectNode node, String field, String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    private static void put(ObjectNode node, String field, Integer value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    /** Whether a change can't be made by an override. */
    public static boolean needsRevision(@NonNull ContainerChange change) {
        return change.image() != null
                || !change.secrets().isEmpty()
                || change.exclusiveEnvironment()
                || change.exclusiveSecrets();
    }

    /**
     * The part of a change that a revision is registered for.
     *
     * @param name of the container
     */
    @NonNull
    public static ContainerChange forRevision(@NonNull ContainerChange change, @NonNull String name) {
        return ContainerChange.of(name)
                .image(change.image())
                .secrets(change.secrets())
                .exclusiveSecrets(change.exclusiveSecrets())
                .environment(change.exclusiveEnvironment() ? change.environment() : null)
                .exclusiveEnvironment(change.exclusiveEnvironment())
                .build();
    }
}
