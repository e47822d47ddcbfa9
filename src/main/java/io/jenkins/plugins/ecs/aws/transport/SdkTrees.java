package io.jenkins.plugins.ecs.aws.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Values of the AWS SDK as JSON trees with the API's names, and back: for requests that a Jenkinsfile gives as JSON, and
 * for settings that are passed on as they are. What the SDK's model does not have is left out.
 */
public final class SdkTrees {

    private SdkTrees() {}

    /** Fills a builder of the SDK. */
    @NonNull
    public static <B extends SdkPojo> B typed(@NonNull JsonNode tree, @NonNull B builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = tree.path(field.memberName());
            if (!value.isMissingNode() && !value.isNull()) {
                field.set(builder, typed(value, field));
            }
        }
        return builder;
    }

    private static Object typed(JsonNode value, SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return ((Buildable) typed(value, field.constructor().get())).build();
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            value.forEach(each -> list.add(typed(each, item)));
            return list;
        }
        if (type == MarshallingType.MAP) {
            SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            value.properties().forEach(each -> map.put(each.getKey(), typed(each.getValue(), item)));
            return map;
        }
        if (type == MarshallingType.INTEGER) {
            return value.asInt();
        }
        if (type == MarshallingType.LONG) {
            return value.asLong();
        }
        if (type == MarshallingType.DOUBLE) {
            return value.asDouble();
        }
        if (type == MarshallingType.BOOLEAN) {
            return value.asBoolean();
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.ofEpochMilli(Timestamps.millis(value));
        }
        return value.asText();
    }

    /** Members that are not set are left out. Times become seconds since 1970. */
    @NonNull
    public static ObjectNode tree(@NonNull SdkPojo value) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            if (member != null
                    && !(member instanceof SdkAutoConstructList)
                    && !(member instanceof SdkAutoConstructMap)) {
                tree.set(field.memberName(), node(member));
            }
        }
        return tree;
    }

    private static JsonNode node(Object value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (value instanceof SdkPojo pojo) {
            return tree(pojo);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(SdkTrees::node)
                    .collect(make::arrayNode, (all, each) -> all.add(each), (a, b) -> a.addAll(b));
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = make.objectNode();
            map.forEach((name, each) -> object.set(String.valueOf(name), node(each)));
            return object;
        }
        if (value instanceof Instant time) {
            return make.numberNode(time.toEpochMilli() / 1000.0);
        }
        if (value instanceof Boolean flag) {
            return make.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return make.numberNode(number);
        }
        if (value instanceof Long number) {
            return make.numberNode(number);
        }
        if (value instanceof Number number) {
            return make.numberNode(number.doubleValue());
        }
        return make.textNode(String.valueOf(value));
    }
}
