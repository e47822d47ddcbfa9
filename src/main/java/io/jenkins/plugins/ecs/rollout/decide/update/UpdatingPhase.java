package io.jenkins.plugins.ecs.rollout.decide.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.ServiceUpdate;
import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.diagnosis.CauseCatalogue;
import io.jenkins.plugins.ecs.rollout.decide.controller.ServicePlan;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@link Phase#UPDATING}: {@code UpdateService}, once. It has no client token, so after a lost answer or a restart we look
 * for a deployment of our revision that was not there before.
 */
public final class UpdatingPhase implements PhaseHandler {

    /** Only where an update may have been sent already is there anything to look for. */
    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        if (state.serviceFile.creates) {
            return ServiceCreating.reads(state);
        }
        List<Read> reads = new ArrayList<>(Reads.serviceTree(state));
        if (state.pending) {
            reads.addAll(OwnServiceDeployment.reads(state, seen));
        }
        return reads;
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (state.serviceFile.creates) {
            ServiceCreating.decide(draft, seen);
            return;
        }
        if (state.pending) {
            AwsFailure list = seen.serviceDeploymentsFailure;
            AwsFailure passing = list != null && list.isPassing() ? list : null;
            if (ReadFailurePolicy.handled(draft, seen.serviceFailure, passing) || foundOurs(draft, seen)) {
                return;
            }
            if (EventualConsistency.isUndecided(draft)) {
                draft.pollIn(EventualConsistency.LOOK_AGAIN);
                return;
            }
            if (isTouched(state, seen.service)) {
                draft.end(
                        Verdict.UNKNOWN,
                        DeploymentMessages.lostUpdate(now(seen.service)),
                        DeploymentMessages.CHECK_DEPLOYMENTS);
                return;
            }
        }
        if (ReadFailurePolicy.handled(draft, seen.serviceTreeFailure, state.pending ? null : seen.serviceFailure)) {
            return;
        }
        if (seen.service != null) {
            // As the rules must judge it: it may have been changed since the deployment was planned.
            state.circuitBreaker = seen.service.circuitBreaker();
        }
        if (state.isStopping()) {
            StopEnding.end(draft, DeploymentMessages.NOT_UPDATED);
            return;
        }
        DeployRequest request = state.request;
        ServicePlan plan = plan(request, seen.serviceTree);
        Integer count = plan.desiredCount();
        state.serviceFile.countChanged = count != null && request.desiredCount() == null;
        state.settingsChanged = state.unchanged && !plan.changesNothing();
        if (state.unchanged && !state.settingsChanged && count == null) {
            if (!state.serviceFile.changesTags()) {
                draft.log(DeploymentMessages.SETTINGS_ALREADY_CHANGED);
            }
            state.unchanged = state.deploymentId == null;
            NextPhase.afterUpdate(draft, state.unchanged ? Phase.PROVING : Phase.RESOLVING);
            return;
        }
        boolean sameRevision = state.serviceFile.deploys && state.taskDefinition.equals(state.previous.taskDefinition);
        draft.act(new AwsAction.Update(new ServiceUpdate(
                request.cluster(),
                request.service(),
                state.unchanged || (sameRevision && !state.forced) ? null : state.taskDefinition,
                count,
                state.forced || request.forceNewDeployment() || plan.isForced(),
                plan.settings())));
    }

    /** Worked out from the service as it is now, so that nothing is set back that a user changed meanwhile. */
    private static ServicePlan plan(DeployRequest request, ObjectNode service) {
        return service == null ? ServicePlan.withoutSettings(request) : ServicePlan.of(request, service);
    }

    /** Only where nothing happened since may the update be sent again. */
    private static boolean isTouched(RolloutState state, EcsService service) {
        String primary = service == null
                ? null
                : service.primary().map(EcsDeployment::id).orElse(null);
        return !Objects.equals(primary, state.previous.deploymentId);
    }

    private static String now(EcsService service) {
        return service == null
                ? DeploymentMessages.NO_LONGER_EXISTS
                : service.primary()
                        .map(d -> DeploymentMessages.deploys(d.id(), Arns.brief(d.taskDefinition())))
                        .orElse(DeploymentMessages.HAS_NO_DEPLOYMENT);
    }

    private static boolean foundOurs(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (seen.service == null) {
            return false;
        }
        if (state.unchanged) {
            boolean done = isDone(state.request, seen);
            if (done) {
                answered(draft, seen.service);
            }
            return done;
        }
        Optional<EcsDeployment> ours = OwnEntry.newDeployment(state, seen.service);
        if (ours.isPresent()) {
            OwnEntry.follow(draft, ours.get());
            return true;
        }
        // Already gone again (rolled back, superseded): the service deployment is still on record.
        return OwnServiceDeployment.find(state, seen)
                .map(found -> {
                    OwnServiceDeployment.take(draft, found, seen);
                    return true;
                })
                .orElse(false);
    }

    /** An update without a deployment shows in the service itself. */
    private static boolean isDone(DeployRequest request, Observation seen) {
        ServicePlan plan = plan(request, seen.serviceTree);
        Integer count = plan.desiredCount();
        return (count == null || count == seen.service.desiredCount()) && plan.changesNothing();
    }

    @Override
    public void completed(DecisionDraft draft, AwsAction action, Object answer) {
        if (action instanceof AwsAction.Create) {
            ServiceCreating.created(draft, (EcsService) answer);
        } else {
            answered(draft, (EcsService) answer);
        }
    }

    private static void answered(DecisionDraft draft, EcsService service) {
        RolloutState state = draft.state;
        state.updated = true;
        state.counts.desiredCount = service.desiredCount();
        state.scaling.serviceCount = service.desiredCount();
        if (state.unchanged) {
            withoutDeployment(draft);
            return;
        }
        Optional<EcsDeployment> ours =
                OwnEntry.newDeployment(state, service).or(() -> OwnEntry.alteredDeployment(draft, service));
        if (ours.isPresent()) {
            OwnEntry.follow(draft, ours.get());
        } else {
            NextPhase.afterUpdate(draft, Phase.RESOLVING);
        }
    }

    private static void withoutDeployment(DecisionDraft draft) {
        RolloutState state = draft.state;
        if (state.request.desiredCount() != null || state.serviceFile.countChanged) {
            draft.log(DeploymentMessages.countChanged(state.counts.desiredCount));
        }
        if (state.settingsChanged) {
            draft.log(DeploymentMessages.SETTINGS_ONLY);
        }
        if (state.deploymentId != null) {
            // The definition was being deployed already; that continues with the settings that it began with.
            state.unchanged = false;
            NextPhase.afterUpdate(draft, Phase.RESOLVING);
        } else {
            NextPhase.afterUpdate(draft, state.request.waitForEnd() ? Phase.PROVING : Phase.ENDED);
        }
    }

    @Override
    public void failed(DecisionDraft draft, AwsAction action, AwsFailure failure) {
        RolloutState state = draft.state;
        if (action instanceof AwsAction.Create) {
            ServiceCreating.failed(draft, failure);
            return;
        }
        draft.end(
                Verdict.REFUSED,
                DeploymentMessages.updateRefused(ReadFailurePolicy.words(state, failure), state.registeredRevision()),
                CauseCatalogue.ofText(failure.awsMessage())
                        .map(Cause::advice)
                        .filter(advice -> state.request.strategy() != null && !advice.isEmpty())
                        .orElseGet(() -> ReadFailurePolicy.advice(state, failure)));
    }
}
