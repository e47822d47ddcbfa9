package io.jenkins.plugins.ecs.store;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Keeps the index to the jobs: their names, and whether they are still there. */
@Extension
@Restricted(NoExternalUse.class)
public final class IndexedJobs extends ItemListener {

    @Override
    public void onDeleted(Item item) {
        DeploymentIndex.get().forget(item.getFullName(), 0);
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        // Said for each job of a moved folder too: by then there is nothing left to move.
        DeploymentIndex.get().move(oldFullName, newFullName);
    }
}
