package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Api;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.ui.HttpReply;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import io.jenkins.plugins.ecs.ui.build.CommitCounts;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * {@code /ecs-dashboard/environments/}: which version of each service runs in which environment, as Jenkins recorded it,
 * and as ECS says while a user looks. A request never waits for AWS.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class EnvironmentsPage {

    private final LiveCells live = new LiveCells();

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
                CommitCounts::between,
                System.currentTimeMillis());
    }

    /** The live state of a service of this page; null if its target has no read credentials. */
    @CheckForNull
    public LiveCell live(@NonNull EnvironmentCell cell) {
        return live.of(cell.getService());
    }

    /** {@code live?of=<region>/<cluster>/<service>&of=…}: the live states of services that the user may see. */
    @GET
    @WebMethod(name = "live")
    public HttpResponse doLive(@NonNull StaplerRequest2 request) {
        Jenkins.get().checkPermission(Jenkins.READ);
        String[] subjects = request.getParameterValues("of");
        String json = live.json(subjects == null ? List.of() : List.of(subjects));
        return json == null ? HttpResponses.notFound() : HttpReply.json(json);
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
