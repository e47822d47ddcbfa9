package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** How far a release is, for its step and its users. Pure functions of its state. */
public final class ReleaseProgress {

    private ReleaseProgress() {}

    /** Where it is, in a few words. */
    @NonNull
    public static String words(@NonNull ReleaseState state) {
        if (state.hasEnded()) {
            return "ended";
        }
        if (state.isQueued()) {
            return ReleaseMessages.QUEUED;
        }
        List<String> slots = state.active().stream()
                .map(each -> each.slot().words())
                .distinct()
                .toList();
        EnvironmentRun current = state.current();
        return current.name() + ": " + (slots.isEmpty() ? current.slot().words() : String.join(", ", slots));
    }

    /** Whether users see something else of it than before, apart from deployments and verifications. */
    public static boolean differs(@NonNull ReleaseState before, @NonNull ReleaseState now) {
        boolean same = words(before).equals(words(now));
        for (int i = 0; i < now.environments().size(); i++) {
            EnvironmentRun was = before.environments().get(i);
            EnvironmentRun is = now.environments().get(i);
            same &= was.slot() == is.slot()
                    && was.verdict() == is.verdict()
                    && was.conditions().equals(is.conditions())
                    && was.answers().equals(is.answers());
        }
        return !same;
    }

    /** The newest time of Jenkins' clock in this state, epoch milliseconds. */
    public static long newestTime(@NonNull ReleaseState state) {
        long rollouts = state.environments().stream()
                .flatMap(each -> Stream.of(each.rollout, each.back))
                .filter(Objects::nonNull)
                .mapToLong(RolloutState::newestTime)
                .reduce(state.startedAt(), Math::max);
        return state.environments().stream().mapToLong(EnvironmentRun::since).reduce(rollouts, Math::max);
    }

    /** Whether an abort changes nothing in AWS. */
    public static boolean leavesOnAbort(@NonNull ReleaseState state) {
        List<RolloutState> running = running(state);
        return running.isEmpty()
                ? state.current().request().onAbort() == Reaction.LEAVE
                : running.stream().allMatch(RolloutState::leavesOnAbort);
    }

    /** What continues in AWS, or may, if the release is no longer followed; empty if nothing does. */
    @NonNull
    public static String goesOnAs(@NonNull ReleaseState state) {
        return String.join(
                ", ",
                running(state).stream()
                        .map(RolloutState::goesOnAs)
                        .filter(each -> !each.isEmpty())
                        .toList());
    }

    /** The targets whose lock, or place in the queue, nothing needs any more. */
    @NonNull
    public static List<EnvironmentRun> locksGivenBack(@NonNull ReleaseState before, @NonNull ReleaseState now) {
        return now.environments().stream()
                .filter(each -> before.environments().stream()
                        .anyMatch(was -> was.isSame(each)
                                && ((was.lockKey() != null && each.lockKey() == null)
                                        || (was.verdict() == null && each.verdict() != null))))
                .toList();
    }

    private static List<RolloutState> running(ReleaseState state) {
        return state.active().stream()
                .map(EnvironmentRun::running)
                .filter(Objects::nonNull)
                .toList();
    }
}
