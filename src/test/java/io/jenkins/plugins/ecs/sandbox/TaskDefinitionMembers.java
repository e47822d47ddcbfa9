package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * ECS ignores members of a request that are not in its API, without a word. Names that begin with {@code future} stand for
 * members that this version of the API has and the plugin does not know yet.
 */
final class TaskDefinitionMembers {

    private static final Map<String, Set<String>> MEMBERS = new HashMap<>();
    private static final Set<String> STRUCTURES = new HashSet<>();

    static {
        String parent = "";
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                parent = line.substring(1, line.length() - 1);
                MEMBERS.put(parent, new HashSet<>());
                continue;
            }
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                MEMBERS.get(parent).add(words[i]);
                if (words[0].startsWith("OBJECT")) {
                    STRUCTURES.add(parent.isEmpty() ? words[i] : parent + "." + words[i]);
                }
            }
        }
    }

    private TaskDefinitionMembers() {}

    /** A copy with the members that the API has. */
    static ObjectNode known(ObjectNode request) {
        ObjectNode known = request.deepCopy();
        keepKnown(known, "");
        return known;
    }

    private static void keepKnown(JsonNode node, String path) {
        if (node.isArray()) {
            node.forEach(item -> keepKnown(item, path));
        } else if (node instanceof ObjectNode object) {
            Set<String> known = MEMBERS.get(path);
            object.properties()
                    .removeIf(member ->
                            !known.contains(member.getKey()) && !member.getKey().startsWith("future"));
            object.properties().forEach(member -> {
                String inner = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                if (STRUCTURES.contains(inner)) {
                    keepKnown(member.getValue(), inner);
                }
            });
        }
    }

    private static String text() {
        try (InputStream in = TaskDefinitionMembers.class.getResourceAsStream("register-task-definition.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
