package io.jenkins.plugins.ecs.operations;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUse;
import io.jenkins.plugins.ecs.operations.decide.OperationHandler;
import io.jenkins.plugins.ecs.operations.decide.OperationObservation;
import io.jenkins.plugins.ecs.operations.decide.OperationRead;
import io.jenkins.plugins.ecs.operations.state.Leftover;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import io.jenkins.plugins.ecs.schedules.ScheduledTasks;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes the reads that a phase declares: those of ECS first, because the poller may have yet to make them. */
final class OperationReader {

    private static final int MOST_REVISIONS = 1_000;

    private final EcsApi ecs;
    private final AwsClients others;

    OperationReader(EcsApi ecs, AwsClients others) {
        this.ecs = ecs;
        this.others = others;
    }

    @NonNull
    OperationObservation read(@NonNull OperationState state, long now) {
        OperationHandler handler = OperationHandler.of(state);
        OperationObservation seen = new OperationObservation();
        while (true) {
            List<OperationRead> missing = handler.reads(state, seen, now).stream()
                    .filter(read -> !seen.has(read))
                    .sorted(Comparator.comparing(read -> read instanceof OperationRead.Target))
                    .toList();
            if (missing.isEmpty()) {
                return seen;
            }
            read(missing, seen);
        }
    }

    private void read(List<OperationRead> reads, OperationObservation seen) {
        ReadPendingException pending = null;
        for (OperationRead read : reads) {
            if (pending != null && read instanceof OperationRead.Target) {
                break;
            }
            try {
                seen.put(read, answer(read));
            } catch (AwsFailure failure) {
                seen.put(read, failure);
            } catch (ReadPendingException wait) {
                pending = pending == null ? wait : pending.and(wait);
            }
        }
        if (pending != null) {
            throw pending;
        }
    }

    private Object answer(OperationRead read) {
        if (read instanceof OperationRead.Service service) {
            return ecs.serviceTree(service.cluster(), service.service());
        } else if (read instanceof OperationRead.Tags tags) {
            return ecs.tags(tags.arn());
        } else if (read instanceof OperationRead.Target target) {
            return others.autoScaling().target(target.resourceId());
        } else if (read instanceof OperationRead.Revisions revisions) {
            return ecs.newestRevisions(revisions.family(), MOST_REVISIONS);
        } else if (read instanceof OperationRead.FamilyUse use) {
            return users(use);
        }
        return schedules((OperationRead.Schedules) read);
    }

    private Listing<String> users(OperationRead.FamilyUse use) {
        List<String> users = new ArrayList<>();
        Listing<String> clusters = ecs.clusters();
        boolean isWhole = clusters.isWhole();
        for (String cluster : clusters.items()) {
            Listing<ServiceUse> services = ecs.servicesIn(cluster);
            isWhole &= services.isWhole();
            services.items().stream()
                    .filter(service -> !isDeleted(service, use))
                    .filter(service -> service.taskDefinitions().stream().anyMatch(arn -> isOf(arn, use.family())))
                    .forEach(service -> users.add(Arns.brief(cluster) + "/" + service.name()));
        }
        return new Listing<>(users, isWhole);
    }

    /** Whether it is the service that was deleted, and not one of its name that was created since. */
    private static boolean isDeleted(ServiceUse service, OperationRead.FamilyUse use) {
        return service.arn().equals(use.exceptArn())
                && (!service.isActive() || service.createdAt().equals(use.exceptCreatedAt()));
    }

    private Listing<Leftover> schedules(OperationRead.Schedules read) {
        ScheduledTasks tasks = new ScheduledTasks(others.eventBridge(), others.scheduler());
        String cluster = read.clusterArn();
        Listing<String> clusters = cluster == null ? ecs.clusters() : new Listing<>(List.of(cluster), true);
        Listing<ScheduleRef> candidates = tasks.candidates(clusters.items());
        List<Leftover> found = new ArrayList<>();
        for (ScheduleRef ref : candidates.items()) {
            if (ref.kind() == ScheduleRef.Kind.SCHEDULE) {
                List<String> named = cluster == null
                        ? tasks.taskDefinitions(ref)
                        : tasks.taskDefinition(ref, cluster).stream().toList();
                if (named.stream().anyMatch(each -> isOf(each, read.family()))) {
                    found.add(new Leftover(Leftover.Kind.SCHEDULE, ref.group(), ref.name(), List.of()));
                }
                continue;
            }
            List<String> targets = others.eventBridge().targets(ref.name(), ref.group()).orElse(List.of()).stream()
                    .filter(target ->
                            clusters.items().contains(target.path("Arn").asText()))
                    .filter(target ->
                            isOf(target.at("/EcsParameters/TaskDefinitionArn").asText(), read.family()))
                    .map(target -> target.path("Id").asText())
                    .toList();
            if (!targets.isEmpty()) {
                found.add(new Leftover(Leftover.Kind.RULE, ref.group(), ref.name(), targets));
            }
        }
        return new Listing<>(found, clusters.isWhole() && candidates.isWhole());
    }

    /** Whether an ARN, {@code family:revision} or {@code family} is of this family. */
    private static boolean isOf(String taskDefinition, String family) {
        return Arns.brief(taskDefinition).replaceFirst(":\\d+$", "").equals(family);
    }
}
