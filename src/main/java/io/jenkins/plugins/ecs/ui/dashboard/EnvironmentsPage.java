package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Api;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** {@code /ecs-dashboard/environments/}: which version of each service runs in which environment. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class EnvironmentsPage {

    /** Computed at each call; a page calls it once. */
    @NonNull
    public Environments getEnvironments() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return Environments.of(
                DeploymentIndex.get().history(),
                new VisibleJobs(Item.READ),
                EcsGlobalConfiguration.get().getTargets().stream()
                        .map(target -> target.getLabel() == null ? target.getName() : target.getLabel())
                        .toList(),
                name -> request == null ? null : request.getParameter(name),
                System.currentTimeMillis());
    }

    /** All services that the current user may see. */
    @Exported(name = "services", inline = true)
    public List<EnvironmentRow> getServices() {
        return getEnvironments().all();
    }

    public Api getApi() {
        return new Api(this);
    }

    public String getDisplayName() {
        return "ECS environments";
    }
}
