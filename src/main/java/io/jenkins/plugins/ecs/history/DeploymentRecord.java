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
 * @param target name of the target that it went to; empty where none was named
 * @param targetLabel what people see of the target; empty where none was named
 * @param look what a verification found afterwards
 * @param rollback whether it was to bring the service back to what was good
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
     * The newest verification of what a deployment left.
     *
     * @param at epoch milliseconds; 0 where nobody looked
     * @param drifted whether something else ran
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

    /** Whether it tells what the service runs. One that was refused, or aborted before the update, doesn't. */
    public boolean tells() {
        return verdict == Verdict.NO_CHANGE || touched;
    }

    /**
     * The AWS account that it went to: twelve digits, as the ARNs of its revisions name it; empty where none is known, as
     * of a deployment that was refused before it looked.
     */
    @NonNull
    public String account() {
        String account = account(taskDefinition);
        account = account.isEmpty() ? account(before) : account;
        return account.isEmpty() ? account(rolledBackTo) : account;
    }

    /** The fifth part of an ARN of ECS. Without a pattern: a page asks it of each deployment that there is. */
    static String account(String arn) {
        int service = arn.startsWith("arn:") ? arn.indexOf(":ecs:") : -1;
        int begin = service < 0 ? -1 : arn.indexOf(':', service + 5) + 1;
        if (begin <= 0 || !arn.startsWith(":", begin + ACCOUNT_DIGITS)) {
            return "";
        }
        String digits = arn.substring(begin, begin + ACCOUNT_DIGITS);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? digits : "";
    }

    /** Its build went away without saying how it ended. */
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
