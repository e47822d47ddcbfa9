package io.jenkins.plugins.ecs.rollout.decide.phase;

import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observer;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;

/** Reads that several phases need. */
public final class Reads {

    public static final Read SERVICE = new EcsRead.Service();
    public static final Read RUNNING_TASKS = new EcsRead.Tasks("RUNNING", Observer.MOST_TASKS);
    public static final Read STOPPED_TASKS = new EcsRead.Tasks("STOPPED", Observer.MOST_STOPPED_TASKS);

    private static final Read TREE = new EcsRead.ServiceTree(false);
    private static final Read TAGGED_TREE = new EcsRead.ServiceTree(true);
    private static final int MOST_TARGET_GROUPS = 4;

    private Reads() {}

    /** The service as AWS sent it, if the deployment changes settings of the service. */
    public static List<Read> serviceTree(RolloutState state) {
        if (state.request.bringsService()) {
            return List.of(TAGGED_TREE);
        }
        return state.request.changesSettings() ? List.of(TREE) : List.of();
    }

    /** Service deployments that may belong to a deployment of this time (AWS's clock) or later. */
    public static Read serviceDeployments(long since) {
        return new EcsRead.ServiceDeployments(Math.max(0, since - DeploymentTimes.SAME_TIME));
    }

    /** The service revisions with these ARNs. */
    public static List<Read> serviceRevisions(List<String> arns) {
        return arns.isEmpty() ? List.of() : List.of(new EcsRead.ServiceRevisions(List.copyOf(arns)));
    }

    /** The health of the targets of the service. */
    public static Read targets(EcsService service) {
        return new OtherRead.Targets(service.settings().targetGroups().stream()
                .distinct()
                .limit(MOST_TARGET_GROUPS)
                .toList());
    }
}
