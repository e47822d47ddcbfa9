package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.EcsDeployment;
import io.jenkins.plugins.ecs.aws.EcsService;
import java.util.Optional;

/** {@link Phase#QUEUED}: nothing is looked at or changed before the service is ours alone. */
final class LiningUp {

    private static final long ASK_AGAIN = 1_000;
    private static final long LOOK_FOR_WHAT_TO_END = 2_500;
    private static final long LOOK_AGAIN = 5_000;

    private LiningUp() {}

    static void decide(Turn turn, Observation seen) {
        RolloutState state = turn.state;
        if ((state.lockKey == null || state.request.goesBack()) && nameIsUnknown(turn, seen)) {
            return;
        }
        switch (seen.place.standing()) {
            case FREE -> first(turn, seen);
            case WAIT -> waiting(turn, seen.place);
            case BUSY ->
                turn.end(
                        Verdict.REFUSED,
                        "the service is being deployed by " + seen.place.behind(),
                        "try again later, or let it wait: whenBusy: 'wait'");
            default ->
                turn.end(
                        Verdict.SUPERSEDED,
                        "while it waited, " + seen.place.behind() + " took its place in the queue",
                        "");
        }
    }

    /** Names may be written in several ways; the ARN of the service says which one is meant. */
    private static boolean nameIsUnknown(Turn turn, Observation seen) {
        if (seen.serviceFailure != null && seen.serviceFailure.isPassing()) {
            return Failures.handled(turn, seen.serviceFailure);
        }
        if (seen.serviceFailure != null || seen.service == null) {
            // Planning finds the same, and says what to do about it.
            begin(turn);
            return true;
        }
        turn.state.lockKey = key(seen.service);
        return false;
    }

    static String key(EcsService service) {
        return LockKey.of(service);
    }

    private static void waiting(Turn turn, Turnstile.Place place) {
        turn.state.lastSeen = PlainText.line("waiting for " + place.behind());
        if (place.behind().equals(DeploymentLocks.AFTER_START)) {
            turn.sayOnce("after start", "Waiting until %s have their places", place.behind());
        } else {
            turn.sayOnce(
                    "behind " + place.behind(),
                    "The service is being deployed by %s: waiting%s",
                    place.behind(),
                    place.ahead() == 0 ? "" : " (" + place.ahead() + " more before us)");
        }
        turn.lookIn(turn.state.request.goesBack() ? LOOK_FOR_WHAT_TO_END : ASK_AGAIN);
    }

    /** It is ours; but somebody else than this Jenkins may be deploying it. */
    private static void first(Turn turn, Observation seen) {
        if (Failures.handled(turn, seen.serviceFailure)) {
            return;
        }
        Optional<EcsDeployment> other = seen.service == null ? Optional.empty() : underWay(seen.service);
        OnOtherDeployment reaction = turn.state.request.onOtherDeployment();
        if (other.isEmpty() || reaction == OnOtherDeployment.REPLACE || turn.state.request.goesBack()) {
            begin(turn);
            return;
        }
        String words = other.get().id() + " (" + Arns.brief(other.get().taskDefinition()) + ")";
        if (reaction == OnOtherDeployment.FAIL) {
            turn.end(
                    Verdict.REFUSED,
                    "another deployment is under way, which this Jenkins did not start: " + words,
                    "wait for its end, or let this step wait or replace it: onOtherDeployment: 'wait' or 'replace'");
            return;
        }
        turn.state.lastSeen = "waiting for the end of " + words;
        turn.sayOnce(
                "other " + words,
                "Another deployment is under way, which this Jenkins did not start: %s; waiting",
                words);
        turn.lookIn(LOOK_AGAIN);
    }

    /** A rollback does not wait for the end of a deployment that it is to end. */
    static boolean endsWhatIsThere(RolloutState state, EcsService service) {
        return state.request.goesBack() && underWay(service).isPresent();
    }

    private static Optional<EcsDeployment> underWay(EcsService service) {
        return service.deployments().stream()
                .filter(deployment -> "IN_PROGRESS".equals(deployment.rolloutState()))
                .findFirst();
    }

    /** From here on the step's own time counts. */
    private static void begin(Turn turn) {
        turn.state.begunAt = turn.now;
        turn.state.lastProgressAt = turn.now;
        turn.state.lastSeen = "";
        turn.go(Phase.PLANNING);
    }
}
