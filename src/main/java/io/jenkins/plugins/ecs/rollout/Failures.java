package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Optional;

/** What a look that failed means: mostly nothing but patience. A describe error is never a verdict on a deployment. */
final class Failures {

    private Failures() {}

    /** @return whether the look failed, in which case the turn is decided */
    static boolean handled(Turn turn, AwsFailure... failures) {
        Optional<AwsFailure> failure = Observer.first(failures);
        if (failure.isEmpty()) {
            // Between failing acts the looks succeed; only the act's own answer ends its back-off.
            if (!turn.state.phase.changesAws()) {
                over(turn);
            }
            return false;
        }
        if (failure.get().isPassing()) {
            passing(turn, failure.get());
        } else {
            last(turn, failure.get());
        }
        return true;
    }

    static void passing(Turn turn, AwsFailure failure) {
        RolloutState state = turn.state;
        state.failures++;
        if (state.failures == 1) {
            state.failingSince = turn.now;
        }
        if (state.failures == 3) {
            turn.say("AWS does not answer as it should (%s); still trying", failure.getMessage());
        }
        turn.backOff();
    }

    static void over(Turn turn) {
        RolloutState state = turn.state;
        if (state.failures >= 3) {
            turn.say("AWS answers again after %s", Spans.text(turn.now - state.failingSince));
        }
        state.failures = 0;
        state.failingSince = 0;
    }

    /** A failure that asking again does not mend. What was not touched is refused; of what was, the end is not known. */
    static void last(Turn turn, AwsFailure failure) {
        RolloutState state = turn.state;
        if (state.isStopping()) {
            Stopping.end(
                    turn,
                    "the deployment can't be followed any more (" + failure.getMessage() + ")",
                    state.stopReason == StopReason.REQUEST ? Verdict.UNKNOWN : state.stopReason.verdict());
            return;
        }
        boolean untouched = state.phase.isBeforeUpdate() || (state.phase == Phase.UPDATING && !state.pending);
        Verdict verdict = untouched ? Verdict.REFUSED : Verdict.UNKNOWN;
        turn.end(verdict, words(state, failure), advice(state, failure));
    }

    static String words(RolloutState state, AwsFailure failure) {
        DeployRequest request = state.request;
        switch (failure.kind()) {
            case DENIED:
                return "AWS does not let these credentials do " + failure.iamAction() + ": "
                        + (failure.awsMessage().isEmpty() ? failure.code() : failure.awsMessage());
            case CLUSTER_NOT_FOUND:
                return "there is no cluster '" + request.cluster() + "' in " + request.region();
            case SERVICE_NOT_FOUND:
                return "there is no active service '" + request.service() + "' in cluster '" + request.cluster()
                        + "' in " + request.region();
            case UNSUPPORTED:
                return "this endpoint does not know the operation " + failure.operation();
            default:
                return failure.getMessage();
        }
    }

    static String advice(RolloutState state, AwsFailure failure) {
        switch (failure.kind()) {
            case DENIED:
                return "allow " + failure.iamAction()
                        + " in the IAM policy of the credentials, or use other credentials";
            case CLUSTER_NOT_FOUND:
                return "check 'cluster', 'region' and the account that the credentials belong to";
            case SERVICE_NOT_FOUND:
                return "create the service first; ecsDeploy updates services, it does not create them";
            default:
                return state.phase.isBeforeUpdate() ? "correct the request; nothing was changed" : "";
        }
    }
}
