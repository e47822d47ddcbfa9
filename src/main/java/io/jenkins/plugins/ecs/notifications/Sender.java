package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;

/** Delivers events to one receiver. */
@FunctionalInterface
interface Sender {

    /** May take as long as one request. An exception counts as a failed attempt. */
    @NonNull
    SendResult send(@NonNull DeploymentEvent event);
}
