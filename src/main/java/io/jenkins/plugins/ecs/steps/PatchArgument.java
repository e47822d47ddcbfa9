package io.jenkins.plugins.ecs.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** A patch that a Jenkinsfile gives as a map: as the text in JSON that the step keeps. */
final class PatchArgument {

    static final String FIELD = Setting.PATCH.field();

    private PatchArgument() {}

    /** The same arguments, with the patch as a text. */
    @NonNull
    static Map<String, Object> in(@NonNull Map<String, Object> arguments) {
        if (!(arguments.get(FIELD) instanceof Map<?, ?> map)) {
            return arguments;
        }
        Map<String, Object> known = new LinkedHashMap<>(arguments);
        known.put(FIELD, tree(map).toString());
        return known;
    }

    private static JsonNode tree(@CheckForNull Object value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (value == null) {
            return make.nullNode();
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = make.objectNode();
            map.forEach((key, inner) -> object.set(String.valueOf(key), tree(inner)));
            return object;
        }
        if (value instanceof UninstantiatedDescribable nested) {
            return tree(nested.getArguments());
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = make.arrayNode();
            list.forEach(inner -> array.add(tree(inner)));
            return array;
        }
        if (value instanceof Boolean bool) {
            return make.booleanNode(bool);
        }
        return value instanceof Integer || value instanceof Long
                ? make.numberNode(((Number) value).longValue())
                : make.textNode(String.valueOf(value));
    }
}
