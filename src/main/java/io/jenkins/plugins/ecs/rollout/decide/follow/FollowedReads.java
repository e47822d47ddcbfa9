package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.ArrayList;
import java.util.List;

/** Reads while a deployment is followed. */
public final class FollowedReads {

    /** Polls between two reads of the service, whose events report what our deployment does not. */
    static final int LOOKS_WITHOUT_SERVICE = 11;

    private FollowedReads() {}

    /** Our deployment, and the service if it may have something to add. */
    static List<Read> progress(RolloutState state, Observation seen) {
        List<Read> reads = new ArrayList<>(waiting(state));
        if (state.byDeploymentId) {
            reads.add(Reads.SERVICE);
            return reads;
        }
        Read own = new EcsRead.OwnDeployment(state.serviceDeployment);
        reads.add(own);
        if (seen.has(own) && needsService(state, seen.own)) {
            reads.add(Reads.SERVICE);
        }
        return reads;
    }

    /**
     * Whether the service is to be read as well. While our deployment stands as it was, the service has seldom
     * anything to add, and a look at it costs as much as the one at the deployment.
     *
     * @param own null where it could not be seen
     */
    static boolean needsService(RolloutState state, ServiceDeployment own) {
        return own == null
                || !own.isUnfinished()
                || state.progress.strangeSightings > 0
                || state.progress.looksWithoutService >= LOOKS_WITHOUT_SERVICE
                || EarlyFailureDetection.countsInService(own)
                || !Progress.words(state, own).equals(state.progress.lastSeen);
    }

    /** What is needed to report what a deployment is waiting for, if the last poll asked for it. */
    public static List<Read> waiting(RolloutState state) {
        if (!Waiting.needsTasks(state)) {
            return List.of();
        }
        Read tasks = new EcsRead.WaitingTasks(Waiting.MOST_TASKS);
        return state.taskDefinition == null
                ? List.of(tasks)
                : List.of(tasks, new EcsRead.DeployedDefinition(state.taskDefinition));
    }
}
