package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** The actions that IAM does not allow. */
final class Permissions {

    private final Set<String> denied = new CopyOnWriteArraySet<>();

    void deny(String action) {
        denied.add(action);
    }

    void allow(String action) {
        denied.remove(action);
    }

    boolean denies(String action) {
        return denied.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? action.startsWith(pattern.substring(0, pattern.length() - 1))
                        : pattern.equals(action));
    }

    void check(Api api, String operation, Input input, Caller caller, Arns arns) {
        String action = api.iam() + ":" + operation;
        if (denies(action)) {
            throw AwsError.accessDenied(caller.arn(), action, resource(input, arns));
        }
        if (operation.equals("RunTask") && input.has("tags") && denies("ecs:TagResource")) {
            throw AwsError.accessDenied(caller.arn(), "ecs:TagResource", arns.task(Arns.name(input.cluster()), "*"));
        }
        for (String role : new String[] {"executionRoleArn", "taskRoleArn"}) {
            JsonNode overridden = input.get("overrides").path(role);
            if (operation.equals("RunTask") && overridden.isTextual() && denies("iam:PassRole")) {
                throw AwsError.accessDenied(caller.arn(), "iam:PassRole", overridden.asText());
            }
            if (operation.equals("RegisterTaskDefinition") && input.has(role) && denies("iam:PassRole")) {
                throw AwsError.accessDenied(caller.arn(), "iam:PassRole", input.text(role));
            }
        }
    }

    /** The resource that IAM names in its refusal; {@code *} for actions without one. */
    static String resource(Input input, Arns arns) {
        for (String member : new String[] {"RoleArn", "TargetGroupArn"}) {
            if (input.has(member)) {
                return input.text(member);
            }
        }
        if (input.has("deploymentGroupName")) {
            return arns.codeDeploy(
                    "deploymentgroup:" + input.text("applicationName", "") + "/" + input.text("deploymentGroupName"));
        }
        String cluster = Arns.name(input.cluster());
        if (input.has("serviceDeploymentArn")) {
            return input.text("serviceDeploymentArn");
        }
        for (String list : new String[] {"serviceDeploymentArns", "serviceRevisionArns"}) {
            if (!input.get(list).isEmpty()) {
                return input.get(list).get(0).asText();
            }
        }
        JsonNode services = input.get("services");
        String service =
                input.text("service", input.text("serviceName", services.path(0).asText("")));
        if (!service.isEmpty()) {
            return arns.service(cluster, Arns.name(service));
        }
        String task = input.text("task", input.get("tasks").path(0).asText(""));
        return task.isEmpty() ? "*" : arns.task(cluster, Arns.name(task));
    }
}
