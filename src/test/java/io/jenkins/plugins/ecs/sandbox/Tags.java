package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.Map;

/** Tags of resources; TagResource and its kin. */
final class Tags {

    private static final int LIMIT = 50;

    private Tags() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("TagResource", Tags::tag);
        operations.put("UntagResource", Tags::untag);
        operations.put("ListTagsForResource", Tags::list);
    }

    static void put(RegionState region, String arn, JsonNode tags) {
        if (tags.isEmpty()) {
            return;
        }
        Map<String, String> all = region.tagsOf(arn);
        tags.forEach(tag -> all.put(tag.path("key").asText(), tag.path("value").asText()));
        if (all.size() > LIMIT) {
            throw AwsError.invalid("A resource can have at most " + LIMIT + " tags.");
        }
    }

    static ArrayNode of(RegionState region, String arn) {
        ArrayNode tags = Json.array();
        region.tags
                .getOrDefault(arn, Map.of())
                .forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        return tags;
    }

    private static ObjectNode tag(Input input, Context context) {
        put(context.region(), existing(input, context), input.get("tags"));
        return Json.object();
    }

    private static ObjectNode untag(Input input, Context context) {
        context.region().tagsOf(existing(input, context)).keySet().removeAll(input.texts("tagKeys"));
        return Json.object();
    }

    private static ObjectNode list(Input input, Context context) {
        return Json.object().set("tags", of(context.region(), existing(input, context)));
    }

    private static String existing(Input input, Context context) {
        String arn = input.required("resourceArn", "Invalid arn syntax.");
        if (!context.region().exists(arn)) {
            throw AwsError.invalid("The specified resource could not be found.");
        }
        return arn;
    }
}
