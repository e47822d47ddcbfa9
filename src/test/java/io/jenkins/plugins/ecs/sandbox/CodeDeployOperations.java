package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operations of CodeDeploy on applications, deployment groups and configurations: all that is needed to read them. */
final class CodeDeployOperations {

    private CodeDeployOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put(
                "ListApplications",
                (input, context) -> Pages.ofTexts(
                        input,
                        "applications",
                        List.copyOf(context.region().codeDeploy.applications.keySet()),
                        100));
        operations.put("GetApplication", CodeDeployOperations::getApplication);
        operations.put("BatchGetApplications", CodeDeployOperations::batchGetApplications);
        operations.put("ListDeploymentGroups", CodeDeployOperations::listGroups);
        operations.put("GetDeploymentGroup", CodeDeployOperations::getGroup);
        operations.put("BatchGetDeploymentGroups", CodeDeployOperations::batchGetGroups);
        operations.put(
                "GetDeploymentConfig",
                (input, context) -> Json.object()
                        .set(
                                "deploymentConfigInfo",
                                Shift.info(
                                        input.text("deploymentConfigName", ""),
                                        context.region().codeDeploy.configurations)));
        operations.put("ListDeploymentConfigs", CodeDeployOperations::listConfigs);
    }

    static String application(Input input) {
        if (!input.has("applicationName")) {
            throw new AwsError(400, "ApplicationNameRequiredException", "Application Name must be specified");
        }
        return input.text("applicationName");
    }

    static String group(Input input) {
        if (!input.has("deploymentGroupName")) {
            throw new AwsError(400, "DeploymentGroupNameRequiredException", "Deployment Group Name must be specified");
        }
        return input.text("deploymentGroupName");
    }

    private static ObjectNode getApplication(Input input, Context context) {
        String name = application(input);
        context.region().codeDeploy.groupsOf(name);
        ObjectNode application = Json.object().put("applicationName", name);
        return Json.object()
                .set("application", application.put("linkedToGitHub", false).put("computePlatform", "ECS"));
    }

    private static ObjectNode batchGetApplications(Input input, Context context) {
        List<String> names = input.texts("applicationNames");
        if (names.isEmpty()) {
            throw new AwsError(400, "ApplicationNameRequiredException", "Application Name must be specified");
        }
        if (names.size() > 100) {
            throw new AwsError(400, "BatchLimitExceededException", "The maximum number of applications is 100");
        }
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("applicationsInfo");
        Map<String, Map<String, ObjectNode>> all = context.region().codeDeploy.applications;
        names.stream()
                .filter(all::containsKey)
                .forEach(name -> found.addObject()
                        .put("applicationName", name)
                        .put("linkedToGitHub", false)
                        .put("computePlatform", platform(all.get(name))));
        return answer;
    }

    /** An application is for one platform; that of a group of ECS names services. */
    private static String platform(Map<String, ObjectNode> groups) {
        return groups.isEmpty() || groups.values().stream().anyMatch(group -> group.has("ecsServices"))
                ? "ECS"
                : "Server";
    }

    private static ObjectNode listGroups(Input input, Context context) {
        String application = application(input);
        List<String> names =
                List.copyOf(context.region().codeDeploy.groupsOf(application).keySet());
        return Pages.ofTexts(input, "deploymentGroups", names, 100).put("applicationName", application);
    }

    private static ObjectNode getGroup(Input input, Context context) {
        CodeDeploy codeDeploy = context.region().codeDeploy;
        String application = application(input);
        String name = group(input);
        ObjectNode group = codeDeploy.group(application, name);
        return Json.object().set("deploymentGroupInfo", CodeDeployJson.group(application, name, group, codeDeploy));
    }

    private static ObjectNode batchGetGroups(Input input, Context context) {
        CodeDeploy codeDeploy = context.region().codeDeploy;
        String application = application(input);
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("deploymentGroupsInfo");
        Map<String, ObjectNode> groups = codeDeploy.groupsOf(application);
        for (String name : input.texts("deploymentGroupNames")) {
            if (groups.containsKey(name)) {
                found.add(CodeDeployJson.group(application, name, groups.get(name), codeDeploy));
            }
        }
        return answer;
    }

    private static ObjectNode listConfigs(Input input, Context context) {
        List<String> names = new ArrayList<>(Shift.PREDEFINED);
        names.addAll(context.region().codeDeploy.configurations.keySet());
        return Pages.ofTexts(input, "deploymentConfigsList", names, 100);
    }
}
