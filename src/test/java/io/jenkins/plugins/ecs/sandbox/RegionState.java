package io.jenkins.plugins.ecs.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** One account in one Region. */
final class RegionState {

    static final Duration LATENCY = Duration.ofMillis(7);

    final World world;
    final Arns arns;
    final Documents documents = new Documents();
    final Publisher publisher;
    final Agenda agenda = new Agenda();
    final TaskDefinitions taskDefinitions;
    final Launcher launcher;
    final Deployments deployments;
    final Rollbacks rollbacks;
    final StagedUpdate staged;
    final ServiceScheduler scheduler;
    final Map<String, ClusterState> clusters = new LinkedHashMap<>();
    final TaskSets taskSets;
    final Listeners listeners;
    final CodeDeploy codeDeploy;
    final Scaling scaling;

    final Map<String, Alarm> alarms = new LinkedHashMap<>();
    /** The state of an alarm was set since the last step, maybe by another thread. */
    private final AtomicBoolean alarmsChanged = new AtomicBoolean();

    /** By namespace and name; dimensions are not looked at. */
    final Map<String, TreeMap<Instant, Double>> metrics = new LinkedHashMap<>();

    /** By ARN of a target group: {@code ip} unless it is named here. */
    final Map<String, String> targetTypes = new LinkedHashMap<>();

    int listenerPort = 80;

    /** What a test wants {@code DescribeTargetHealth} to say of all targets of a group: state, reason, description. */
    final Map<String, String[]> targetHealth = new LinkedHashMap<>();

    final LogStreams logs;
    final EventQueues queues;
    final ScheduledEvents events = new ScheduledEvents();
    final Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    final Map<String, TaskOperations.Started> clientTokens = new LinkedHashMap<>();
    private Instant now = Instant.MIN;

    RegionState(World world, Arns arns) {
        this.world = world;
        this.arns = arns;
        logs = new LogStreams(world.behavior);
        queues = new EventQueues(this);
        publisher = new Publisher(documents, arns, queues);
        taskDefinitions = new TaskDefinitions(this);
        launcher = new Launcher(this);
        deployments = new Deployments(this);
        rollbacks = new Rollbacks(this);
        staged = new StagedUpdate(this, rollbacks);
        scheduler = new ServiceScheduler(this);
        taskSets = new TaskSets(this);
        listeners = new Listeners(this);
        codeDeploy = new CodeDeploy(this);
        scaling = new Scaling(this);
    }

    void advance(Instant to) {
        if (to.isAfter(now)) {
            if (alarmsChanged.getAndSet(false)) {
                // A service that watches an alarm for days is not asked each second.
                clusters.values().stream()
                        .flatMap(cluster -> cluster.services.values().stream())
                        .forEach(service -> agenda.poke(service, now.plusSeconds(1)));
            }
            agenda.advance(to);
            now = to;
        }
    }

    Instant now() {
        return now;
    }

    /** When ECS says that it made something: a moment after the call came in. */
    Instant stamp() {
        return now.plus(LATENCY);
    }

    ClusterState cluster(String nameOrArn) {
        ClusterState cluster = arns.isForeign(nameOrArn) ? null : clusters.get(Arns.name(nameOrArn));
        if (cluster == null || !cluster.isActive()) {
            throw AwsError.clusterNotFound();
        }
        return cluster;
    }

    /** Whether an ARN names something that can have tags. */
    boolean exists(String arn) {
        return Arrays.stream(Documents.Kind.values()).anyMatch(kind -> documents.find(kind, arn, now) != null)
                || clusters.values().stream().anyMatch(cluster -> cluster.arn.equals(arn));
    }

    Alarm alarm(String name) {
        return alarms.computeIfAbsent(name, any -> new Alarm(name, () -> alarmsChanged.set(true)));
    }

    Map<String, String> tagsOf(String arn) {
        return tags.computeIfAbsent(arn, key -> new TreeMap<>());
    }
}
