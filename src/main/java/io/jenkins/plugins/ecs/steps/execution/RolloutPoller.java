package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.live.ControllerPoller;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Lets pages read over the poller of the deployments: together with them, and within the same quotas. */
@Extension
@Restricted(NoExternalUse.class)
public final class RolloutPoller implements ControllerPoller {

    @NonNull
    @Override
    public SharedPoller poller() {
        return RolloutThreads.watch();
    }

    @NonNull
    @Override
    public PollerExecutor workers() {
        return RolloutThreads.workers();
    }
}
