package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the tags of task definitions, which {@link TaskDefinitionCompare} leaves out. */
public final class TagChanges {

    private TagChanges() {}

    /**
     * What a revision with the tags of a text would change, sorted by key. The tags of AWS and the trace of a build do not
     * count. A text without tags changes none; {@code "tags": []} removes all.
     *
     * @param described a revision with its tags
     * @param wanted an input for {@code RegisterTaskDefinition}, made of the text
     * @param text in JSON or YAML
     */
    public static List<Difference> of(ObjectNode described, ObjectNode wanted, String text) {
        boolean saysNothing = wanted.path(TaskDefinitions.TAGS).isEmpty()
                && !TaskDefinitionText.tree(text).root().hasNonNull(TaskDefinitions.TAGS);
        if (saysNothing) {
            return List.of();
        }
        Map<String, String> before = tags(described);
        Map<String, String> after = tags(wanted);
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<Difference> changes = new ArrayList<>();
        for (String key : keys) {
            String old = before.get(key);
            String now = after.get(key);
            if (old == null || !old.equals(now)) {
                changes.add(new Difference("tags[" + key + "]", masked(key, old), masked(key, now)));
            }
        }
        return changes;
    }

    private static Map<String, String> tags(ObjectNode definition) {
        Map<String, String> tags = new TreeMap<>();
        for (JsonNode tag : definition.path(TaskDefinitions.TAGS)) {
            String key = tag.path("key").asText("");
            if (!key.toLowerCase(Locale.ROOT).startsWith("aws:") && !TraceTags.isTrace(key)) {
                tags.put(key, tag.path("value").asText(""));
            }
        }
        return tags;
    }

    private static String masked(String key, String value) {
        if (value == null) {
            return null;
        }
        return SecretNames.looksSecret(key) ? SecretNames.MASK : SecretNames.masked(value);
    }
}
