package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One deployment in the index: only what badges, the dashboard and the statistics need. Its build has the rest.
 * Immutable.
 *
 * @param id id of the deployment, unique within its build
 * @param state of this single deployment
 * @param percent progress while it is in progress
 * @param verdict null while it is in progress
 * @param touched whether the service was updated, so that the deployment determines what the service runs
 * @param taskDefinition ARN of the revision; may be empty
 * @param before ARN of the previous revision; may be empty
 * @param rolledBackTo ARN of the revision that ECS rolled back to; may be empty
 * @param images by container
 * @param digests by container, as ECS pinned them
 * @param startedAt epoch milliseconds
 * @param finishedAt epoch milliseconds; 0 while it is in progress
 * @param target name of the target; empty if none was set
 * @param targetLabel label of the target; empty if none was set
 * @param look the result of a later verification
 * @param rollback whether it was a rollback to a good revision
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
        long finishedAt,
        String target,
        String targetLabel,
        Look look,
        boolean rollback) {

    /**
     * The latest verification after a deployment.
     *
     * @param at epoch milliseconds; 0 if there was none
     * @param drifted whether the service ran something else
     */
    public record Look(long at, boolean drifted) {

        public static final Look NONE = new Look(0, false);
    }

    private static final int LONGEST_VERSION = 128;
    private static final String LOST = "the build ended before the deployment did";
    private static final int ACCOUNT_DIGITS = 12;

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
                outcome.finishedAt(),
                PlainText.line(outcome.target()),
                PlainText.line(outcome.targetLabel()),
                Look.NONE,
                outcome.isRollback());
    }

    public boolean isUnderWay() {
        return verdict == null;
    }

    public boolean isGreen() {
        return verdict != null && verdict.isGreen();
    }

    /**
     * Whether it determines what the service runs. A deployment that was refused, or aborted before the update, does
     * not.
     */
    public boolean tells() {
        return verdict == Verdict.NO_CHANGE || touched;
    }

    /**
     * The AWS account: twelve digits from the ARNs of its revisions; empty if unknown, for example for a deployment
     * that was refused before the first read.
     */
    @NonNull
    public String account() {
        String account = account(taskDefinition);
        account = account.isEmpty() ? account(before) : account;
        return account.isEmpty() ? account(rolledBackTo) : account;
    }

    /** The fifth part of an ECS ARN. Without a regular expression, because pages call this for every deployment. */
    static String account(String arn) {
        int service = arn.startsWith("arn:") ? arn.indexOf(":ecs:") : -1;
        int begin = service < 0 ? -1 : arn.indexOf(':', service + 5) + 1;
        if (begin <= 0 || !arn.startsWith(":", begin + ACCOUNT_DIGITS)) {
            return "";
        }
        String digits = arn.substring(begin, begin + ACCOUNT_DIGITS);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? digits : "";
    }

    /** Its build ended without recording the end of the deployment. */
    @NonNull
    DeploymentRecord lost(long now) {
        return with(build, DeployState.UNKNOWN, 0, Verdict.UNKNOWN, LOST, now, look);
    }

    @NonNull
    DeploymentRecord inJob(@NonNull String job) {
        BuildFacts moved = new BuildFacts(job, build.build(), build.startedBy(), build.commit(), build.changedAt());
        return with(moved, state, percent, verdict, cause, finishedAt, look);
    }

    @NonNull
    DeploymentRecord seen(@NonNull Look newest) {
        return with(build, state, percent, verdict, cause, finishedAt, newest);
    }

    private DeploymentRecord with(
            BuildFacts by, DeployState now, int done, Verdict end, String why, long endedAt, Look newest) {
        return new DeploymentRecord(
                id,
                service,
                by,
                now,
                done,
                end,
                touched,
                version,
                taskDefinition,
                before,
                rolledBackTo,
                images,
                digests,
                why,
                startedAt,
                endedAt,
                target,
                targetLabel,
                newest,
                rollback);
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
