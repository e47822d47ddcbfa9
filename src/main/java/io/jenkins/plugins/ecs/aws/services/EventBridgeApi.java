package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.JsonPages;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.text.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules of EventBridge and their targets. Targets stay JSON, because {@code PutTargets} replaces what it names: members
 * that a typed client doesn't know would be deleted. Each method throws {@link AwsFailure} when there is no usable
 * answer.
 */
public final class EventBridgeApi {

    private final AwsCall events;
    private final JsonPages pages;

    public EventBridgeApi(@NonNull AwsCall events) {
        this.events = events;
        pages = new JsonPages(events, "NextToken");
    }

    /** A target that {@code PutTargets} did not take, with AWS's code and message. */
    public record FailedTarget(
            @NonNull String id,
            @NonNull String code,
            @NonNull String message) {}

    /**
     * {@code ListRuleNamesByTarget}: names of the rules of a bus that have this target.
     *
     * @param targetArn for tasks the ARN of the cluster
     */
    @NonNull
    public Listing<String> rulesOf(@NonNull String targetArn, @NonNull String bus) {
        ObjectNode input = input().put("TargetArn", targetArn).put("EventBusName", bus);
        List<String> names = new ArrayList<>();
        boolean isWhole = pages.each("ListRuleNamesByTarget", input, "RuleNames", name -> names.add(name.asText()));
        return new Listing<>(names, isWhole);
    }

    /** {@code ListTargetsByRule}; empty if there is no such rule. */
    @NonNull
    public Optional<List<ObjectNode>> targets(@NonNull String rule, @NonNull String bus) {
        try {
            List<ObjectNode> targets = new ArrayList<>();
            pages.each(
                    "ListTargetsByRule",
                    named("Rule", rule, bus),
                    "Targets",
                    target -> !(target instanceof ObjectNode object) || targets.add(object));
            return Optional.of(targets);
        } catch (AwsFailure failure) {
            return absent(failure);
        }
    }

    /** {@code DescribeRule}: the AWS service that manages the rule; empty if none does. */
    @NonNull
    public String manager(@NonNull String rule, @NonNull String bus) {
        return events.call("DescribeRule", named("Name", rule, bus))
                .path("ManagedBy")
                .asText("");
    }

    /** {@code PutTargets} for at most 10 targets. AWS responds with 200 even if it does not take some of them. */
    @NonNull
    public List<FailedTarget> put(@NonNull String rule, @NonNull String bus, @NonNull List<ObjectNode> targets) {
        ObjectNode input = named("Rule", rule, bus);
        targets.forEach(input.putArray("Targets")::add);
        return failed(events.call("PutTargets", input));
    }

    /**
     * {@code RemoveTargets}, with the ids of at most 100 targets; the rule stays. AWS responds with 200 even if it does not
     * remove some of them.
     */
    @NonNull
    public List<FailedTarget> remove(@NonNull String rule, @NonNull String bus, @NonNull List<String> ids) {
        ObjectNode input = named("Rule", rule, bus);
        ids.forEach(input.putArray("Ids")::add);
        return failed(events.call("RemoveTargets", input));
    }

    private static List<FailedTarget> failed(ObjectNode answer) {
        List<FailedTarget> failed = new ArrayList<>();
        for (JsonNode each : answer.path("FailedEntries")) {
            failed.add(new FailedTarget(
                    each.path("TargetId").asText(""),
                    ForeignText.word(each.path("ErrorCode").asText("")),
                    ForeignText.message(each.path("ErrorMessage").asText(""))));
        }
        if (failed.isEmpty() && answer.path("FailedEntryCount").asInt(0) > 0) {
            failed.add(new FailedTarget("", "", AwsMessages.TARGETS_NOT_ACCEPTED));
        }
        return failed;
    }

    private static <T> Optional<T> absent(AwsFailure failure) {
        if ("ResourceNotFoundException".equals(failure.code())) {
            return Optional.empty();
        }
        throw failure;
    }

    private static ObjectNode named(String member, String rule, String bus) {
        return input().put(member, rule).put("EventBusName", bus);
    }

    private static ObjectNode input() {
        return JsonNodeFactory.instance.objectNode();
    }
}
