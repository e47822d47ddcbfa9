package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.diagnosis.Cause;
import io.jenkins.plugins.ecs.diagnosis.CauseCatalogue;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.List;

/**
 * A task as it was read last.
 *
 * @param stopCode empty while it runs
 * @param causeTitle why it stopped, in the catalogue's words; empty while it runs
 * @param missingSince when ECS first did not show it; 0 while it does
 * @param stopSent whether {@code StopTask} was answered
 */
public record TrackedTask(
        @NonNull String arn,
        @NonNull String lastStatus,
        @NonNull String stopCode,
        @NonNull String stoppedReason,
        @NonNull List<ContainerState> containers,
        @NonNull Times times,
        @NonNull String causeId,
        @NonNull String causeTitle,
        @NonNull String causeAdvice,
        @NonNull String evidence,
        long missingSince,
        boolean stopSent)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Epoch milliseconds, AWS's clock; 0 for what has not happened. */
    public record Times(long createdAt, long pullStartedAt, long pullStoppedAt, long startedAt, long stoppedAt)
            implements Serializable {
        private static final long serialVersionUID = 1L;
        static final Times NONE = new Times(0, 0, 0, 0, 0);
    }

    /** Of which nothing but its name is known. */
    @NonNull
    public static TrackedTask started(@NonNull String arn) {
        return new TrackedTask(arn, "", "", "", List.of(), Times.NONE, "", "", "", "", 0, false);
    }

    /** As it was read now. */
    @NonNull
    public TrackedTask seen(@NonNull EcsTask task) {
        Cause cause = task.isStopped() ? CauseCatalogue.ofTask(task) : null;
        return new TrackedTask(
                arn,
                PlainText.line(task.lastStatus()),
                PlainText.line(task.stopCode()),
                PlainText.line(task.stoppedReason()),
                task.containers().stream().map(ContainerState::of).toList(),
                new Times(
                        task.times().createdAt(),
                        task.times().pullStartedAt(),
                        task.times().pullStoppedAt(),
                        task.startedAt(),
                        task.times().stoppedAt()),
                cause == null ? "" : cause.id(),
                cause == null ? "" : cause.title(),
                cause == null ? "" : cause.advice(),
                cause == null ? "" : PlainText.line(cause.evidence()),
                0,
                stopSent);
    }

    @NonNull
    public TrackedTask missing(long now) {
        return new TrackedTask(
                arn,
                lastStatus,
                stopCode,
                stoppedReason,
                containers,
                times,
                causeId,
                causeTitle,
                causeAdvice,
                evidence,
                missingSince == 0 ? now : missingSince,
                stopSent);
    }

    @NonNull
    public TrackedTask stopSent(boolean sent) {
        return new TrackedTask(
                arn,
                lastStatus,
                stopCode,
                stoppedReason,
                containers,
                times,
                causeId,
                causeTitle,
                causeAdvice,
                evidence,
                missingSince,
                sent);
    }

    public boolean isStopped() {
        return lastStatus.equals("STOPPED");
    }

    /** Whether any container ran. */
    public boolean hasRun() {
        return times.startedAt() > 0 || containers.stream().anyMatch(each -> each.exitCode() != null);
    }

    /** The last part of its ARN. */
    @NonNull
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
