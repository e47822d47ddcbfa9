package io.jenkins.plugins.ecs.ui.badge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.GET;

/**
 * {@code /ecs-badge/<cluster>/<service>.svg}: badges for pages outside of Jenkins. It requires no overall read
 * permission, and shows only what {@link io.jenkins.plugins.ecs.ui.EcsPermissions#VIEW_STATUS} on the deploying job
 * allows.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class EcsBadgeAction implements UnprotectedRootAction {

    @GET
    public HttpResponse doDynamic(@NonNull StaplerRequest2 request) {
        return BadgeAnswer.to(request, true, new VisibleJobs(EcsPermissions.VIEW_STATUS));
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return "ecs-badge";
    }
}
