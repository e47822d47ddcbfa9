package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    static Map<String, String> toMap(@NonNull List<NamedValue> values) {
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
    static List<Object> arguments(@NonNull String field, @NonNull Object written) {
        List<Object> arguments = new ArrayList<>();
        if (written instanceof Map<?, ?> map) {
            List<String> problems = new ArrayList<>();
            map.forEach((name, value) -> {
                String problem = GivenArguments.problemOf(value);
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
            throw new IllegalArgumentException(StepMessages.notVariables(field, written));
        }
        return arguments;
    }

    private static Map<String, Object> pair(String field, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(StepMessages.notAVariable(field, String.valueOf(text)));
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
