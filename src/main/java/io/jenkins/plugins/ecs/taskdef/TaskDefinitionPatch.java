package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Applies changes of containers to a task definition; all that is not mentioned stays, in its order. */
public final class TaskDefinitionPatch {
    private TaskDefinitionPatch() {}

    /**
     * A changed copy of the base.
     *
     * @throws TaskDefinitionException for a change with {@link ContainerChange#problems}, an unknown container, two
     *     changes of one container, or a change without a name if there are several containers
     */
    public static ObjectNode apply(ObjectNode base, List<ContainerChange> changes) {
        refuseProblems(changes);
        ObjectNode patched = base.deepCopy();
        Set<String> done = new HashSet<>();
        for (ContainerChange change : changes) {
            ObjectNode container = container(patched, change);
            String name = container.path("name").asText();
            if (!done.add(name)) {
                throw new TaskDefinitionException(DefinitionMessages.changedTwice(name));
            }
            patch(container, change);
        }
        return patched;
    }

    private static void refuseProblems(List<ContainerChange> changes) {
        String problems =
                changes.stream().flatMap(change -> change.problems().stream()).collect(Collectors.joining("\n"));
        if (!problems.isEmpty()) {
            throw new TaskDefinitionException(problems);
        }
    }

    private static ObjectNode container(ObjectNode definition, ContainerChange change) {
        List<String> names = TaskDefinitions.containerNames(definition);
        if (names.isEmpty()) {
            throw new TaskDefinitionException(DefinitionMessages.NOTHING_TO_CHANGE, TaskDefinitions.CONTAINERS);
        }
        if (change.name() == null && names.size() > 1) {
            throw new TaskDefinitionException(DefinitionMessages.severalContainers(
                    names.size(),
                    String.join(", ", names),
                    names.get(0),
                    (change.image() == null ? "…" : change.image())));
        }
        int index = change.name() == null ? 0 : names.indexOf(change.name());
        if (index < 0) {
            throw new TaskDefinitionException(
                    DefinitionMessages.noSuchContainer(change.name(), String.join(", ", names)));
        }
        return (ObjectNode) definition.get(TaskDefinitions.CONTAINERS).get(index);
    }

    private static void patch(ObjectNode container, ContainerChange change) {
        if (change.image() != null) {
            container.put("image", change.image());
        }
        put(container, "cpu", change.cpu());
        put(container, "memory", change.memory());
        put(container, "memoryReservation", change.memoryReservation());
        if (change.command() != null) {
            if (change.command().isEmpty()) {
                container.remove("command");
            } else {
                ArrayNode words = container.putArray("command");
                change.command().forEach(words::add);
            }
        }
        Variables environment = new Variables(container, "environment", "value");
        Variables secrets = new Variables(container, "secrets", "valueFrom");
        if (change.exclusiveEnvironment()) {
            environment.keepOnly(change.environment().keySet());
        }
        if (change.exclusiveSecrets()) {
            secrets.keepOnly(change.secrets().keySet());
        }
        // RegisterTaskDefinition refuses a name that is both a variable and a secret, so the new place wins.
        secrets.remove(change.environment().keySet());
        environment.remove(change.secrets().keySet());
        change.environment().forEach(environment::set);
        change.secrets().forEach(secrets::set);
    }

    private static void put(ObjectNode container, String field, Integer value) {
        if (value != null) {
            container.put(field, value);
        }
    }

    /** One of the two lists of named values. Unknown fields of an entry stay when its value changes. */
    private record Variables(ObjectNode container, String list, String valueField) {
        void keepOnly(Set<String> names) {
            filter(entry -> names.contains(entry.path("name").asText()));
        }

        void remove(Set<String> names) {
            filter(entry -> !names.contains(entry.path("name").asText()));
        }

        private void filter(Predicate<JsonNode> keep) {
            if (container.get(list) instanceof ArrayNode entries) {
                entries.removeIf(keep.negate());
            }
        }

        /** Of several entries with this name the first stays and the others go, so that one value is left. */
        void set(String name, String value) {
            ArrayNode entries = container.get(list) instanceof ArrayNode old ? old : container.putArray(list);
            ObjectNode kept = null;
            for (Iterator<JsonNode> all = entries.iterator(); all.hasNext(); ) {
                if (all.next() instanceof ObjectNode entry
                        && name.equals(entry.path("name").asText())) {
                    if (kept == null) {
                        kept = entry;
                    } else {
                        all.remove();
                    }
                }
            }
            (kept == null ? entries.addObject().put("name", name) : kept).put(valueField, value);
        }
    }
}
