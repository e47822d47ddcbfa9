package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Fields that ECS does not have. Nothing is refused for its name: a field may be newer than the model here. */
final class FieldNames {
    /** The first ones say enough; a text of something else has hundreds. */
    private static final int MOST = 20;

    private final SourceMappedTree tree;
    private final List<String> messages = new ArrayList<>();
    private int found;

    private FieldNames(SourceMappedTree tree) {
        this.tree = tree;
    }

    /**
     * One message for each field of the text that ECS does not have, with its place and the nearest one that ECS has.
     * ECS silently ignores such a field, so it is reported here.
     *
     * @param taken a definition that came from ECS: what it has ECS knows, though the model here is older; may be null
     */
    static List<String> unknown(SourceMappedTree tree, JsonNode taken) {
        FieldNames names = new FieldNames(tree);
        names.collect(tree.root(), taken == null ? List.of() : List.of(taken), "", TextPath.TOP);
        if (names.found > MOST) {
            names.messages.add(TextMessages.moreUnknown((names.found - MOST)));
        }
        return names.messages;
    }

    /** @param known what ECS has shown at this place; in a list all entries have the same fields */
    private void collect(JsonNode node, List<JsonNode> known, String parent, TextPath path) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), known, parent, path.item(i));
            }
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            FieldKind kind = TaskDefinitionSchema.kind(parent, name);
            if (kind == FieldKind.OBJECT || kind == FieldKind.OBJECTS) {
                List<JsonNode> inner = known.stream()
                        .map(each -> each.path(name))
                        .flatMap(each -> each.isArray() ? each.valueStream() : Stream.of(each))
                        .toList();
                collect(field.getValue(), inner, TaskDefinitionSchema.child(parent, name), path.child(name));
            } else if (kind == null && known.stream().noneMatch(each -> each.has(name)) && !isOfAws(parent, name)) {
                found++;
                if (found <= MOST) {
                    messages.add(
                            tree.error(path.child(name), message(parent, name)).getMessage());
                }
            }
        }
    }

    private static boolean isOfAws(String parent, String name) {
        return parent.isEmpty() && TaskDefinitions.READ_ONLY.contains(name);
    }

    private static String message(String parent, String name) {
        String shown = TextPath.cut(name, 100);
        Optional<String> similar = TaskDefinitionSchema.fields(parent).stream()
                .filter(known -> SimilarName.is(known, name))
                .findFirst();
        if (similar.isPresent()) {
            return TextMessages.unknownButSimilar(shown, similar.get());
        }
        Optional<String> elsewhere = TaskDefinitionSchema.nearest(parent, name);
        if (elsewhere.isPresent()) {
            return TextMessages.unknownHere(shown, elsewhere.get());
        }
        return TextMessages.unknown(shown);
    }

    /** " Rename 'containerDefinition' to 'containerDefinitions'." if a similar field exists; otherwise empty. */
    static String instead(JsonNode object, String wanted) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().equals(wanted) && SimilarName.is(wanted, field.getKey())) {
                return TextMessages.rename(field.getKey(), wanted);
            }
        }
        return "";
    }
}
