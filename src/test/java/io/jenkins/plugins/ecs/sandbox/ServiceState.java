package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One service: what is wanted of it, its deployments, tasks and events. */
final class ServiceState extends Agenda.Agent {

    private static final int EVENTS = 100;

    final String name;
    final String arn;
    final ClusterState cluster;
    final Instant createdAt;
    final String createdBy;
    /** Settings in the form in which DescribeServices shows them; replaced, never changed. */
    ObjectNode settings;

    TaskDefinition definition;
    String status = "ACTIVE";
    String clientToken;
    int desiredCount;
    boolean steady;
    Instant inactiveSince;
    Instant stuckSince;

    final List<DeploymentEntry> entries = new ArrayList<>();
    final List<TaskState> stoppedTasks = new ArrayList<>();
    final List<ServiceDeployment> deployments = new ArrayList<>();
    final Deque<ObjectNode> events = new ArrayDeque<>();
    DeploymentEntry lastCompleted;
    private final RegionState region;

    ServiceState(
            String name,
            String arn,
            ClusterState cluster,
            ObjectNode settings,
            Instant createdAt,
            String createdBy,
            RegionState region) {
        this.name = name;
        this.arn = arn;
        this.cluster = cluster;
        this.settings = settings;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
        this.region = region;
    }

    @Override
    void step(Wake wake) {
        region.scheduler.step(this, wake);
    }

    DeploymentEntry primary() {
        return entries.get(0);
    }

    /** The service deployment that is or was last in progress; null for services that others deploy (CodeDeploy). */
    ServiceDeployment current() {
        return deployments.isEmpty() ? null : deployments.get(deployments.size() - 1);
    }

    boolean isActive() {
        return status.equals("ACTIVE");
    }

    String controller() {
        return settings.path("deploymentController").path("type").asText("ECS");
    }

    JsonNode configuration() {
        return settings.path("deploymentConfiguration");
    }

    List<String> targetGroups() {
        List<String> groups = new ArrayList<>();
        settings.path("loadBalancers")
                .forEach(each -> groups.add(each.path("targetGroupArn").asText()));
        return groups;
    }

    /** Where the tasks of a deployment are registered: in those of its revision, or in the one of a task set. */
    List<String> targetGroups(DeploymentEntry entry) {
        return entry.targetGroup == null ? entry.revision.targetGroups() : List.of(entry.targetGroup);
    }

    /** Those that traffic can be shifted to, too. */
    boolean names(String targetGroup) {
        for (JsonNode balancer : settings.path("loadBalancers")) {
            if (ServiceRevision.groupsOf(balancer).contains(targetGroup)) {
                return true;
            }
        }
        return false;
    }

    /** Deployments of it shift traffic between two target groups. */
    boolean shiftsTraffic() {
        return controller().equals("ECS")
                && !configuration().path("strategy").asText("ROLLING").equals("ROLLING");
    }

    /** Adds an event: newest first, at most a hundred. */
    void say(Instant at, String text) {
        record(at, "(service " + name + ") " + text);
    }

    /** An event of one of several sets of tasks: where CodeDeploy or others deploy, it names the task set. */
    void say(Instant at, DeploymentEntry entry, String text) {
        String set = controller().equals("ECS") ? "" : ", taskSet " + entry.id;
        record(at, "(service " + name + set + ") " + text);
    }

    private void record(Instant at, String message) {
        String id = region.world.ids.uuid();
        events.addFirst(
                Json.object().put("id", id).put("createdAt", Json.time(at)).put("message", message));
        if (events.size() > EVENTS) {
            events.removeLast();
        }
    }
}
