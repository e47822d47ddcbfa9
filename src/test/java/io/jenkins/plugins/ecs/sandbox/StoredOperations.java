package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads of Parameter Store and CloudFormation. */
final class StoredOperations {

    private static final int MOST_PARAMETERS = 10;

    private StoredOperations() {}

    static void addParametersTo(Map<String, Operation> operations) {
        operations.put("GetParameters", StoredOperations::parameters);
    }

    static void addStacksTo(Map<String, Operation> operations) {
        operations.put("DescribeStacks", StoredOperations::stacks);
    }

    /** Missing parameters are no error. */
    private static ObjectNode parameters(Input input, Context context) {
        List<String> names = input.texts("Names");
        if (names.isEmpty() || names.size() > MOST_PARAMETERS || new HashSet<>(names).size() < names.size()) {
            throw new AwsError(
                    400,
                    "ValidationException",
                    "1 validation error detected: Value '" + names + "' at 'names' failed to satisfy constraint: Member"
                            + " must have length less than or equal to 10");
        }
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("Parameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        names.stream().sorted().forEach(name -> {
            if (!parameter(name, input.flag("WithDecryption"), context, found)) {
                invalid.add(name);
            }
        });
        return answer;
    }

    private static boolean parameter(String requested, boolean decrypts, Context context, ArrayNode found) {
        String prefix = context.region().arns.parameter("");
        String local = requested.startsWith(prefix) ? requested.substring(prefix.length() - 1) : requested;
        int colon = local.lastIndexOf(':');
        String name = colon < 0 ? local : local.substring(0, colon);
        Map<String, StoredValues.Parameter> all = context.region().world.stored.parameters;
        StoredValues.Parameter stored =
                all.getOrDefault(name, all.get(name.substring(requested.equals(local) ? 0 : 1)));
        String selector = colon < 0 ? "" : local.substring(colon);
        if (stored == null || !selector.matches("(:[0-9]+)?")) {
            return false;
        }
        int version = selector.isEmpty() ? stored.values().size() : Integer.parseInt(selector.substring(1));
        if (version < 1 || version > stored.values().size()) {
            return false;
        }
        boolean hidden = stored.type().equals("SecureString") && !decrypts;
        ObjectNode parameter = found.addObject()
                .put("Name", name)
                .put("Type", stored.type())
                .put("Value", hidden ? "AQICAHhEncrypted" : stored.values().get(version - 1))
                .put("Version", version)
                .put("ARN", context.region().arns.parameter(name))
                .put("DataType", "text");
        if (!selector.isEmpty()) {
            parameter.put("Selector", selector);
        }
        return true;
    }

    /** Without a name it lists all stacks. */
    private static ObjectNode stacks(Input input, Context context) {
        String wanted = input.text("StackName");
        Map<String, StoredValues.Stack> all = context.region().world.stored.stacks;
        if (wanted != null && !all.containsKey(wanted)) {
            throw new AwsError(400, "ValidationError", "Stack with id " + wanted + " does not exist");
        }
        ObjectNode answer = Json.object();
        ArrayNode stacks = answer.putArray("Stacks");
        all.forEach((name, stack) -> {
            if (wanted == null || wanted.equals(name)) {
                ObjectNode shown = stacks.addObject()
                        .put("StackName", name)
                        .put("CreationTime", "2026-01-02T03:04:05Z")
                        .put("StackStatus", stack.status());
                ArrayNode outputs = shown.putArray("Outputs");
                stack.outputs()
                        .forEach((key, value) ->
                                outputs.addObject().put("OutputKey", key).put("OutputValue", value));
            }
        });
        return answer;
    }
}
