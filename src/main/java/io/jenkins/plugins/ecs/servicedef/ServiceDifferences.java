package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.ApiModel;
import io.jenkins.plugins.ecs.taskdef.Difference;
import io.jenkins.plugins.ecs.taskdef.FieldKind;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The places where two canonical values differ, with values that may be secret masked. */
final class ServiceDifferences {

    private final List<Difference> differences = new ArrayList<>();

    private ServiceDifferences() {}

    /** @param before null where there is nothing */
    static List<Difference> of(JsonNode before, JsonNode after, String member) {
        ServiceDifferences found = new ServiceDifferences();
        found.collect(before, after, member, member, member);
        return found.differences;
    }

    /** @param name what the value belongs to: it tells whether it may be secret */
    private void collect(JsonNode before, JsonNode after, String pattern, String path, String name) {
        if (before != null && before.equals(after)) {
            return;
        }
        if (before instanceof ObjectNode && after instanceof ObjectNode) {
            Set<String> keys = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(keys::add);
            after.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> collect(
                    before.get(key),
                    after.get(key),
                    ApiModel.child(pattern, key),
                    path + "." + key,
                    key.equals("value") ? name : key));
        } else if (ListKeys.isKeyed(pattern) && isList(before) && isList(after) && hasKeys(before, after, pattern)) {
            Map<String, JsonNode> was = byKey(before, pattern);
            Map<String, JsonNode> is = byKey(after, pattern);
            Set<String> keys = new LinkedHashSet<>(was.keySet());
            keys.addAll(is.keySet());
            keys.forEach(key -> collect(was.get(key), is.get(key), pattern, path + "[" + key + "]", key));
        } else {
            differences.add(new Difference(path, text(before, pattern, name), text(after, pattern, name)));
        }
    }

    private static boolean isList(JsonNode node) {
        return node == null || node.isArray();
    }

    /** Two entries of one key cannot be told apart. */
    private static boolean hasKeys(JsonNode before, JsonNode after, String pattern) {
        return byKey(before, pattern).size() == (before == null ? 0 : before.size())
                && byKey(after, pattern).size() == (after == null ? 0 : after.size());
    }

    private static Map<String, JsonNode> byKey(JsonNode list, String pattern) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        if (list != null) {
            list.forEach(entry -> entries.put(ListKeys.key(entry, pattern), entry));
        }
        return entries;
    }

    private static String text(JsonNode value, String pattern, String name) {
        if (value == null) {
            return null;
        }
        boolean secret = mayHoldSecret(pattern) && SecretNames.looksSecret(name);
        JsonNode shown = pattern.endsWith("tags") && value.has("value") ? value.get("value") : value;
        String text = shown.isTextual() ? shown.textValue() : shown.toString();
        return secret ? SecretNames.MASK : SecretNames.masked(text);
    }

    /** Free keys: tags, options of a log driver, details of a hook. Others have names of the API. */
    private static boolean mayHoldSecret(String pattern) {
        int dot = pattern.lastIndexOf('.');
        FieldKind kind = ServiceModel.MODEL.kind(dot < 0 ? "" : pattern.substring(0, dot), pattern.substring(dot + 1));
        return kind == null || kind == FieldKind.DOCUMENT || pattern.endsWith("tags") || pattern.endsWith("tags.value");
    }
}
