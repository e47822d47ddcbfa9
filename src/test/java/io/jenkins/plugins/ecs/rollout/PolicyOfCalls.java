package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.sandbox.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which calls a policy does not allow: by action, resource and the condition on the cluster, as IAM evaluates them. */
public final class PolicyOfCalls {

    private static final String ECS = "arn:aws:ecs:eu-central-1:123456789012:";

    private final JsonNode statements;

    public PolicyOfCalls(String json) {
        try {
            statements = new ObjectMapper().readTree(json).path("Statement");
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(json, notJson);
        }
    }

    /** Operation and resource of each call that no statement allows. */
    public Set<String> refused(List<Call> calls) {
        Set<String> refused = new TreeSet<>();
        for (Call call : calls) {
            for (String resource : resources(call)) {
                if (!allows(call, resource)) {
                    refused.add(call.operation() + " on " + resource);
                }
            }
        }
        return refused;
    }

    public Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        statements.forEach(statement -> actions.addAll(texts(statement.path("Action"))));
        return actions;
    }

    private boolean allows(Call call, String resource) {
        for (JsonNode statement : statements) {
            boolean action =
                    texts(statement.path("Action")).stream().anyMatch(each -> each.endsWith(":" + call.operation()));
            if (action && matches(statement, resource) && meets(statement, call)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(JsonNode statement, String resource) {
        return texts(statement.path("Resource")).stream()
                .anyMatch(each -> Pattern.matches(Pattern.quote(each).replace("*", "\\E.*\\Q"), resource));
    }

    private static boolean meets(JsonNode statement, Call call) {
        String cluster = statement.at("/Condition/ArnEquals/ecs:cluster").asText("");
        return cluster.isEmpty()
                || cluster.equals(
                        ECS + "cluster/" + name(call.request().path("cluster").asText()));
    }

    private static List<String> resources(Call call) {
        JsonNode input = call.request();
        String cluster = name(input.path("cluster").asText());
        return switch (call.operation()) {
            case "DescribeServices" -> services(cluster, texts(input.path("services")));
            case "UpdateService", "ListServiceDeployments", "DeleteService" ->
                services(cluster, texts(input.path("service")));
            case "CreateService" -> services(cluster, texts(input.path("serviceName")));
            case "DescribeServiceDeployments" -> texts(input.path("serviceDeploymentArns"));
            case "DescribeServiceRevisions" -> texts(input.path("serviceRevisionArns"));
            case "StopServiceDeployment", "ContinueServiceDeployment" -> texts(input.path("serviceDeploymentArn"));
            case "RunTask" -> texts(input.path("taskDefinition"));
            case "TagResource", "UntagResource" -> texts(input.path("resourceArn"));
            case "GetLogEvents" ->
                List.of("arn:aws:logs:eu-central-1:123456789012:log-group:"
                        + input.path("logGroupName").asText() + ":log-stream:"
                        + input.path("logStreamName").asText());
            default -> List.of("*");
        };
    }

    private static List<String> services(String cluster, List<String> names) {
        return names.stream()
                .map(each -> ECS + "service/" + cluster + "/" + name(each))
                .toList();
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static List<String> texts(JsonNode oneOrMany) {
        List<String> texts = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(each -> texts.add(each.asText()));
        } else {
            texts.add(oneOrMany.asText());
        }
        return texts;
    }
}
