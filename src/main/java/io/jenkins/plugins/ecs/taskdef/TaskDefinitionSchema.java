package io.jenkins.plugins.ecs.taskdef;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of {@code RegisterTaskDefinition} and their kinds, from AWS's model of the API. A field that is not in it is
 * passed through as it is: ECS gets new ones several times a year.
 */
final class TaskDefinitionSchema {
    private static final String MODEL = "task-definition-model.txt";

    private static final Map<String, Map<String, FieldKind>> BY_PARENT = read();

    private TaskDefinitionSchema() {}

    /** The kind of a field, or null when the field is unknown. Parent is a path without indexes, "" for the top. */
    static FieldKind kind(String parent, String field) {
        return BY_PARENT.getOrDefault(parent, Map.of()).get(field);
    }

    /** The known fields of a parent, empty when the parent is unknown. */
    static Set<String> fields(String parent) {
        return BY_PARENT.getOrDefault(parent, Map.of()).keySet();
    }

    /** Every parent that has fields, by its path without indexes. */
    static Set<String> parents() {
        return BY_PARENT.keySet();
    }

    /** The place nearest to a parent where ECS has a field of this name, as a path without indexes. */
    static Optional<String> nearest(String parent, String field) {
        return BY_PARENT.entrySet().stream()
                .filter(other ->
                        !other.getKey().equals(parent) && other.getValue().containsKey(field))
                .map(Map.Entry::getKey)
                .min(Comparator.comparingInt(other -> distance(parent, other)))
                .map(other -> child(other, field));
    }

    /** How many steps it is from one parent up to where both meet and down to the other. */
    private static int distance(String from, String to) {
        String[] a = from.isEmpty() ? new String[0] : from.split("\\.");
        String[] b = to.isEmpty() ? new String[0] : to.split("\\.");
        int shared = 0;
        while (shared < a.length && shared < b.length && a[shared].equals(b[shared])) {
            shared++;
        }
        return a.length + b.length - 2 * shared;
    }

    static String child(String parent, String field) {
        return parent.isEmpty() ? field : parent + "." + field;
    }

    private static Map<String, Map<String, FieldKind>> read() {
        Map<String, Map<String, FieldKind>> all = new LinkedHashMap<>();
        Map<String, FieldKind> current = null;
        for (String line : text().lines().toList()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (line.startsWith("[")) {
                current = new LinkedHashMap<>();
                all.put(line.substring(1, line.length() - 1), current);
                continue;
            }
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                current.put(words[i], FieldKind.valueOf(words[0]));
            }
        }
        return all;
    }

    private static String text() {
        try (InputStream in = TaskDefinitionSchema.class.getResourceAsStream(MODEL)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
