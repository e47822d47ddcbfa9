package io.jenkins.plugins.ecs.taskdef;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members of one operation's input and their kinds, from AWS's model of the API. */
public final class ApiModel {

    private final Map<String, Map<String, FieldKind>> byParent;

    private ApiModel(Map<String, Map<String, FieldKind>> byParent) {
        this.byParent = byParent;
    }

    /** @param resource a text file beside the class: parents in brackets, then a kind and its members in each line */
    public static ApiModel read(Class<?> beside, String resource) {
        return new ApiModel(parse(text(beside, resource)));
    }

    /** The kind of a field, or null when the field is unknown. Parent is a path without indexes, "" for the top. */
    @CheckForNull
    public FieldKind kind(String parent, String field) {
        return byParent.getOrDefault(parent, Map.of()).get(field);
    }

    /** The known fields of a parent, empty when the parent is unknown. */
    public Set<String> fields(String parent) {
        return byParent.getOrDefault(parent, Map.of()).keySet();
    }

    /** Every parent that has fields, by its path without indexes. */
    public Set<String> parents() {
        return byParent.keySet();
    }

    /** The place nearest to a parent where ECS has a field of this name, as a path without indexes. */
    public Optional<String> nearest(String parent, String field) {
        return byParent.entrySet().stream()
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

    /** A path without indexes, one step further down. */
    public static String child(String parent, String field) {
        return parent.isEmpty() ? field : parent + "." + field;
    }

    private static Map<String, Map<String, FieldKind>> parse(String text) {
        Map<String, Map<String, FieldKind>> all = new LinkedHashMap<>();
        Map<String, FieldKind> current = null;
        for (String line : text.lines().toList()) {
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

    private static String text(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
