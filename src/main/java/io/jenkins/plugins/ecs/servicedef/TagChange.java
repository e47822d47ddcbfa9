package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tags go in calls of their own. Those of AWS, and the proof of an {@link EphemeralMark}, are never touched.
 *
 * @param set new ones, and those with another value
 * @param removed keys
 */
public record TagChange(
        @NonNull Map<String, String> set, @NonNull List<String> removed) {

    public TagChange {
        set = Map.copyOf(set);
        removed = List.copyOf(removed);
    }

    /**
     * @param live of the service, as {@code DescribeServices} shows them
     * @param wanted as the file has them, null for none
     */
    @NonNull
    public static TagChange of(@NonNull JsonNode live, @NonNull JsonNode wanted) {
        Map<String, String> before = tags(live);
        Map<String, String> after = tags(wanted);
        Map<String, String> set = new LinkedHashMap<>(after);
        before.forEach((key, value) -> set.remove(key, value));
        List<String> removed = new ArrayList<>(before.keySet());
        removed.removeAll(after.keySet());
        return new TagChange(set, removed);
    }

    public boolean isEmpty() {
        return set.isEmpty() && removed.isEmpty();
    }

    /** Whether a service has an ARN that can have tags: the old ones do not name their cluster. */
    public static boolean isTaggable(@NonNull String serviceArn) {
        return serviceArn.chars().filter(each -> each == '/').count() >= 2;
    }

    private static Map<String, String> tags(JsonNode list) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode tag : own(list)) {
            tags.put(tag.path("key").asText(), tag.path("value").asText(""));
        }
        return tags;
    }

    /** Without those that a file cannot have, and with a value each. */
    static ArrayNode own(JsonNode list) {
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        if (list != null) {
            for (JsonNode tag : list) {
                if (!isOfOthers(tag)) {
                    own.addObject()
                            .put("key", tag.path("key").asText())
                            .put("value", tag.path("value").asText(""));
                }
            }
        }
        return own;
    }

    /** Whether it is of AWS or of this plugin. */
    static boolean isOfOthers(JsonNode tag) {
        return tag.path("key").asText("").toLowerCase(Locale.ROOT).startsWith("aws:") || EphemeralMark.isProof(tag);
    }
}
