package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.diagnosis.PlainLine;
import io.jenkins.plugins.ecs.rollout.Outcome;
import io.jenkins.plugins.ecs.rollout.PlainText;
import io.jenkins.plugins.ecs.rollout.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One deployment in the index: what a badge, the dashboard and the statistics need, and no more; its build has the rest.
 * Immutable.
 *
 * @param id names the deployment among those of its build
 * @param state of this deployment by itself
 * @param percent how far it has come while it is under way
 * @param verdict null while it is under way
 * @param touched whether the service was updated, so that it tells what the service runs
 * @param taskDefinition ARN of the revision; may be empty
 * @param before ARN of the revision that ran when it began; may be empty
 * @param rolledBackTo ARN of the revision that ECS went back to; may be empty
 * @param images by container
 * @param digests by container, as ECS pinned them
 * @param startedAt epoch milliseconds
 * @param finishedAt epoch milliseconds; 0 while it is under way
 */
public record DeploymentRecord(
        String id,
        ServiceKey service,
        BuildFacts build,
        DeployState state,
        int percent,
        @Nullable Verdict verdict,
        boolean touched,
        String version,
        String taskDefinition,
        String before,
        String rolledBackTo,
        Map<String, String> images,
        Map<String, String> digests,
        String cause,
        long startedAt,
        long finishedAt) {

    private static final int LONGEST_VERSION = 128;

    @NonNull
    public static DeploymentRecord of(@NonNull String id, @NonNull BuildFacts build, @NonNull Outcome outcome) {
        return new DeploymentRecord(
                id,
                new ServiceKey(outcome.region(), outcome.cluster(), outcome.service()),
                build,
                DeployState.of(outcome),
                DeployState.percent(outcome),
                outcome.verdict(),
                outcome.deploymentId() != null
                        || outcome.serviceDeploymentArn() != null
                        || outcome.codeDeploymentId() != null,
                PlainLine.of(outcome.version(), LONGEST_VERSION),
                text(outcome.taskDefinition()),
                text(outcome.previousTaskDefinition()),
                text(outcome.rollbackTaskDefinition()),
                plain(outcome.images()),
                plain(outcome.imageDigests()),
                PlainText.line(outcome.cause()),
                outcome.startedAt(),
                outcome.finishedAt());
    }

    public boolean isUnderWay() {
        return verdict == null;
    }

    public boolean isGreen() {
        return verdict != null && verdict.isGreen();
    }

    /** Whether it tells what the service runs. One that was refused, or aborted before the update, doesn't. */
    public boolean tells() {
        return verdict == Verdict.NO_CHANGE || touched;
    }

    /** Its build went away without saying how it ended. */
    @NonNull
    DeploymentRecord lost(long now) {
        return new DeploymentRecord(
                id,
                service,
                build,
                DeployState.UNKNOWN,
                0,
                Verdict.UNKNOWN,
                touched,
                version,
                taskDefinition,
                before,
                rolledBackTo,
                images,
                digests,
                "the build ended before the deployment did",
                startedAt,
                now);
    }

    @NonNull
    DeploymentRecord inJob(@NonNull String job) {
        BuildFacts moved = new BuildFacts(job, build.build(), build.startedBy(), build.commit(), build.changedAt());
        return new DeploymentRecord(
                id,
                service,
                moved,
                state,
                percent,
                verdict,
                touched,
                version,
                taskDefinition,
                before,
                rolledBackTo,
                images,
                digests,
                cause,
                startedAt,
                finishedAt);
    }

    private static String text(String value) {
        return PlainText.line(value);
    }

    private static Map<String, String> plain(Map<String, String> texts) {
        Map<String, String> plain = new LinkedHashMap<>();
        texts.forEach((name, value) -> plain.put(PlainText.line(name), PlainText.line(value)));
        return plain;
    }
}
