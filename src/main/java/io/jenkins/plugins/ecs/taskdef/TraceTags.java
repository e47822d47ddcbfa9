package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tags that lead from a revision back to the build that made it. Limits as in {@code RegisterTaskDefinition.tags}: 50
 * tags, keys of 128 and values of 256 characters, no prefix {@code aws:}. The user's own tags are never lost.
 */
public final class TraceTags {
    public static final String JOB = "jenkins:job";
    public static final String BUILD = "jenkins:build";
    public static final String COMMIT = "jenkins:commit";

    /** Not a tag: the header {@code traceparent} of the step's span, as of W3C Trace Context. */
    public static final String PARENT = "traceparent";

    private static final Set<String> KEYS = Set.of(JOB, BUILD, COMMIT);
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final String NOT_ALLOWED = "[^\\p{L}\\p{N} _.:/=+@-]";

    private final ObjectNode registerInput;
    private final List<String> dropped;

    private TraceTags(ObjectNode registerInput, List<String> dropped) {
        this.registerInput = registerInput;
        this.dropped = dropped;
    }

    /** As {@link #of}, for callers who do not care which tags found no room. */
    public static ObjectNode add(ObjectNode registerInput, Map<String, String> trace) {
        return of(registerInput, trace).registerInput();
    }

    /**
     * Adds the trace to a copy of the input: a tag of the same key gets the new value, others stay as they are. A null
     * or blank value adds nothing and leaves an old tag alone. Characters that AWS refuses become '_', too long texts
     * are cut.
     */
    public static TraceTags of(ObjectNode registerInput, Map<String, String> trace) {
        ObjectNode input = registerInput.deepCopy();
        ArrayNode tags = input.get(TaskDefinitions.TAGS) instanceof ArrayNode old ? old : input.arrayNode();
        List<String> dropped = new ArrayList<>();
        trace.forEach((name, text) -> {
            String key = clean(name, MAX_KEY);
            String value = clean(text, MAX_VALUE);
            if (value.isEmpty() || PARENT.equals(name)) {
                return;
            }
            ObjectNode same = find(tags, key);
            if (same != null) {
                same.put("value", value);
            } else if (key.isEmpty() || count(tags) >= MAX_TAGS) {
                dropped.add(String.valueOf(name));
            } else {
                tags.addObject().put("key", key).put("value", value);
            }
        });
        if (!tags.isEmpty()) {
            input.set(TaskDefinitions.TAGS, tags);
        }
        return new TraceTags(input, dropped);
    }

    /** Whether a tag is one of the trace of a build. */
    static boolean isTrace(String key) {
        return KEYS.contains(key);
    }

    /** As AWS takes it as the value of a tag. */
    public static String value(String text) {
        return clean(text, MAX_VALUE);
    }

    private static String clean(String text, int limit) {
        String clean = text == null ? "" : text.strip().replaceAll(NOT_ALLOWED, "_");
        if (clean.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            clean = clean.substring(0, 3) + "_" + clean.substring(4);
        }
        if (clean.length() <= limit) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(limit - 1)) ? limit - 1 : limit;
        return clean.substring(0, end).strip();
    }

    private static ObjectNode find(ArrayNode tags, String key) {
        for (JsonNode tag : tags) {
            if (tag instanceof ObjectNode object && key.equals(tag.path("key").asText())) {
                return object;
            }
        }
        return null;
    }

    /** Tags of AWS itself do not count against the limit. */
    private static int count(ArrayNode tags) {
        int count = 0;
        for (JsonNode tag : tags) {
            if (!tag.path("key").asText().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                count++;
            }
        }
        return count;
    }

    /** The input with the tags. */
    public ObjectNode registerInput() {
        return registerInput;
    }

    /** The keys of the trace that found no room, as the caller wrote them. */
    public List<String> dropped() {
        return List.copyOf(dropped);
    }
}
