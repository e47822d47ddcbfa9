package io.jenkins.plugins.ecs.rollout.decide.iam;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.request.IamFeature;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a policy: actions that know the same resources are one statement. */
final class PolicyText {

    private static final Set<String> OF_SERVICE = Set.of(
            "ecs:DescribeServices",
            "ecs:UpdateService",
            "ecs:CreateService",
            "ecs:DeleteService",
            "ecs:UntagResource",
            "ecs:ListServiceDeployments",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions",
            "ecs:StopServiceDeployment",
            "ecs:ContinueServiceDeployment");
    /** They know the cluster by a condition. */
    private static final Set<String> IN_CLUSTER = Set.of("ecs:ListTasks", "ecs:DescribeTasks", "ecs:StopTask");

    /** Roles to pass: those of tasks, those of the service, and whether scheduled tasks have some that are not known. */
    record Roles(@NonNull Set<String> ofTasks, @NonNull Set<String> ofService, boolean ofSchedules) {}

    private final Set<String> rest;
    private final List<ObjectNode> statements = new ArrayList<>();

    private PolicyText(Set<String> actions) {
        rest = new TreeSet<>(actions);
    }

    @NonNull
    static String of(
            @NonNull Set<String> actions,
            @NonNull Set<IamFeature> features,
            @NonNull PolicyResources resources,
            @NonNull Roles roles) {
        PolicyText text = new PolicyText(actions);
        // They look for every use of the family, in all clusters.
        Set<String> wide =
                features.contains(IamFeature.RETENTION) ? Set.copyOf(IamFeature.RETENTION.actions()) : Set.of();
        text.add(text.take(OF_SERVICE, wide), resources.ofService());
        text.add(text.take(Set.of("ecs:RunTask"), wide), Set.of(resources.ofFamily()), resources.ofCluster());
        text.add(text.take(IN_CLUSTER, wide), Set.of("*"), resources.ofCluster());
        Set<String> tagged = new LinkedHashSet<>(List.of(resources.ofFamily()));
        if (features.contains(IamFeature.SERVICE_FILE)) {
            tagged.add(resources.ofOneService());
        }
        text.add(text.take(Set.of("ecs:TagResource"), wide), tagged);
        text.add(text.take(Set.of("logs:GetLogEvents"), wide), resources.logGroups());
        text.add(text.take(Set.of("ecr:DescribeImages"), wide), resources.repositories());
        if (!text.take(Set.of("iam:PassRole"), wide).isEmpty()) {
            text.pass(roles);
        }
        text.add(text.rest, Set.of("*"));
        return text.statements.stream()
                .map(ObjectNode::toString)
                .collect(Collectors.joining(",\n  ", "{\"Version\":\"2012-10-17\",\"Statement\":[\n  ", "\n]}"));
    }

    private Set<String> take(Set<String> which, Set<String> wide) {
        Set<String> taken = new TreeSet<>(rest);
        taken.retainAll(which);
        taken.removeAll(wide);
        rest.removeAll(taken);
        return taken;
    }

    private void pass(Roles roles) {
        passTo("ecs-tasks.amazonaws.com", roles.ofTasks());
        passTo("ecs.amazonaws.com", roles.ofService());
        if (roles.ofSchedules()) {
            passTo("events.amazonaws.com", Set.of("*"));
            passTo("scheduler.amazonaws.com", Set.of("*"));
        }
    }

    private void passTo(String service, Set<String> roles) {
        ObjectNode statement = add(Set.of("iam:PassRole"), roles);
        if (statement != null) {
            statement.putObject("Condition").putObject("StringEquals").put("iam:PassedToService", service);
        }
    }

    private void add(Set<String> actions, Set<String> resources, String cluster) {
        ObjectNode statement = add(actions, resources);
        if (statement != null) {
            statement.putObject("Condition").putObject("ArnEquals").put("ecs:cluster", cluster);
        }
    }

    /** Null without an action, or without anything that it could be for. */
    private ObjectNode add(Set<String> actions, Set<String> resources) {
        if (actions.isEmpty() || resources.isEmpty()) {
            return null;
        }
        ObjectNode statement = JsonNodeFactory.instance.objectNode().put("Effect", "Allow");
        texts(statement, "Action", actions);
        texts(statement, "Resource", resources);
        statements.add(statement);
        return statement;
    }

    private static void texts(ObjectNode statement, String member, Collection<String> texts) {
        if (texts.size() == 1) {
            statement.put(member, PlainText.line(texts.iterator().next()));
        } else {
            texts.forEach(statement.withArray("/" + member)::add);
        }
    }
}
