package io.jenkins.plugins.ecs.rollout.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsClients;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.EcsApi;
import io.jenkins.plugins.ecs.aws.TargetHealth;
import io.jenkins.plugins.ecs.diagnosis.LogPlace;
import io.jenkins.plugins.ecs.diagnosis.RoutedLines;
import io.jenkins.plugins.ecs.diagnosis.TaskGroup;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.rollout.decide.Diagnosis;
import io.jenkins.plugins.ecs.rollout.messages.FailureMessages;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What ECS does not know of a failure: how the load balancer sees the tasks, and what the container wrote. */
final class FailureReader {

    /** While all tasks run and are not yet well, their targets are looked at so often: about every half a minute. */
    static final int LOOKS_WITHOUT_TARGETS = 12;

    private static final int MOST_GROUPS = 4;
    private static final int LINES = 40;

    /** Causes of which the container's log tells more, although it did not end by itself. */
    private static final Set<String> BY_HEALTH = Set.of("elb-health", "container-health", "dependency");

    private static final Logger LOGGER = Logger.getLogger(FailureReader.class.getName());

    private final EcsApi ecs;
    private final AwsClients others;

    FailureReader(EcsApi ecs, AwsClients others) {
        this.ecs = ecs;
        this.others = others;
    }

    /** Only while a task is a target does the load balancer say what is wrong with it: afterwards it is too late. */
    static boolean needsTargets(RolloutState state, Observation seen) {
        return seen.service != null
                && !seen.service.settings().targetGroups().isEmpty()
                && !state.layersMissing.containsKey(Diagnosis.LOAD_BALANCER)
                && !state.isStopping()
                && (seen.own == null || !seen.own.status().startsWith("ROLLBACK"))
                && state.desiredCount > 0
                && state.runningCount >= state.desiredCount
                && state.looksWithoutTargets >= LOOKS_WITHOUT_TARGETS;
    }

    /** After all reads of ECS: those may end a round, to be run again. */
    void atTargets(Observation seen) {
        seen.withTargets = true;
        try {
            List<TargetHealth> all = new ArrayList<>();
            for (String group : seen.service.settings().targetGroups().stream()
                    .distinct()
                    .limit(MOST_GROUPS)
                    .toList()) {
                all.addAll(others.elb().targetHealth(group));
            }
            seen.targets = all;
        } catch (AwsFailure failure) {
            seen.targetsFailure = failure;
        } catch (RuntimeException unexpected) {
            seen.targetsFailure = leftOut("elasticloadbalancing", "DescribeTargetHealth", unexpected);
        }
    }

    /** The end of the log of the container that failed, where one ran. */
    void atLog(RolloutState state, Observation seen) {
        Optional<TaskGroup> culprit = Diagnosis.culprit(state, seen);
        if (culprit.isEmpty() || culprit.get().tasks().isEmpty() || !hasRun(culprit.get())) {
            return;
        }
        try {
            ObjectNode definition = ecs.taskDefinition(
                    state.taskDefinition == null ? state.previousTaskDefinition : state.taskDefinition);
            seen.logPlace = LogPlace.of(
                    definition, culprit.get().container(), culprit.get().tasks().get(0));
            if (seen.logPlace.isReadable()) {
                String region = seen.logPlace.region().isEmpty() ? state.request.region() : seen.logPlace.region();
                List<String> messages = others.logs(region).tail(seen.logPlace.group(), seen.logPlace.stream(), LINES);
                seen.logLines = seen.logPlace.isRouted()
                        ? RoutedLines.of(messages, culprit.get().tasks().get(0))
                        : messages;
            }
        } catch (AwsFailure failure) {
            seen.logFailure = failure;
        } catch (ReadPendingException wait) {
            throw wait;
        } catch (RuntimeException unexpected) {
            seen.logFailure = leftOut("logs", "GetLogEvents", unexpected);
        }
    }

    /** An error of ours costs a part of the report, never the verdict. */
    private static AwsFailure leftOut(String service, String operation, RuntimeException unexpected) {
        LOGGER.log(Level.WARNING, "A part of a failure report is left out", unexpected);
        return new AwsFailure(
                AwsFailure.Kind.INVALID,
                service,
                operation,
                null,
                FailureMessages.internalInReport(unexpected.getClass().getSimpleName()),
                null);
    }

    private static boolean hasRun(TaskGroup group) {
        return !group.exitCodes().isEmpty() || BY_HEALTH.contains(group.cause().id());
    }
}
