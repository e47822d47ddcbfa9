package io.jenkins.plugins.ecs.steps.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Checks that are written in a file, with the names and parameters that they have in a Jenkinsfile. Those that run by
 * default are not among them: with other limits they would be weaker, and a file only adds.
 */
public final class WrittenChecks {

    private static final Map<CheckKind, Function<ObjectNode, CheckSettings>> KINDS = new EnumMap<>(CheckKind.class);

    static {
        KINDS.put(CheckKind.HTTP, arguments -> new HttpSettings());
        KINDS.put(CheckKind.LOGS, arguments -> new LogsSettings(taken(arguments, "pattern")));
        KINDS.put(CheckKind.METRIC, arguments -> new MetricSettings());
        KINDS.put(CheckKind.CANARY, arguments -> new CanarySettings());
        KINDS.put(CheckKind.DRIFT, arguments -> new DriftSettings());
        KINDS.put(CheckKind.SCHEDULES, arguments -> new SchedulesSettings());
        KINDS.put(CheckKind.STABLE_FOR, arguments -> new StableForSettings(taken(arguments, "time")));
    }

    private WrittenChecks() {}

    /** The names of the checks that a file may have. */
    @NonNull
    public static List<String> names() {
        return KINDS.keySet().stream().map(CheckKind::word).toList();
    }

    /**
     * @param name of a check
     * @param arguments by the names of its parameters
     * @throws IllegalArgumentException naming what is wrong with it
     */
    @NonNull
    public static CheckSpec read(@NonNull String name, @NonNull ObjectNode arguments) {
        ObjectNode rest = arguments.deepCopy();
        CheckSettings settings = KINDS.entrySet().stream()
                .filter(each -> each.getKey().word().equals(name))
                .map(each -> each.getValue().apply(rest))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
        Map<String, Method> setters = setters(settings.getClass());
        rest.properties().forEach(each -> {
            Method setter = setters.get(each.getKey());
            if (setter == null) {
                throw new IllegalArgumentException("the check " + name + " has no parameter '"
                        + PlainText.line(each.getKey()) + "'. It has: " + String.join(", ", setters.keySet()));
            }
            set(settings, setter, each.getKey(), each.getValue());
        });
        return settings.toSpec().build();
    }

    private static String unknown(String name) {
        boolean runsAnyway =
                CheckKind.BY_DEFAULT.stream().anyMatch(each -> each.word().equals(name));
        return runsAnyway
                ? "The check '" + name + "' runs in every environment, as the path has it. Remove it here."
                : "There is no check '" + PlainText.line(name) + "'. Use one of: " + String.join(", ", names()) + ".";
    }

    /** An argument of a constructor; null if it is not there. */
    @CheckForNull
    private static String taken(ObjectNode arguments, String name) {
        JsonNode value = arguments.remove(name);
        return value == null ? null : text(name, value);
    }

    private static Map<String, Method> setters(Class<?> type) {
        Map<String, Method> setters = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                setters.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), method);
            }
        }
        return setters;
    }

    private static void set(CheckSettings settings, Method setter, String name, JsonNode written) {
        try {
            setter.invoke(settings, value(setter.getParameterTypes()[0], name, written));
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(
                    name + ": "
                            + PlainText.line(String.valueOf(refused.getCause().getMessage())),
                    refused);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Class<?> type, String name, JsonNode written) {
        if (type == List.class) {
            List<String> texts = new ArrayList<>();
            if (written.isArray()) {
                written.forEach(each -> texts.add(text(name, each)));
            } else {
                texts.add(text(name, written));
            }
            return texts;
        }
        String text = text(name, written);
        try {
            if (type == Integer.class || type == int.class) {
                return Integer.valueOf(text.strip());
            }
            if (type == Double.class || type == double.class) {
                return Double.valueOf(text.strip());
            }
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(name + ": '" + PlainText.line(text) + "' is not a number", wrong);
        }
        if (type == boolean.class || type == Boolean.class) {
            if (!text.matches("true|false")) {
                throw new IllegalArgumentException(name + ": '" + PlainText.line(text) + "' is not true or false");
            }
            return Boolean.valueOf(text);
        }
        return text;
    }

    private static String text(String name, JsonNode written) {
        if (!written.isValueNode() || written.isNull()) {
            throw new IllegalArgumentException(name + ": is not a single value");
        }
        return written.asText();
    }
}
