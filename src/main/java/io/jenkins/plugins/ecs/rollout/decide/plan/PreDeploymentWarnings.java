package io.jenkins.plugins.ecs.rollout.decide.plan;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.services.AlarmState;
import io.jenkins.plugins.ecs.diagnosis.BlockedDeploymentWarnings;
import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.strategy.StrategyChecks;
import io.jenkins.plugins.ecs.text.Durations;
import java.util.List;

/** What may keep a deployment from getting anywhere, said before it begins. Warnings only: they decide nothing. */
final class PreDeploymentWarnings {

    private PreDeploymentWarnings() {}

    static void say(DecisionDraft draft, Observation seen) {
        EcsService service = seen.service;
        Integer asked = draft.state.request.desiredCount();
        if (!service.schedulingStrategy().equals("DAEMON")) {
            BlockedDeploymentWarnings.ofPercentages(
                            asked == null ? service.desiredCount() : asked,
                            service.settings().minimumHealthyPercent(),
                            service.settings().maximumPercent())
                    .ifPresent(cause -> warn(draft, cause));
        }
        sayIrreversible(draft, service);
        BlockedDeploymentWarnings.ofAlarms(seen.alarms.stream()
                        .filter(AlarmState::isAlarm)
                        .map(AlarmState::name)
                        .toList())
                .ifPresent(cause -> warn(draft, cause));
        if (seen.alarmsFailure != null && seen.alarmsFailure.kind() == AwsFailure.Kind.DENIED) {
            draft.log(PlanningMessages.alarmsUnknown(seen.alarmsFailure.missingPermission()));
        }
    }

    /** The circuit breaker is the service's own, and no request keeps it from rolling back. */
    private static void sayIrreversible(DecisionDraft draft, EcsService service) {
        DeployRequest request = draft.state.request;
        boolean rollsBack =
                request.circuitBreaker() == null ? service.settings().rollsBackByItself() : request.circuitBreaker();
        if (request.isIrreversible() && rollsBack) {
            draft.log(PlanningMessages.warning(PlanningMessages.BREAKER_AFTER_IRREVERSIBLE));
        }
    }

    /** A pause that this step did not ask for must surprise nobody: where, how long, and who may answer. */
    static void sayPauses(DecisionDraft draft, EcsService service) {
        DeployRequest request = draft.state.request;
        List<String> stages = service.settings().pauseStages();
        boolean own =
                request.strategy() != null && !request.strategy().pauseAt().isEmpty();
        if (stages.isEmpty() || own) {
            return;
        }
        draft.log(PlanningMessages.pauses(
                stages,
                Durations.text(service.settings().waits().longestPauseMinutes() * 60_000L),
                request.isGated(),
                StrategyChecks.NO_PAUSES));
    }

    private static void warn(DecisionDraft draft, Cause cause) {
        draft.log(PlanningMessages.warning(cause.title(), draft.masked(cause.evidence()), cause.advice()));
    }
}
