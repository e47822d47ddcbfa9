package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.RootAction;
import io.jenkins.plugins.ecs.config.ConfiguredPath;
import io.jenkins.plugins.ecs.config.TemplateCatalogue;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.store.TaskRunIndex;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import io.jenkins.plugins.ecs.ui.build.PendingReleases;
import io.jenkins.plugins.ecs.ui.build.WaitingApprovals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code /ecs-dashboard/}: which version of each service runs where. Read from the index; only the environments page also shows
 * what the package {@code live} has read.
 */
@Extension
@ExportedBean
@Restricted(NoExternalUse.class)
public final class EcsDashboardAction implements RootAction {

    private static final int MOST_TASK_RUNS = 50;
    private static final int MOST_WAITING = 100;

    /** Computed at each call; a page calls it once. */
    @NonNull
    public Dashboard getDashboard() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return Dashboard.of(
                DeploymentIndex.get().history(),
                new VisibleJobs(Item.READ),
                name -> request == null ? null : request.getParameter(name),
                System.currentTimeMillis());
    }

    /** All services that the current user may see. */
    @Exported(inline = true)
    public List<ServiceRow> getServices() {
        return getDashboard().all();
    }

    /** The newest task runs that the user may see. */
    @Exported(inline = true)
    public List<TaskRunRow> getTaskRuns() {
        VisibleJobs visible = new VisibleJobs(Item.READ);
        return TaskRunIndex.get().runs().newest(MOST_TASK_RUNS, record -> visible.isVisible(record.job())).stream()
                .map(TaskRunRow::new)
                .toList();
    }

    /** The services that are released on a path, as far as the user may see them. */
    @Exported(inline = true)
    public List<ReleaseRow> getReleases() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return releases(request == null ? null : request.getParameter("filter"));
    }

    /** @param filter a part of a name of a service or path; null for all */
    @NonNull
    public static List<ReleaseRow> releases(@CheckForNull String filter) {
        VisibleJobs visible = new VisibleJobs(Item.READ);
        return Releases.of(
                ReleaseIndex.get().all(),
                visible::deployments,
                PendingReleases.running().stream()
                        .filter(each -> visible.isVisible(each.run().getParent().getFullName()))
                        .map(each -> new Releases.Running(
                                each.outcome(),
                                each.run().getFullDisplayName(),
                                each.view().getLink()))
                        .toList(),
                ConfiguredPath::environments,
                PlainLine.of(filter, 100).strip().toLowerCase(Locale.ROOT));
    }

    /** What waits for the current user, oldest first. */
    @Exported(inline = true)
    public List<WaitingApprovals.Waiting> getWaiting() {
        List<WaitingApprovals.Waiting> mine = WaitingApprovals.mine();
        return mine.subList(0, Math.min(MOST_WAITING, mine.size()));
    }

    @Exported(inline = true)
    public DeliveryView getDelivery() {
        return getDashboard().getDelivery();
    }

    /**
     * {@code service/<region>/<cluster>/<service>/}, {@code environments/}, {@code templates/} and, for administrators, {@code rules/}, {@code deliveries/} and
     * {@code paths/}.
     */
    @CheckForNull
    public Object getDynamic(String name) {
        return switch (name) {
            case "service" -> new ServicePath(List.of());
            case "rules" -> new RuleReplayPage();
            case "deliveries" -> new DeliveriesPage();
            case "templates" -> new TemplatesPage();
            case "environments" -> new EnvironmentsPage();
            case "paths" -> new PathsPage();
            default -> null;
        };
    }

    /** Rebuilds the index from all builds, in case it is out of date. */
    @POST
    public HttpResponse doRebuild() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        DeploymentIndex.get().rebuild();
        return HttpResponses.redirectToDot();
    }

    public boolean isRebuildOffered() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    public boolean isTemplatesOffered() {
        return TemplateCatalogue.isAny();
    }

    /** Whether the user may configure a path. */
    public boolean isPathsOffered() {
        return ConfiguredPath.isAny();
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getIconFileName() {
        // With templates the first service is made from here.
        return DeploymentIndex.get().history().services().isEmpty()
                        && TaskRunIndex.get().runs().isEmpty()
                        && !TemplateCatalogue.isAny()
                ? null
                : "symbol-rocket-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return "ECS services";
    }

    @Override
    public String getUrlName() {
        return "ecs-dashboard";
    }

    /** Resolves the path to a service's page, one name at a time. */
    @Restricted(NoExternalUse.class)
    public static final class ServicePath {

        private final List<String> names;

        private ServicePath(List<String> names) {
            this.names = names;
        }

        @CheckForNull
        public Object getDynamic(String name) {
            if (names.size() < 2) {
                List<String> longer = new ArrayList<>(names);
                longer.add(name);
                return new ServicePath(longer);
            }
            return ServicePage.of(new ServiceKey(names.get(0), names.get(1), name));
        }
    }
}
