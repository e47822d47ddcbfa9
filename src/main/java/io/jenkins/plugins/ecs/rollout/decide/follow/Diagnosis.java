package io.jenkins.plugins.ecs.rollout.decide.follow;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.elb.TargetHealth;
import io.jenkins.plugins.ecs.diagnosis.BlockedDeploymentWarnings;
import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.diagnosis.CauseCatalogue;
import io.jenkins.plugins.ecs.diagnosis.FailureReport;
import io.jenkins.plugins.ecs.diagnosis.FailureReportBuilder;
import io.jenkins.plugins.ecs.diagnosis.TargetCauses;
import io.jenkins.plugins.ecs.diagnosis.TaskEvidence;
import io.jenkins.plugins.ecs.diagnosis.TaskGroup;
import io.jenkins.plugins.ecs.rollout.decide.controller.ControllerRules;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.ReadFailurePolicy;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.messages.FailureMessages;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.Observer;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.state.PersistedCause;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@link Phase#DIAGNOSING}: one look at all that knows why our deployment failed, and the report of it. What can't be seen
 * costs a part of the report, never the verdict.
 */
public final class Diagnosis implements PhaseHandler {

    public static final String LOAD_BALANCER = "loadBalancer";
    private static final String TASKS = "tasks";
    private static final String LOGS = "logs";
    private static final int PATIENCE = 5;
    private static final int TARGETS_KEPT = 10;

    /** Polls between two reads of the targets while all tasks run but are not healthy: about half a minute. */
    private static final int LOOKS_WITHOUT_TARGETS = 12;

    /** Causes about which the container's log tells more, although the container did not end by itself. */
    private static final Set<String> BY_HEALTH = Set.of("elb-health", "container-health", "dependency");

    @Override
    public List<Read> reads(RolloutState state, Observation seen) {
        List<Read> reads = new ArrayList<>(List.of(Reads.SERVICE, Reads.STOPPED_TASKS));
        reads.addAll(ControllerRules.of(state).ownDeployment(state));
        if (!reads.stream().allMatch(seen::has)) {
            return reads;
        }
        culprit(state, seen)
                .filter(culprit -> !culprit.tasks().isEmpty() && hasRun(culprit))
                .ifPresent(culprit -> {
                    reads.add(new EcsRead.DeployedDefinition(
                            state.taskDefinition == null ? state.previous.taskDefinition : state.taskDefinition));
                    reads.add(new OtherRead.FailureLog(culprit));
                });
        if (state.evidence.targets.isEmpty()
                && seen.service != null
                && !state.evidence.layersMissing.containsKey(LOAD_BALANCER)
                && !seen.service.settings().targetGroups().isEmpty()) {
            reads.add(Reads.targets(seen.service));
        }
        return reads;
    }

    /** Only while a task is a target does the load balancer report what is wrong with it: afterwards it is too late. */
    public static boolean needsTargets(RolloutState state, Observation seen) {
        return seen.service != null
                && !seen.service.settings().targetGroups().isEmpty()
                && !state.evidence.layersMissing.containsKey(LOAD_BALANCER)
                && !state.isStopping()
                && (seen.own == null || !seen.own.status().startsWith("ROLLBACK"))
                && state.counts.desiredCount > 0
                && state.counts.runningCount >= state.counts.desiredCount
                && state.evidence.looksWithoutTargets >= LOOKS_WITHOUT_TARGETS;
    }

    private static boolean hasRun(TaskGroup group) {
        return !group.exitCodes().isEmpty() || BY_HEALTH.contains(group.cause().id());
    }

    @Override
    public void decide(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        if (seen.tasksFailure != null && seen.tasksFailure.isPassing() && state.reading.failures < PATIENCE) {
            ReadFailurePolicy.passing(draft, seen.tasksFailure);
            return;
        }
        if (seen.tasksFailure != null) {
            draft.log(FailureMessages.tasksUnreadable(seen.tasksFailure.getMessage()));
        }
        noteTargets(draft, seen);
        Optional<TaskGroup> culprit = culprit(state, seen);
        Optional<Cause> told = culprit.map(TaskGroup::cause)
                .or(() -> PersistedCause.cause(state.detection.givenUpFor))
                .or(() -> event(state, seen))
                .or(() -> CauseCatalogue.ofText(state.cause));
        Optional<Cause> cause = TargetCauses.better(told, TargetCauses.of(state.evidence.targets));
        boolean byTargets = !cause.equals(told);
        FailureReport report = report(state, seen, cause);
        state.report = report;
        if (!report.advice().isEmpty() && cause.isPresent()) {
            state.advice = report.advice();
        }
        state.docUrl = cause.isPresent() ? report.docUrl() : "";
        boolean ownWords = !byTargets
                && culprit.isEmpty()
                && CauseCatalogue.ofText(state.cause).equals(cause);
        draft.end(
                state.verdictInSight,
                cause.isEmpty() || ownWords
                        ? state.cause
                        : words(report, byTargets ? Optional.empty() : culprit, state.cause),
                state.advice);
    }

