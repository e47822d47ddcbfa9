package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.definition.TasksBefore;
import io.jenkins.plugins.ecs.paths.release.EnvironmentRun;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.templates.PullRequest;
import io.jenkins.plugins.ecs.templates.Templates;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts {@code ecsRelease} to the state with which its execution begins. All errors are reported at once. */
public final class ReleaseRequest {

    private static final Pattern DIGEST = Pattern.compile("@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$");

    private final EcsReleaseStep step;
    private final Places places;
    private final Map<String, String> trace;
    private final List<String> problems = new ArrayList<>();
    private final ArrayList<EcsSettings> settings = new ArrayList<>();
    private PullRequest pullRequest;
    /** Null for a build of a branch. */
    private PullRequestRelease ofPullRequest;

    private String service;
    private ReleaseSpec spec;
    private ReleaseState state;

    /** What administrators have defined for the job. */
    public interface Places {

        /**
         * @param name null for the only one
         * @throws IllegalArgumentException if there is no such path
         */
        @NonNull
        ReleasePath path(@CheckForNull String name);

        /** @throws IllegalArgumentException if the target does not exist, or a setting of it is missing or wrong */
        @NonNull
        EcsSettings ofTarget(@NonNull String target);

        /** Whether a target is for production. */
        default boolean isProduction(@NonNull String target) {
            return false;
        }

        /** The templates that the job can use. */
        @NonNull
        default Templates templates() {
            return Templates.NONE;
        }

        @NonNull
        static Places of(@NonNull JobSettings job) {
            return new Places() {
                @Override
                public ReleasePath path(String name) {
                    return job.paths().path(name);
                }

                @Override
                public EcsSettings ofTarget(String target) {
                    return job.ofTarget(target);
                }

                @Override
                public boolean isProduction(@NonNull String target) {
                    return job.target(target).target().isProduction();
                }

                @NonNull
                @Override
                public Templates templates() {
                    return job.templates();
                }
            };
        }
    }

    public ReleaseRequest(@NonNull EcsReleaseStep step, @NonNull Places places, @NonNull Map<String, String> trace) {
        this.step = step;
        this.places = places;
        this.trace = trace;
    }

    /** @param request that the job of the build is about; null for none */
    @NonNull
    public ReleaseRequest by(@CheckForNull PullRequest request) {
        pullRequest = request;
        return this;
    }

    /** An image of a release has a digest: what is verified in one environment is what the next one gets. */
    @NonNull
    static Optional<String> checkImage(@CheckForNull String image) {
        if (image == null) {
            return Optional.empty();
        }
        Optional<String> problem = RequestChecks.image(image);
        return problem.isPresent() || DIGEST.matcher(image).find()
                ? problem
                : Optional.of(StepMessages.noDigest(image));
    }

