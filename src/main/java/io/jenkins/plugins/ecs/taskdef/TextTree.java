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
    /** A definition of ECS, at most 64 KiB, has a depth of 8 and some thousand values. */
    private static final int MAX_NODES = 50_000;

    private static final int MAX_DEPTH = 60;
    private static final int MAX_KEY = 1_000;
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNameLength(2 * MAX_KEY)
            .build();
    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();
    // Without the first, "cpu:" would be an empty text (the builder forgets that it is on by default); without the
    // second, a variable with the value yes, no, on or off would become "true" or "false".
    private static final JsonFactory YAML = YAMLFactory.builder()
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .streamReadConstraints(LIMITS)
            .build();

    private final SourceMappedTree tree = new SourceMappedTree();
    private final boolean json;
    private final JsonParser parser;
    private final YamlSharing sharing;
    private TextPath path = TextPath.TOP;
    private int nodes;

    private TextTree(JsonParser parser, boolean json) {
        this.parser = parser;
        this.json = json;
        this.sharing = new YamlSharing(parser);
    }

    static SourceMappedTree read(String text, boolean json) {
        try (JsonParser parser = (json ? JSON : YAML).createParser(text)) {
            return new TextTree(parser, json).document();
        } catch (IOException e) {
            throw new TaskDefinitionException(TextMessages.unreadable(e.getMessage()));
        }
    }

    private SourceMappedTree document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw new TaskDefinitionException(TextMessages.EMPTY);
            }
            JsonLocation at = parser.currentTokenLocation();
            tree.root(value(tree.top(at.getLineNr(), at.getColumnNr())));
            path = TextPath.TOP;
            if (parser.nextToken() != null) {
                throw here(json ? TextMessages.TEXT_AFTER_JSON : TextMessages.SECOND_DOCUMENT);
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw MalformedText.explain(e, parser.getParsingContext(), parser.currentLocation(), json);
        }
    }

    private JsonNode value(SourceMappedTree.Place place) throws IOException {
        if (++nodes > MAX_NODES) {
            throw here(TextMessages.tooManyValues(MAX_NODES));
        }
        if (sharing.isAlias()) {
            return shared();
        }
        sharing.refuseTag(this::here);
        String anchor = sharing.anchor();
        JsonNode node = plain(place);
        sharing.define(anchor, node);
        return node;
    }

    private JsonNode shared() throws IOException {
        return sharing.resolve(parser.getText(), this::here);
    }

    private JsonNode plain(SourceMappedTree.Place place) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> list(place);
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.instance;
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            default -> throw here(TextMessages.WRONG_KIND);
        };
    }

    private JsonNode number() throws IOException {
        String written = parser.getText();
        if (json && !PlainNumber.isBounded(written)) {
            throw here(TextMessages.NUMBER_OUT_OF_RANGE);
        }
        JsonNode number = PlainNumber.of(written);
        tree.written(number, written);
        return number;
    }

    private JsonNode list(SourceMappedTree.Place place) throws IOException {
        TextPath parent = path;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path = parent.item(list.size());
            JsonLocation at = parser.currentTokenLocation();
            list.add(value(SourceMappedTree.item(place, at.getLineNr(), at.getColumnNr())));
        }
        path = parent;
        return list;
    }

    private JsonNode object(SourceMappedTree.Place place) throws IOException {
        TextPath parent = path;
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            path = parent.child(key);
            if (key.length() > MAX_KEY) {
                throw here(TextMessages.keyTooLong(key.length(), MAX_KEY));
            }
            if (object.has(key)) {
                throw here(TextMessages.keyTwice(TextPath.cut(key, 100)));
            }
            boolean merge = !json && YamlSharing.MERGE_KEY.equals(key);
            parser.nextToken();
            JsonLocation at = parser.currentTokenLocation();
            JsonNode value = value(SourceMappedTree.field(place, key, at.getLineNr(), at.getColumnNr()));
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
        return new TaskDefinitionException(problem, path.toString(), at.getLineNr(), at.getColumnNr());
    }
}
