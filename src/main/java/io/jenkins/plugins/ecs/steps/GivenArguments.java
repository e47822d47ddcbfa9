package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * The arguments as a Jenkinsfile gives them, before they become a step. A parameter that is given must name something: a
 * variable that was never set arrives as null, an empty text or an empty list, and would otherwise mean the same as no
 * parameter at all. Forms don't come this way: their untouched fields stay empty.
 */
final class GivenArguments {

    /** Parameters that hold values by name. Their values may be empty texts. */
    private static final Set<String> NAMED_VALUES = Set.of("environment", "secrets");

    /** A word of a command may be empty. */
    private static final String COMMAND = "command";

    private final List<String> problems = new ArrayList<>();

    private GivenArguments() {}

    /**
     * @param step its name in a Jenkinsfile
     * @throws IllegalArgumentException naming every parameter that is given but empty
     */
    static void refuseEmpty(@NonNull String step, @NonNull Map<String, Object> arguments) {
        GivenArguments given = new GivenArguments();
        given.fields("", arguments);
        if (!given.problems.isEmpty()) {
            throw new IllegalArgumentException(step + ": " + String.join("; ", given.problems));
        }
    }

    private void fields(String path, Map<?, ?> arguments) {
        arguments.forEach((key, value) -> {
            String name = PlainText.line(String.valueOf(key));
            String here = path.isEmpty() ? name : path + "." + name;
            if (NAMED_VALUES.contains(name)) {
                namedValues(here, value);
            } else if (name.equals("containers") && value instanceof Collection<?> containers) {
                items(here, containers);
                containers(here, containers);
            } else {
                value(here, value);
            }
        });
    }

    private void value(String path, @CheckForNull Object value) {
        if (value == null) {
            add(path, "is given, but null: is the variable set? Leave the parameter out if it is not wanted");
        } else if (value instanceof CharSequence text) {
            if (text.toString().isBlank()) {
                add(path, "is given, but empty. Leave the parameter out if it is not wanted");
            }
        } else if (value instanceof Collection<?> list) {
            items(path, list);
        } else if (value instanceof Map<?, ?> map) {
            fields(path, map);
        } else if (value instanceof UninstantiatedDescribable nested) {
            fields(path, nested.getArguments());
        }
    }

    private void items(String path, Collection<?> list) {
        if (list.isEmpty()) {
            add(path, "is given, but an empty list. Leave the parameter out if it is not wanted");
        }
        int index = 0;
        for (Object item : list) {
            String here = path + "[" + index++ + "]";
            boolean emptyWord = item instanceof CharSequence && (path.equals(COMMAND) || path.endsWith("." + COMMAND));
            if (!emptyWord) {
                value(here, item);
            }
        }
    }

    private void containers(String path, Collection<?> containers) {
        int index = 0;
        for (Object container : containers) {
            Map<?, ?> fields = container instanceof UninstantiatedDescribable nested
                    ? nested.getArguments()
                    : container instanceof Map<?, ?> map ? map : Map.of("?", "");
            boolean changes = fields.entrySet().stream()
                    .anyMatch(field -> !Set.of("name", "$class").contains(String.valueOf(field.getKey()))
                            && !(field.getValue() instanceof Map<?, ?> map && map.isEmpty()));
            if (!changes) {
                add(
                        path + "[" + index + "]",
                        "changes nothing. Give the container an image, or say in 'environment', 'secrets', 'cpu',"
                                + " 'memory' or 'command' what changes");
            }
            index++;
        }
    }

    /** {@code [A: 'b']}, {@code ['A=b']} or {@code [[name: 'A', value: 'b']]}. */
    private void namedValues(String path, @CheckForNull Object values) {
        if (values instanceof Map<?, ?> map) {
            map.forEach((name, value) -> namedValue(path, String.valueOf(name), value));
        } else if (values instanceof Collection<?> list && !list.isEmpty()) {
            Set<String> seen = new HashSet<>();
            int index = 0;
            for (Object entry : list) {
                String name = null;
                if (entry instanceof CharSequence text) {
                    name = text.toString().split("=", 2)[0];
                } else if (entry instanceof Map<?, ?> map && map.get("name") != null) {
                    name = map.get("name").toString();
                    namedValue(path, name, map.get("value"));
                } else {
                    value(path + "[" + index + "]", entry);
                }
                if (name != null && !seen.add(name)) {
                    add(path, "sets '" + PlainText.line(name) + "' twice. Keep one of the two");
                }
                index++;
            }
        } else {
            value(path, values);
        }
    }

    private void namedValue(String path, String name, @CheckForNull Object value) {
        String problem = problemOf(value);
        if (problem != null) {
            add(path + " '" + PlainText.line(name) + "'", problem);
        }
    }

    /** What stands against a value as the text of a variable, or null. The value itself may be a secret. */
    @CheckForNull
    static String problemOf(@CheckForNull Object value) {
        if (value == null) {
            return "has no value (null): is the variable set? Write '' for an empty text, or leave it out";
        }
        boolean text = value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum;
        if (text) {
            return null;
        }
        String kind = value instanceof Map ? "a map" : value instanceof Collection ? "a list" : "no text";
        return "is " + kind + ". A variable holds one text: write it as one, for example with .join(',')";
    }

    private void add(String path, String problem) {
        problems.add(path + " " + problem);
    }
}
