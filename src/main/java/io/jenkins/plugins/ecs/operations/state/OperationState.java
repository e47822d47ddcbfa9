package io.jenkins.plugins.ecs.operations.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.rollout.lock.LockKey;
import io.jenkins.plugins.ecs.tasks.state.PendingCall;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All that is known of a change of a service. Immutable; each round makes a new one.
 *
 * @param startedAt epoch milliseconds
 * @param phaseSince epoch milliseconds
 * @param failures of the reads and calls of this phase
 * @param service null until it was found
 * @param call the call of this phase
 * @param counts as last read; null before that
 * @param left what the phase has to remove; null until it was read
 * @param progress what was done, and what could not be done
 * @param end null until it has ended
 */
public record OperationState(
        @NonNull OperationRequest request,
        @NonNull OperationPhase phase,
        long startedAt,
        long phaseSince,
        @NonNull ReadFailures failures,
        @Nullable LocatedService service,
        @NonNull PendingCall call,
        @Nullable ServiceCounts counts,
        @Nullable List<Leftover> left,
        @NonNull Progress progress,
        @Nullable OperationEnd end)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * @param begunAt when AWS was changed first, in epoch milliseconds; 0 if it was not
     * @param countedAt when the count was set last, in epoch milliseconds; 0 if it was not
     * @param done one line for each change
     * @param problems one line for each part that could not be done and does not decide the verdict
     * @param tries how often the deletion began again because the count was raised
     */
    public record Progress(
            long begunAt,
            long countedAt,
            @NonNull List<String> done,
            @NonNull List<String> problems,
            int tries) implements Serializable {

        private static final long serialVersionUID = 1L;

        static final Progress NONE = new Progress(0, 0, List.of(), List.of(), 0);

        private static List<String> and(List<String> lines, String line) {
            List<String> all = new ArrayList<>(lines);
            all.add(line);
            return List.copyOf(all);
        }
    }

    @NonNull
    public static OperationState begin(@NonNull OperationRequest request, long now) {
        return new OperationState(
                request,
                OperationPhase.LOCATING,
                now,
                now,
                ReadFailures.NONE,
                null,
                PendingCall.NONE,
                null,
                null,
                Progress.NONE,
                null);
    }

    public boolean hasEnded() {
        return phase == OperationPhase.ENDED;
    }

    public long deadline() {
        return startedAt + request.timeoutMillis();
    }

    /**
     * Whether the next round needs the lock of the service, which is held from before it is planned to the end. After its
     * deadline it ends without.
     */
    public boolean needsLock(long now) {
        return phase == OperationPhase.PLANNING && now < deadline();
    }

    /** The key of the lock of the service, which was found. */
    @NonNull
    public String lockKey() {
        LocatedService located = Objects.requireNonNull(service);
        return LockKey.of(located.arn(), located.clusterArn());
    }

    /** Whether something in AWS was changed, or may have been. */
    public boolean hasActed() {
        return progress.begunAt() > 0 || call.isSent();
    }

    /** The newest time in it, for a clock that was set back. */
    public long newestTime() {
        return Math.max(phaseSince, Math.max(call.sentAt(), progress.countedAt()));
    }

    @NonNull
    public OperationState in(@NonNull OperationPhase next, long now) {
        return new OperationState(
                request,
                next,
                startedAt,
                now,
                ReadFailures.NONE,
                service,
                PendingCall.NONE,
                counts,
                null,
                progress,
                end);
    }

    @NonNull
    public OperationState with(@NonNull ReadFailures value) {
        return new OperationState(
                request, phase, startedAt, phaseSince, value, service, call, counts, left, progress, end);
    }

    @NonNull
    public OperationState with(@NonNull LocatedService value) {
        return new OperationState(
                request, phase, startedAt, phaseSince, failures, value, call, counts, left, progress, end);
    }

    @NonNull
    public OperationState with(@NonNull PendingCall value) {
        return new OperationState(
                request, phase, startedAt, phaseSince, failures, service, value, counts, left, progress, end);
    }

    @NonNull
    public OperationState with(@NonNull ServiceCounts value) {
        return new OperationState(
                request, phase, startedAt, phaseSince, failures, service, call, value, left, progress, end);
    }

    @NonNull
    public OperationState leaving(@NonNull List<Leftover> value) {
        return new OperationState(
                request,
                phase,
                startedAt,
                phaseSince,
                failures,
                service,
                call,
                counts,
                List.copyOf(value),
                progress,
                end);
    }

    /** A change was made. */
    @NonNull
    public OperationState did(@NonNull String line, long now) {
        return with(new Progress(
                progress.begunAt() == 0 ? now : progress.begunAt(),
                phase == OperationPhase.COUNTING ? now : progress.countedAt(),
                Progress.and(progress.done(), line),
                progress.problems(),
                progress.tries()));
    }

    /** A part could not be done. */
    @NonNull
    public OperationState missed(@NonNull String line) {
        return with(new Progress(
                progress.begunAt(),
                progress.countedAt(),
                progress.done(),
                Progress.and(progress.problems(), line),
                progress.tries()));
    }

    /** The deletion begins again. */
    @NonNull
    public OperationState again() {
        return with(new Progress(
                progress.begunAt(), progress.countedAt(), progress.done(), progress.problems(), progress.tries() + 1));
    }

    private OperationState with(Progress value) {
        return new OperationState(
                request, phase, startedAt, phaseSince, failures, service, call, counts, left, value, end);
    }

    @NonNull
    public OperationState with(@NonNull OperationEnd value) {
        return new OperationState(
                request,
                OperationPhase.ENDED,
                startedAt,
                value.at(),
                failures,
                service,
                call,
                counts,
                left,
                progress,
                value);
    }
}
