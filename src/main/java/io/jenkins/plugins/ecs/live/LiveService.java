package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service as ECS describes it now. The texts are AWS's, cleaned.
 *
 * @param status {@code ACTIVE}, {@code DRAINING} or {@code INACTIVE}
 * @param taskDefinition ARN of the revision that the service is set to
 * @param images by container; empty if they could not be read
 * @param digests by container, as ECS pinned them; empty if they are unknown
 * @param rolloutState of the newest deployment; empty if the endpoint or the controller has none
 * @param deployedAt start of the newest deployment in epoch milliseconds, AWS's clock; 0 if unknown
 */
public record LiveService(
        @NonNull String arn,
        @NonNull String status,
        @NonNull String taskDefinition,
        @NonNull Map<String, String> images,
        @NonNull Map<String, String> digests,
        @NonNull String rolloutState,
        @NonNull String rolloutReason,
        int desired,
        int running,
        int pending,
        long deployedAt) {

    /** @param revisions service revisions that could be read; those of other task definitions do not count */
    @NonNull
    static LiveService of(@NonNull EcsService service, @NonNull Collection<ServiceRevision> revisions) {
        Optional<EcsDeployment> newest = service.primary();
        List<ServiceRevision> current = revisions.stream()
                .filter(each -> each.taskDefinition().equals(service.taskDefinition()))
                .distinct()
                .toList();
        return new LiveService(
                service.arn(),
                service.status(),
                service.taskDefinition(),
                current.stream().map(ServiceRevision::images).findFirst().orElse(Map.of()),
                // While one revision replaces another of the same task definition, there are digests of both.
                current.size() == 1 ? current.get(0).digests() : Map.of(),
                newest.map(EcsDeployment::rolloutState).orElse(""),
                newest.map(EcsDeployment::rolloutStateReason).orElse(""),
                service.desiredCount(),
                service.runningCount(),
                service.pendingCount(),
                newest.map(EcsDeployment::createdAt).orElse(0L));
    }

    public boolean isActive() {
        return status.equals("ACTIVE");
    }
}
