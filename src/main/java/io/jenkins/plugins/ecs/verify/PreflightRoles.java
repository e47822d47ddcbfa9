package io.jenkins.plugins.ecs.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.IamApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Are the task's roles there, and may ECS's tasks assume them? */
final class PreflightRoles {

    private static final String TASKS = "ecs-tasks.amazonaws.com";

    private PreflightRoles() {}

    static Measurement measure(ObjectNode planned, IamApi iam) {
        List<String> problems = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (String member : new String[] {"executionRoleArn", "taskRoleArn"}) {
            String arn = planned.path(member).asText("");
            if (arn.isEmpty()) {
                continue;
            }
            String name = Names.brief(arn);
            Optional<JsonNode> trust = iam.trust(name);
            if (trust.isEmpty()) {
                problems.add("there is no role " + name + " (" + member + ")");
            } else if (!trusts(trust.get())) {
                problems.add("role " + name + " (" + member + ") does not trust " + TASKS);
            } else if (!good.contains(name)) {
                good.add(name);
            }
        }
        return Preflight.told(problems, good, "the definition has no roles", "each there, and trusts " + TASKS);
    }

    /** A condition may still keep ECS out; that is not looked into. */
    private static boolean trusts(JsonNode policy) {
        for (JsonNode statement : list(policy.path("Statement"))) {
            boolean allows = statement.path("Effect").asText().equals("Allow");
            boolean assume = contains(statement.path("Action"), "sts:AssumeRole")
                    || contains(statement.path("Action"), "sts:*")
                    || contains(statement.path("Action"), "*");
            if (allows && assume && contains(statement.path("Principal").path("Service"), TASKS)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode oneOrMany, String text) {
        for (JsonNode each : list(oneOrMany)) {
            if (each.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static List<JsonNode> list(JsonNode oneOrMany) {
        List<JsonNode> all = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(all::add);
        } else if (!oneOrMany.isMissingNode()) {
            all.add(oneOrMany);
        }
        return all;
    }
}
