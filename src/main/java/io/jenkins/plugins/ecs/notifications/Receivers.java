package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import java.util.ArrayList;
import java.util.List;

/** Who receives an event, and how. */
final class Receivers {

    private Receivers() {}

    /** @param job the job of the event */
    @NonNull
    static List<String> of(@NonNull Item job, @NonNull DeploymentEvent event) {
        return new ArrayList<>(Listeners.lanes());
    }

    @NonNull
    static Sender sender(@NonNull String lane) {
        return Listeners.isOne(lane) ? Listeners.sender(lane) : event -> SendResult.dropped();
    }
}
