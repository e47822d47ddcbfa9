package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.elb.TargetHealth;
import io.jenkins.plugins.ecs.diagnosis.LogPlace;
import io.jenkins.plugins.ecs.diagnosis.TaskGroup;
import io.jenkins.plugins.ecs.rollout.messages.FailureMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What ECS does not know about a failure: how the load balancer sees the tasks, and what the container logged. */
final class FailureReader {

    private static final int LINES = 40;

    private static final Logger LOGGER = Logger.getLogger(FailureReader.class.getName());

    private final AwsClients others;

    FailureReader(AwsClients others) {
        this.others = others;
    }

    void targets(List<String> groups, Observation seen) {
        seen.withTargets = true;
        try {
            List<TargetHealth> all = new ArrayList<>();
            groups.forEach(group -> all.addAll(others.elb().targetHealth(group)));
            seen.targets = all;
        } catch (AwsFailure failure) {
            seen.targetsFailure = failure;
        } catch (RuntimeException unexpected) {
            seen.targetsFailure = leftOut("elasticloadbalancing", "DescribeTargetHealth", unexpected);
        }
    }

    /** The end of the log of the container that failed; its definition has been read. */
    void log(TaskGroup culprit, String region, Observation seen) {
        if (seen.deployedDefinition == null) {
            seen.logFailure = seen.deployedDefinitionFailure;
            return;
        }
        try {
            String task = culprit.tasks().get(0);
            LogPlace place = LogPlace.of(seen.deployedDefinition, culprit.container(), task);
            seen.logPlace = place;
            if (place.isReadable()) {
                seen.logLines = ContainerLog.tail(others, place, region, task, LINES);
            }
        } catch (AwsFailure failure) {
            seen.logFailure = failure;
        } catch (RuntimeException unexpected) {
            seen.logFailure = leftOut("logs", "GetLogEvents", unexpected);
        }
    }

    /** An error in this plugin costs a part of the report, never the verdict. */
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
}
