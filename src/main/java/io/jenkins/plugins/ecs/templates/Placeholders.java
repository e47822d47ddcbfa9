package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.lookups.Lookups;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Replaces the placeholders of a parsed definition, in place. A text that is exactly one placeholder becomes the value
 * with its type; within a longer text the value becomes text. The key of a parameter without a value is dropped. What was
 * put in is never read again, so no value can add or change a key, a placeholder or a look-up.
 */
final class Placeholders {

    /** Within a look-up a value may neither end it nor add to it. */
    private static final Pattern SAFE_IN_LOOKUP = Pattern.compile("[A-Za-z0-9_./@+-]*");

    /** Entries of these lists mean nothing without their value. */
    private static final Set<String> VARIABLES = Set.of("environment", "secrets");

    private final SourceMappedTree tree;
    private final Map<String, JsonNode> values;
    private final List<TaskDefinitionException> problems = new ArrayList<>();

    private Placeholders(SourceMappedTree tree, Map<String, JsonNode> values) {
        this.tree = tree;
        this.values = values;
    }

    /**
     * @param values by name; a name that is missing has no value
     * @throws TaskDefinitionException naming each value that cannot be within a text, with its place
     */
    static void replace(@NonNull SourceMappedTree tree, @NonNull Map<String, JsonNode> values) {
        Placeholders placeholders = new Placeholders(tree, values);
        placeholders.walk(tree.root(), TextPath.TOP, "");
        if (!placeholders.problems.isEmpty()) {
            throw TaskDefinitionException.all(placeholders.problems);
        }
    }

    private void walk(JsonNode node, TextPath path, String name) {
        if (node instanceof ObjectNode object) {
            List<String> dropped = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode made = made(member.getValue(), path.child(member.getKey()), member.getKey());
                if (made == null) {
                    dropped.add(member.getKey());
                } else {
                    member.setValue(made);
                }
            }
            object.remove(dropped);
        } else if (node instanceof ArrayNode list) {
            List<JsonNode> kept = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                boolean hadValue = hasValue(list.get(i));
                JsonNode made = made(list.get(i), path.item(i), "");
                boolean isEmptyVariable = VARIABLES.contains(name) && hadValue && !hasValue(made);
                if (made != null && !isEmptyVariable) {
                    kept.add(made);
                }
            }
            list.removeAll();
            list.addAll(kept);
        }
    }

    private static boolean hasValue(@CheckForNull JsonNode entry) {
        return entry != null && (entry.has("value") || entry.has("valueFrom"));
    }

    /** Null if there is no value. */
    @CheckForNull
    private JsonNode made(JsonNode node, TextPath path, String name) {
        if (!node.isTextual()) {
            walk(node, path, name);
            return node;
        }
        String text = node.textValue();
        Placeholder whole = Placeholder.whole(text);
        return whole == null ? within(text, node, path) : value(whole);
    }

    @CheckForNull
    private JsonNode value(Placeholder placeholder) {
        JsonNode value = values.get(placeholder.name());
        JsonNode part = value == null || placeholder.member().isEmpty() ? value : value.get(placeholder.member());
        return part == null ? null : part.deepCopy();
    }

    private JsonNode within(String text, JsonNode node, TextPath path) {
        List<Placeholder> placeholders = Placeholder.in(text);
        if (placeholders.isEmpty()) {
            return node;
        }
        boolean looksUp = Lookups.looksLikeOne(text);
        StringBuilder made = new StringBuilder();
        int done = 0;
        for (Placeholder each : placeholders) {
            JsonNode value = value(each);
            String put = value == null ? "" : value.asText();
            if (looksUp && !SAFE_IN_LOOKUP.matcher(put).matches()) {
                problems.add(tree.error(path, TemplateMessages.notWithinLookup(each.label())));
            }
            made.append(text, done, each.start()).append(put);
            done = each.end();
        }
        made.append(text.substring(done));
        if (!looksUp && Lookups.looksLikeOne(made.toString())) {
            problems.add(tree.error(path, TemplateMessages.LOOK_UP));
        }
        return TextNode.valueOf(made.toString());
    }
}
