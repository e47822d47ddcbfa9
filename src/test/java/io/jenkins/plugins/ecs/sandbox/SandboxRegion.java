package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** One account in one Region: to set the scene, to look behind it, and to act as another user would. */
public final class SandboxRegion {

    private final World world;
    private final String account;
    private final String name;

    SandboxRegion(World world, String account, String name) {
        this.world = world;
        this.account = account;
        this.name = name;
    }

    /** Makes a cluster; returns its ARN. */
    public String cluster(String clusterName) {
        return locked(region -> ClusterOperations.create(region, clusterName, Json.object()).arn);
    }

    /** Makes a service, with its task definition, that has been steady for a while; returns its ARN. */
    public String service(String cluster, String serviceName, Consumer<ServiceSpec> configure) {
        ServiceSpec spec = new ServiceSpec(serviceName);
        configure.accept(spec);
        return locked(region -> SteadyService.create(region, cluster, serviceName, spec).arn);
    }

    /** Makes a queue of Amazon SQS, to which a rule of EventBridge sends the events of ECS. */
    public void eventQueue(String url) {
        locked(region -> {
            region.queues.create(url, true);
            return null;
        });
    }

    /** Makes a queue to which no rule sends anything. */
    public void emptyQueue(String url) {
        locked(region -> {
            region.queues.create(url, false);
            return null;
        });
    }

    /** Deletes a queue with its messages. */
    public void deleteQueue(String url) {
        locked(region -> {
            region.queues.delete(url);
            return null;
        });
    }

    /** Sends a message to a queue, as anybody may do who has the permission. */
    public void send(String url, String body) {
        locked(region -> {
            region.queues.send(url, body, region.now());
            return null;
        });
    }

    /** A managed daemon of a cluster. */
    public void daemon(String cluster, String name) {
        locked(region -> {
            ClusterState in = region.cluster(cluster);
            in.daemons.add(in.arn.replace(":cluster/", ":daemon/") + "/" + name);
            return null;
        });
    }

    /** The CloudWatch alarm of that name; it is made when it is asked for. */
    public Alarm alarm(String alarmName) {
        return locked(region -> region.alarm(alarmName));
    }

    /** Writes lines to a stream of CloudWatch Logs; group and stream are made if they are not there. */
    public SandboxRegion log(String group, String stream, String... lines) {
        locked(region -> {
            region.logs.write(group, stream, region.now(), List.of(lines));
            return null;
        });
        return this;
    }

    /**
     * What the health checks of a service's containers say from now on, where they have any; ECS does nothing about it.
     *
     * @param status {@code HEALTHY}, {@code UNHEALTHY} or {@code UNKNOWN}
     */
    public void containerHealth(String cluster, String serviceName, String status) {
        locked(region -> {
            ServiceState service = region.cluster(cluster).services.get(serviceName);
            service.entries.stream().flatMap(entry -> entry.tasks.stream()).forEach(task -> {
                task.wantedHealth = status;
                task.dirty = true;
            });
            region.publisher.publish(service, region.now());
            return service;
        });
    }

    /** Makes a deployment group of CodeDeploy, given as JSON in the form of {@code DeploymentGroupInfo}. */
    public void deploymentGroup(String application, String group, String json) {
        locked(region -> region.codeDeploy
                .applications
                .computeIfAbsent(application, key -> new LinkedHashMap<>())
                .put(group, (ObjectNode) Json.read(json)));
    }

    /** Makes a deployment group of CodeDeploy for a service. */
    public void deploymentGroup(String application, String group, Consumer<DeploymentGroupSpec> configure) {
        DeploymentGroupSpec spec = new DeploymentGroupSpec();
        configure.accept(spec);
        deploymentGroup(application, group, spec.json().toString());
    }

    /** A deployment configuration of a user's own, with its traffic routing as JSON in the form of AWS. */
    public void deploymentConfig(String configuration, String trafficRouting) {
        locked(region -> region.codeDeploy.configurations.put(configuration, Json.read(trafficRouting)));
    }

    /** What a target group takes as targets: {@code ip} by default. */
    public SandboxRegion targetType(String targetGroupArn, String type) {
        locked(region -> region.targetTypes.put(targetGroupArn, type));
        return this;
    }

    /** A rule of a listener, beside its default one, that forwards to target groups. */
    public SandboxRegion listenerRule(String listenerArn, String ruleArn, String... targetGroupArns) {
        locked(region -> {
            region.listeners.rule(listenerArn, ruleArn, List.of(targetGroupArns));
            return null;
        });
        return this;
    }

    /** The port on {@code localhost} of the listener of the load balancer. */
    public SandboxRegion listenerPort(int port) {
        locked(region -> region.listenerPort = port);
        return this;
    }

    /** A value of a CloudWatch metric, whatever its dimensions. */
    public SandboxRegion metric(String namespace, String metric, Instant at, double value) {
        locked(region -> region.metrics
                .computeIfAbsent(namespace + "/" + metric, key -> new TreeMap<>())
                .put(at, value));
        return this;
    }

    /** The same of one with these dimensions, as in {@code TargetGroup=targetgroup/green/1, LoadBalancer=app/shop/2}. */
    public SandboxRegion metric(
            String namespace, String metric, Map<String, String> dimensions, Instant at, double value) {
        return metric(namespace, metric + new TreeMap<>(dimensions), at, value);
    }

    /** What a load balancer says of all targets of a group from now on, whatever ECS would do about it. */
    public SandboxRegion targetHealth(String targetGroupArn, String state, String reason, String description) {
        locked(region -> region.targetHealth.put(targetGroupArn, new String[] {state, reason, description}));
        return this;
    }

    /** {@code PutTargets} answers with this error code for a target of that id, the next time. */
    public SandboxRegion refuseTarget(String targetId, String errorCode) {
        locked(region -> region.events.refusals.put(targetId, errorCode));
        return this;
    }

    /**
     * What a scaling policy does when its alarm rings: the count moves to this one, as far as range, suspension and a
     * deployment in progress let it.
     *
     * @return whether the count was changed
     */
    public boolean scale(String cluster, String serviceName, int count) {
        return locked(region -> region.scaling.scale("service/" + cluster + "/" + serviceName, count));
    }

    /** Registers a task definition given as JSON; returns its ARN. */
    public String taskDefinition(String json) {
        return call("RegisterTaskDefinition", json)
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText();
    }

    /** A call as another user, past signature, faults, quotas, permissions and the call log. */
    public JsonNode call(String operation, String json) {
        Caller caller = new Caller(AccessKey.ofUser("", "", account, "somebody-else"), name);
        ObjectNode request = (ObjectNode) Json.read(json);
        return locked(region ->
                EcsApi.find(operation).call(new Input(request), new Operation.Context(region, caller, region.now())));
    }

    private <T> T locked(Function<RegionState, T> work) {
        world.lock.lock();
        try {
            return work.apply(world.region(account, name));
        } catch (AwsError e) {
            throw new IllegalArgumentException(e.code + ": " + e.getMessage(), e);
        } finally {
            world.lock.unlock();
        }
    }
}
