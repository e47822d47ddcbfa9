package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * Validates the arguments of a step in a Jenkinsfile before the step is created. A given parameter must have a value: a
 * variable that was never set is null, an empty text or an empty list, and would otherwise count as not given. Forms
 * are not validated here, because their unused fields are empty.
 */
final class GivenArguments {

    /** Parameters with named values. Their values may be empty. */
    private static final Set<String> NAMED_VALUES = Set.of("environment", "secrets", "tags");

    /** An empty list means no tasks, whatever is configured. */
    private static final Set<String> TASKS = Set.of("before", "after");

    /** An argument of a command may be empty. */
    private static final String COMMAND = "command";

    private final List<String> problems = new ArrayList<>();

    private GivenArguments() {}

    /**
     * @param step the name of the step in a Jenkinsfile
     * @throws IllegalArgumentException if a parameter is given but empty; the message names each
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
            if (name.equals(PatchArgument.FIELD) && value instanceof Map<?, ?> patch) {
                // Its nulls remove members.
                if (patch.isEmpty()) {
                    add(here, StepMessages.EMPTY);
                }
            } else if (NAMED_VALUES.contains(name)) {
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
            add(path, StepMessages.NULL);
        } else if (value instanceof CharSequence text) {
            if (text.toString().isBlank()) {
                add(path, StepMessages.EMPTY);
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
        if (list.isEmpty() && !TASKS.contains(path.substring(path.lastIndexOf('.') + 1))) {
            add(path, StepMessages.EMPTY_LIST);
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
                add(path + "[" + index + "]", StepMessages.CONTAINER_WITHOUT_CHANGE);
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
                    add(path, StepMessages.twice(name));
                }
                index++;
            }
        } else {
            value(path, values);
        }
    }

    private void namedValue(String path, String name, @CheckForNull Object value) {
        String problem = NamedValue.problemOf(value);
        if (problem != null) {
            add(path + " '" + PlainText.line(name) + "'", problem);
        }
    }

    private void add(String path, String problem) {
        problems.add(path + " " + problem);
    }
}
