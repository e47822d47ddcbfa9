package io.jenkins.plugins.ecs.verify.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.ServiceSettings.LoadBalancer;
import io.jenkins.plugins.ecs.aws.services.IamApi;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code roles}: the roles of the tasks and of the load balancers exist and trust the service that assumes them. */
final class PreflightRoles {

    private static final String TASKS = "ecs-tasks.amazonaws.com";
    private static final String ECS = "ecs.amazonaws.com";

    /** A role, the field that names it, and the service that assumes it. */
    private record Use(String arn, String member, String by) {}

    private PreflightRoles() {}

    static Measurement measure(EcsService service, ObjectNode planned, IamApi iam) {
        List<String> problems = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (Use use : uses(service, planned)) {
            String name = Arns.brief(use.arn());
            Optional<JsonNode> trust = iam.trust(name);
            if (trust.isEmpty()) {
                problems.add(PreflightMessages.roleMissing(name, use.member()));
            } else if (!trusts(trust.get(), use.by())) {
                problems.add(PreflightMessages.roleNotTrusting(name, use.member(), use.by()));
            } else if (!good.contains(name)) {
                good.add(name);
            }
        }
        return Preflight.result(problems, good, PreflightMessages.NO_ROLE, PreflightMessages.ROLES_MATCH);
    }

    private static Set<Use> uses(EcsService service, ObjectNode planned) {
        Set<Use> uses = new LinkedHashSet<>();
        for (String member : new String[] {"executionRoleArn", "taskRoleArn"}) {
            uses.add(new Use(planned.path(member).asText(""), member, TASKS));
        }
        for (LoadBalancer balancer : service.settings().loadBalancers()) {
            String role = balancer.infrastructureRole();
            uses.add(new Use(role == null ? "" : role, PreflightMessages.ROLE_OF_LOAD_BALANCER, ECS));
        }
        uses.removeIf(use -> use.arn().isEmpty());
        return uses;
    }

    /** Conditions of the trust policy are not evaluated. */
    private static boolean trusts(JsonNode policy, String service) {
        for (JsonNode statement : list(policy.path("Statement"))) {
            boolean allows = statement.path("Effect").asText().equals("Allow");
            boolean assume = contains(statement.path("Action"), "sts:AssumeRole")
                    || contains(statement.path("Action"), "sts:*")
                    || contains(statement.path("Action"), "*");
            if (allows && assume && contains(statement.path("Principal").path("Service"), service)) {
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
