package io.jenkins.plugins.ecs.rollout.decide.follow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.DeploymentTimes;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A newer deployment stands in the place of ours. One of another revision supersedes ours; one that brings the same
 * revision (a user forced a new deployment) is followed instead, because its end is what was asked for.
 */
final class Replacement {

    private Replacement() {}

    /**
     * Fills in which entry of {@code deployments[]} is ours where the answer to UpdateService did not tell, because it was
     * lost: the one of our revision that was not there before and is as old as our service deployment.
     */
    static void noteOwnEntry(RolloutState state, EcsService service) {
        if (service == null
                || state.deploymentId != null
                || state.serviceDeployment == null
                || !ControllerRules.of(state).isReplacedByEntry()) {
            return;
        }
        List<EcsDeployment> fresh = service.deployments().stream()
                .filter(d -> d.taskDefinition().equals(state.taskDefinition))
                .filter(d -> !state.previous.deployments.contains(d.id()))
                .toList();
        fresh.stream()
                .filter(d -> d.createdAt() == 0 || state.deploymentCreatedAt == 0
                        ? fresh.size() == 1
                        : DeploymentTimes.isSameTime(d.createdAt(), state.deploymentCreatedAt))
                .findFirst()
                .ifPresent(entry -> {
                    state.deploymentId = entry.id();
                    state.deploymentCreatedAt = entry.createdAt() == 0 ? state.deploymentCreatedAt : entry.createdAt();
                });
    }

    /**
     * Whether a deployment was created after ours. Where times are missing or equal, ids decide: it was not there
     * before our update, and is not ours.
     */
    static boolean isNewer(RolloutState state, EcsDeployment other, String own, long ownCreatedAt) {
        if (other.id().equals(own)) {
            return false;
        }
        boolean timed = other.createdAt() != 0 && ownCreatedAt != 0 && other.createdAt() != ownCreatedAt;
        return timed
                ? other.createdAt() > ownCreatedAt
                : own != null && !state.previous.deployments.contains(other.id());
    }

    /** Whether the service names a service deployment as its current one that was not there before ours. */
    static boolean isNew(RolloutState state, @CheckForNull String current) {
        return current != null
                && state.serviceDeployment != null
                && !current.equals(state.previous.serviceDeployment)
                && !state.previous.serviceDeployments.contains(current);
    }

    /** @param completed whether our deployment completed first */
    static void by(DecisionDraft draft, EcsDeployment newer, boolean completed) {
        if (bringsTheSame(draft.state, newer)) {
            follow(draft, newer);
        } else {
            FollowedEnd.superseded(draft, newer, completed);
        }
    }

    /** Without service deployments a rollback to the same revision cannot be told from a new deployment of it. */
    private static boolean bringsTheSame(RolloutState state, EcsDeployment newer) {
        boolean mayBeRollback = state.byDeploymentId && newer.taskDefinition().equals(state.previous.taskDefinition);
        return newer.taskDefinition().equals(state.taskDefinition)
                && state.request.attachTo() == null
                && !state.isStopping()
                && !mayBeRollback;
    }

    private static void follow(DecisionDraft draft, EcsDeployment newer) {
        RolloutState state = draft.state;
        draft.log(DeploymentMessages.replaced(
                newer.id(),
                Arns.brief(state.taskDefinition),
                state.deploymentId == null ? DeploymentMessages.OURS : state.deploymentId));
        if (state.deploymentId != null) {
            state.previous.deployments.add(state.deploymentId);
        }
        if (state.serviceDeployment != null) {
            state.previous.serviceDeployments.add(state.serviceDeployment);
        }
        Pauses.abandon(draft);
        state.deploymentId = newer.id();
        state.deploymentCreatedAt = newer.createdAt();
        state.serviceDeployment = null;
        state.targetRevision = null;
        state.digests.clear();
        state.byDeploymentId = false;
        state.alteredDeployment = false;
        state.unchanged = false;
        state.progress.failureSeen = false;
        state.cause = "";
        state.counts.failedTasks = 0;
        state.counts.breakerFailures = 0;
        state.detection.failuresLookedAt = 0;
        state.detection.givenUpFor = new LinkedHashMap<>();
        state.progress.lastSeen = "";
        state.progress.lastProgressAt = draft.now;
        draft.go(Phase.RESOLVING);
    }

    /** The service follows another, newer deployment. In a rollback it still follows ours. */
    static boolean isSuperseded(RolloutState state, Observation seen) {
        String current = seen.service.currentServiceDeployment();
        if (current != null && current.equals(state.serviceDeployment)) {
            return false;
        }
        return seen.service
                .primary()
                .filter(primary -> isNewer(state, primary, state.deploymentId, state.deploymentCreatedAt)
                        || (primary.createdAt() == 0 && isNew(state, current)))
                .isPresent();
    }

    static void superseded(DecisionDraft draft, Observation seen) {
        by(draft, seen.service.primary().orElseThrow(), false);
    }
}
