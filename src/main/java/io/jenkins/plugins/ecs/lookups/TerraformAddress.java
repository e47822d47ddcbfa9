package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The address of a value in a state of Terraform: {@code output.name}, {@code module.net.aws_subnet.a[0].id} or
 * {@code aws_x.y["key"].tags["a.b"]}.
 *
 * @param output its name; null for an attribute of a resource
 * @param module as the state has it; empty for the root module
 * @param mode {@code managed} or {@code data}
 * @param instance number or key of the instance; null if the resource has only one
 * @param path names and numbers from the value or the attributes down
 */
record TerraformAddress(
        @CheckForNull String output,
        @NonNull String module,
        @NonNull String mode,
        @NonNull String type,
        @NonNull String name,
        @CheckForNull Object instance,
        @NonNull List<Object> path) {

    /** A name, or what stands in brackets: a number or a key. */
    private record Step(Object value, boolean isBracket) {

        boolean is(String name) {
            return !isBracket && value.equals(name);
        }
    }

    @NonNull
    static Optional<TerraformAddress> parse(@NonNull String text) {
        List<Step> steps = new ArrayList<>();
        return read(text, steps) && !steps.isEmpty() && !steps.get(0).isBracket() ? of(steps) : Optional.empty();
    }

    private static Optional<TerraformAddress> of(List<Step> steps) {
        if (steps.get(0).is("output")) {
            return steps.size() > 1 && !steps.get(1).isBracket()
                    ? Optional.of(
                            new TerraformAddress((String) steps.get(1).value(), "", "", "", "", null, values(steps, 2)))
                    : Optional.empty();
        }
        StringBuilder module = new StringBuilder();
        int at = 0;
        while (at < steps.size() && steps.get(at).is("module")) {
            if (at + 1 >= steps.size() || steps.get(at + 1).isBracket()) {
                return Optional.empty();
            }
            module.append(module.isEmpty() ? "" : ".")
                    .append("module.")
                    .append(steps.get(at + 1).value());
            at += 2;
            if (at < steps.size() && steps.get(at).isBracket()) {
                Object key = steps.get(at).value();
                module.append(key instanceof Integer ? "[" + key + "]" : "[\"" + key + "\"]");
                at++;
            }
        }
        boolean data = at < steps.size() && steps.get(at).is("data");
        at += data ? 1 : 0;
        if (at + 1 >= steps.size()
                || steps.get(at).isBracket()
                || steps.get(at + 1).isBracket()) {
            return Optional.empty();
        }
        boolean hasInstance = at + 2 < steps.size() && steps.get(at + 2).isBracket();
        List<Object> path = values(steps, at + (hasInstance ? 3 : 2));
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(new TerraformAddress(
                        null,
                        module.toString(),
                        data ? "data" : "managed",
                        (String) steps.get(at).value(),
                        (String) steps.get(at + 1).value(),
                        hasInstance ? steps.get(at + 2).value() : null,
                        path));
    }

    private static List<Object> values(List<Step> steps, int from) {
        return steps.subList(from, steps.size()).stream().map(Step::value).toList();
    }

    /** @return whether all of it could be read */
    private static boolean read(String text, List<Step> steps) {
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                int end = text.startsWith("[\"", at) ? closing(text, at + 2) : text.indexOf(']', at);
                if (end < 0) {
                    return false;
                }
                boolean isKey = text.charAt(at + 1) == '"';
                String inner = isKey ? text.substring(at + 2, end) : text.substring(at + 1, end);
                if (!isKey && !inner.matches("[0-9]{1,9}")) {
                    return false;
                }
                steps.add(new Step(
                        isKey
                                ? (Object) inner.replace("\\\"", "\"").replace("\\\\", "\\")
                                : (Object) Integer.valueOf(inner),
                        true));
                at = isKey ? end + 2 : end + 1;
                continue;
            }
            if (!steps.isEmpty()) {
                if (text.charAt(at) != '.') {
                    return false;
                }
                at++;
            }
            int end = at;
            while (end < text.length() && ".[]\"".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end == at || text.substring(at, end).chars().anyMatch(Character::isWhitespace)) {
                return false;
            }
            steps.add(new Step(text.substring(at, end), false));
            at = end;
        }
        return true;
    }

    /** The quote before {@code ]}; -1 if there is none. */
    private static int closing(String text, int from) {
        for (int at = from; at + 1 < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return text.charAt(at + 1) == ']' ? at : -1;
            }
        }
        return -1;
    }

    /** The resource, for users. */
    @NonNull
    String resource() {
        return (module.isEmpty() ? "" : module + ".") + (mode.equals("data") ? "data." : "") + type + "." + name;
    }
}
