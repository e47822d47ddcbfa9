package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Anchors, aliases and merge keys of YAML, with a limit on what aliases may copy; tags are refused. */
final class YamlSharing {
    static final String MERGE_KEY = "<<";
    private static final int MAX_COPIED_NODES = 20_000;
    private static final Set<String> HARMLESS_TAGS = Set.of("str", "int", "float", "bool", "null", "map", "seq");
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";

    private final JsonParser parser;
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private int copied;

    YamlSharing(JsonParser parser) {
        this.parser = parser;
    }

    boolean isAlias() {
        return parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
    }

    String anchor() throws IOException {
        Object id = parser.canReadObjectId() ? parser.getObjectId() : null;
        return id == null ? null : id.toString();
    }

    void define(String anchor, JsonNode node) {
        if (anchor != null) {
            anchors.put(anchor, node);
        }
    }

    /** The text of a tag may be anything, even a class name or a password: none is acted on, and none is shown. */
    void refuseTag(Function<String, TaskDefinitionException> error) throws IOException {
        Object id = parser.canReadTypeId() ? parser.getTypeId() : null;
        if (id == null) {
            return;
        }
        String tag = id.toString();
        String plain = tag.startsWith(STANDARD_TAG) ? tag.substring(STANDARD_TAG.length()) : tag;
        if (!HARMLESS_TAGS.contains(plain)) {
            throw error.apply(TextMessages.YAML_TAG);
        }
    }

    JsonNode resolve(String alias, Function<String, TaskDefinitionException> error) {
        JsonNode node = anchors.get(alias);
        if (node == null) {
            throw error.apply(TextMessages.NO_ANCHOR);
        }
        copied += size(node);
        if (copied > MAX_COPIED_NODES) {
            throw error.apply(TextMessages.tooManyCopies(MAX_COPIED_NODES));
        }
        return node.deepCopy();
    }

    /** Earlier sources of a merge win over later ones; keys written out win over both. */
    static void merge(ObjectNode target, JsonNode source, Function<String, TaskDefinitionException> error) {
        if (source.isArray()) {
            source.forEach(each -> merge(target, each, error));
        } else if (source instanceof ObjectNode object) {
            object.properties().forEach(e -> target.putIfAbsent(e.getKey(), e.getValue()));
        } else {
            throw error.apply(TextMessages.BAD_MERGE);
        }
    }

    private static int size(JsonNode node) {
        int size = 1;
        for (JsonNode child : node) {
            size += size(child);
        }
        return size;
    }
}
