package io.jenkins.plugins.ecs.rollout.decide.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.decide.controller.ServicePlan;
import io.jenkins.plugins.ecs.rollout.decide.controller.StrategyPlan;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.EventualConsistency;
import io.jenkins.plugins.ecs.rollout.decide.phase.NextPhase;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.decide.phase.StopEnding;
import io.jenkins.plugins.ecs.rollout.messages.DeploymentMessages;
import io.jenkins.plugins.ecs.rollout.messages.ServiceFileMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.servicedef.ServiceCreation;
import io.jenkins.plugins.ecs.taskdef.TraceTags;
import java.util.List;
import java.util.Optional;

/**
 * {@link Phase#UPDATING} of a service that does not exist: {@code CreateService}. Its client token is the same in each
 * repetition, so a lost answer makes no second service.
 */
final class ServiceCreating {

    /** What passes once a role, a cluster or a listener that was made a moment ago is known everywhere. */
    private static final List<String> PASSING = List.of(
            "does not have an associated load balancer",
            "Unable to assume the service linked role",
            "verify that the ECS service role being passed has the proper permissions");

    private static final String NOT_IDEMPOTENT = "not idempotent";
    private static final String DRAINING = "still Draining";

    private static final long PASSES_WITHIN = 5 * 60_000;
    private static final long TRY_AGAIN = 10_000;
    private static final long LOOK_AGAIN = 3_000;

    private ServiceCreating() {}

    /** Whether an attempt whose answer was lost has made the service. */
    static List<Read> reads(RolloutState state) {
        return state.pending ? List.of(Reads.SERVICE) : List.of();
    }

    static void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (state.pending) {
            if (ReadFailurePolicy.handled(draft, seen.serviceFailure)) {
                return;
            }
            if (isThere(state, seen.service)) {
                created(draft, seen.service);
                return;
            }
            if (state.isStopping() && EventualConsistency.isUndecided(draft)) {
                draft.pollIn(EventualConsistency.LOOK_AGAIN);
                return;
            }
        }
        if (state.isStopping()) {
            StopEnding.end(draft, ServiceFileMessages.NOT_CREATED);
            return;
        }
        draft.act(new AwsAction.Create(input(state)));
    }

    private static boolean isThere(RolloutState state, EcsService service) {
        return service != null && service.isActive() && service.taskDefinition().equals(state.taskDefinition);
    }

    static ObjectNode input(RolloutState state) {
        DeployRequest request = state.request;
        ObjectNode input = ServiceCreation.input(
                request.serviceFile(),
                request.cluster(),
                request.serviceName(),
                state.taskDefinition,
                request.desiredCount(),
                state.serviceFile.token,
                TraceTags.value(request.trace().getOrDefault(TraceTags.JOB, "Jenkins")));
        StrategyPlan strategy = ServicePlan.strategy(request, input);
        if (strategy != null && strategy.isPossible()) {
            input.setAll(strategy.settings());
        }
        return input;
    }

    static void created(DecisionDraft draft, EcsService service) {
        RolloutState state = draft.state;
        state.updated = true;
        state.serviceFile.creates = false;
        state.serviceFile.created = true;
        state.serviceArn = service.arn();
        state.clusterArn = service.clusterArn();
        state.counts.desiredCount = service.desiredCount();
        draft.log(ServiceFileMessages.created(service.arn()));
        Optional<EcsDeployment> first = OwnEntry.newDeployment(state, service);
        if (!service.controller().equals("ECS")) {
            // It has a task set and no deployment: its running tasks tell.
            state.alteredDeployment = true;
            NextPhase.afterUpdate(draft, state.request.waitForEnd() ? Phase.PROVING : Phase.ENDED);
        } else if (first.isPresent()) {
            OwnEntry.follow(draft, first.get());
        } else {
            draft.go(Phase.RESOLVING);
        }
    }

    static void failed(DecisionDraft draft, AwsFailure failure) {
        RolloutState state = draft.state;
        String words = String.valueOf(failure.awsMessage());
        state.pending = false;
        if (words.contains(NOT_IDEMPOTENT) || words.contains(DRAINING)) {
            // There is one of that name, or still: it is looked at again.
            draft.logOnce("exists", ServiceFileMessages.exists(state.request.serviceName(), words));
            state.serviceFile.creates = false;
            draft.go(Phase.PLANNING);
            draft.pollIn(LOOK_AGAIN);
            return;
        }
        boolean passes =
                PASSING.stream().anyMatch(words::contains) || "ClusterNotFoundException".equals(failure.code());
        if (state.serviceFile.refusedSince == 0) {
            state.serviceFile.refusedSince = draft.now;
        }
        if (passes && draft.now - state.serviceFile.refusedSince < PASSES_WITHIN) {
            draft.logOnce("passing " + words, ServiceFileMessages.refusedForNow(words));
            draft.pollIn(TRY_AGAIN);
            return;
        }
        draft.end(
                Verdict.REFUSED,
                ServiceFileMessages.creationRefused(ReadFailurePolicy.words(state, failure))
                        + DeploymentMessages.unused(state.registeredRevision()),
                ReadFailurePolicy.advice(state, failure));
    }
}
