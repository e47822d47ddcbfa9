package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.EcsPagesConfiguration;
import io.jenkins.plugins.ecs.history.Accounts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import io.jenkins.plugins.ecs.ui.badge.JobBadgesAction;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.ui.deploy.DeployPage;
import io.jenkins.plugins.ecs.ui.deploy.ParameterizedBuild;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/** The recorded deployments of one service that the current user may see. Created for each request. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class ServicePage {

    private static final int MOST_ROWS = 200;

    private final ServiceKey key;
    /** The visible deployments, by account. */
    private final Map<String, List<DeploymentRecord>> accounts;

    private final String account;
    private final List<DeploymentRecord> records;
    private final long now = System.currentTimeMillis();

    private ServicePage(ServiceKey key, Map<String, List<DeploymentRecord>> accounts, String account) {
        this.key = key;
        this.accounts = accounts;
        this.account = account;
        this.records = accounts.get(account);
    }

    /** The page of the account that was deployed to last. Null, which gives 404, if no deployment is visible. */
    @CheckForNull
    public static ServicePage of(@NonNull ServiceKey key) {
        Map<String, List<DeploymentRecord>> accounts = Accounts.of(new VisibleJobs(Item.READ).deployments(key));
        return accounts.entrySet().stream()
                .max(Comparator.comparingLong(
                        own -> own.getValue().get(own.getValue().size() - 1).startedAt()))
                .map(own -> new ServicePage(key, accounts, own.getKey()))
                .orElse(null);
    }

    /**
     * {@code account/<number>/}: the same service in another account; null, which gives 404, if no deployment is
     * visible.
     */
    @CheckForNull
    public ServicePage getAccount(String number) {
        return accounts.containsKey(number) ? new ServicePage(key, accounts, number) : null;
    }

    public String getDisplayName() {
        return key.cluster() + "/" + key.service() + " in " + getStatus().getPlace();
    }

    @Exported(inline = true)
    public ServiceRow getStatus() {
        return new ServiceRow(key, account, accounts.size() > 1, records, now);
    }

    /** What ECS says of it; null if its target has no read credentials. */
    @CheckForNull
    public LiveCell getLive() {
        return new LiveCells().of(getStatus());
    }

    /** The same service in other accounts; empty if there is none. */
    public List<ServiceRow> getOthers() {
        return accounts.entrySet().stream()
                .filter(own -> !own.getKey().equals(account))
                .map(own -> new ServiceRow(key, own.getKey(), true, own.getValue(), now))
                .toList();
    }

    @Exported(inline = true)
    public DeliveryView getDelivery() {
        return DeliveryView.of(List.of(records), now);
    }

    /** What to put into a Jenkinsfile to get the service as files. */
    public String getImportSnippet() {
        return ImportSnippet.of(key, records.get(records.size() - 1).target());
    }

    public TrendView getTrend() {
        return TrendView.of(List.of(records), now);
    }

    public TimelineView getTimeline() {
        return TimelineView.of(records, now);
    }

    /** Newest first. */
    @Exported(name = "deployments", inline = true)
    public List<HistoryRow> getDeployments() {
        List<HistoryRow> rows = new ArrayList<>();
        records.subList(Math.max(0, records.size() - MOST_ROWS), records.size())
                .forEach(record -> rows.add(new HistoryRow(record)));
        Collections.reverse(rows);
        return rows;
    }

    public BadgeMarkup getBadge() {
        return BadgeMarkup.of(
                JobBadgesAction.rootUrl(),
                key,
                accounts.size() > 1 ? account : "",
                "ecs-dashboard/" + getStatus().getPath());
    }

    /** The comparison of the two deployments in the URL; null if there are none. */
    @CheckForNull
    public DeploymentDiff getDiff() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        Optional<DeploymentRecord> from = find(request.getParameter("from"));
        Optional<DeploymentRecord> to = find(request.getParameter("to"));
        return from.isEmpty() || to.isEmpty()
                ? null
                : DeploymentDiff.of(records, from.get(), to.get(), ServicePage::changes);
    }

    private Optional<DeploymentRecord> find(String id) {
        return records.stream().filter(record -> record.id().equals(id)).findFirst();
    }

    private static List<String> changes(DeploymentRecord record) {
        Job<?, ?> job = VisibleJobs.find(record.build().job());
        Run<?, ?> build =
                job == null ? null : job.getBuildByNumber(record.build().build());
        EcsDeploymentsAction action = build == null ? null : build.getAction(EcsDeploymentsAction.class);
        return action == null ? List.of() : action.changes(record.id());
    }

    /** Whether the page offers a rollback: a rollback job is configured, and the current user may start it. */
    public boolean isRollbackOffered() {
        Job<?, ?> job = rollbackJob();
        return job != null && job.hasPermission(Item.BUILD);
    }

    @CheckForNull
    private static Job<?, ?> rollbackJob() {
        String name = EcsPagesConfiguration.get().getRollbackJob();
        return name == null ? null : VisibleJobs.find(name);
    }

    /** Starts the configured rollback job for a successful deployment of this service, and redirects to the job. */
    @POST
    public HttpResponse doRollback(@QueryParameter String to) {
        Job<?, ?> job = rollbackJob();
        if (job == null || !job.hasPermission(Item.READ)) {
            return HttpResponses.notFound();
        }
        job.checkPermission(Item.BUILD);
        DeploymentRecord good =
                find(to).filter(record -> new HistoryRow(record).isGood()).orElse(null);
        if (good == null) {
            return HttpResponses.errorWithoutStack(400, DashboardMessages.noSuchDeployment(to));
        }
        return ParameterizedBuild.response(job, RollbackBuild.schedule(job, good));
    }

    /** {@code deploy/}: null, which gives 404, if there is no job that deploys it. */
    @CheckForNull
    public DeployPage getDeploy() {
        return DeployPage.of(key, account, records);
    }

    /** Whether the current user may start the job that deployed it last. */
    public boolean isDeployOffered() {
        return DeployPage.isOffered(records);
    }

    /** What can be promoted from here. */
    @Exported(inline = true)
    public List<PromotionView> getPromotions() {
        return ServicePromotions.of(key, account, records, now);
    }

    /**
     * Starts the job that released what is in use here, for the next environment, and redirects to the job: 403 without
     * the permission, 404 if there is no such promotion or the user may not see the job, 409 if it is not what was shown
     * any more, if it would be refused, or if the job does not have the parameters.
     *
     * @param definedIn needed if there are several paths of this name
     */
    @POST
    public HttpResponse doPromote(
            @QueryParameter String path,
            @QueryParameter String definedIn,
            @QueryParameter String to,
            @QueryParameter String digests) {
        String where = definedIn == null ? "" : definedIn;
        List<PromotionView> all = getPromotions().stream()
                .filter(each -> each.leads(path, where, to))
                .toList();
        Optional<PromotionView> there = all.stream().findFirst();
        Job<?, ?> job = there.map(PromotionView::job).orElse(null);
        if (there.isEmpty() || job == null) {
            return HttpResponses.notFound();
        }
        job.checkPermission(EcsPermissions.PROMOTE);
        PromotionView promotion = there.get();
        if (all.size() > 1) {
            return HttpResponses.errorWithoutStack(
                    409,
                    DashboardMessages.severalPromotions(
                            path, all.stream().map(PromotionView::getDefinedIn).toList()));
        }
        if (!promotion.getDigests().equals(digests)) {
            return HttpResponses.errorWithoutStack(409, DashboardMessages.promotionChanged(promotion.getDigests()));
        }
        Optional<String> problem = promotion.promotion().admission().refusal();
        if (problem.isEmpty()) {
            problem = ParameterizedBuild.schedule(job, promotion.parameters());
        }
        return ParameterizedBuild.response(job, problem);
    }

    public Api getApi() {
        return new Api(this);
    }
}
