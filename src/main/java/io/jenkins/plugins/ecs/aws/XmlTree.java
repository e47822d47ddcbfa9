package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML of AWS's Query services as a tree: an element with elements in it is an object, one with {@code member}s a list,
 * any other a text. Attributes and namespaces are left out. There are no document types, no entities of one's own and
 * nothing is fetched.
 */
final class XmlTree {

    private static final int DEEPEST = 40;

    private XmlTree() {}

    record Document(@NonNull String root, @NonNull ObjectNode content) {}

    /** @return what is in the root element */
    @NonNull
    static ObjectNode read(@NonNull byte[] xml) throws XMLStreamException {
        return document(xml).content();
    }

    @NonNull
    static Document document(@NonNull byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        try {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("a document type is not expected here");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = reader.getLocalName();
                    JsonNode root = element(reader, 0);
                    return new Document(
                            name, root instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
                }
            }
            throw new XMLStreamException("there is no element");
        } finally {
            reader.close();
        }
    }

    private static JsonNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("it is nested too deeply");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = reader.getLocalName();
                    put(object, name, element(reader, depth + 1));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return object.isEmpty() ? JsonNodeFactory.instance.textNode(text.toString()) : unwrapped(object);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                default -> {}
            }
        }
    }

    /** An element that comes again makes a list of both. */
    private static void put(ObjectNode object, String name, JsonNode value) {
        JsonNode before = object.get(name);
        if (name.equals("member") || before != null) {
            boolean isList = name.equals("member") ? before != null : before instanceof ArrayNode;
            ArrayNode list = isList ? (ArrayNode) before : JsonNodeFactory.instance.arrayNode();
            if (!isList && before != null) {
                list.add(before);
            }
            list.add(value);
            object.set(name, list);
        } else {
            object.set(name, value);
        }
    }

    private static JsonNode unwrapped(ObjectNode object) {
        return object.size() == 1 && object.has("member") ? object.get("member") : object;
    }
}
