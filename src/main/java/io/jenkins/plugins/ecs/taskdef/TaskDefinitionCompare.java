package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares task definitions by what they mean to ECS: a definition and what DescribeTaskDefinition makes of it are the
 * same. Tags and read-only fields do not count. When in doubt they differ, because a needless registration costs less
 * than a deployment that did not happen.
 */
public final class TaskDefinitionCompare {
    private static final Set<String> SPLIT =
            Set.of("containerDefinitions", "containerDefinitions.linuxParameters", "volumes");
    private static final int LONGEST_LINE = 500;

    private TaskDefinitionCompare() {}

    /** True when registering b after a would change nothing. */
    public static boolean same(ObjectNode a, ObjectNode b) {
        return CanonicalForm.of(a).equals(CanonicalForm.of(b));
    }

    /** All that changes from a to b, what matters for security first; empty exactly when they are the same. */
    public static List<Difference> differences(ObjectNode a, ObjectNode b) {
        List<Ranked> differences = new ArrayList<>();
        collect(CanonicalForm.of(a), CanonicalForm.of(b), TreePath.TOP, differences);
        return differences.stream()
                .sorted(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::difference)
                .toList();
    }

    /** The paths of what is in the first and not in the second, the topmost of each. */
    static List<String> missing(ObjectNode sent, ObjectNode there) {
        List<String> paths = new ArrayList<>();
        missing(CanonicalForm.of(sent), CanonicalForm.of(there), TreePath.TOP, paths);
        return paths;
    }

    private static void missing(JsonNode sent, JsonNode there, TreePath spot, List<String> paths) {
        if (there == null) {
            paths.add(spot.path());
        } else if (sent instanceof ObjectNode object && there instanceof ObjectNode other) {
            object.properties()
                    .forEach(e -> missing(e.getValue(), other.get(e.getKey()), spot.child(e.getKey()), paths));
        } else if (isListOfMaps(sent) && isListOfMaps(there)) {
            for (int i = 0; i < sent.size(); i++) {
                missing(sent.get(i), there.get(i), spot.item(i, sent.get(i)), paths);
            }
        }
    }

    private record Ranked(int rank, Difference difference) {}

    private static void collect(JsonNode before, JsonNode after, TreePath spot, List<Ranked> differences) {
        if (before != null && before.equals(after)) {
            return;
        }
        if (before instanceof ObjectNode && after instanceof ObjectNode) {
            Set<String> keys = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(keys::add);
            after.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> collect(before.get(key), after.get(key), spot.child(key), differences));
        } else if (isListOfMaps(before) && isListOfMaps(after) && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                // Of two names the more secret one decides what is masked on both sides.
                boolean hide =
                        SecretNames.looksSecret(before.get(i).path("name").asText());
                TreePath item = spot.item(i, (hide ? before : after).get(i));
                collect(before.get(i), after.get(i), item, differences);
            }
        } else {
            Difference difference =
                    new Difference(spot.path(), MaskedValue.text(before, spot), MaskedValue.text(after, spot));
            JsonNode whole = before == null ? after : before;
            boolean oneSided = before == null || after == null;
            if (oneSided && whole instanceof ObjectNode map && !map.isEmpty() && isToBeSplit(spot, difference)) {
                ObjectNode nothing = JsonNodeFactory.instance.objectNode();
                collect(before == null ? nothing : before, after == null ? nothing : after, spot, differences);
            } else {
                differences.add(new Ranked(SecurityOrder.rank(spot.pattern()), difference));
            }
        }
    }

    /** A whole container is listed field by field, and so is what would make too long a line. */
    private static boolean isToBeSplit(TreePath spot, Difference difference) {
        return SPLIT.contains(spot.pattern()) || difference.toString().length() > LONGEST_LINE;
    }

    private static boolean isListOfMaps(JsonNode node) {
        return node != null && node.isArray() && !node.isEmpty() && node.get(0).isObject();
    }
}
