package io.jenkins.plugins.ecs.rollout.decide.follow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.ScalingMessages;
import io.jenkins.plugins.ecs.rollout.state.ScalingState;

/** Reports that the desired count of the service changed during the deployment: a scheduled scale-in, for instance. */
final class CountChanges {

    /** A read may be older than our own update. */
    private static final long CONSISTENT_AFTER = 30_000;

    private CountChanges() {}

    /** @param service null where it was not read */
    static void note(DecisionDraft draft, @CheckForNull EcsService service) {
        if (service == null || !service.isActive()) {
            return;
        }
        ScalingState scaling = draft.state.scaling;
        int count = service.desiredCount();
        boolean changed = scaling.serviceCount >= 0 && scaling.serviceCount != count;
        if (changed && draft.now - draft.state.phaseSince > CONSISTENT_AFTER) {
            draft.log(ScalingMessages.countMoved(scaling.serviceCount, count));
            scaling.serviceCount = count;
        }
    }
}
