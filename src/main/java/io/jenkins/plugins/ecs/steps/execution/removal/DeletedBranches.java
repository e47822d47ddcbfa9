package io.jenkins.plugins.ecs.steps.execution.removal;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The service of a pull request is deleted with the job of its branch, without waiting for the next minute. */
@Extension
@Restricted(NoExternalUse.class)
public final class DeletedBranches extends ItemListener {

    @Override
    public void onDeleted(Item item) {
        ServiceRemovals.get().jobDeleted(item.getFullName());
    }
}
