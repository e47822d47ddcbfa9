package io.jenkins.plugins.ecs.steps.execution.removal;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.ecs.store.ShortLivedServices;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The service of a pull request is deleted with the job of its branch, without waiting for the next minute. That Jenkins
 * reports the deletion is what proves it: a job may also be absent because it could not be loaded.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class DeletedBranches extends ItemListener {

    @Override
    public void onCreated(Item item) {
        ShortLivedServices.get().jobDeleted(item.getFullName(), false);
    }

    @Override
    public void onDeleted(Item item) {
        ShortLivedServices.get().jobDeleted(item.getFullName(), true);
        ServiceRemovals.get().jobDeleted(item.getFullName());
    }
}
