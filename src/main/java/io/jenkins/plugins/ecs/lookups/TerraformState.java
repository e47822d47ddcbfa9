package io.jenkins.plugins.ecs.lookups;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A state of Terraform (format 4), or what {@code terraform output -json} prints. It is full of secrets: only the values that
 * are looked up leave this class, and no text of it is in a message.
 */
public final class TerraformState {

    /** States have up to 50 MB, which a controller should not have to read. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    private static final String FORMAT = "4";
    /** Numbers stay as they are written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final JsonNode outputs;
    private final JsonNode resources;
    private final String problem;

    private TerraformState(JsonNode outputs, @CheckForNull JsonNode resources, @CheckForNull String problem) {
        this.outputs = outputs;
        this.resources = resources;
        this.problem = problem;
    }

    @NonNull
    static TerraformState unreadable(@NonNull String problem) {
        return new TerraformState(JSON.createObjectNode(), null, problem);
    }

    /** What a text has for these look-ups. */
    @NonNull
    public static LookupValues values(@NonNull String text, @NonNull Collection<Lookup> lookups) {
        TerraformState state = text.length() > MOST_BYTES
                ? unreadable(LookupMessages.stateTooLong(text.length(), MOST_BYTES))
                : parse(text);
        return state.values(lookups, "");
    }

    @NonNull
    static TerraformState parse(@NonNull String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (JsonProcessingException notJson) {
            return unreadable(LookupMessages.NOT_JSON);
        }
        if (!(root instanceof ObjectNode object)) {
            return unreadable(LookupMessages.NO_FORM);
        }
        if (object.has("encrypted_data")) {
            return unreadable(LookupMessages.ENCRYPTED_STATE);
        }
        JsonNode version = object.path("version");
        if (version.isNumber()) {
            return version.asText().equals(FORMAT)
                    ? new TerraformState(object.path("outputs"), object.path("resources"), null)
                    : unreadable(LookupMessages.stateVersion(version.asText()));
        }
        boolean isOutput = !object.isEmpty() && object.valueStream().allMatch(each -> each.has("value"));
        return isOutput ? new TerraformState(object, null, null) : unreadable(LookupMessages.NO_FORM);
    }

    /** @param version of the state, for users; may be empty */
    @NonNull
    LookupValues values(@NonNull Collection<Lookup> lookups, @NonNull String version) {
        LookupValues values = LookupValues.NONE;
        for (Lookup lookup : lookups) {
            TerraformAddress address = TerraformAddress.parse(lookup.name())
                    .orElseThrow(() -> new IllegalArgumentException(lookup.name()));
            Answer answer = problem != null
                    ? Answer.problem(LookupProblem.of(problem))
                    : address.output() != null ? output(address) : attribute(address);
            values = answer.problem == null
                    ? values.with(lookup, new FoundValue(answer.value, null, false, answer.isSensitive, version))
                    : values.with(lookup, answer.problem);
        }
        return values;
    }

    private record Answer(
            @CheckForNull String value,
            boolean isSensitive,
            @CheckForNull LookupProblem problem) {

        static Answer problem(LookupProblem problem) {
            return new Answer(null, false, problem);
        }

        static Answer missing(String text) {
            return problem(LookupProblem.missing(text));
        }

        static Answer wrong(String text) {
            return problem(LookupProblem.of(text));
        }
    }

    private Answer output(TerraformAddress address) {
        JsonNode output = outputs.get(address.output());
        if (output == null) {
            return Answer.missing(LookupMessages.noStateOutput(address.output(), names(outputs)));
        }
        return walk(
                output.path("value"), address.path(), output.path("sensitive").asBoolean());
    }

    private Answer attribute(TerraformAddress address) {
        if (resources == null) {
            return Answer.wrong(LookupMessages.ONLY_OUTPUTS);
        }
        List<JsonNode> instances = new ArrayList<>();
        for (JsonNode resource : resources) {
            boolean isIt = resource.path("type").asText().equals(address.type())
                    && resource.path("name").asText().equals(address.name())
                    && resource.path("mode").asText().equals(address.mode())
                    && resource.path("module").asText("").equals(address.module());
            if (isIt) {
                resource.path("instances").forEach(instances::add);
            }
        }
        if (instances.isEmpty()) {
            return Answer.missing(LookupMessages.noResource(address));
        }
        List<JsonNode> fitting = instances.stream()
                .filter(each -> isInstance(each, address.instance()))
                .toList();
        if (fitting.isEmpty()) {
            List<String> keys = instances.stream()
                    .filter(each -> each.has("index_key"))
                    .map(each -> "[" + each.get("index_key") + "]")
                    .toList();
            return Answer.missing(LookupMessages.instances(address, keys));
        }
        return fitting.stream()
                .filter(each -> !each.has("deposed"))
                .findFirst()
                .map(each -> walk(each.path("attributes"), address.path(), isSensitive(each, address.path())))
                .orElseGet(() -> Answer.wrong(LookupMessages.deposed(address)));
    }

    private static boolean isInstance(JsonNode instance, @CheckForNull Object key) {
        JsonNode there = instance.get("index_key");
        if (key == null || there == null) {
            return key == null && there == null;
        }
        return there.isNumber() == key instanceof Integer && there.asText().equals(String.valueOf(key));
    }

    /** {@code sensitive_attributes} has lists of steps; what lies below such an attribute is sensitive as well. */
    private static boolean isSensitive(JsonNode instance, List<Object> path) {
        for (JsonNode steps : instance.path("sensitive_attributes")) {
            boolean covers = steps.isArray() && steps.size() <= path.size();
            for (int i = 0; covers && i < steps.size(); i++) {
                JsonNode value = steps.get(i).path("value");
                String step = value.isObject() ? value.path("value").asText() : value.asText();
                covers = step.equals(String.valueOf(path.get(i)));
            }
            if (covers) {
                return true;
            }
        }
        return false;
    }

    private static Answer walk(JsonNode from, List<Object> path, boolean isSensitive) {
        JsonNode node = from;
        for (Object step : path) {
            node = step instanceof Integer index ? node.path(index) : node.path((String) step);
            if (node.isMissingNode()) {
                return Answer.missing(LookupMessages.noAttribute(step));
            }
        }
        if (node.isContainerNode()) {
            return Answer.wrong(LookupMessages.notScalar(node.isObject(), isSensitive ? List.of() : names(node)));
        }
        if (node.isNull() || node.isMissingNode()) {
            return Answer.missing(LookupMessages.noAttribute(path.isEmpty() ? "value" : path.get(path.size() - 1)));
        }
        return new Answer(node.isNumber() ? node.decimalValue().toPlainString() : node.asText(), isSensitive, null);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
