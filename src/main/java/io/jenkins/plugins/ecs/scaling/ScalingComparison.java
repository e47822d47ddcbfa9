package io.jenkins.plugins.ecs.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scaling in a file compared with the live one: the calls that are needed, in their order. They belong after the
 * deployment was verified: a new minimum starts tasks at once. Nothing differs where the file says what AWS fills in.
 *
 * @param changes in the order in which they are sent: the range, new and changed policies and actions, deletions
 * @param notes what is left as it is although the file says otherwise, or says nothing
 * @param refusals what AWS cannot change
 */
public record ScalingComparison(
        @NonNull List<ScalingChange> changes,
        @NonNull List<String> notes,
        @NonNull List<String> refusals) {

    @NonNull
    public static ScalingComparison of(@NonNull ScalingDefinition file, @NonNull LiveScaling live) {
        List<ObjectNode> policies = live.policies();
        List<ObjectNode> actions = live.actions();
        List<ScalingChange> changes = new ArrayList<>();
        List<ScalingChange> deletions = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        range(file, live.target(), actions, changes, notes);
        Map<String, ObjectNode> livePolicies = byName(policies, "PolicyName");
        file.policies().forEach((name, wanted) -> policy(name, wanted, livePolicies.get(name), changes, refusals));
        livePolicies.keySet().stream()
                .filter(name -> !file.policies().containsKey(name))
                .forEach(name -> unknown(
                        file.exclusive(),
                        new ScalingChange.DeletePolicy(name, ScalingMessages.deletes("scaling policy", name)),
                        ScalingMessages.kept("scaling policy", name),
                        deletions,
                        notes));
        Map<String, ObjectNode> liveActions = byName(actions, "ScheduledActionName");
        file.actions().forEach((name, wanted) -> action(name, wanted, liveActions.get(name), changes));
        liveActions.keySet().stream()
                .filter(name -> !file.actions().containsKey(name))
                .forEach(name -> unknown(
                        file.exclusive(),
                        new ScalingChange.DeleteAction(name, ScalingMessages.deletes("scheduled action", name)),
                        ScalingMessages.kept("scheduled action", name),
                        deletions,
                        notes));
        changes.addAll(deletions);
        if (!live.isWhole()) {
            notes.add(ScalingMessages.notAllRead());
        }
        return new ScalingComparison(List.copyOf(changes), List.copyOf(notes), List.copyOf(refusals));
    }

    public boolean isSame() {
        return changes.isEmpty();
    }

    /** For a plan and the log: a line for each change. */
    @NonNull
    public List<String> lines() {
        return changes.stream().map(ScalingChange::line).toList();
    }

    private static Map<String, ObjectNode> byName(List<ObjectNode> list, String key) {
        Map<String, ObjectNode> named = new LinkedHashMap<>();
        list.forEach(each -> named.put(each.path(key).asText(""), each));
        return named;
    }

    private static void unknown(
            boolean exclusive, ScalingChange deletion, String kept, List<ScalingChange> deletions, List<String> notes) {
        if (exclusive) {
            deletions.add(deletion);
        } else {
            notes.add(kept);
        }
    }

    /** A bound that scheduled actions change is theirs once they exist. */
    private static void range(
            ScalingDefinition file,
            ScalableTarget target,
            List<ObjectNode> actions,
            List<ScalingChange> changes,
            List<String> notes) {
        if (target == null) {
            changes.add(
                    new ScalingChange.Range(file.min(), file.max(), ScalingMessages.creates(file.min(), file.max())));
            return;
        }
        int min = bound("MinCapacity", file.min(), target.min(), actions, notes);
        // AWS takes no maximum below the minimum.
        int max = Math.max(min, bound("MaxCapacity", file.max(), target.max(), actions, notes));
        if (min != target.min() || max != target.max()) {
            changes.add(new ScalingChange.Range(min, max, ScalingMessages.range(target.min(), target.max(), min, max)));
        }
    }

    private static int bound(String bound, int wanted, int live, List<ObjectNode> actions, List<String> notes) {
        boolean scheduled = actions.stream()
                .anyMatch(action -> action.path("ScalableTargetAction").has(bound));
        if (scheduled && wanted != live) {
            notes.add(ScalingMessages.scheduled(bound, live, wanted));
            return live;
        }
        return wanted;
    }

    private static void policy(
            String name, ObjectNode wanted, ObjectNode live, List<ScalingChange> changes, List<String> refusals) {
        String type = wanted.path("PolicyType").asText();
        String member = ScalingModel.configuration(type);
        ObjectNode whole = filled(type, (ObjectNode) wanted.path(member));
        if (live == null) {
            changes.add(new ScalingChange.PutPolicy(wanted, ScalingMessages.adds("scaling policy", name)));
            return;
        }
        JsonNode there = live.path(member);
        there.fieldNames().forEachRemaining(each -> {
            // Members of AWS that are not known here stay as they are.
            if (!ScalingModel.CONFIGURATION.get(type).contains(each)) {
                whole.set(each, there.get(each));
            }
        });
        List<String> differences = TreeDifferences.of(there instanceof ObjectNode o ? filled(type, o) : there, whole);
        if (!live.path("PolicyType").asText().equals(type)) {
            refusals.add(ScalingMessages.otherType(
                    name, PlainText.line(live.path("PolicyType").asText()), type));
        } else if (!differences.isEmpty()) {
            ObjectNode put = JsonNodeFactory.instance.objectNode();
            put.put("PolicyName", name).put("PolicyType", type).set(member, whole);
            changes.add(new ScalingChange.PutPolicy(put, ScalingMessages.changes("scaling policy", name, differences)));
        }
    }

    private static ObjectNode filled(String type, ObjectNode configuration) {
        ObjectNode filled = configuration.deepCopy();
        ScalingModel.DEFAULTS.get(type).forEach((member, value) -> {
            if (!filled.has(member)) {
                filled.set(
                        member,
                        value instanceof Integer number
                                ? JsonNodeFactory.instance.numberNode(number)
                                : value instanceof Boolean flag
                                        ? JsonNodeFactory.instance.booleanNode(flag)
                                        : JsonNodeFactory.instance.textNode(String.valueOf(value)));
            }
        });
        return filled;
    }

    /** Start and end that are not sent are deleted, so they are always part of the comparison. */
    private static void action(String name, ObjectNode wanted, ObjectNode live, List<ScalingChange> changes) {
        if (live == null) {
            changes.add(new ScalingChange.PutAction(wanted, ScalingMessages.adds("scheduled action", name)));
            return;
        }
        List<String> differences = TreeDifferences.of(comparable(live), comparable(wanted));
        if (!differences.isEmpty()) {
            changes.add(new ScalingChange.PutAction(
                    wanted, ScalingMessages.changes("scheduled action", name, differences)));
        }
    }

    private static ObjectNode comparable(ObjectNode action) {
        ObjectNode some = JsonNodeFactory.instance.objectNode();
        some.put("Schedule", action.path("Schedule").asText("").trim().replaceAll("\\s+", " "));
        some.put("Timezone", action.path("Timezone").asText("UTC"));
        for (String member : List.of("StartTime", "EndTime", "ScalableTargetAction")) {
            if (action.hasNonNull(member)) {
                some.set(member, action.get(member));
            }
        }
        return some;
    }
}
