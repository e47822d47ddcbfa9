package io.jenkins.plugins.ecs.operations;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.operations.state.LocatedService;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.policy.Arn;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.text.Arns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A change of a service as the rules see it: by what AWS answered. It deploys no image and takes no role. */
final class OperationChange {

    private OperationChange() {}

    @NonNull
    static Change of(@NonNull OperationState state, @CheckForNull Change.OtherDeployment newestOfOthers) {
        OperationRequest request = state.request();
        LocatedService service = Objects.requireNonNull(state.service());
        String region = Arn.region(service.arn());
        boolean deletes = request.goal() instanceof Goal.Delete;
        Change change = new Change(
                Arn.account(service.arn()),
                region == null ? request.region() : region,
                service.clusterName(),
                Arns.brief(service.arn()),
                List.of(),
                List.of(),
                // It protects deployments, and a deletion is none.
                deletes ? Boolean.TRUE : service.circuitBreaker(),
                Duration.ofMillis(request.timeoutMillis()),
                false,
                false,
                new Subject(
                        service.arn(),
                        service.clusterArn(),
                        service.taskDefinition(),
                        Map.of(),
                        request.goal().toString(),
                        state.progress().begunAt()),
                Change.Context.NONE);
        return deletes
                ? change.of(new Change.Deletion(
                        service.ephemeral(), request.origin().forcedBy(), newestOfOthers))
                : change;
    }
}
