package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.time.Instant;
import java.util.Map;

/** CreateService, UpdateService and DeleteService. */
final class ServiceOperations {

    private ServiceOperations() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("CreateService", ServiceOperations::create);
        operations.put("UpdateService", ServiceOperations::update);
        operations.put("DeleteService", ServiceOperations::delete);
    }

    private static ObjectNode create(Input input, Context context) {
        RegionState region = context.region();
        ClusterState cluster = region.cluster(input.cluster());
        String name = input.required("serviceName", "Service name can not be blank.");
        ServiceState existing = cluster.services.get(name);
        if (existing != null
                && existing.isActive()
                && input.has("clientToken")
                && input.text("clientToken").equals(existing.clientToken)) {
            return answer(existing, region);
        }
        checkName(name, existing);
        ServiceCreationRules.check(input);
        TaskDefinition definition =
                region.taskDefinitions.usable(input.required("taskDefinition", "Task definition can not be blank."));
        ObjectNode settings = ServiceSettings.create(input.json());
        boolean daemon = settings.path("schedulingStrategy").asText().equals("DAEMON");
        int desiredCount = daemon ? 1 : input.get("desiredCount").asInt(0);
        ServiceRules.check(settings, desiredCount);
        ServiceRules.checkFits(settings, definition);
        Instant at = region.stamp();
        ServiceState service = new ServiceState(
                name,
                region.arns.service(cluster.name, name),
                cluster,
                settings,
                at,
                context.caller().arn(),
                region);
        service.definition = definition;
        service.desiredCount = desiredCount;
        service.clientToken = input.text("clientToken");
        cluster.services.put(name, service);
        Tags.put(region, service.arn, input.get("tags"));
        region.agenda.add(service, Instant.MAX);
        region.deployments.start(service, at);
        return answer(service, region);
    }

    private static void checkName(String name, ServiceState existing) {
        if (!name.matches("[a-zA-Z0-9_-]{1,255}")) {
            throw AwsError.invalid("Invalid service name.");
        }
        if (existing != null && existing.status.equals("DRAINING")) {
            throw AwsError.invalid("Unable to Start a service that is still Draining.");
        }
        if (existing != null && existing.isActive()) {
            throw AwsError.invalid("Creation of service was not idempotent.");
        }
    }

    private static ObjectNode update(Input input, Context context) {
        RegionState region = context.region();
        ServiceState service = find(input, region);
        if (!service.isActive()) {
            throw AwsError.serviceNotActive();
        }
        checkController(input, service);
        ServiceCreationRules.checkUpdate(input, service);
        TaskDefinition definition = input.has("taskDefinition")
                ? region.taskDefinitions.usable(input.text("taskDefinition"))
                : service.definition;
        ObjectNode settings = ServiceSettings.change(service.settings, input.json());
        int desiredCount = input.has("desiredCount") ? input.get("desiredCount").asInt() : service.desiredCount;
        ServiceRules.check(settings, desiredCount);
        ServiceRules.checkFits(settings, definition);
        boolean deploys = definition != service.definition
                || input.flag("forceNewDeployment")
                || ServiceSettings.triggersDeployment(service.settings, settings);
        service.definition = definition;
        service.settings = settings;
        service.desiredCount = desiredCount;
        if (!deploys && settings.has("monitoring")) {
            // Only revisions show it. Whether AWS makes a new one for it is not documented.
            service.entries.forEach(entry -> entry.revision.json.set("monitoring", settings.get("monitoring")));
        }
        if (deploys && service.controller().equals("ECS")) {
            region.deployments.start(service, region.stamp());
        }
        return answer(service, region);
    }

    /** The members that CODE_DEPLOY and EXTERNAL services take only by CreateDeployment or CreateTaskSet. */
    private static void checkController(Input input, ServiceState service) {
        String controller = service.controller();
        if (controller.equals("ECS")) {
            return;
        }
        String on = " on services with a " + controller + " deployment controller.";
        String hint = controller.equals("CODE_DEPLOY") ? " Use AWS CodeDeploy to trigger a new deployment." : "";
        if (input.has("taskDefinition")) {
            throw AwsError.invalid("Unable to update task definition" + on + hint);
        }
        if (input.has("networkConfiguration")) {
            throw AwsError.invalid("Unable to update network parameters" + on + hint);
        }
        if (input.has("platformVersion")) {
            throw AwsError.invalid("Unable to update platform version" + on + hint);
        }
        if (input.has("loadBalancers")) {
            throw AwsError.invalid("Unable to update load balancers" + on + hint);
        }
        if (input.flag("forceNewDeployment")) {
            throw AwsError.invalid("Cannot force a new deployment" + on + hint);
        }
    }

    private static ObjectNode delete(Input input, Context context) {
        RegionState region = context.region();
        ServiceState service = find(input, region);
        if (service.settings.path("resourceManagementType").asText().equals("ECS")) {
            throw AwsError.invalid(
                    service.arn + " has ResourceManagementType=ECS use DeleteExpressGatewayService to delete");
        }
        if (service.status.equals("DRAINING")) {
            return answer(service, region);
        }
        if (!service.isActive()) {
            throw AwsError.serviceNotActive();
        }
        checkStopped(service, input);
        Interventions.delete(service, new Wake(region.now()));
        return answer(service, region);
    }

    /** Force deletes anyway, and a DAEMON service needs none. */
    private static void checkStopped(ServiceState service, Input input) {
        boolean daemon = service.settings.path("schedulingStrategy").asText().equals("DAEMON");
        if (input.flag("force") || daemon) {
            return;
        }
        if (service.desiredCount > 0) {
            throw AwsError.invalid("The service cannot be stopped while it is scaled above 0.");
        }
        ServiceDeployment current = service.current();
        if (current != null && !current.hasEnded()) {
            throw AwsError.invalid("The service cannot be stopped while deployments are active.");
        }
    }

    static ServiceState find(Input input, RegionState region) {
        ClusterState cluster = region.cluster(input.cluster());
        String reference = input.required("service", "Service can not be blank.");
        ServiceState service = cluster.services.get(Arns.name(reference));
        if (service == null || region.arns.isForeign(reference)) {
            throw AwsError.serviceNotFound();
        }
        return service;
    }

    private static ObjectNode answer(ServiceState service, RegionState region) {
        region.publisher.publish(service, region.now());
        region.agenda.poke(service, region.now().plusSeconds(1));
        ObjectNode json = ServiceJson.of(service, region.arns);
        if (region.tags.containsKey(service.arn)) {
            json.set("tags", Tags.of(region, service.arn));
        }
        return Json.object().set("service", json);
    }
}
