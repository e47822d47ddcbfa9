package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUse;
import io.jenkins.plugins.ecs.rollout.messages.CleanupMessages;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import io.jenkins.plugins.ecs.schedules.ScheduledTasks;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks for what holds on to revisions of a family, in all clusters of the account in the Region: a family is not bound to
 * one. What can't be seen of it (Step Functions, Batch or Lambda that call RunTask) is in the documentation.
 */
final class RevisionReader {

    private static final int MOST_REVISIONS = 1_000;
    private static final int MOST_CLUSTERS = 100;
    private static final int MOST_GOOD = 20;
    private static final Listing<ScheduleRef> WITHOUT_SCHEDULES = new Listing<>(List.of(), true);

    private final EcsApi ecs;
    private final KnownGood recorded;
    private final ScheduledTasks scheduled;
    private final Map<String, String> holders = new LinkedHashMap<>();

    /** @param others null where there is only ECS */
    RevisionReader(EcsApi ecs, AwsClients others, KnownGood recorded) {
        this.ecs = ecs;
        scheduled = others == null ? null : new ScheduledTasks(others.eventBridge(), others.scheduler());
        this.recorded = recorded;
    }

    /** @throws AwsFailure where something cannot be seen */
    RevisionUse look(RolloutState state) {
        String family = TaskDefinitionRef.parse(state.taskDefinition).family();
        List<String> active = ecs.newestRevisions(family, MOST_REVISIONS);
        hold(state.taskDefinition, CleanupMessages.JUST_DEPLOYED);
        hold(state.previous.taskDefinition, CleanupMessages.PREVIOUS);
        String unsure = Retention.beyond(active, state.request.keepRevisions()).isEmpty()
                ? null
                : everywhere(state, family, active);
        return new RevisionUse(active, holders, unsure);
    }

    private String everywhere(RolloutState state, String family, List<String> active) {
        Listing<String> clusters = ecs.clusters();
        if (!clusters.isWhole() || clusters.items().size() > MOST_CLUSTERS) {
            return CleanupMessages.tooManyClusters(MOST_CLUSTERS);
        }
        Set<String> all = new LinkedHashSet<>(clusters.items());
        if (all.stream().noneMatch(arn -> Arns.brief(arn).equals(state.request.clusterName()))) {
            all.add(state.request.cluster());
        }
        for (String cluster : all) {
            String name = Arns.brief(cluster);
            Listing<ServiceUse> services = ecs.servicesIn(cluster);
            Listing<String> tasks = ecs.revisionsOfTasks(cluster, family);
            if (!services.isWhole() || !tasks.isWhole()) {
                return CleanupMessages.tooManyServices(name);
            }
            for (ServiceUse service : services.items()) {
                lookAt(state.request.region(), cluster, service, family, active);
            }
            tasks.items().forEach(arn -> hold(arn, CleanupMessages.runsAsTask(name)));
        }
        return scheduled == null ? null : onSchedule(all, active);
    }

    /** @return why it can't be told which revisions are scheduled; null where it can */
    private String onSchedule(Set<String> clusters, List<String> active) {
        Listing<ScheduleRef> found = unlessUnknown(() -> scheduled.candidates(clusters), WITHOUT_SCHEDULES);
        if (!found.isWhole()) {
            return CleanupMessages.SCHEDULES_UNREAD;
        }
        for (ScheduleRef ref : found.items()) {
            for (String named : scheduled.taskDefinitions(ref)) {
                active.stream()
                        .filter(arn -> arn.equals(named) || Arns.brief(arn).equals(named))
                        .forEach(arn -> hold(arn, CleanupMessages.usedBy(ref.toString())));
            }
        }
        return null;
    }

    private void lookAt(String region, String cluster, ServiceUse service, String family, List<String> active) {
        String name = Arns.brief(cluster) + "/" + service.name();
        service.taskDefinitions().forEach(arn -> hold(arn, CleanupMessages.usedBy(name)));
        if (!service.isSettled()) {
            whileItDeploys(cluster, service).forEach(arn -> hold(arn, CleanupMessages.rollbackTarget(name)));
        }
        // Only of a service that runs the family now is it asked what ECS knows; what builds know costs nothing.
        holdFirst(
                recorded.revisions(region, Arns.brief(cluster), service.name()).stream()
                        .map(KnownGood.Revision::taskDefinition),
                service,
                active,
                CleanupMessages.rollbackTarget(name));
        if (service.taskDefinitions().stream().anyMatch(arn -> arn.contains(":task-definition/" + family + ":"))) {
            holdFirst(good(cluster, service).stream(), service, active, CleanupMessages.rollbackTarget(name));
        }
    }

    /** The newest that was good and that the service does not use now: what a rollback would choose. */
    private void holdFirst(Stream<String> good, ServiceUse service, List<String> active, String why) {
        good.filter(arn -> !service.taskDefinitions().contains(arn) && active.contains(arn))
                .findFirst()
                .ifPresent(arn -> hold(arn, why));
    }

    private Collection<String> whileItDeploys(String cluster, ServiceUse service) {
        List<String> revisions = new ArrayList<>();
        for (ServiceDeployment deployment : unlessUnknown(() -> ecs.unfinishedDeployments(cluster, service.arn()))) {
            revisions.add(deployment.targetRevision());
            deployment.sources().stream().map(RevisionCounts::arn).forEach(revisions::add);
        }
        return taskDefinitions(revisions);
    }

    private Collection<String> good(String cluster, ServiceUse service) {
        return taskDefinitions(unlessUnknown(() -> ecs.serviceDeployments(cluster, service.arn(), 0)).stream()
                .filter(deployment -> deployment.status().equals("SUCCESSFUL"))
                .map(ServiceDeployment::targetRevision)
                .toList());
    }

    private Collection<String> taskDefinitions(List<String> revisions) {
        List<String> known = revisions.stream()
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_GOOD)
                .toList();
        List<String> definitions = new ArrayList<>();
        if (!known.isEmpty()) {
            Map<String, ServiceRevision> found = ecs.serviceRevisions(known);
            known.stream()
                    .filter(found::containsKey)
                    .forEach(arn -> definitions.add(found.get(arn).taskDefinition()));
        }
        return definitions;
    }

    /** An endpoint without service deployments has nothing more to say than its services do. */
    private static List<ServiceDeployment> unlessUnknown(Supplier<List<ServiceDeployment>> read) {
        return unlessUnknown(read, List.of());
    }

    private static <T> T unlessUnknown(Supplier<T> read, T otherwise) {
        try {
            return read.get();
        } catch (AwsFailure failure) {
            if (failure.kind() == AwsFailure.Kind.UNSUPPORTED || failure.kind() == AwsFailure.Kind.SERVICE_NOT_FOUND) {
                return otherwise;
            }
            throw failure;
        }
    }

    private void hold(String arn, String why) {
        if (arn != null) {
            holders.putIfAbsent(arn, why);
        }
    }
}
