package io.jenkins.plugins.ecs.ui.badge;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.ecs.history.Accounts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.GET;

/** {@code …/job/x/ecs-badge/<service>.svg}, and a page with the markup. Requires permission to read the job. */
@Restricted(NoExternalUse.class)
public final class JobBadgesAction implements Action {

    private final Job<?, ?> job;

    private JobBadgesAction(Job<?, ?> job) {
        this.job = job;
    }

    @GET
    public HttpResponse doDynamic(@NonNull StaplerRequest2 request) {
        job.checkPermission(Item.READ);
        return BadgeAnswer.to(request, false, this::isOurs);
    }

    private boolean isOurs(DeploymentRecord record) {
        return record.build().job().equals(job.getFullName());
    }

    /** For the page. */
    public Job<?, ?> getJob() {
        return job;
    }

    /** One badge per service that the job deploys, then one per service and target. */
    @NonNull
    public List<BadgeMarkup> getBadges() {
        String root = rootUrl();
        List<BadgeMarkup> badges = new ArrayList<>();
        Map<List<String>, BadgeMarkup> targets = new LinkedHashMap<>();
        DeploymentIndex.get().history().services().forEach((service, records) -> {
            Map<String, List<DeploymentRecord>> accounts =
                    Accounts.of(records.stream().filter(this::isOurs).toList());
            accounts.forEach((account, own) -> {
                badges.add(BadgeMarkup.of(root, service, accounts.size() > 1 ? account : "", job.getUrl()));
                own.stream()
                        .filter(record -> !record.target().isEmpty())
                        .forEach(record ->
                                targets.put(List.of(record.target(), service.service()), ofTarget(root, record)));
            });
        });
        badges.addAll(targets.values());
        return badges;
    }

    private BadgeMarkup ofTarget(String root, DeploymentRecord record) {
        return BadgeMarkup.ofTarget(
                root, record.target(), record.targetLabel(), record.service().service(), job.getUrl());
    }

    public static String rootUrl() {
        String root = Jenkins.get().getRootUrl();
        return root == null ? "https://jenkins.example.org/" : root;
    }

    @Override
    public String getIconFileName() {
        boolean deploys = DeploymentIndex.get().history().all().stream().anyMatch(this::isOurs);
        return deploys ? "symbol-ribbon-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return "ECS badges";
    }

    @Override
    public String getUrlName() {
        return "ecs-badge";
    }

    /** Reads nothing, because it is called often for many jobs. */
    @Extension
    @Restricted(NoExternalUse.class)
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return JobBadgesAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job target) {
            return List.of(new JobBadgesAction((Job<?, ?>) target));
        }
    }
}
