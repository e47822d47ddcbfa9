package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.state.Verdict;

/** A release that waits for others of its service on its path. Pure functions. */
final class QueuedRelease {

    private QueuedRelease() {}

    static ReleaseDecision decide(ReleaseState state, DeploymentQueue.Place place, long now) {
        switch (place.standing()) {
            case WAIT -> {
                if (state.hasWaited) {
                    return ReleaseDecision.of(state);
                }
                ReleaseState waiting = state.copy();
                waiting.hasWaited = true;
                return ReleaseDecision.of(waiting, ReleaseMessages.waitsFor(place.behind()));
            }
            case BUSY -> {
                return ReleaseDecision.of(state.ended(Verdict.REFUSED, ReleaseMessages.busy(place.behind()), now));
            }
            case SUPERSEDED -> {
                return ReleaseDecision.of(
                        state.ended(Verdict.SUPERSEDED, ReleaseMessages.superseded(place.behind()), now));
            }
            default -> {
                ReleaseState begun = state.copy();
                begun.queued = false;
                return ReleaseDecision.of(begun.with(begun.current().in(Slot.WAITING, now)));
            }
        }
    }
}
