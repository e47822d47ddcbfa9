package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.SharedPoller;

/** The poller of this controller, and its threads. Implemented where deployments are run. */
public interface ControllerPoller extends ExtensionPoint {

    @NonNull
    SharedPoller poller();

    @NonNull
    PollerExecutor workers();
}
