package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A service as CreateService, UpdateService and DescribeServices answer it. */
final class ServiceJson {

    static final String PLATFORM = "1.4.0";

    private ServiceJson() {}

    static ObjectNode of(ServiceState service, Arns arns) {
        ObjectNode json = Json.object().put("serviceArn", service.arn).put("serviceName", service.name);
        json.put("clusterArn", service.cluster.arn);
        Json.copy(service.settings, json, "loadBalancers", "serviceRegistries");
        json.put("status", service.status).put("desiredCount", service.desiredCount);
        json.put(
                "runningCount",
                service.entries.stream().mapToInt(DeploymentEntry::running).sum());
        json.put(
                "pendingCount",
                service.entries.stream().mapToInt(DeploymentEntry::pending).sum());
        Json.copy(
                service.settings, json, "launchType", "capacityProviderStrategy", "platformVersion", "platformFamily");
        json.put("taskDefinition", service.definition.arn);
        json.set("deploymentConfiguration", service.configuration());
        if (service.controller().equals("ECS")) {
            putDeployments(service, json);
        } else {
            json.set("taskSets", taskSets(service, arns));
            json.set("deployments", Json.array());
        }
        json.put("roleArn", arns.role("aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"));
        json.set("events", events(service));
        json.put("createdAt", Json.time(service.createdAt));
        Json.copy(
                service.settings,
                json,
                "placementConstraints",
                "placementStrategy",
                "networkConfiguration",
                "healthCheckGracePeriodSeconds",
                "schedulingStrategy",
                "deploymentController");
        json.put("createdBy", service.createdBy);
        Json.copy(
                service.settings,
                json,
                "enableECSManagedTags",
                "propagateTags",
                "enableExecuteCommand",
                "availabilityZoneRebalancing");
        return json.put(
                "resourceManagementType",
                service.settings.path("resourceManagementType").asText("CUSTOMER"));
    }

    private static ArrayNode events(ServiceState service) {
        ArrayNode events = Json.array();
        service.events.forEach(events::add);
        return events;
    }

    private static void putDeployments(ServiceState service, ObjectNode json) {
        ArrayNode deployments = json.putArray("deployments");
        ArrayNode revisions = Json.array();
        for (DeploymentEntry entry : service.entries) {
            deployments.add(deployment(entry));
        }
        service.entries.stream()
                .map(entry -> entry.revision)
                .distinct()
                .forEach(revision -> revisions.add(ServiceDeploymentJson.summary(service, revision)));
        // ECS sets currentServiceDeployment a moment after the new PRIMARY is there: the answer of UpdateService and
        // a DescribeServices right after it are without.
        ServiceDeployment current = service.current();
        if (current != null && !current.status.equals("PENDING")) {
            json.put("currentServiceDeployment", current.arn);
        }
        json.set("currentServiceRevisions", revisions);
    }

    private static ObjectNode deployment(DeploymentEntry entry) {
        ObjectNode json = Json.object().put("id", entry.id).put("status", entry.status);
        json.put("taskDefinition", entry.revision.definition.arn).put("desiredCount", entry.desired);
        json.put("pendingCount", entry.pending()).put("runningCount", entry.running());
        json.put("failedTasks", entry.failedTasks);
        json.put("createdAt", Json.time(entry.createdAt)).put("updatedAt", Json.time(entry.updatedAt));
        Json.copy(
                entry.revision.json,
                json,
                "capacityProviderStrategy",
                "launchType",
                "platformVersion",
                "platformFamily",
                "networkConfiguration",
                "serviceConnectConfiguration",
                "volumeConfigurations",
                "vpcLatticeConfigurations");
        json.put("rolloutState", entry.rolloutState);
        return json.put("rolloutStateReason", entry.rolloutStateReason);
    }

    /** What CODE_DEPLOY and EXTERNAL services have in the place of deployments. */
    private static ArrayNode taskSets(ServiceState service, Arns arns) {
        ArrayNode sets = Json.array();
        for (DeploymentEntry entry : service.entries) {
            ObjectNode set = sets.addObject().put("id", entry.id);
            set.put("taskSetArn", arns.taskSet(service.cluster.name, service.name, entry.id));
            set.put("serviceArn", service.arn)
                    .put("clusterArn", service.cluster.arn)
                    .put("status", entry.status);
            set.put("taskDefinition", entry.revision.definition.arn);
            set.put("computedDesiredCount", entry.desired).put("pendingCount", entry.pending());
            set.put("runningCount", entry.running());
            set.put("createdAt", Json.time(entry.createdAt)).put("updatedAt", Json.time(entry.updatedAt));
            Json.copy(
                    entry.revision.json,
                    set,
                    "launchType",
                    "platformVersion",
                    "platformFamily",
                    "capacityProviderStrategy",
                    "networkConfiguration",
                    "loadBalancers");
            set.putObject("scale").put("value", (double) entry.scale).put("unit", "PERCENT");
            set.put("stabilityStatus", entry.isCompleted() ? "STEADY_STATE" : "STABILIZING");
            if (entry.externalId != null) {
                set.put("startedBy", "CODE_DEPLOY").put("externalId", entry.externalId);
            }
        }
        return sets;
    }
}
