package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/**
 * Reads one JSON or YAML document into a tree of maps, lists and scalars, refusing duplicate keys and every YAML
 * feature that makes objects. Reads tokens itself, because a databind read takes a YAML alias for the text of its name.
 */
final class TextTree {
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(60).build();
    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();
    // Without the first, "cpu:" would be an empty text (the builder forgets that it is on by default); without the
    // second, a variable with the value yes, no, on or off would become "true" or "false".
    private static final JsonFactory YAML = YAMLFactory.builder()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .streamReadConstraints(LIMITS)
            .build();

    private final LocatedTree tree = new LocatedTree();
    private final boolean json;
    private final JsonParser parser;
    private final YamlSharing sharing;
    private String path = "";

    private TextTree(JsonParser parser, boolean json) {
        this.parser = parser;
        this.json = json;
        this.sharing = new YamlSharing(parser);
    }

    static LocatedTree read(String text, boolean json) {
        try (JsonParser parser = (json ? JSON : YAML).createParser(text)) {
            return new TextTree(parser, json).document();
        } catch (IOException e) {
            throw new TaskDefinitionException("The text of the task definition cannot be read: " + e.getMessage());
        }
    }

    private LocatedTree document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw new TaskDefinitionException("The text of the task definition is empty.");
            }
            tree.root(value());
            path = "";
            if (parser.nextToken() != null) {
                throw here(
                        json
                                ? "There is more text after the end of the JSON object. Remove it."
                                : "There is a second YAML document. Give one document, without a second '---'.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw MalformedText.explain(e, parser.getParsingContext(), json);
        }
    }

    private JsonNode value() throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        tree.mark(path, at.getLineNr(), at.getColumnNr());
        if (sharing.isAlias()) {
            return shared();
        }
        sharing.refuseTag(this::here);
        String anchor = sharing.anchor();
        JsonNode node = plain();
        sharing.define(anchor, node);
        return node;
    }

    private JsonNode shared() throws IOException {
        return sharing.resolve(parser.getText(), this::here);
    }

    private JsonNode plain() throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.instance;
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            default -> throw here("This kind of value cannot be used in a task definition. Write it as a text.");
        };
    }

    private JsonNode number() throws IOException {
        JsonNode number = PlainNumber.of(parser.getText(), json);
        tree.written(number, parser.getText());
        return number;
    }

    private JsonNode list() throws IOException {
        String parent = path;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path = parent + "[" + list.size() + "]";
            list.add(value());
        }
        path = parent;
        return list;
    }

    private JsonNode object() throws IOException {
        String parent = path;
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            path = TaskDefinitionSchema.child(parent, key);
            if (object.has(key)) {
                throw here("The key '" + key + "' is there twice. Keep one of the two.");
            }
            boolean merge = !json && YamlSharing.MERGE_KEY.equals(key);
            parser.nextToken();
            JsonNode value = value();
            if (merge) {
                YamlSharing.merge(merged, value, this::here);
            } else {
                object.set(key, value);
            }
        }
        path = parent;
        merged.properties().forEach(e -> object.putIfAbsent(e.getKey(), e.getValue()));
        return object;
    }

    private TaskDefinitionException here(String problem) {
        JsonLocation at = parser.currentTokenLocation();
        return new TaskDefinitionException(problem, path, at.getLineNr(), at.getColumnNr());
    }
}