    /** The tasks that say why; those of the cause for which the deployment was given up, if it was. */
    static Optional<TaskGroup> culprit(RolloutState state, Observation seen) {
        String givenUpFor = state.detection.givenUpFor.get("id");
        return TaskEvidence.of(seen.tasks, state.deploymentId).groups().stream()
                .filter(group -> givenUpFor == null || group.cause().id().equals(givenUpFor))
                .findFirst();
    }

    private static Optional<Cause> event(RolloutState state, Observation seen) {
        return seen.service == null
                ? Optional.empty()
                : BlockedDeploymentWarnings.ofEvents(seen.service.events(), state.deploymentCreatedAt).stream()
                        .findFirst();
    }

    private static String words(FailureReport report, Optional<TaskGroup> culprit, String outcome) {
        String evidence = culprit.map(TaskGroup::text).orElse(report.evidence());
        String what = PlainText.phrase(outcome);
        return FailureMessages.cause(report.title(), PlainText.phrase(evidence), what);
    }

    private static FailureReport report(RolloutState state, Observation seen, Optional<Cause> cause) {
        FailureReportBuilder builder = FailureReport.builder(seen.masking);
        cause.ifPresent(builder::cause);
        if (seen.own != null) {
            builder.ecs(seen.own);
        } else {
            Optional<EcsDeployment> entry = seen.entry(state.deploymentId);
            String status = entry.map(EcsDeployment::rolloutState).orElse(state.display.ownStatus);
            builder.ecs(
                    status,
                    entry.map(EcsDeployment::rolloutStateReason)
                            .filter(reason -> !reason.isEmpty())
                            .orElse(state.cause));
        }
        builder.tasks(TaskEvidence.of(seen.tasks, state.deploymentId));
        if (seen.tasksFailure != null) {
            builder.missing(TASKS, why(seen.tasksFailure));
        } else if (seen.tasks.size() >= Observer.MOST_STOPPED_TASKS) {
            builder.missing(TASKS, FailureMessages.notAllTasks(seen.tasks.size()));
        }
        state.evidence.targets.forEach(target ->
                builder.target(target.get("id"), target.get("state"), target.get("reason"), target.get("description")));
        state.evidence.layersMissing.forEach(builder::missing);
        log(builder, seen);
        return builder.build();
    }

    private static void log(FailureReportBuilder builder, Observation seen) {
        if (seen.logFailure != null) {
            builder.missing(LOGS, why(seen.logFailure));
        } else if (seen.logPlace != null && !seen.logPlace.isReadable()) {
            builder.missing(LOGS, seen.logPlace.unreadable());
        } else if (seen.logPlace != null && seen.logLines.isEmpty()) {
            builder.missing(LOGS, FailureMessages.emptyLog(seen.logPlace.group(), seen.logPlace.stream()));
        } else if (seen.logPlace != null) {
            builder.log(seen.logPlace.container(), seen.logPlace.group(), seen.logPlace.stream(), seen.logLines);
        }
    }

    /** Remembers the targets that are not well; afterwards they no longer exist. */
    public static void noteTargets(DecisionDraft draft, Observation seen) {
        RolloutState state = draft.state;
        state.evidence.looksWithoutTargets = seen.withTargets ? 0 : state.evidence.looksWithoutTargets + 1;
        if (seen.targetsFailure != null) {
            if (!seen.targetsFailure.isPassing()) {
                state.evidence.layersMissing.put(LOAD_BALANCER, why(seen.targetsFailure));
            }
            return;
        }
        if (seen.targets.stream().anyMatch(target -> !isWell(target))) {
            state.evidence.targets.clear();
            seen.targets.stream()
                    .filter(target -> !isWell(target))
                    .limit(TARGETS_KEPT)
                    .forEach(target -> state.evidence.targets.add(kept(draft, target)));
        }
    }

    private static boolean isWell(TargetHealth target) {
        return TargetCauses.isWell(target.state(), target.reason(), target.description());
    }

    private static LinkedHashMap<String, String> kept(DecisionDraft draft, TargetHealth target) {
        LinkedHashMap<String, String> kept = new LinkedHashMap<>();
        kept.put("id", target.address());
        kept.put("state", target.state());
        kept.put("reason", target.reason());
        kept.put("description", PlainText.line(draft.masked(target.description())));
        return kept;
    }

    private static String why(AwsFailure failure) {
        return failure.kind() == AwsFailure.Kind.DENIED
                ? AwsFailureMessages.notAllowed(failure)
                : PlainText.line(failure.getMessage());
    }
}
