package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsApi;
import io.jenkins.plugins.ecs.aws.ServiceSettings.LoadBalancer;
import io.jenkins.plugins.ecs.aws.TargetHealth;
import io.jenkins.plugins.ecs.rollout.DeployRequest;
import io.jenkins.plugins.ecs.rollout.PlannedDefinition;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Looks at AWS for all checks that are due: each read once, whoever needs it. It changes nothing. */
final class VerifyObserver {

    static final int MOST_TASKS = 500;

    private final AwsConnection aws;
    private final EcsApi ecs;
    private final OwnReads ownReads;

    VerifyObserver(AwsConnection aws, OwnReads ownReads) {
        this.aws = aws;
        this.ecs = aws.ecs();
        this.ownReads = ownReads;
    }

    Sightings look(VerifyState state, List<Integer> due, long now) {
        Sightings seen = new Sightings();
        Set<Need> needs = EnumSet.noneOf(Need.class);
        List<Integer> toLookAt =
                due.stream().filter(i -> !ownReads.take(i, seen)).toList();
        toLookAt.forEach(i -> needs.addAll(Need.of(state.request.checks().get(i))));
        if (needs.contains(Need.SERVICE)) {
            lookAtService(state, seen);
        }
        if (seen.service != null && seen.service.isActive()) {
            lookBehindIt(state, seen, needs, toLookAt);
        }
        if (needs.contains(Need.OWN_READ)) {
            toLookAt.forEach(i -> ownReads.begin(i, state.request.checks().get(i), seen, now));
        }
        return seen;
    }

    private void lookBehindIt(VerifyState state, Sightings seen, Set<Need> needs, List<Integer> checks) {
        if (needs.contains(Need.TASKS)) {
            tryTo(
                    () -> seen.tasks =
                            ecs.tasks(state.request.cluster(), state.request.service(), "RUNNING", MOST_TASKS),
                    failure -> seen.tasksFailure = failure);
        }
        if (needs.contains(Need.REVISIONS)) {
            tryTo(() -> lookAtRevisions(seen), failure -> seen.revisionsFailure = failure);
        }
        if (needs.contains(Need.DEFINITION)) {
            tryTo(
                    () -> seen.definition = ecs.taskDefinition(seen.service.taskDefinition()),
                    failure -> seen.definitionFailure = failure);
        }
        if (needs.contains(Need.PLANNED) && seen.definition != null) {
            tryTo(() -> lookAtPlanned(state.request.preflight(), seen), failure -> seen.definitionFailure = failure);
        }
        if (needs.contains(Need.TARGETS)) {
            tryTo(() -> lookAtTargets(seen), failure -> seen.targetsFailure = failure);
        }
        if (needs.contains(Need.ALARMS)) {
            tryTo(() -> lookAtAlarms(state, seen, checks), failure -> seen.alarmsFailure = failure);
        }
    }

    private void lookAtService(VerifyState state, Sightings seen) {
        tryTo(
                () -> seen.service = ecs.service(state.request.cluster(), state.request.service())
                        .orElse(null),
                failure -> seen.serviceFailure = failure);
    }

    /** The service names its revisions itself; where it does not, its current deployment does. */
    private void lookAtRevisions(Sightings seen) {
        Set<String> arns = new TreeSet<>(seen.service.settings().currentRevisions());
        String deployment = seen.service.currentServiceDeployment();
        if (arns.isEmpty() && deployment != null) {
            ecs.serviceDeployment(deployment)
                    .filter(found -> found.targetRevision() != null)
                    .ifPresent(found -> arns.add(found.targetRevision()));
        }
        if (!arns.isEmpty()) {
            seen.revisions = ecs.serviceRevisions(arns);
        }
    }

    private void lookAtPlanned(DeployRequest request, Sightings seen) {
        String reference = PlannedDefinition.reference(request);
        try {
            seen.planned = PlannedDefinition.of(
                    request, seen.definition, reference == null ? null : ecs.taskDefinition(reference));
        } catch (TaskDefinitionException bad) {
            seen.plannedProblem = bad.getMessage();
        }
    }

    private void lookAtTargets(Sightings seen) {
        Map<String, List<TargetHealth>> targets = new LinkedHashMap<>();
        for (LoadBalancer balancer : seen.service.settings().loadBalancers()) {
            for (String group : balancer.targetGroups()) {
                targets.put(group, aws.elb().targetHealth(group));
            }
        }
        seen.targets = targets;
    }

    private void lookAtAlarms(VerifyState state, Sightings seen, List<Integer> checks) {
        Set<String> names = new TreeSet<>();
        for (int i : checks) {
            CheckSpec spec = state.request.checks().get(i);
            if (Need.of(spec).contains(Need.ALARMS)) {
                names.addAll(AlarmsCheck.names(spec, seen.service.settings().alarmNames()));
            }
        }
        if (!names.isEmpty()) {
            seen.alarms = aws.cloudWatch().alarms(names);
        }
    }

    private static void tryTo(Runnable read, Consumer<AwsFailure> otherwise) {
        try {
            read.run();
        } catch (AwsFailure failure) {
            otherwise.accept(failure);
        }
    }
}
