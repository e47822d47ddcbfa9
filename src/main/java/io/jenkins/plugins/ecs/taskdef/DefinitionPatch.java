package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A patch: a part of a task definition that is merged into another one. Maps are merged member by member, lists with
 * {@linkplain NamedLists named entries} entry by entry, any other list is replaced. {@code null} removes a member or, in
 * a list that is written as a map, an entry; {@code '*': null} removes all entries that the patch does not have.
 */
public final class DefinitionPatch {

    private static final String DOCUMENT = "Patch";
    private static final String ALL_OTHERS = "*";

    private DefinitionPatch() {}

    /**
     * Checks a patch by itself.
     *
     * @param text JSON or YAML
     * @param prepare replaces values of the tree before their types are checked
     * @throws TaskDefinitionException for a malformed text, a member of the wrong type, or an entry without a name
     */
    public static void check(@NonNull String text, @NonNull Consumer<SourceMappedTree> prepare) {
        read(text, prepare);
    }

    /** The text without any check of its types. */
    @NonNull
    public static SourceMappedTree tree(@NonNull String text) {
        return DefinitionText.read(text, DOCUMENT);
    }

    /** A warning for each member that ECS does not have and will ignore. */
    @NonNull
    public static List<String> unknownFields(
            @NonNull String text, @CheckForNull ObjectNode live, @NonNull Consumer<SourceMappedTree> prepare) {
        return FieldNames.unknown(SourceMappedTree.of(withoutRemoved(read(text, prepare))), live).stream()
                .map(DefinitionPatch::ofPatch)
                .toList();
    }

    /**
     * A changed copy of the base.
     *
     * @param base an input for {@code RegisterTaskDefinition}
     * @param text JSON or YAML
     */
    @NonNull
    public static ObjectNode apply(
            @NonNull ObjectNode base, @NonNull String text, @NonNull Consumer<SourceMappedTree> prepare) {
        ObjectNode patched = base.deepCopy();
        merge(patched, read(text, prepare), "");
        return TaskDefinitions.toRegisterInput(patched);
    }

    private static String ofPatch(String message) {
        return message.startsWith(DOCUMENT) ? message : "patch: " + message;
    }

    /** In its normal form: named lists are lists. */
    private static ObjectNode read(String text, Consumer<SourceMappedTree> prepare) {
        try {
            SourceMappedTree tree = tree(text);
            if (!tree.root().isObject()) {
                throw tree.error(TextPath.TOP, TextMessages.PATCH_IS_A_MAP);
            }
            NotesInText.drop(tree);
            StructureCheck.names(tree);
            prepare.accept(tree);
            ObjectNode normal = PatchForm.of(tree);
            NamedEntries.check(SourceMappedTree.of(withoutRemoved(normal)));
            return normal;
        } catch (TaskDefinitionException wrong) {
            throw new TaskDefinitionException(ofPatch(wrong.getMessage()), wrong);
        }
    }

    private static ObjectNode withoutRemoved(ObjectNode normal) {
        ObjectNode copy = normal.deepCopy();
        dropRemoved(copy);
        return copy;
    }

    private static void dropRemoved(JsonNode node) {
        if (node instanceof ArrayNode list) {
            list.removeIf(entry -> entry.has(PatchForm.REMOVED));
        }
        node.forEach(DefinitionPatch::dropRemoved);
    }

    private static void merge(ObjectNode base, ObjectNode patch, String pattern) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            String inner = TaskDefinitionSchema.child(pattern, name);
            NamedLists list = NamedLists.of(inner);
            FieldKind kind = TaskDefinitionSchema.kind(pattern, name);
            if (value.isNull()) {
                base.remove(name);
            } else if (list != null && value instanceof ArrayNode entries) {
                ArrayNode there = base.get(name) instanceof ArrayNode old ? old : base.putArray(name);
                mergeList(list, there, entries, inner);
            } else if (value instanceof ObjectNode map && (kind == FieldKind.OBJECT || kind == FieldKind.STRING_MAP)) {
                ObjectNode there = base.get(name) instanceof ObjectNode old ? old : base.putObject(name);
                merge(there, map, inner);
            } else {
                base.set(name, value);
            }
        }
        if (pattern.equals(TaskDefinitions.CONTAINERS)) {
            // RegisterTaskDefinition refuses a name that is both a variable and a secret, so the new place wins.
            removeNames(base.path("secrets"), names(patch.path("environment")), names(patch.path("secrets")));
            removeNames(base.path("environment"), names(patch.path("secrets")), names(patch.path("environment")));
        }
    }

    private static void mergeList(NamedLists list, ArrayNode there, ArrayNode patch, String pattern) {
        for (JsonNode each : patch) {
            if (each.has(PatchForm.REMOVED) && each.path(list.key()).asText().equals(ALL_OTHERS)) {
                there.removeIf(entry -> patch.valueStream().noneMatch(kept -> list.isSame(pattern, entry, kept)));
            }
        }
        for (JsonNode each : patch) {
            if (each.has(PatchForm.REMOVED)) {
                there.removeIf(entry -> list.isSame(pattern, entry, each));
                continue;
            }
            ObjectNode found = null;
            for (JsonNode entry : there) {
                if (found == null && entry instanceof ObjectNode object && list.isSame(pattern, entry, each)) {
                    found = object;
                }
            }
            merge(found == null ? there.addObject() : found, (ObjectNode) each, pattern);
        }
    }

    private static Set<String> names(JsonNode entries) {
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> {
            if (!entry.has(PatchForm.REMOVED)) {
                names.add(entry.path("name").asText());
            }
        });
        return names;
    }

    private static void removeNames(JsonNode entries, Set<String> names, Set<String> except) {
        if (entries instanceof ArrayNode list) {
            list.removeIf(entry -> names.contains(entry.path("name").asText())
                    && !except.contains(entry.path("name").asText()));
        }
    }
}
