package io.jenkins.plugins.ecs.schedules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.services.EventBridgeApi;
import io.jenkins.plugins.ecs.aws.services.SchedulerApi;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads of scheduled tasks. Every method throws {@link io.jenkins.plugins.ecs.aws.AwsFailure} where AWS does not answer. */
public final class ScheduledTasks {

    /** Each one costs a read. */
    private static final int MOST = 500;

    private static final String DEFAULT_BUS = "default";

    private final EventBridgeApi events;
    private final SchedulerApi scheduler;

    public ScheduledTasks(@NonNull EventBridgeApi events, @NonNull SchedulerApi scheduler) {
        this.events = events;
        this.scheduler = scheduler;
    }

    /**
     * Rules of the default event bus and schedules of all groups that may run tasks in some clusters.
     *
     * @param clusters their ARNs
     */
    @NonNull
    public Listing<ScheduleRef> candidates(@NonNull Collection<String> clusters) {
        Set<ScheduleRef> found = new LinkedHashSet<>();
        boolean isWhole = true;
        for (String cluster : clusters) {
            Listing<String> rules = events.rulesOf(cluster, DEFAULT_BUS);
            rules.items().forEach(name -> found.add(ScheduleRef.rule(DEFAULT_BUS, name)));
            isWhole &= rules.isWhole();
        }
        Listing<SchedulerApi.Summary> schedules = scheduler.schedules();
        for (SchedulerApi.Summary each : schedules.items()) {
            if (clusters.contains(each.targetArn()) || each.targetArn().endsWith(ScheduledRevision.UNIVERSAL_TARGET)) {
                found.add(ScheduleRef.schedule(each.group(), each.name()));
            }
        }
        return new Listing<>(
                found.stream().limit(MOST).toList(), isWhole && schedules.isWhole() && found.size() <= MOST);
    }

    /** What has to be done with it; empty if it doesn't exist. */
    @NonNull
    public Optional<ScheduleMove> compare(@NonNull ScheduleRef ref, @NonNull ScheduledRevision wanted) {
        if (ref.kind() == ScheduleRef.Kind.SCHEDULE) {
            return scheduler.schedule(ref.group(), ref.name()).map(schedule -> wanted.ofSchedule(ref, schedule));
        }
        Optional<List<ObjectNode>> targets = events.targets(ref.name(), ref.group());
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        ScheduleMove move = wanted.ofRule(ref, targets.get(), "");
        return Optional.of(
                move instanceof ScheduleMove.PutTargets
                        ? wanted.ofRule(ref, targets.get(), events.manager(ref.name(), ref.group()))
                        : move);
    }

    /** The task definition that a schedule runs in the cluster of this ARN; empty if it runs none there. */
    @NonNull
    public Optional<String> taskDefinition(@NonNull ScheduleRef schedule, @NonNull String cluster) {
        ScheduledRevision ofCluster = new ScheduledRevision("", cluster);
        return scheduler
                .schedule(schedule.group(), schedule.name())
                .filter(each -> ofCluster.isHere(ScheduledRevision.clusterOf(each)))
                .flatMap(ScheduledRevision::namedBy);
    }

    /**
     * The task definitions that it names.
     *
     * @return ARNs, or texts in another form that RunTask takes
     */
    @NonNull
    public List<String> taskDefinitions(@NonNull ScheduleRef ref) {
        return ref.kind() == ScheduleRef.Kind.SCHEDULE
                ? scheduler.schedule(ref.group(), ref.name()).stream()
                        .flatMap(schedule -> ScheduledRevision.namedBy(schedule).stream())
                        .toList()
                : events.targets(ref.name(), ref.group()).orElse(List.of()).stream()
                        .map(target ->
                                target.at("/EcsParameters/TaskDefinitionArn").asText(""))
                        .filter(named -> !named.isEmpty())
                        .toList();
    }
}
