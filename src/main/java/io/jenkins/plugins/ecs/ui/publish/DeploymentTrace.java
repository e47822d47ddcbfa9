package io.jenkins.plugins.ecs.ui.publish;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.ImageReference;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A deployment that has ended as a span with a child for each stage: plain values. The names that do not begin with
 * {@code jenkins.} are those of OpenTelemetry's semantic conventions 1.37.0.
 *
 * @param parent header {@code traceparent} of the span of the step; empty for none
 * @param start epoch milliseconds
 * @param end epoch milliseconds
 * @param failed whether the span has the status of an error
 * @param cause why it failed; may be empty
 * @param digests {@code repository@digest} of the images
 */
record DeploymentTrace(
        String name,
        String parent,
        long start,
        long end,
        boolean failed,
        String cause,
        Map<String, String> attributes,
        List<String> digests,
        List<Stage> stages) {

    /**
     * A stage of the deployment.
     *
     * @param id a phase of the plugin, or a lifecycle stage of ECS
     */
    record Stage(String name, String id, long start, long end) {}

    static final String STAGE = "jenkins.ecs.stage";

    private static final Set<EventType> ENDS = Set.of(
            EventType.SUCCEEDED,
            EventType.UNCHANGED,
            EventType.CONTINUES,
            EventType.ROLLED_BACK,
            EventType.FAILED,
            EventType.SUPERSEDED,
            EventType.ABORTED,
            EventType.REFUSED,
            EventType.UNKNOWN);

    private static final Set<Verdict> UNFINISHED =
            Set.of(Verdict.STARTED, Verdict.REACHED, Verdict.PLANNED, Verdict.REGISTERED, Verdict.NOT_STARTED);
    private static final int LONGEST = 255;

    /** The id of the deployment whose end an event reports; empty for any other event. */
    @NonNull
    static Optional<String> ended(@NonNull DeploymentEvent event) {
        String suffix = "-" + event.getType().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String id = event.getId();
        return ENDS.contains(event.getType()) && id.endsWith(suffix)
                ? Optional.of(id.substring(0, id.length() - suffix.length()))
                : Optional.empty();
    }

    /**
     * @param event that reports the end
     * @param root URL of Jenkins, with a slash at the end; null if it is unknown
     */
    @NonNull
    static DeploymentTrace of(
            @NonNull DeploymentEvent event, @NonNull DeploymentView deployment, @CheckForNull String root) {
        Outcome outcome = deployment.getOutcome();
        // A build that was killed has recorded no end.
        Verdict verdict = outcome.verdict() == null ? Verdict.UNKNOWN : outcome.verdict();
        long end = outcome.finishedAt() == 0 ? event.getTime().toEpochMilli() : outcome.finishedAt();
        String result = result(verdict);
        boolean failed = !Set.of("success", "cancellation", "skip").contains(result);
        Map<String, String> attributes = attributes(event, root);
        put(attributes, "cicd.pipeline.task.run.result", result);
        put(attributes, "deployment.status", status(verdict, failed));
        put(attributes, "jenkins.ecs.verdict", verdict.name());
        put(attributes, "jenkins.ecs.strategy", outcome.strategy());
        String service = event.get(EventField.CLUSTER) + "/" + event.get(EventField.SERVICE);
        return new DeploymentTrace(
                "deploy " + service,
                outcome.traceParent(),
                outcome.startedAt(),
                Math.max(outcome.startedAt(), end),
                failed,
                failed ? event.get(EventField.CAUSE) : "",
                attributes,
                digests(outcome),
                stages(deployment, outcome.finishedAt() == 0 ? end : Long.MAX_VALUE));
    }

    private static Map<String, String> attributes(DeploymentEvent event, String root) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String job = event.get(EventField.JOB);
        put(attributes, "cicd.pipeline.name", job);
        put(attributes, "cicd.pipeline.run.id", job + "#" + event.get(EventField.BUILD));
        put(attributes, "cicd.pipeline.task.type", "deploy");
        if (root != null) {
            String build = root + event.get(EventField.BUILD_PATH);
            put(attributes, "cicd.pipeline.run.url.full", build);
            put(attributes, "cicd.pipeline.task.run.url.full", build + "ecs-deployments/");
        }
        put(attributes, "cloud.provider", "aws");
        put(attributes, "cloud.platform", "aws_ecs");
        put(attributes, "cloud.account.id", event.get(EventField.ACCOUNT));
        put(attributes, "cloud.region", event.get(EventField.REGION));
        revision(attributes, event.get(EventField.TASK_DEFINITION), event.get(EventField.CLUSTER));
        put(attributes, "deployment.id", event.get(EventField.DEPLOYMENT));
        put(attributes, "deployment.environment.name", event.get(EventField.TARGET));
        put(attributes, "vcs.ref.head.revision", event.get(EventField.COMMIT));
        put(attributes, "jenkins.ecs.cluster", event.get(EventField.CLUSTER));
        put(attributes, "jenkins.ecs.service", event.get(EventField.SERVICE));
        put(attributes, "jenkins.ecs.version", event.get(EventField.VERSION));
        return attributes;
    }

    /** The cluster is in the account and Region of the revision: ECS runs no other. */
    private static void revision(Map<String, String> attributes, String arn, String cluster) {
        int resource = arn.indexOf(":task-definition/");
        String[] revision = Arns.brief(arn).split(":");
        if (resource > 0 && revision.length == 2) {
            put(attributes, "aws.ecs.cluster.arn", arn.substring(0, resource) + ":cluster/" + cluster);
            put(attributes, "aws.ecs.task.family", revision[0]);
            put(attributes, "aws.ecs.task.revision", revision[1]);
        }
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(name, PlainLine.of(value, LONGEST));
        }
    }

    /** A value of {@code cicd.pipeline.task.run.result}. */
    private static String result(Verdict verdict) {
        return switch (verdict) {
            case SUCCESS, NO_CHANGE, STARTED, REACHED, PLANNED, REGISTERED -> "success";
            case ABORTED, SUPERSEDED -> "cancellation";
            case TIMED_OUT, STALLED -> "timeout";
            case NOT_STARTED -> "skip";
            case UNKNOWN -> "error";
            case ROLLED_BACK, ROLLBACK_FAILED, STOPPED, FAILED, TASK_FAILED, REFUSED -> "failure";
        };
    }

    /** A value of {@code deployment.status}; empty if it has neither succeeded nor failed. */
    private static String status(Verdict verdict, boolean failed) {
        if (UNFINISHED.contains(verdict)) {
            return "";
        }
        return verdict.isGreen() ? "succeeded" : failed ? "failed" : "";
    }

    private static List<String> digests(Outcome outcome) {
        return outcome.imageDigests().entrySet().stream()
                .map(pinned -> ImageReference.nameOf(outcome.images().getOrDefault(pinned.getKey(), "")) + "@"
                        + pinned.getValue())
                .map(digest -> PlainLine.of(digest, LONGEST))
                .limit(20)
                .toList();
    }

    /** @param latest when all of them had ended. What follows a deployment, such as the clean-up, ends after it. */
    private static List<Stage> stages(DeploymentView deployment, long latest) {
        return deployment.getStages().stream()
                .map(stage -> new Stage(
                        PlainLine.of(stage.getName(), LONGEST),
                        PlainLine.of(stage.getId(), LONGEST),
                        stage.getStartedAt(),
                        Math.min(Math.max(latest, stage.getStartedAt()), stage.getStartedAt() + stage.getDuration())))
                .toList();
    }
}