    /**
     * @param build for display
     * @throws IllegalArgumentException if fields are wrong; the message names each with its value and the remedy
     */
    @NonNull
    public ReleaseRequest toRelease(@NonNull String build, long now) {
        readSpec();
        ofPullRequest = step.isDryRun()
                ? null
                : PullRequestRelease.of(pullRequest, spec == null ? null : spec.perPullRequest(), service);
        if (step.isDryRun()) {
            checkDryRun();
        }
        if (ofPullRequest != null) {
            spec = spec.of(ofPullRequest);
            service = spec.service();
        }
        RequestChecks.service(service).ifPresent(problems::add);
        if (service != null && service.startsWith("arn:")) {
            problems.add(StepMessages.serviceArnInPath(service));
        }
        TreeMap<String, String> digests = digests();
        ReleasePath path = path();
        if (path == null) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        path.refusalOf(Arns.brief(String.valueOf(service))).ifPresent(problems::add);
        String to = step.getTo();
        if (to != null && path.environment(to).isEmpty()) {
            problems.add(StepMessages.unknownEnvironment(to, path.name(), path.names()));
        }
        if (spec != null) {
            problems.addAll(spec.problems(path));
        }
        if (ofPullRequest != null) {
            problems.addAll(ofPullRequest.problems(step, path, places::isProduction));
        }
        if (step.getSpec() != null && !problems.isEmpty()) {
            // What is wrong with the file would be reported again for each environment.
            throw new IllegalArgumentException(
                    String.join("; ", problems.stream().distinct().toList()));
        }
        List<EnvironmentRun> runs = new ArrayList<>();
        path.environments().forEach(each -> environment(each, runs));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join("; ", problems.stream().distinct().toList()));
        }
        state = ReleaseState.begin(UUID.randomUUID().toString(), path, Arns.brief(service), digests, build, runs, now);
        if (spec != null) {
            state = state.madeFrom(spec.template(), spec.kept());
        }
        state = state.definedBy(ReleaseDefinition.of(step, spec == null ? null : spec.template()));
        if (step.getHotfix() != null) {
            state = state.asHotfix(step.getHotfix());
        }
        if (step.isDryRun()) {
            state = state.asDryRun();
        }
        return this;
    }

    /** In the build of a pull request it is the plan of what a release from its branch would change after the merge. */
    private void checkDryRun() {
        if (pullRequest != null && pullRequest.fork()) {
            throw new IllegalArgumentException(StepMessages.dryRunOfFork(pullRequest.id()));
        }
        if (step.getHotfix() != null) {
            problems.add(StepMessages.dryRunOfHotfix(step.getHotfix()));
        }
    }

    /** The file names the service, and may name the path. */
    private void readSpec() {
        service = step.getService();
        if (step.getSpec() == null) {
            return;
        }
        spec = ReleaseSpec.read(step.getSpec(), places.templates(), problems);
        if (!step.getContainers().isEmpty()) {
            problems.add(StepMessages.CONTAINERS_OF_SPEC);
        }
        if (!step.getBefore().isEmpty()) {
            problems.add(StepMessages.BEFORE_OF_SPEC);
        }
        if (spec == null) {
            // The rest is checked once the file can be read.
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        if (service != null && !service.equals(spec.service())) {
            problems.add(StepMessages.otherService(service, spec.service()));
        }
        if (step.getPath() != null && spec.path() != null && !step.getPath().equals(spec.path())) {
            problems.add(StepMessages.otherPath(step.getPath(), spec.path()));
        }
        service = spec.service();
    }

    private ReleasePath path() {
        try {
            String named = step.getPath();
            return places.path(named == null && spec != null ? spec.path() : named);
        } catch (IllegalArgumentException wrong) {
            problems.add(wrong.getMessage());
            return null;
        }
    }

    private TreeMap<String, String> digests() {
        TreeMap<String, String> digests = new TreeMap<>();
        digest("", step.getImage(), digests);
        step.getContainers().forEach(each -> digest(String.valueOf(each.getName()), each.getImage(), digests));
        if (digests.isEmpty() && problems.isEmpty()) {
            problems.add(StepMessages.NO_IMAGE);
        }
        return digests;
    }

    private void digest(String container, String image, TreeMap<String, String> digests) {
        Optional<String> problem = checkImage(image);
        problem.ifPresent(problems::add);
        if (image != null && problem.isEmpty()) {
            Matcher digest = DIGEST.matcher(image);
            if (digest.find()) {
                digests.put(container, digest.group(1));
            }
        }
    }

    /** The release in each target of an environment. */
    private void environment(PathEnvironment environment, List<EnvironmentRun> runs) {
        Map<String, String> taken = new HashMap<>();
        for (int i = 0; i < environment.waves().size(); i++) {
            for (String target : environment.waves().get(i).targets()) {
                try {
                    EnvironmentRun run = in(environment, target, taken);
                    runs.add(run.at(target, i));
                } catch (IllegalArgumentException wrong) {
                    problems.add(StepMessages.inEnvironment(environment.name(), wrong.getMessage()));
                }
            }
        }
    }

    /** @param taken the targets of the environment so far, by where they lead to */
    private EnvironmentRun in(PathEnvironment environment, String target, Map<String, String> taken) {
        EcsDeployStep deploy = new EcsDeployStep(service);
        deploy.setImage(step.getImage());
        deploy.setContainers(step.getContainers());
        EcsSettings own = ofTarget(target);
        if (spec != null) {
            spec.applyTo(deploy, environment.name(), step.getImage(), own);
        }
        deploy.setBefore(tasks(environment, own));
        DeployRequest request = deploy.toRequest(own, trace, null, builder -> inEnvironment(environment, own, builder));
        String where = String.join(
                " ", own.region(), request.clusterName(), String.valueOf(own.roleArn()), own.credentialsId());
        String other = taken.putIfAbsent(where, target);
        if (other != null) {
            throw new IllegalArgumentException(StepMessages.sameTarget(other, target));
        }
        settings.add(own);
        VerifyRequest verification = new DeploymentChecks(own)
                .inEnvironment(environment.checks(), spec == null ? List.of() : spec.checks(), service);
        String to = ofPullRequest == null ? step.getTo() : ofPullRequest.environment();
        return EnvironmentRun.of(environment, request, verification, to == null || to.equals(environment.name()));
    }

    /** Scheduled tasks run what the branches release. */
    private EcsSettings ofTarget(String target) {
        EcsSettings own = places.ofTarget(target);
        return ofPullRequest == null ? own : own.withoutScheduledTasks();
    }

    /** The tasks of the target or of folders, then those of the step or of the file. */
    private List<DeploymentTask> tasks(PathEnvironment environment, EcsSettings own) {
        List<DeploymentTask> ofTeam = spec == null ? step.getBefore() : spec.before();
        List<DeploymentTask> tasks = new ArrayList<>();
        if (own.before() != null) {
            tasks.addAll(own.before());
        }
        tasks.addAll(ofTeam);
        if (environment.before() == TasksBefore.NO && !tasks.isEmpty()) {
            throw new IllegalArgumentException(StepMessages.noTasksBefore(!ofTeam.isEmpty()));
        }
        if (environment.before() == TasksBefore.REQUIRED && tasks.isEmpty()) {
            throw new IllegalArgumentException(StepMessages.TASKS_BEFORE_REQUIRED);
        }
        boolean rollsBack = environment.rollback() || environment.rollbackInconclusive();
        if (rollsBack
                && environment.before() != TasksBefore.IRREVERSIBLE
                && tasks.stream().anyMatch(DeploymentTask::isIrreversible)) {
            throw new IllegalArgumentException(StepMessages.IRREVERSIBLE_BEFORE);
        }
        return tasks;
    }

    private static void inEnvironment(PathEnvironment environment, EcsSettings own, DeployRequestBuilder request) {
        StrategySettings strategy = environment.strategy();
        if (strategy != null) {
            request.strategy(strategy.inheriting(EcsRevisionStep.circuitBreaker(own)));
        }
        request.submitters(environment.pauseGroups());
    }

    /**
     * Without security users cannot be told apart, so nobody could ever approve.
     *
     * @throws IllegalArgumentException if an environment of the release needs an approval
     */
    void requireApprovable(boolean security) {
        state.environments().stream()
                .filter(each -> !security && each.isWanted() && each.pinned().approval() != null)
                .findFirst()
                .ifPresent(each -> {
                    throw new IllegalArgumentException(StepMessages.notApprovable(each.name()));
                });
    }

    /**
     * The service that has to be deleted again.
     *
     * @param job full name of the job of the build
     * @return empty if the release is none of a pull request
     */
    @NonNull
    public Optional<ShortLivedService> shortLived(@NonNull String job, long now) {
        return ofPullRequest == null
                ? Optional.empty()
                : state.environments().stream()
                        .filter(EnvironmentRun::isWanted)
                        .map(each -> new ShortLivedService(
                                job,
                                new ServiceKey(
                                        each.request().region(),
                                        each.request().clusterName(),
                                        each.request().serviceName()),
                                each.target(),
                                state.path().name(),
                                now + ofPullRequest.timeLimitMillis()))
                        .findFirst();
    }

    /** The settings of each environment, in the order of the path. */
    @NonNull
    public List<EcsSettings> settings() {
        return List.copyOf(settings);
    }

    @NonNull
    public ReleaseState state() {
        return state;
    }
}
