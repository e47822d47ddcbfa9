package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.live.PushedTags;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What can be chosen on the page, and what is chosen: its versions, plan and verdict. */
public final class DeployChoices {

    private final ServiceKey key;
    private final String account;
    private final List<DeploymentRecord> records;
    private final DeploySurroundings around;
    private final DeployParameters parameters;
    private final PushedTags tags;
    private final List<PastVersions.Past> offered;

    @Nullable
    private final PastVersions.Past past;

    @Nullable
    private final DeployVersion version;

    private final String environment;
    /** What is wrong with the choice; empty if nothing is. */
    private final String wrong;

    /**
     * @param account empty if it is unknown
     * @param records the deployments of the service there that the user may see, oldest first
     * @param job that is started
     * @param wantedVersion the image that is chosen; null or empty for none
     * @param wantedEnvironment null for the one to begin with
     */
    DeployChoices(
            @NonNull ServiceKey key,
            @NonNull String account,
            @NonNull List<DeploymentRecord> records,
            @NonNull Job<?, ?> job,
            @CheckForNull String wantedVersion,
            @CheckForNull String wantedEnvironment) {
        this.key = key;
        this.account = account;
        this.records = records;
        around = new DeploySurroundings(key, records, job);
        Optional<ReleasePath> path = around.path();
        parameters = new DeployParameters(
                job.getFullName(),
                DeclaredParameter.of(job),
                path.map(ReleasePath::name).orElse(""),
                path.map(ReleasePath::names).orElse(List.of()));
        environment = wantedEnvironment == null ? firstEnvironment() : wantedEnvironment;
        List<PastVersions.Past> ran = PastVersions.of(
                around.everywhere(),
                around.visibleEvents(),
                path.map(ReleasePath::id).orElse(""));
        // What a job would ignore is not read.
        tags = ran.isEmpty() || !parameters.problems().isEmpty()
                ? PushedTags.NONE
                : around.reads(target(), account)
                        .map(reads -> PushedTags.of(reads, ran.get(0).version().image()))
                        .orElse(PushedTags.NONE);
        offered = ran.isEmpty()
                ? ran
                : OfferedVersions.of(ran, ran.get(0).version().repository(), tags.images());
        String image = Util.fixNull(wantedVersion);
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

    /** The target whose credentials read the tags; empty if there is none. */
    private String target() {
        PathEnvironment to = entered();
        return to == null
                ? records.get(records.size() - 1).target()
                : to.targets().get(0);
    }

    /** Why there are no tags of Amazon ECR; empty if there are, or if the images are elsewhere. */
    public String getTagsProblem() {
        return tags.problem();
    }

    /** That of this page if it can be chosen. */
    private String firstEnvironment() {
        List<String> names = parameters.environments();
        return around.path().stream()
                .flatMap(path -> path.environments().stream())
                .filter(each -> names.contains(each.name())
                        && each.targets().stream()
                                .anyMatch(target ->
                                        around.place(target).filter(key::equals).isPresent()))
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

    /** What the job gets, by the names of its parameters. */
    @NonNull
    Map<String, String> values() {
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
                .map(path ->
                        path.environment(environment).orElse(path.environments().get(0)))
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
        to.targets().forEach(target -> plans.add(DeployPlan.of(to.label(target), around.visible(target), version)));
        return plans;
    }

    /** What the path and the rules say now. */
    @Nullable
    public DeployVerdict getVerdict() {
        return version == null
                ? null
                : DeployTrial.of(around, entered(), key, account, records, version, System.currentTimeMillis());
    }
}
