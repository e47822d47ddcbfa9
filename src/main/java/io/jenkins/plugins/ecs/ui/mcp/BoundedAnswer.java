package io.jenkins.plugins.ecs.ui.mcp;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer of a tool: maps, lists, texts, numbers and booleans only. A language model reads all of it, so its length
 * has a limit, and foreign texts are cleaned and introduced as data.
 */
final class BoundedAnswer {

    /** Of names and values together. */
    static final int MOST_CHARACTERS = 60_000;

    static final int MOST_ENTRIES = 50;
    static final int LONGEST_TEXT = 1_000;
    /** What the marks of JSON take for each value. */
    private static final int MARKS = 6;

    private int left = MOST_CHARACTERS;
    private boolean isCut;

    private BoundedAnswer() {}

    /**
     * @param parts texts, numbers, booleans, view models that are exported to the REST API, null, and maps and
     *     collections of these
     */
    @NonNull
    static Map<String, Object> of(@NonNull Map<String, ?> parts) {
        BoundedAnswer answer = new BoundedAnswer();
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("note", McpMessages.NOTE);
        whole.putAll(answer.map(parts));
        if (answer.isCut) {
            whole.put("cut", McpMessages.CUT);
        }
        return whole;
    }

    /** {@code eventsLeft}: how many of {@code events} are left out. */
    private Map<String, Object> map(Map<?, ?> values) {
        Map<String, Object> map = new LinkedHashMap<>();
        int entries = 0;
        for (Map.Entry<?, ?> each : values.entrySet()) {
            if (entries++ == MOST_ENTRIES || left <= 0) {
                isCut = true;
                break;
            }
            String name = text(String.valueOf(each.getKey()));
            if (each.getValue() instanceof Collection<?> collection) {
                List<Object> list = list(collection);
                map.put(name, list);
                if (list.size() < collection.size()) {
                    map.put(name + "Left", collection.size() - list.size());
                }
            } else {
                map.put(name, value(each.getValue()));
            }
        }
        return map;
    }

    private List<Object> list(Collection<?> values) {
        List<Object> list = new ArrayList<>();
        Iterator<?> each = values.iterator();
        while (each.hasNext() && list.size() < MOST_ENTRIES && left > 0) {
            list.add(value(each.next()));
        }
        isCut |= each.hasNext();
        return list;
    }

    @CheckForNull
    private Object value(@CheckForNull Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            left -= MARKS;
            return value;
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof Collection<?> collection) {
            return list(collection);
        }
        if (ExportedValues.has(value)) {
            return map(ExportedValues.of(value));
        }
        throw new IllegalArgumentException(
                "not for an answer: " + value.getClass().getName());
    }

    private String text(String value) {
        int longest = Math.max(0, Math.min(LONGEST_TEXT, left));
        String text = PlainLine.of(value, longest);
        isCut |= value.codePointCount(0, value.length()) > longest;
        left -= text.length() + MARKS;
        return text;
    }
}
