package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares task definitions by what they mean to ECS: a definition and what DescribeTaskDefinition makes of it are the
 * same. Tags and read-only fields do not count. When in doubt they differ, because a needless registration costs less
 * than a deployment that did not happen.
 */
public final class TaskDefinitionCompare {
    private TaskDefinitionCompare() {}

    /** True when registering b after a would change nothing. */
    public static boolean same(ObjectNode a, ObjectNode b) {
        return CanonicalForm.of(a).equals(CanonicalForm.of(b));
    }

    /** What changes from a to b, empty exactly when they are the same. */
    public static List<Difference> differences(ObjectNode a, ObjectNode b) {
        List<Difference> differences = new ArrayList<>();
        collect(CanonicalForm.of(a), CanonicalForm.of(b), Spot.TOP, differences);
        return differences;
    }

    private static void collect(JsonNode before, JsonNode after, Spot spot, List<Difference> differences) {
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
                Spot item = spot.item(i, (hide ? before : after).get(i));
                collect(before.get(i), after.get(i), item, differences);
            }
        } else {
            differences.add(new Difference(spot.path(), MaskedValue.text(before, spot), MaskedValue.text(after, spot)));
        }
    }

    private static boolean isListOfMaps(JsonNode node) {
        return node != null && node.isArray() && !node.isEmpty() && node.get(0).isObject();
    }
}
