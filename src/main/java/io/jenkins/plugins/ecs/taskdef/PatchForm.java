package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one form for all spellings of a {@link DefinitionPatch}: {@linkplain NamedLists named lists} are lists. */
final class PatchForm {

    /** Marks an entry that is removed. ECS has no member of such a name. */
    static final String REMOVED = "$removed";

    private final SourceMappedTree tree;
    /** Puts back what has no type: the {@code null} values of maps with free keys. */
    private final List<Runnable> untyped = new ArrayList<>();

    private PatchForm(SourceMappedTree tree) {
        this.tree = tree;
    }

    /** With each value of the type that ECS wants. */
    static ObjectNode of(SourceMappedTree tree) {
        PatchForm form = new PatchForm(tree);
        ObjectNode normal = (ObjectNode) form.normal(tree.root(), "", TextPath.TOP);
        TypedFields.apply(tree.changed(normal));
        form.untyped.forEach(Runnable::run);
        return normal;
    }

    private JsonNode normal(JsonNode node, String pattern, TextPath path) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            String inner = TaskDefinitionSchema.child(pattern, name);
            NamedLists list = NamedLists.of(inner);
            boolean isList = list != null && member.getValue().isContainerNode();
            FieldKind kind = TaskDefinitionSchema.kind(pattern, name);
            if (kind == FieldKind.STRING_MAP && member.getValue() instanceof ObjectNode map) {
                map.properties().stream()
                        .filter(each -> each.getValue().isNull())
                        .forEach(each -> untyped.add(() -> map.putNull(each.getKey())));
                map.removeIf(JsonNode::isNull);
            }
            JsonNode value = isList
                    ? entries(list, member.getValue(), inner, path.child(name))
                    : kind == FieldKind.OBJECT ? normal(member.getValue(), inner, path.child(name)) : member.getValue();
            result.set(name, value);
        }
        return result;
    }

    private ArrayNode entries(NamedLists list, JsonNode written, String pattern, TextPath path) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        if (written instanceof ObjectNode map) {
            map.properties().forEach(each -> entries.add(entry(list, each, pattern, path)));
            return entries;
        }
        for (JsonNode item : written) {
            TextPath here = path.item(entries.size());
            if (!(item instanceof ObjectNode entry) || !list.isNamed(pattern, entry)) {
                throw tree.error(here, TextMessages.unnamedEntry(list.key()));
            }
            ObjectNode normal = (ObjectNode) normal(entry, pattern, here);
            boolean isRemoved = list.value() != null
                    && normal.has(list.value())
                    && normal.get(list.value()).isNull();
            entries.add(isRemoved ? removed(normal) : normal);
        }
        return entries;
    }

    private ObjectNode entry(NamedLists list, Map.Entry<String, JsonNode> written, String pattern, TextPath path) {
        ObjectNode entry = list.entry(pattern, written.getKey());
        JsonNode value = written.getValue();
        if (value.isNull()) {
            return removed(entry);
        }
        TextPath here = path.child(written.getKey());
        if (value instanceof ObjectNode members) {
            entry.setAll((ObjectNode) normal(members, pattern, here));
            return entry;
        }
        if (list.value() == null || value.isArray()) {
            throw tree.error(here, TextMessages.ENTRY_IS_A_MAP);
        }
        entry.set(list.value(), value);
        return entry;
    }

    private static ObjectNode removed(ObjectNode entry) {
        entry.remove("value");
        entry.remove("valueFrom");
        return entry.put(REMOVED, true);
    }
}
