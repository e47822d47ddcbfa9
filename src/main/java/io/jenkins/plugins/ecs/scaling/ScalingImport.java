package io.jenkins.plugins.ecs.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * The live scaling of a service as the member {@code scaling} of a file that changes nothing.
 *
 * @param members null if the service has no scaling, or if it could not be read
 * @param warnings what is not in the file
 */
public record ScalingImport(
        @Nullable ObjectNode members, @NonNull List<String> warnings) {

    public ScalingImport {
        warnings = List.copyOf(warnings);
    }

    @NonNull
    public static ScalingImport of(@NonNull LiveScaling live) {
        ScalableTarget target = live.target();
        if (target == null) {
            return new ScalingImport(null, List.of());
        }
        List<String> warnings = new ArrayList<>();
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.put("minCapacity", target.min());
        members.put("maxCapacity", target.max());
        ArrayNode policies = members.arrayNode();
        live.policies().forEach(policy -> add(policy, policies, warnings));
        ArrayNode actions = members.arrayNode();
        live.actions().forEach(action -> actions.add(lower(only(action, ScalingModel.ACTION))));
        if (!policies.isEmpty()) {
            members.set("policies", policies);
        }
        if (!actions.isEmpty()) {
            members.set("scheduledActions", actions);
        }
        if (!live.isWhole()) {
            warnings.add(ScalingMessages.notAllRead());
        }
        return new ScalingImport(members, warnings);
    }

    /** @param why it could not be read */
    @NonNull
    public static ScalingImport unread(@NonNull String why) {
        return new ScalingImport(null, List.of(ScalingMessages.unread(why)));
    }

    private static void add(ObjectNode policy, ArrayNode policies, List<String> warnings) {
        String type = policy.path("PolicyType").asText();
        List<String> known = ScalingModel.CONFIGURATION.get(type);
        String member = ScalingModel.configuration(type);
        if (known == null || !(policy.get(member) instanceof ObjectNode configuration)) {
            warnings.add(ScalingMessages.unknownPolicy(policy.path("PolicyName").asText(), type));
            return;
        }
        ObjectNode file = only(policy, List.of("PolicyName", "PolicyType"));
        file.set(member, only(configuration, known));
        policies.add(lower(file));
    }

    private static ObjectNode only(ObjectNode node, List<String> members) {
        ObjectNode some = JsonNodeFactory.instance.objectNode();
        members.stream().filter(node::hasNonNull).forEach(each -> some.set(each, node.get(each)));
        return some;
    }

    /** In the case of the rest of the file. */
    private static JsonNode lower(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> copy.set(ScalingText.lower(each.getKey()), lower(each.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            list.forEach(each -> copy.add(lower(each)));
            return copy;
        }
        return node;
    }
}
