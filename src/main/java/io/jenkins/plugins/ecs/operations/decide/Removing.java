package io.jenkins.plugins.ecs.operations.decide;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.Leftover;
import io.jenkins.plugins.ecs.operations.state.LocatedService;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.tasks.state.PendingCall;
import io.jenkins.plugins.ecs.tasks.state.ReadFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@link OperationPhase#UNSCHEDULING} and {@link OperationPhase#DEREGISTERING}: what belonged to the service is removed one
 * by one. What cannot be removed is reported and does not change the verdict: the service is deleted.
 */
final class Removing implements OperationHandler {

    private static final int MOST_TRIES = 5;

    /** What remains to be done once the service no longer exists. */
    @NonNull
    static OperationDecision begin(@NonNull OperationState state, long now) {
        Goal.Delete goal = (Goal.Delete) state.request().goal();
        boolean family = state.service() != null && !state.service().family().isEmpty();
        if (goal.schedules() && family) {
            return OperationDecision.go(state, OperationPhase.UNSCHEDULING, now, List.of());
        }
        return revisions(state, family, now);
    }

    /** Nothing is removed: what belonged to the service belongs to another one now. */
    @NonNull
    static OperationDecision keep(@NonNull OperationState state, @NonNull String why, long now) {
        Goal.Delete goal = (Goal.Delete) state.request().goal();
        boolean leaves = goal.schedules() || goal.deregister();
        return end(leaves ? state.missed(why) : state, now).after(List.of(why));
    }

    private static OperationDecision revisions(OperationState state, boolean family, long now) {
        Goal.Delete goal = (Goal.Delete) state.request().goal();
        return goal.deregister() && family
                ? OperationDecision.go(state, OperationPhase.DEREGISTERING, now, List.of())
                : end(state, now);
    }

    private static OperationDecision end(OperationState state, long now) {
        return OperationDecision.end(
                state,
                state.hasActed() ? Verdict.SUCCESS : Verdict.NO_CHANGE,
                OperationMessages.deleted(state),
                "",
                now);
    }

    private static boolean deregisters(OperationState state) {
        return state.phase() == OperationPhase.DEREGISTERING;
    }

    private static OperationRead.Schedules schedules(OperationState state) {
        LocatedService service = Objects.requireNonNull(state.service());
        // A revision may be run anywhere, and only what runs it here belongs to the service.
        return new OperationRead.Schedules(deregisters(state) ? null : service.clusterArn(), service.family());
    }

    private static OperationRead.FamilyUse use(OperationState state) {
        LocatedService service = Objects.requireNonNull(state.service());
        return new OperationRead.FamilyUse(service.family(), service.arn(), service.createdAt());
    }

    private static OperationRead.Revisions revisions(OperationState state) {
        return new OperationRead.Revisions(
                Objects.requireNonNull(state.service()).family());
    }

    /** The list once, and again after a lost answer. */
    @Override
    public List<OperationRead> reads(OperationState state, OperationObservation seen, long now) {
        if (!deregisters(state)) {
            return state.left() == null || state.call().isSent() ? List.of(schedules(state)) : List.of();
        }
        if (state.left() == null) {
            return List.of(use(state), schedules(state), revisions(state));
        }
        return state.call().isSent() ? List.of(revisions(state)) : List.of();
    }

    @Override
    public OperationDecision decide(OperationState state, OperationObservation seen, long now) {
        Optional<AwsFailure> failure = seen.failure(reads(state, seen, now));
        if (failure.isPresent()) {
            return unread(state, failure.get(), now);
        }
        if (state.left() == null && deregisters(state)) {
            String user = user(state, seen);
            if (!user.isEmpty()) {
                return next(state.missed(user), now).after(List.of(user));
            }
        }
        OperationState known = state.left() == null || state.call().isSent()
                ? state.leaving(remaining(state, seen)).with(PendingCall.NONE)
                : state;
        List<Leftover> left = Objects.requireNonNull(known.left());
        if (left.isEmpty()) {
            return next(known, now);
        }
        return OperationDecision.act(known.with(known.call().sent(now)), new OperationAction.Remove(left.get(0)));
    }

    /** Who else uses the family; empty if nobody does. */
    private static String user(OperationState state, OperationObservation seen) {
        Listing<?> services = seen.answer(use(state), Listing.class).orElseThrow();
        Listing<?> schedules = seen.answer(schedules(state), Listing.class).orElseThrow();
        if (!services.items().isEmpty()) {
            return OperationMessages.familyInUse(
                    state, "service " + services.items().get(0));
        }
        if (!schedules.items().isEmpty()) {
            return OperationMessages.familyInUse(
                    state, OperationMessages.name((Leftover) schedules.items().get(0)));
        }
        return services.isWhole() && schedules.isWhole() ? "" : OperationMessages.familyUnknown(state);
    }

    /** What was to be removed and is still there. */
    @SuppressWarnings("unchecked")
    private static List<Leftover> remaining(OperationState state, OperationObservation seen) {
        List<Leftover> there = deregisters(state)
                ? seen.answer(revisions(state), List.class).orElseThrow().stream()
                        .map(arn -> new Leftover(Leftover.Kind.REVISION, "", String.valueOf(arn), List.of()))
                        .toList()
                : ((Listing<Leftover>)
                                seen.answer(schedules(state), Listing.class).orElseThrow())
                        .items();
        return state.left() == null
                ? there
                : state.left().stream().filter(there::contains).toList();
    }

    private static OperationDecision unread(OperationState state, AwsFailure failure, long now) {
        if (failure.isPassing() && state.failures().count() < MOST_TRIES) {
            return FailedCalls.again(state, failure, now);
        }
        String line = OperationMessages.notRemoved(state.phase().words(), FailedCalls.cause(state.request(), failure));
        return next(state.missed(line), now).after(List.of(line));
    }

    private static OperationDecision next(OperationState state, long now) {
        return deregisters(state) ? end(state.with(PendingCall.NONE), now) : revisions(state, true, now);
    }

    @Override
    public OperationDecision completed(OperationState state, OperationAction action, long now) {
        Leftover removed = ((OperationAction.Remove) action).leftover();
        String line = OperationMessages.removed(removed);
        return without(state.did(line, now), removed, List.of(line));
    }

    private static OperationDecision without(OperationState state, Leftover removed, List<String> messages) {
        List<Leftover> left = new ArrayList<>(Objects.requireNonNull(state.left()));
        left.remove(removed);
        return OperationDecision.poll(state.leaving(left).with(PendingCall.NONE).with(ReadFailures.NONE), 0, messages);
    }

    @Override
    public OperationDecision failed(OperationState state, OperationAction action, AwsFailure failure, long now) {
        Leftover leftover = ((OperationAction.Remove) action).leftover();
        boolean again = failure.isPassing() || "ConcurrentModificationException".equals(failure.code());
        if (again && state.failures().count() < MOST_TRIES) {
            return FailedCalls.again(failure.mayHaveHappened() ? state : state.with(PendingCall.NONE), failure, now);
        }
        String line = OperationMessages.notRemoved(
                OperationMessages.name(leftover), FailedCalls.cause(state.request(), failure));
        return without(state.missed(line), leftover, List.of(line));
    }
}
