package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The part of CBOR (RFC 8949) that newer clients of CloudWatch speak: maps, lists, texts, numbers. Timestamps have tag 1,
 * which is skipped.
 */
final class Cbor {

    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;
    private static final int BREAK = 0xff;

    private final ByteBuffer in;

    private Cbor(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    static JsonNode read(byte[] bytes) {
        try {
            return bytes.length == 0 ? Json.object() : new Cbor(bytes).value(-1);
        } catch (RuntimeException e) {
            throw new AwsError(400, "SerializationException", "");
        }
    }

    /** @param head the first byte if it was read already, or -1 */
    private JsonNode value(int head) {
        int first = head >= 0 ? head : in.get() & 0xff;
        int kind = first >> 5;
        int info = first & 31;
        return switch (kind) {
            case 0 -> LongNode.valueOf(number(info));
            case 1 -> LongNode.valueOf(-1 - number(info));
            case 2, TEXT -> TextNode.valueOf(text(info));
            case LIST -> list(info);
            case MAP -> map(info);
            case 6 -> {
                number(info);
                yield value(-1);
            }
            default -> simple(info);
        };
    }

    private long number(int info) {
        return switch (info) {
            case 24 -> in.get() & 0xff;
            case 25 -> in.getShort() & 0xffff;
            case 26 -> in.getInt() & 0xffffffffL;
            case 27 -> in.getLong();
            default -> info;
        };
    }

    private String text(int info) {
        if (info == 31) {
            StringBuilder parts = new StringBuilder();
            for (int next = in.get() & 0xff; next != BREAK; next = in.get() & 0xff) {
                parts.append(text(next & 31));
            }
            return parts.toString();
        }
        byte[] bytes = new byte[(int) number(info)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private ArrayNode list(int info) {
        ArrayNode list = Json.array();
        long left = info == 31 ? Long.MAX_VALUE : number(info);
        for (; left > 0; left--) {
            int head = in.get() & 0xff;
            if (info == 31 && head == BREAK) {
                break;
            }
            list.add(value(head));
        }
        return list;
    }

    private ObjectNode map(int info) {
        ObjectNode map = Json.object();
        long left = info == 31 ? Long.MAX_VALUE : number(info);
        for (; left > 0; left--) {
            int head = in.get() & 0xff;
            if (info == 31 && head == BREAK) {
                break;
            }
            map.set(value(head).asText(), value(-1));
        }
        return map;
    }

    private JsonNode simple(int info) {
        return switch (info) {
            case 20, 21 -> Json.MAPPER.getNodeFactory().booleanNode(info == 21);
            case 26 -> DoubleNode.valueOf(in.getFloat());
            case 27 -> DoubleNode.valueOf(in.getDouble());
            default -> NullNode.instance;
        };
    }

    static byte[] write(JsonNode node) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, node);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, JsonNode node) {
        if (node.isObject()) {
            head(out, MAP, node.size());
            node.properties().forEach(each -> {
                write(out, TextNode.valueOf(each.getKey()));
                write(out, each.getValue());
            });
        } else if (node.isArray()) {
            head(out, LIST, node.size());
            node.forEach(each -> write(out, each));
        } else if (node.isTextual()) {
            byte[] bytes = node.asText().getBytes(StandardCharsets.UTF_8);
            head(out, TEXT, bytes.length);
            out.writeBytes(bytes);
        } else if (node.isIntegralNumber() && node.asLong() >= 0) {
            head(out, 0, node.asLong());
        } else if (node.isNumber()) {
            out.write(0xfb);
            out.writeBytes(
                    ByteBuffer.allocate(Double.BYTES).putDouble(node.asDouble()).array());
        } else {
            out.write(node.isBoolean() ? (node.asBoolean() ? 0xf5 : 0xf4) : 0xf6);
        }
    }

    private static void head(ByteArrayOutputStream out, int kind, long number) {
        if (number < 24) {
            out.write(kind << 5 | (int) number);
        } else if (number < 1 << 16) {
            out.write(kind << 5 | 25);
            out.writeBytes(
                    ByteBuffer.allocate(Short.BYTES).putShort((short) number).array());
        } else {
            out.write(kind << 5 | 27);
            out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        }
    }
}
