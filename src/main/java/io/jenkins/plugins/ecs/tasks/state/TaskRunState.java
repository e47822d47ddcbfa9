package io.jenkins.plugins.ecs.tasks.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.tasks.logs.LogState;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.io.Serializable;
import java.util.List;

/**
 * All that is known of a run of tasks. Immutable; each round makes a new one.
 *
 * @param startedAt epoch milliseconds
 * @param phaseSince epoch milliseconds
 * @param plan null until {@link TaskPhase#PLANNING} is over
 * @param call of the last action that changes AWS
 * @param tasks those that were started
 * @param describedAt when they were read last, or the time of a round that does not read them
 * @param stop null while nobody has asked for it
 * @param end null until it has ended
 */
public record TaskRunState(
        @NonNull TaskRequest request,
        @NonNull TaskPhase phase,
        long startedAt,
        long phaseSince,
        @NonNull ReadFailures failures,
        @Nullable TaskPlan plan,
        @NonNull PendingCall call,
        @NonNull List<TrackedTask> tasks,
        long describedAt,
        @NonNull LogState logs,
        @Nullable StopRequest stop,
        @Nullable TaskEnd end)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    @NonNull
    public static TaskRunState begin(@NonNull TaskRequest request, long now) {
        return new TaskRunState(
                request,
                TaskPhase.PLANNING,
                now,
                now,
                ReadFailures.NONE,
                null,
                PendingCall.NONE,
                List.of(),
                0,
                LogState.EMPTY,
                null,
                null);
    }

    public boolean hasEnded() {
        return phase == TaskPhase.ENDED;
    }

    public boolean isStopping() {
        return stop != null;
    }

    public long deadline() {
        return startedAt + request.following().timeoutMillis();
    }

    public boolean allStopped() {
        return tasks.stream().allMatch(TrackedTask::isStopped);
    }

    /** The newest time in it, for a clock that was set back. */
    public long newestTime() {
        return Math.max(Math.max(startedAt, phaseSince), Math.max(describedAt, call.sentAt()));
    }

    @NonNull
    public TaskRunState in(@NonNull TaskPhase next, long now) {
        return new TaskRunState(
                request, next, startedAt, now, failures, plan, call, tasks, describedAt, logs, stop, end);
    }

    @NonNull
    public TaskRunState with(@NonNull ReadFailures value) {
        return new TaskRunState(
                request, phase, startedAt, phaseSince, value, plan, call, tasks, describedAt, logs, stop, end);
    }

    @NonNull
    public TaskRunState with(@NonNull TaskPlan value) {
        return new TaskRunState(
                request, phase, startedAt, phaseSince, failures, value, call, tasks, describedAt, logs, stop, end);
    }

    @NonNull
    public TaskRunState with(@NonNull PendingCall value) {
        return new TaskRunState(
                request, phase, startedAt, phaseSince, failures, plan, value, tasks, describedAt, logs, stop, end);
    }

    @NonNull
    public TaskRunState with(@NonNull List<TrackedTask> value) {
        return new TaskRunState(
                request,
                phase,
                startedAt,
                phaseSince,
                failures,
                plan,
                call,
                List.copyOf(value),
                describedAt,
                logs,
                stop,
                end);
    }

    @NonNull
    public TaskRunState described(long now) {
        return new TaskRunState(
                request, phase, startedAt, phaseSince, failures, plan, call, tasks, now, logs, stop, end);
    }

    @NonNull
    public TaskRunState with(@NonNull LogState value) {
        return new TaskRunState(
                request, phase, startedAt, phaseSince, failures, plan, call, tasks, describedAt, value, stop, end);
    }

    @NonNull
    public TaskRunState with(@NonNull StopRequest value) {
        return new TaskRunState(
                request, phase, startedAt, phaseSince, failures, plan, call, tasks, describedAt, logs, value, end);
    }

    @NonNull
    public TaskRunState with(@NonNull TaskEnd value) {
        return new TaskRunState(
                request,
                TaskPhase.ENDED,
                startedAt,
                value.at(),
                failures,
                plan,
                call,
                tasks,
                describedAt,
                logs,
                stop,
                value);
    }
}
