package io.jenkins.plugins.ecs.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.rollout.decide.plan.PlannedDefinition;
import io.jenkins.plugins.ecs.rollout.messages.ServiceProblem;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.servicedef.HiddenMembers;
import io.jenkins.plugins.ecs.servicedef.ServiceText;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckObservation;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.DriftCheck;
import io.jenkins.plugins.ecs.verify.check.ReadKind;
import io.jenkins.plugins.ecs.verify.check.Reading;
import io.jenkins.plugins.ecs.verify.check.TrafficSplit;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Makes the reads of all checks that are due, each read once. It changes nothing. */
public final class VerifyObserver {

    private final EcsApi ecs;
    private final AwsClients others;
    private final PerCheckReads ownReads;
    private final SharedReads outerReads;
    private final BackgroundReads aside;

    VerifyObserver(AwsConnection aws, HostPolicy hosts, BackgroundReads aside) {
        this.ecs = aws.ecs();
        this.others = aws;
        this.ownReads = new PerCheckReads(aws, hosts, aside);
        this.outerReads = new SharedReads(aws, aside);
        this.aside = aside;
    }

    /**
     * ECS reads come first: one that is not available yet ends the round, which is then run again. So nothing may be
     * started or consumed before them.
     */
    CheckObservation observe(VerifyState state, List<Integer> due, long now) {
        CheckObservation seen = new CheckObservation();
        List<CheckSpec> specs = state.request.checks();
        Set<ReadKind> needs = EnumSet.noneOf(ReadKind.class);
        List<Integer> toLookAt = due.stream().filter(i -> !aside.isPending(i)).toList();
        toLookAt.forEach(i -> needs.addAll(ReadKind.of(specs.get(i))));
        if (needs.contains(ReadKind.SERVICE)) {
            lookAtService(state, seen);
        }
        if (seen.isActive()) {
            lookBehindIt(state, seen, needs);
            outerReads.begin(specs, toLookAt, seen, now);
        }
        if (needs.contains(ReadKind.OWN_READ)) {
            toLookAt.forEach(i -> ownReads.begin(i, specs.get(i), seen, now));
        }
        due.forEach(i -> take(i, seen, now));
        return seen;
    }

    private void take(int check, CheckObservation seen, long now) {
        if (aside.isPending(check)) {
            seen.since.put(check, aside.since(check, now));
            Reading reading = aside.take(check);
            if (reading == null) {
                seen.pending.add(check);
            } else {
                seen.readings.put(check, reading);
            }
        }
    }

    private void lookBehindIt(VerifyState state, CheckObservation seen, Set<ReadKind> needs) {
        if (needs.contains(ReadKind.TASKS)) {
            tryTo(() -> lookAtTasks(state, seen), failure -> seen.tasksFailure = failure);
        }
        if (needs.contains(ReadKind.REVISIONS)) {
            tryTo(() -> lookAtRevisions(seen), failure -> seen.revisionsFailure = failure);
        }
        if (needs.contains(ReadKind.SPLIT)) {
            tryTo(() -> lookAtSplit(seen), failure -> seen.splitFailure = failure);
        }
        if (needs.contains(ReadKind.DEFINITION)) {
            tryTo(
                    () -> seen.definition = aside.definition(
                            seen.service.taskDefinition(), () -> ecs.taskDefinition(seen.service.taskDefinition())),
                    failure -> seen.definitionFailure = failure);
        }
        if (needs.contains(ReadKind.SERVICE_TREE)) {
            tryTo(() -> lookAtTree(state, seen), failure -> seen.serviceTreeFailure = failure);
        }
        if (needs.contains(ReadKind.PLANNED) && seen.definition != null) {
            tryTo(() -> lookAtPlanned(state.request.preflight(), seen), failure -> seen.definitionFailure = failure);
        }
    }

    private void lookAtTree(VerifyState state, CheckObservation seen) {
        ObjectNode tree = ecs.taggedServiceTree(state.request.cluster(), state.request.service())
                .orElse(null);
        if (tree != null) {
            state.request.checks().stream()
                    .map(check -> check.text(DriftCheck.SERVICE_DEFINITION))
                    .filter(Objects::nonNull)
                    .forEach(text ->
                            HiddenMembers.addTo(tree, ServiceText.read(text).definition(), ecs, others));
        }
        seen.serviceTree = tree;
    }

    private void lookAtService(VerifyState state, CheckObservation seen) {
        String cluster = state.request.cluster();
        String service = state.request.service();
        tryTo(
                () -> seen.service = ecs.service(cluster, service).orElse(null),
                failure -> seen.serviceFailure = failure);
        if (seen.serviceFailure != null) {
            seen.serviceProblem = ServiceProblem.of(seen.serviceFailure, state.request.region(), cluster, service);
        } else if (seen.service == null) {
            seen.serviceProblem = ServiceProblem.missing(state.request.region(), cluster, service);
        } else if (!seen.service.isActive()) {
            seen.serviceProblem = ServiceProblem.notActive(cluster, service, seen.service.status());
        }
    }

    /**
     * DescribeTasks is batched across services, ListTasks takes one service per call. So tasks are listed again only if
     * the previous list is out of date: one of its tasks does not run, or the service has others.
     */
    private void lookAtTasks(VerifyState state, CheckObservation seen) {
        String cluster = state.request.cluster();
        List<String> known = aside.tasks();
        if (!known.isEmpty() && seen.service.pendingCount() == 0 && seen.service.runningCount() == known.size()) {
            seen.tasks = ecs.tasks(cluster, known);
            if (seen.tasks.stream().filter(EcsTask::isRunning).count() == known.size()) {
                return;
            }
        }
        seen.tasks = ecs.tasks(cluster, state.request.service(), "RUNNING", CheckObservation.MOST_TASKS);
        aside.tasks(seen.tasks.stream().map(EcsTask::arn).toList());
    }

    /** The revisions that the service reports, or those of its current deployment if it reports none. */
    private void lookAtRevisions(CheckObservation seen) {
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

    private void lookAtSplit(CheckObservation seen) {
        String arn = seen.service.currentServiceDeployment();
        if (arn != null) {
            seen.split = ecs.serviceDeployment(arn)
                    .flatMap(deployment -> TrafficSplit.of(deployment, ecs::serviceRevisions))
                    .orElse(null);
        }
    }

    private void lookAtPlanned(DeployRequest request, CheckObservation seen) {
        String reference = PlannedDefinition.reference(request);
        try {
            seen.planned = PlannedDefinition.of(
                    request, seen.definition, reference == null ? null : ecs.taskDefinition(reference));
        } catch (TaskDefinitionException bad) {
            seen.plannedProblem = bad.getMessage();
        }
    }

    static void tryTo(Runnable read, Consumer<AwsFailure> otherwise) {
        try {
            read.run();
        } catch (AwsFailure failure) {
            otherwise.accept(failure);
        }
    }
}
