package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.Map;

/** CodeDeploy as far as it says how a service is deployed. It deploys nothing. */
final class CodeDeployOperations {

    private CodeDeployOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put(
                "ListApplications",
                (input, context) -> Json.object()
                        .set(
                                "applications",
                                Json.texts(context.region().codeDeploy.keySet())));
        operations.put(
                "ListDeploymentGroups",
                (input, context) -> Json.object()
                        .put("applicationName", application(input))
                        .set(
                                "deploymentGroups",
                                Json.texts(groups(input, context).keySet())));
        operations.put("BatchGetDeploymentGroups", CodeDeployOperations::describe);
        operations.put("GetDeploymentConfig", CodeDeployOperations::config);
    }

    private static ObjectNode describe(Input input, Context context) {
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("deploymentGroupsInfo");
        Map<String, ObjectNode> groups = groups(input, context);
        for (String name : input.texts("deploymentGroupNames")) {
            if (groups.containsKey(name)) {
                ObjectNode group = Json.object()
                        .put("applicationName", application(input))
                        .put("deploymentGroupName", name)
                        .put("computePlatform", "ECS");
                group.setAll(groups.get(name));
                found.add(group);
            }
        }
        return answer;
    }

    /** The sandbox knows one configuration of somebody's own. */
    private static ObjectNode config(Input input, Context context) {
        String name = input.text("deploymentConfigName", "");
        if (!name.equals("own.Linear20PercentEvery2Minutes")) {
            throw new AwsError(
                    400,
                    "DeploymentConfigDoesNotExistException",
                    "No Deployment Configuration found for name: " + name);
        }
        ObjectNode answer = Json.object();
        ObjectNode routing = answer.putObject("deploymentConfigInfo")
                .put("deploymentConfigName", name)
                .put("computePlatform", "ECS")
                .putObject("trafficRoutingConfig")
                .put("type", "TimeBasedLinear");
        routing.putObject("timeBasedLinear").put("linearPercentage", 20).put("linearInterval", 2);
        return answer;
    }

    private static String application(Input input) {
        return input.text("applicationName", "");
    }

    private static Map<String, ObjectNode> groups(Input input, Context context) {
        Map<String, ObjectNode> groups = context.region().codeDeploy.get(application(input));
        if (groups == null) {
            throw new AwsError(
                    400, "ApplicationDoesNotExistException", "No application found for name: " + application(input));
        }
        return groups;
    }
}
