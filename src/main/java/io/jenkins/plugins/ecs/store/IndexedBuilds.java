package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Updates the index when builds end with deployments in progress, and when builds are deleted. */
@Extension
@Restricted(NoExternalUse.class)
public final class IndexedBuilds extends RunListener<Run<?, ?>> {

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        if (run.getAction(RecordedDeployments.class) != null) {
            DeploymentIndex.get().ended(run.getParent().getFullName(), run.getNumber());
        }
    }

    @Override
    public void onDeleted(Run<?, ?> run) {
        if (run.getAction(RecordedDeployments.class) != null) {
            DeploymentIndex.get().forget(run.getParent().getFullName(), run.getNumber());
            TaskRunIndex.get().forget(run.getParent().getFullName(), run.getNumber());
        }
    }
}
