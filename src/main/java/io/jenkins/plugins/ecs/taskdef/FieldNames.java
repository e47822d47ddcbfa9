package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names of fields that are probably misspelt. Nothing is refused for it: the field may be newer than this code. */
final class FieldNames {
    private FieldNames() {}

    /**
     * One message for each field that is unknown and almost spelt as a known one. ECS ignores such a field without a
     * word, so the author should hear of it here.
     */
    static List<String> suspects(ObjectNode definition) {
        List<String> messages = new ArrayList<>();
        collect(definition, "", "", messages);
        return messages;
    }

    private static void collect(JsonNode node, String parent, String path, List<String> messages) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), parent, path + "[" + i + "]", messages);
            }
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            if (TaskDefinitionSchema.kind(parent, name) != null) {
                String child = TaskDefinitionSchema.child(parent, name);
                collect(field.getValue(), child, TaskDefinitionSchema.child(path, name), messages);
                continue;
            }
            TaskDefinitionSchema.fields(parent).stream()
                    .filter(known -> similar(known, name))
                    .findFirst()
                    .ifPresent(known -> messages.add(TaskDefinitionSchema.child(path, name)
                            + ": ECS has no field of this name that is known here; did you mean '" + known + "'?"));
        }
    }

    /** " There is 'containerDefinition': did you mean that?" or nothing. */
    static String instead(JsonNode object, String wanted) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().equals(wanted) && similar(wanted, field.getKey())) {
                return " There is '" + field.getKey() + "': spell it '" + wanted + "'.";
            }
        }
        return "";
    }

    private static boolean similar(String known, String given) {
        int allowed = known.length() < 6 ? 1 : 2;
        return known.equalsIgnoreCase(given.replace("_", "").replace("-", "")) || distance(known, given) <= allowed;
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
