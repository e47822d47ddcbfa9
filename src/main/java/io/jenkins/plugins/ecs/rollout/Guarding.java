package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import java.util.ArrayList;
import java.util.List;

/** Asks the {@link Guard} before a task definition is registered and before the service is updated. */
final class Guarding {

    private Guarding() {}

    /** A deployment's own way back is never held up; who asks for somebody else's way back is judged, too. */
    static void check(Turn turn, Guard guard) {
        RolloutState state = turn.state;
        boolean forward = state.phase == Phase.REGISTERING || state.phase == Phase.UPDATING;
        boolean asked = state.phase == Phase.STOPPING && state.stopReason == StopReason.REQUEST;
        if (turn.act() == null || !(forward || asked)) {
            return;
        }
        Judgement judgement = guard.judge(change(state));
        judgement.overridden().forEach(freeze -> turn.sayOnce("override " + freeze, "Freeze window: %s", freeze));
        if (!judgement.isAllowed()) {
            turn.withdrawAct();
            turn.end(
                    Verdict.REFUSED,
                    "a rule forbids it: " + judgement.text(),
                    state.registered
                            ? "the service is as it was; the revision that was registered stays"
                            : "nothing was changed");
        }
    }

    private static Change change(RolloutState state) {
        DeployRequest request = state.request;
        return new Change(
                account(state.serviceArn),
                request.region(),
                request.clusterName(),
                request.serviceName(),
                new ArrayList<>(state.images.values()),
                List.copyOf(state.roles),
                circuitBreaker(state),
                request.goesBack(),
                Change.Context.NONE);
    }

    /** As it will be. */
    private static Boolean circuitBreaker(RolloutState state) {
        Boolean asked = state.request.circuitBreaker();
        return asked == null ? state.circuitBreaker : asked;
    }

    /** {@code arn:<partition>:ecs:<region>:<account>:service/…} */
    private static String account(String arn) {
        String[] parts = arn == null ? new String[0] : arn.split(":", 6);
        return parts.length == 6 && !parts[4].isEmpty() ? parts[4] : null;
    }
}
