package io.jenkins.plugins.ecs.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The differences of two trees. Numbers are equal by value, and lists in any order. */
final class TreeDifferences {

    private TreeDifferences() {}

    /** @return a line for each of them, such as {@code TargetValue: 60 -> 70}; empty if there is none */
    @NonNull
    static List<String> of(@NonNull JsonNode live, @NonNull JsonNode wanted) {
        List<String> lines = new ArrayList<>();
        add("", live, wanted, lines);
        return lines;
    }

    private static void add(String path, JsonNode live, JsonNode wanted, List<String> lines) {
        if (live.isObject() && wanted.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            live.fieldNames().forEachRemaining(names::add);
            wanted.fieldNames().forEachRemaining(names::add);
            names.forEach(
                    name -> add(path.isEmpty() ? name : path + "." + name, live.path(name), wanted.path(name), lines));
        } else if (!isSame(live, wanted)) {
            lines.add(path + ": " + text(live) + " -> " + text(wanted));
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isArray() && other.isArray()) {
            List<JsonNode> left = new ArrayList<>();
            other.forEach(left::add);
            for (JsonNode each : one) {
                JsonNode found = left.stream()
                        .filter(candidate -> isSame(each, candidate))
                        .findFirst()
                        .orElse(null);
                if (found == null) {
                    return false;
                }
                left.remove(found);
            }
            return left.isEmpty();
        }
        if (one.isObject() && other.isObject()) {
            return of(one, other).isEmpty();
        }
        return one.isValueNode() && other.isValueNode() ? one.asText().equals(other.asText()) : one.equals(other);
    }

    private static String text(JsonNode value) {
        return value.isMissingNode()
                ? "(none)"
                : PlainText.line(value.isValueNode() ? value.asText() : value.toString());
    }
}
