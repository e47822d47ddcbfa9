package io.jenkins.plugins.ecs.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.diagnosis.LogPlace;
import io.jenkins.plugins.ecs.polling.NoSpareCallException;
import io.jenkins.plugins.ecs.polling.SpareReads;
import io.jenkins.plugins.ecs.rollout.messages.ProgressMessages;
import io.jenkins.plugins.ecs.rollout.observe.ContainerLog;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the last log lines of the tasks that a deployment has started. Not thread-safe. */
public final class NewTaskLogs {

    private static final String READ_LOG = "GetLogEvents";
    private static final int MOST_LINES = 50;
    private static final int MOST_STREAMS = 4;
    private static final int MOST_TASKS = 100;
    private static final int LONGEST = 500;
    /** A task of a service deployment is started by the deployment's id; one of CodeDeploy by another. */
    private static final String BY_DEPLOYMENT = "ecs-svc/";

    private record Source(String taskArn, LogPlace place) {}

    private final Masking masking;
    /** Of the revision, which never changes. */
    private ObjectNode definition;

    /** @param masking of the build's secrets and of texts that look like secrets */
    public NewTaskLogs(@NonNull Masking masking) {
        this.masking = masking;
    }

    /**
     * At most 50 lines of at most 4 logs of the newest tasks, or why there are none. It makes a few calls.
     *
     * @param aws its ECS reads may be left out like those of {@code spare}
     * @param spare for the reads of logs
     */
    @NonNull
    public LogTail read(@NonNull AwsConnection aws, @NonNull SpareReads spare, @NonNull Outcome deployment) {
        if (deployment.taskDefinition() == null || deployment.verdict() != null) {
            return LogTail.NONE;
        }
        try {
            List<EcsTask> tasks = newest(aws, deployment);
            return tasks.isEmpty() ? LogTail.NONE : tail(aws, spare, deployment, tasks);
        } catch (NoSpareCallException limited) {
            return LogTail.postponed(ProgressMessages.logLeftOut(limited.operation()));
        } catch (AwsFailure failure) {
            return failed(failure);
        }
    }

    private LogTail failed(AwsFailure failure) {
        return switch (failure.kind()) {
            case THROTTLED -> LogTail.postponed(ProgressMessages.logPostponed(PlainText.line(failure.operation())));
            case DENIED ->
                LogTail.failed(PlainText.line(masking.text(ProgressMessages.logDenied(failure.missingPermission()))));
            default -> LogTail.failed(PlainText.line(masking.text(failure.getMessage())));
        };
    }

    private static List<EcsTask> newest(AwsConnection aws, Outcome deployment) {
        return aws.ecs().tasks(deployment.cluster(), deployment.service(), "RUNNING", MOST_TASKS).stream()
                .filter(task -> task.taskDefinition().equals(deployment.taskDefinition()))
                .filter(task -> isOf(task, deployment.deploymentId()))
                .sorted(Comparator.comparingLong((EcsTask task) -> task.times().createdAt())
                        .reversed())
                .toList();
    }

    /** A forced deployment has tasks of the same revision before it. */
    private static boolean isOf(EcsTask task, String deploymentId) {
        return deploymentId == null
                || !task.startedBy().startsWith(BY_DEPLOYMENT)
                || task.startedBy().equals(deploymentId);
    }

    private LogTail tail(AwsConnection aws, SpareReads spare, Outcome deployment, List<EcsTask> tasks) {
        if (definition == null) {
            definition = aws.ecs().taskDefinition(deployment.taskDefinition());
        }
        List<Source> sources = new ArrayList<>();
        String unreadable = "";
        for (EcsTask task : tasks) {
            for (JsonNode container : definition.path("containerDefinitions")) {
                LogPlace place = LogPlace.of(definition, container.path("name").asText(), task.arn());
                if (!place.isReadable()) {
                    unreadable = place.unreadable();
                } else if (sources.size() < MOST_STREAMS) {
                    sources.add(new Source(task.arn(), place));
                }
            }
        }
        List<LogTail.Part> parts = new ArrayList<>();
        for (Source source : sources) {
            int most = MOST_LINES / sources.size();
            List<String> lines = spare.read(READ_LOG, () -> lines(aws, deployment.region(), source, most));
            if (!lines.isEmpty()) {
                parts.add(new LogTail.Part(
                        PlainText.line(source.place().container()),
                        PlainText.line(Arns.brief(source.taskArn())),
                        lines));
            }
        }
        return new LogTail(parts, sources.isEmpty() ? PlainText.line(unreadable) : "");
    }

    private List<String> lines(AwsConnection aws, String region, Source source, int most) {
        List<String> lines = ContainerLog.tail(aws, source.place(), region, source.taskArn(), most);
        return masking.lines(lines).stream()
                .map(line -> PlainLine.of(line, LONGEST))
                .toList();
    }
}
