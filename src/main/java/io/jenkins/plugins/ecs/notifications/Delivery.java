package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;

/**
 * A delivery that has ended.
 *
 * @param at epoch milliseconds
 */
record Delivery(
        @NonNull String lane,
        @NonNull DeploymentEvent event,
        @NonNull SendResult result,
        int attempts,
        long at) {

    @NonNull
    String key() {
        return key(lane, event.getId());
    }

    @NonNull
    static String key(@NonNull String lane, @NonNull String id) {
        return id + " " + lane;
    }
}
