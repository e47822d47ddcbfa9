package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.ecs.config.EcsPagesConfiguration;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code …/service/<region>/<cluster>/<service>/deploy/}: starts the job that deployed the service last, for a version
 * that the user chooses, after showing what would change and what the rules say. Created for each request.
 */
@Restricted(NoExternalUse.class)
public final class DeployPage implements StaplerProxy {

    private final ServiceKey key;
    private final String account;
    private final List<DeploymentRecord> records;
    private final Job<?, ?> job;
    private DeployChoices choices;

    private DeployPage(ServiceKey key, String account, List<DeploymentRecord> records, Job<?, ?> job) {
        this.key = key;
        this.account = account;
        this.records = records;
        this.job = job;
    }

    /**
     * @param account empty if it is unknown
     * @param records the deployments of the service there that the user may see, oldest first
     * @return null, which gives 404, if no job deployed it
     */
    @CheckForNull
    public static DeployPage of(
            @NonNull ServiceKey key, @NonNull String account, @NonNull List<DeploymentRecord> records) {
        return job(records)
                .map(job -> new DeployPage(key, account, records, job))
                .orElse(null);
    }

    /** Whether the current user may start the job. */
    public static boolean isOffered(@NonNull List<DeploymentRecord> records) {
        return job(records).filter(job -> job.hasPermission(Item.BUILD)).isPresent();
    }

    /** That deployed last. A rollback is made by a job for all services, or by a build that deploys nothing else. */
    private static Optional<Job<?, ?>> job(List<DeploymentRecord> records) {
        String rollbackJob = Util.fixNull(EcsPagesConfiguration.get().getRollbackJob());
        return History.newest(
                        records, each -> !each.rollback() && !each.build().job().equals(rollbackJob))
                .<Job<?, ?>>map(newest -> VisibleJobs.find(newest.build().job()))
                .filter(job -> job.hasPermission(Item.READ));
    }

    /** For those who may start the job. */
    @Override
    public Object getTarget() {
        job.checkPermission(Item.BUILD);
        return this;
    }

    public String getDisplayName() {
        return DeployMessages.deploy(key.service());
    }

    public String getJob() {
        return job.getFullName();
    }

    /** Relative to the root of Jenkins. */
    public String getJobUrl() {
        return job.getUrl();
    }

    /** What can be chosen, and what is chosen in the address. Computed at the first call. */
    @NonNull
    public DeployChoices getChoices() {
        if (choices == null) {
            StaplerRequest2 request = Stapler.getCurrentRequest2();
            choices = choices(request.getParameter("version"), request.getParameter("environment"));
        }
        return choices;
    }

    private DeployChoices choices(String version, String environment) {
        return new DeployChoices(key, account, records, job, version, environment);
    }

    /**
     * Starts the job for what was chosen, and redirects to it: 400 if the page does not offer it, 409 if it would be
     * refused, or if the job does not take it.
     */
    @POST
    public HttpResponse doStart(@QueryParameter String version, @QueryParameter String environment) {
        job.checkPermission(Item.BUILD);
        DeployChoices made = choices(version, Util.fixNull(environment));
        if (!made.getProblems().isEmpty()) {
            return HttpResponses.errorWithoutStack(409, String.join("; ", made.getProblems()));
        }
        if (!made.isPlanned()) {
            return HttpResponses.errorWithoutStack(
                    400, made.getWrong().isEmpty() ? DeployMessages.unknownVersion("") : made.getWrong());
        }
        DeployVerdict verdict = made.getVerdict();
        if (verdict != null && !verdict.isPossible()) {
            return HttpResponses.errorWithoutStack(409, String.join("; ", verdict.refusals()));
        }
        return ParameterizedBuild.response(job, ParameterizedBuild.schedule(job, made.values()));
    }
}
