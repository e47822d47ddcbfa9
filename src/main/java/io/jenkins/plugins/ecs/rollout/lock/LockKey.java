package io.jenkins.plugins.ecs.rollout.lock;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.policy.Arn;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.List;
import java.util.Map;

/** What a service is locked by: {@code <ARN of the service> in <ARN of the cluster>}, as AWS answers. */
public final class LockKey {

    private static final String IN = " in ";

    private LockKey() {}

    /** Older ARNs of services do not name the cluster. */
    @NonNull
    public static String of(@NonNull EcsService service) {
        return (service.arn().isEmpty() ? service.name() : service.arn()) + IN + service.clusterArn();
    }

    /** @param clusterArn by which services of older ARNs are told apart */
    @NonNull
    public static String of(@NonNull String serviceArn, @NonNull String clusterArn) {
        return serviceArn + IN + clusterArn;
    }

    /** What is known of a deployment while it waits for its turn. */
    @NonNull
    public static Change change(@NonNull String key, @NonNull DeployRequest request) {
        int in = key.lastIndexOf(IN);
        String service = in < 0 ? key : key.substring(0, in);
        String cluster = in < 0 ? "" : key.substring(in + IN.length());
        boolean known = service.startsWith("arn:");
        String region = Arn.region(service);
        return new Change(
                Arn.account(service),
                region == null ? request.region() : region,
                cluster.isEmpty() ? request.clusterName() : Arns.brief(cluster),
                Arns.brief(service),
                null,
                List.of(),
                null,
                null,
                request.goesBack(),
                request.goesBack(),
                known ? new Subject(service, cluster.isEmpty() ? null : cluster, "", Map.of(), "", 0) : Subject.UNKNOWN,
                Change.Context.NONE);
    }
}
