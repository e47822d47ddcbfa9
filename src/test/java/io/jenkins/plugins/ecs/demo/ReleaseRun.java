package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.Use;
import io.jenkins.plugins.ecs.paths.release.EnvironmentRun;
import io.jenkins.plugins.ecs.paths.release.ReleaseCommands;
import io.jenkins.plugins.ecs.paths.release.ReleaseDriver;
import io.jenkins.plugins.ecs.paths.release.ReleaseJournal;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.paths.release.ReleaseWorld;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.steps.EcsReleaseStep;
import io.jenkins.plugins.ecs.steps.ReleaseRequest;
import io.jenkins.plugins.ecs.templates.Templates;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out one {@code ecsRelease} as its execution in Jenkins does, on the path that an administrator would have
 * defined: to the clusters {@code staging} and, after four hours, {@code prod}.
 */
final class ReleaseRun extends StepRun<ReleaseState> implements ReleaseWorld, ReleaseJournal, ReleaseRequest.Places {

    static final ReleasePath WEB = ReleasePath.of("web", "the global settings")
            .owner("the platform team")
            .environments(List.of(
                    PathEnvironment.of("staging", "staging").build(),
                    PathEnvironment.of("production", "prod")
                            .from("staging")
                            .soak(Duration.ofHours(4))
                            .freshness(Duration.ofDays(7))
                            .checks(List.of(CheckSpec.of(CheckKind.STABLE_FOR)
                                    .option("seconds", 600)
                                    .build()))
                            .build()))
            .build();

    private final List<PathEvent> events = new ArrayList<>();
    private final ReleasePath path;
    private AwsConnection connection;
    private Consumer<ReleaseState> watcher = now -> {};

    ReleaseRun(RunTarget target, JenkinsfileRun build) {
        this(target, build, WEB);
    }

    ReleaseRun(RunTarget target, JenkinsfileRun build, ReleasePath path) {
        super(target, build);
        this.path = path;
    }

    /** Who sees the state after each round. */
    ReleaseRun watched(Consumer<ReleaseState> each) {
        watcher = each;
        return this;
    }

    /** A user approves the environment that asks for it. */
    void approve(String user) {
        Answer answer = new Answer(
                user, user, new ArrayList<>(), true, false, "", target.clock().millis());
        commands().approve(state, state.current().name(), answer);
    }

    @Override
    void betweenRounds() {
        watcher.accept(state);
    }

    /** @throws IllegalArgumentException when the step's parameters are wrong; AWS was not asked then */
    ReleaseOutcome run(EcsReleaseStep step, Map<String, String> trace) {
        ReleaseRequest request = new ReleaseRequest(step, this, trace)
                .toRelease("shop #" + build.number(), target.clock().millis());
        runRounds(request.state(), request.settings().get(0));
        ReleaseOutcome outcome = ReleaseOutcome.of(state);
        say(null, outcome.message());
        return outcome;
    }

    @Override
    public ReleasePath path(String name) {
        if (name != null && !name.equals(path.name())) {
            throw new IllegalArgumentException(
                    "path: '" + name + "' does not exist for this job. Use one of: " + path.name());
        }
        return path;
    }

    @Override
    public EcsSettings ofTarget(String cluster) {
        return target.settings(List.of(SettingsLayer.of("target " + cluster).with(Setting.CLUSTER, cluster)));
    }

    @Override
    public Templates templates() {
        return TemplateExamples.templates();
    }

    @Override
    void connected(AwsConnection open) {
        connection = open;
    }

    private ReleaseCommands commands() {
        return new ReleaseCommands(this, target.clock(), this);
    }

    @Override
    long round() {
        return new ReleaseDriver(this, target.clock(), this).round(state);
    }

    @Override
    boolean hasEnded() {
        return state.hasEnded();
    }

    @Override
    boolean isAborted() {
        return state.isAborted();
    }

    @Override
    void abort(String by) {
        commands().abort(state, by);
    }

    @Override
    public void save(ReleaseState before, ReleaseState now) {
        state = now;
    }

    @Override
    public void say(String environment, String line) {
        build.log("[ecsRelease" + (environment == null ? "" : " " + environment) + "] " + line);
    }

    @Override
    public RolloutDriver rollout(EnvironmentRun where, DeployRequest request, Journal journal) {
        return new RolloutDriver(connection.ecs(), target.clock(), journal, () -> 0.5)
                .diagnosing(connection, Masking.byPatterns());
    }

    @Override
    public VerifyDriver verification(EnvironmentRun where, VerifyJournal journal) {
        return new VerifyDriver(
                connection,
                new HostPolicy(List.of(), List.of()),
                new BackgroundReads(Runnable::run),
                target.clock(),
                journal);
    }

    @Override
    public PolicyCheck rules(EnvironmentRun where) {
        return PolicyCheck.NONE;
    }

    @Override
    public DeploymentQueue.Place ask(ReleaseState release) {
        return DeploymentQueue.Place.free();
    }

    @Override
    public Optional<ReleasePath> pathNow(ReleaseState release) {
        return Optional.of(path);
    }

    @Override
    public List<PathEvent> events(DeployRequest place) {
        return events.stream()
                .filter(event -> event.place().isNamed(place.region(), place.cluster(), place.service()))
                .toList();
    }

    @Override
    public void record(PathEvent event) {
        events.add(event);
    }

    @Override
    public List<Use> uses(DeployRequest place) {
        return List.of();
    }

    @Override
    public Optional<Evidence.Frozen> frozen(EnvironmentRun where, boolean overridable, long now) {
        return Optional.empty();
    }

    @Override
    public boolean startedByUser() {
        return true;
    }

    @Override
    public String hotfixBy() {
        return "jane";
    }

    @Override
    public Participants participants() {
        return Participants.NONE;
    }

    @Override
    public long buildStartedAt() {
        return state.startedAt();
    }
}
