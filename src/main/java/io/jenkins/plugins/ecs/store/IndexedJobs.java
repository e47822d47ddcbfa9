package io.jenkins.plugins.ecs.store;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Updates the index when jobs are renamed, moved or deleted. */
@Extension
@Restricted(NoExternalUse.class)
public final class IndexedJobs extends ItemListener {

    @Override
    public void onDeleted(Item item) {
        DeploymentIndex.get().forget(item.getFullName(), 0);
        TaskRunIndex.get().forget(item.getFullName(), 0);
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        // Jenkins also calls this for each job in a moved folder. The index has been updated by then.
        DeploymentIndex.get().move(oldFullName, newFullName);
        TaskRunIndex.get().move(oldFullName, newFullName);
        ShortLivedServices.get().move(oldFullName, newFullName);
    }
}
