package io.jenkins.plugins.ecs.events;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;

/**
 * Is called with each event of the deployments, verifications and task runs of this controller.
 *
 * <p>Events are called in their order, one at a time, on a thread that no deployment waits for. An event whose listener
 * had not returned when Jenkins stopped is called again after the restart, so a listener may see an event twice, with
 * the same id. An exception is logged, and the event is not repeated.
 */
public interface DeploymentListener extends ExtensionPoint {

    void happened(@NonNull DeploymentEvent event);

    /** The name under which administrators find it among the receivers of events. */
    @NonNull
    default String getDisplayName() {
        return getClass().getSimpleName();
    }
}
