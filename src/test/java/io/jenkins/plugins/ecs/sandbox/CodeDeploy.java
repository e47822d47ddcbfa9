package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Documents.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CodeDeploy in one account and Region: applications, deployment groups, configurations and deployments. */
final class CodeDeploy {

    /** By name of the application: its deployment groups by name. */
    final Map<String, Map<String, ObjectNode>> applications = new LinkedHashMap<>();

    /** Traffic routing of configurations that a user made, by name. */
    final Map<String, JsonNode> configurations = new LinkedHashMap<>();

    final Map<String, CodeDeployment> deployments = new LinkedHashMap<>();
    final CodeDeployDriver driver;
    private final RegionState region;

    CodeDeploy(RegionState region) {
        this.region = region;
        driver = new CodeDeployDriver(region);
    }

    Map<String, ObjectNode> groupsOf(String application) {
        Map<String, ObjectNode> groups = applications.get(application);
        if (groups == null) {
            throw new AwsError(
                    400, "ApplicationDoesNotExistException", "No application found for name: " + application);
        }
        return groups;
    }

    ObjectNode group(String application, String name) {
        ObjectNode group = groupsOf(application).get(name);
        if (group == null) {
            throw new AwsError(
                    400, "DeploymentGroupDoesNotExistException", "No Deployment Group found for name: " + name);
        }
        return group;
    }

    Stream<ObjectNode> groups() {
        return applications.values().stream().flatMap(groups -> groups.values().stream());
    }

    /** The deployments of a group, oldest first. */
    List<CodeDeployment> of(String application, String group) {
        return deployments.values().stream()
                .filter(each -> each.application.equals(application) && each.group.equals(group))
                .toList();
    }

    /** The service that a deployment group deploys; null when there is none of that name. */
    ServiceState service(JsonNode group) {
        JsonNode named = group.path("ecsServices").path(0);
        ClusterState cluster =
                region.clusters.get(Arns.name(named.path("clusterName").asText()));
        return cluster == null
                ? null
                : cluster.services.get(Arns.name(named.path("serviceName").asText()));
    }

    /** A deployment group runs one deployment at a time. */
    void checkFree(String application, String group) {
        for (CodeDeployment each : of(application, group)) {
            if (!each.hasEnded()) {
                throw new AwsError(
                        400,
                        "DeploymentLimitExceededException",
                        "The Deployment Group '" + group + "' already has an active Deployment '" + each.id + "'");
            }
        }
    }

    void start(CodeDeployment deployment) {
        List<CodeDeployment> before = new ArrayList<>(of(deployment.application, deployment.group));
        before.removeIf(each -> !each.status.equals("Succeeded"));
        deployment.previous = before.isEmpty() ? null : before.get(before.size() - 1).appSpec;
        deployments.put(deployment.id, deployment);
        region.agenda.add(deployment, deployment.createTime.plusSeconds(1));
        publish(deployment, region.now());
    }

    /** What an ended deployment is followed by when it must be rolled back: one that gives the original task set all. */
    void rollBack(CodeDeployment failed, Instant now) {
        AppSpec spec = failed.previous != null
                ? failed.previous
                : AppSpec.of(
                        failed.service.definition,
                        failed.service.settings.path("loadBalancers").path(0));
        CodeDeployment back = new CodeDeployment(region, region.world.ids.deployment(), failed, spec, now);
        failed.rollbackId = back.id;
        failed.rollbackMessage = "Deployment " + failed.id
                + " terminated. Automatic rollback is triggered with a DeploymentId " + back.id + ".";
        back.rollbackMessage = "Deployment " + back.id + " is triggered to roll back deployment " + failed.id + ".";
        start(back);
    }

    void publish(CodeDeployment deployment, Instant at) {
        region.documents.publish(Kind.CODE_DEPLOYMENT, deployment.id, at, CodeDeployJson.deployment(deployment));
        region.documents.publish(Kind.CODE_DEPLOY_TARGET, deployment.id, at, CodeDeployJson.target(deployment, region));
    }
}
