package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.DataBoundConstructor;

/** One environment variable or secret of a container. */
public final class NamedValue implements Describable<NamedValue>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;

    @DataBoundConstructor
    public NamedValue(String name, String value) {
        this.name = name;
        this.value = value;
    }

    public String getName() {
        return name;
    }

    public String getValue() {
        return value;
    }

    @NonNull
    public static Map<String, String> toMap(@NonNull List<NamedValue> values) {
        Map<String, String> map = new LinkedHashMap<>();
        values.forEach(v -> map.put(v.getName(), v.getValue()));
        return map;
    }

    /**
     * Converts the forms of a Jenkinsfile, {@code [A: 'b']} or {@code ['A=b']}, to the arguments of this class.
     *
     * @throws IllegalArgumentException for any other form; the message names the field
     */
    @NonNull
    public static List<Object> arguments(@NonNull String field, @NonNull Object written) {
        List<Object> arguments = new ArrayList<>();
        if (written instanceof Map<?, ?> map) {
            List<String> problems = new ArrayList<>();
            map.forEach((name, value) -> {
                String problem = problemOf(value);
                if (problem != null) {
                    problems.add(field + " '" + name + "' " + problem);
                }
                arguments.add(argument(String.valueOf(name), String.valueOf(value)));
            });
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
        } else if (written instanceof List<?> list) {
            list.forEach(
                    entry -> arguments.add(entry instanceof CharSequence text ? pair(field, text.toString()) : entry));
        } else {
            throw new IllegalArgumentException(ConfigMessages.notVariables(field, written));
        }
        return arguments;
    }

    /** The reverse, for the snippet generator. */
    @NonNull
    public static Object written(@NonNull Object values) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (values instanceof List<?> list) {
            for (Object value : list) {
                Map<String, ?> argument = ((UninstantiatedDescribable) value).getArguments();
                map.put(String.valueOf(argument.get("name")), argument.get("value"));
            }
        }
        return map;
    }

    /**
     * Why a value is not a text for a variable; null if it is. The message does not contain the value: it may be a
     * secret.
     */
    @CheckForNull
    public static String problemOf(@CheckForNull Object value) {
        if (value == null) {
            return ConfigMessages.NO_VALUE;
        }
        boolean text = value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum;
        if (text) {
            return null;
        }
        return ConfigMessages.notText(
                value instanceof Map ? "a map" : value instanceof Collection ? "a list" : "not a text");
    }

    private static Map<String, Object> pair(String field, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(ConfigMessages.notAVariable(field, String.valueOf(text)));
        }
        return argument(text.substring(0, equals), text.substring(equals + 1));
    }

    private static Map<String, Object> argument(String name, String value) {
        Map<String, Object> argument = new LinkedHashMap<>();
        argument.put("name", name);
        argument.put("value", value);
        return argument;
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<NamedValue> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Name and value";
        }
    }
}
