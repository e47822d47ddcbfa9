package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of EventBridge and the schedules of EventBridge Scheduler in one Region. They start no tasks here. */
final class ScheduledEvents {

    static final String DEFAULT = "default";

    /** A rule of one event bus; its targets by id. */
    static final class Rule {
        final String bus;
        final ObjectNode json;
        final Map<String, ObjectNode> targets = new LinkedHashMap<>();

        Rule(String bus, ObjectNode json) {
            this.bus = bus;
            this.json = json;
        }
    }

    /** By bus and name. */
    private final Map<String, Rule> rules = new TreeMap<>();

    /** By group and name. */
    final Map<String, ObjectNode> schedules = new TreeMap<>();

    /** By id of a target: the error code that {@code PutTargets} names for it the next time. */
    final Map<String, String> refusals = new HashMap<>();

    void put(String bus, String name, ObjectNode json) {
        Rule rule = new Rule(bus, json);
        Rule before = rules.put(key(bus, name), rule);
        if (before != null) {
            rule.targets.putAll(before.targets);
        }
    }

    Rule rule(String busOrArn, String name) {
        Rule rule = rules.get(key(bus(busOrArn), name));
        if (rule == null) {
            throw new AwsError(
                    400,
                    "ResourceNotFoundException",
                    "Rule " + name + " does not exist on EventBus " + bus(busOrArn) + ".");
        }
        return rule;
    }

    Collection<Rule> rules() {
        return rules.values();
    }

    static String bus(String nameOrArn) {
        if (nameOrArn == null) {
            return DEFAULT;
        }
        int name = nameOrArn.indexOf(":event-bus/");
        return name < 0 ? nameOrArn : nameOrArn.substring(name + ":event-bus/".length());
    }

    /** One page of an answer; the token is the number of the first item of the next one. */
    static ObjectNode page(String token, String name, List<? extends JsonNode> all, int size) {
        int from = token == null ? 0 : Math.min(all.size(), Integer.parseInt(token));
        int to = Math.min(all.size(), from + size);
        ObjectNode page = Json.object();
        all.subList(from, to).forEach(page.putArray(name)::add);
        if (to < all.size()) {
            page.put("NextToken", Integer.toString(to));
        }
        return page;
    }

    static String key(String group, String name) {
        return group + "|" + name;
    }
}
