package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.ecs.config.EcsPagesConfiguration;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.PathEnvironment;
import io.jenkins.plugins.ecs.paths.ReleasePath;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private Choices choices;

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
        for (int i = records.size() - 1; i >= 0; i--) {
            String name = records.get(i).build().job();
            if (!records.get(i).rollback() && !name.equals(rollbackJob)) {
                Job<?, ?> job = VisibleJobs.find(name);
                return Optional.ofNullable(job != null && job.hasPermission(Item.READ) ? job : null);
            }
        }
        return Optional.empty();
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
    public Choices getChoices() {
        if (choices == null) {
            StaplerRequest2 request = Stapler.getCurrentRequest2();
            choices = new Choices(request.getParameter("version"), request.getParameter("environment"));
        }
        return choices;
    }

    /**
     * Starts the job for what was chosen, and redirects to it: 400 if the page does not offer it, 409 if it would be
     * refused, or if the job does not take it.
     */
    @POST
    public HttpResponse doStart(@QueryParameter String version, @QueryParameter String environment) {
        job.checkPermission(Item.BUILD);
        Choices made = new Choices(version, Util.fixNull(environment));
        if (!made.getProblems().isEmpty()) {
            return HttpResponses.errorWithoutStack(409, String.join("; ", made.getProblems()));
        }
        if (!made.isPlanned()) {
            return HttpResponses.errorWithoutStack(
                    400, made.wrong.isEmpty() ? DeployMessages.unknownVersion("") : made.wrong);
        }
        DeployVerdict verdict = made.getVerdict();
        if (verdict != null && !verdict.isPossible()) {
            return HttpResponses.errorWithoutStack(409, String.join("; ", verdict.refusals()));
        }
        Optional<String> problem = ParameterizedBuild.schedule(job, made.values());
        return problem.isPresent()
                ? HttpResponses.errorWithoutStack(409, problem.get())
                : HttpResponses.redirectTo(Stapler.getCurrentRequest2().getContextPath() + "/" + job.getUrl());
    }

    /** The content of the page. */
    public final class Choices {

        private final DeploySurroundings around = new DeploySurroundings(key, records, job);
        private final DeployParameters parameters;
        private final List<PastVersions.Past> offered;
        @Nullable
        private final PastVersions.Past past;

        @Nullable
        private final DeployVersion version;

        private final String environment;
        /** What is wrong with the choice; empty if nothing is. */
        private final String wrong;

        private Choices(@CheckForNull String wantedVersion, @CheckForNull String wantedEnvironment) {
            Optional<ReleasePath> path = around.path();
            parameters = new DeployParameters(
                    job.getFullName(),
                    DeclaredParameter.of(job),
                    path.map(ReleasePath::name).orElse(""),
                    path.map(ReleasePath::names).orElse(List.of()));
            List<DeploymentRecord> all = around.everywhere();
            offered = PastVersions.of(
                    all, around.visibleEvents(all), path.map(ReleasePath::id).orElse(""));
            String image = Util.fixNull(wantedVersion);
            environment = wantedEnvironment == null ? firstEnvironment() : wantedEnvironment;
            past = offered.stream()
                    .filter(each -> each.version().image().equals(image))
                    .findFirst()
                    .orElse(null);
            version = past == null ? null : past.version();
            wrong = image.isEmpty() ? "" : wrong(image);
        }

        private String wrong(String image) {
            return past == null
                    ? DeployMessages.unknownVersion(image)
                    : parameters
                            .problem(past)
                            .or(() -> parameters.problem(environment))
                            .orElse("");
        }

        /** That of this page if it can be chosen. */
        private String firstEnvironment() {
            List<String> names = parameters.environments();
            return around.path().stream()
                    .flatMap(path -> path.environments().stream())
                    .filter(each -> names.contains(each.name())
                            && each.targets().stream()
                                    .anyMatch(target -> around.place(target)
                                            .filter(key::equals)
                                            .isPresent()))
                    .map(PathEnvironment::name)
                    .findFirst()
                    .orElse(names.isEmpty() ? "" : names.get(0));
        }

        /** What has to be changed in the job before anything can be chosen. */
        public List<String> getProblems() {
            return parameters.problems();
        }

        public String getWrong() {
            return wrong;
        }

        public String getNote() {
            return parameters.note();
        }

        public String getPath() {
            return around.path().map(ReleasePath::name).orElse("");
        }

        public List<String> getEnvironments() {
            return parameters.environments();
        }

        public String getEnvironment() {
            return environment;
        }

        public List<DeployRow> getVersions() {
            return offered.stream()
                    .map(each -> new DeployRow(
                            each,
                            parameters.problem(each).orElse(""),
                            each.version().equals(version)))
                    .toList();
        }

        /** The name of the chosen version. */
        public String getName() {
            return version == null ? "" : version.name();
        }

        public String getImage() {
            return version == null ? "" : version.image();
        }

        /** Whether there is a plan to show. */
        public boolean isPlanned() {
            return version != null && wrong.isEmpty() && getProblems().isEmpty();
        }

        private Map<String, String> values() {
            return parameters.values(Objects.requireNonNull(version), environment);
        }

        /** What the job gets. */
        public List<String> getParameters() {
            return version == null
                    ? List.of()
                    : values().entrySet().stream()
                            .map(each -> each.getKey() + " = " + each.getValue())
                            .toList();
        }

        /** The environment that the release enters first; null without a path. */
        @Nullable
        private PathEnvironment entered() {
            return around.path()
                    .map(path -> path.environment(environment)
                            .orElse(path.environments().get(0)))
                    .orElse(null);
        }

        /** What changes, for each target. */
        public List<DeployPlan> getPlans() {
            if (version == null) {
                return List.of();
            }
            PathEnvironment to = entered();
            if (to == null) {
                return List.of(DeployPlan.of(key.toString(), records, version));
            }
            List<DeployPlan> plans = new ArrayList<>();
            to.targets()
                    .forEach(target -> plans.add(DeployPlan.of(
                            to.name() + (to.targets().size() == 1 ? "" : "/" + target),
                            around.visible(target),
                            version)));
            return plans;
        }

        /** What the path and the rules say now. */
        @Nullable
        public DeployVerdict getVerdict() {
            return version == null
                    ? null
                    : DeployTrial.of(
                            around, entered(), key, account, records, version, System.currentTimeMillis());
        }
    }
}
