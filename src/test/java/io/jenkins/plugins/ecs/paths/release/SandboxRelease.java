package io.jenkins.plugins.ecs.paths.release;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.paths.proof.Use;
import io.jenkins.plugins.ecs.paths.proof.Uses;
import io.jenkins.plugins.ecs.polling.Hanging;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.Killed;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.SavedState;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.VerifyJournal;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A release against a sandbox in the same process, on the sandbox's clock. After a kill it continues with what was saved
 * last, read again as after a restart, and nothing else.
 */
final class SandboxRelease implements ReleaseWorld, ReleaseJournal {

    private static final int MOST_ROUNDS = 30_000;

    /** What all releases of a controller share. */
    static final class Controller {
        final List<PathEvent> events = new ArrayList<>();
        final Map<String, DeploymentRecord> records = new LinkedHashMap<>();
        final DeploymentLocks locks = new DeploymentLocks();
        ReleasePath path;
        /** Jenkins loads the folder that has the path. */
        boolean loading;
        /** So many reads of the path meet a folder that is being loaded; the next ones do not. */
        int readsWhileLoading;

        Evidence.Frozen frozen;
        PolicyCheck rules = PolicyCheck.NONE;
        Participants participants = Participants.NONE;
        String hotfixBy = "";
        /** By dry runs. */
        final List<RolloutState> plans = new ArrayList<>();

        Controller(ReleasePath path) {
            this.path = path;
            locks.open();
        }
    }

    private final EcsSandbox sandbox;
    private final AwsConnection connection;
    private final Controller controller;
    private final Registrations registrations = new Registrations();
    private final long buildStartedAt;
    private final List<String> lines = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<Integer> turningPoints = new ArrayList<>();
    private String lastPoint = "";
    boolean startedByUser;
    boolean overridesFreeze;
    /** The reads of plans and verifications are not answered. */
    boolean hangs;

    private WhenBusy whenBusy = WhenBusy.WAIT;
    private final SavedState<ReleaseState> saved;
    private Runnable beforeRound = () -> {};

    SandboxRelease(EcsSandbox sandbox, Controller controller, ReleaseState state) {
        this.sandbox = sandbox;
        this.controller = controller;
        this.connection = SandboxHttp.connection(sandbox, "eu-central-1");
        this.buildStartedAt = sandbox.clock().millis();
        this.saved = new SavedState<>(state);
    }

    SandboxRelease killAtSave(int n) {
        saved.killAtSave(n, false);
        return this;
    }

    SandboxRelease whenBusy(WhenBusy reaction) {
        whenBusy = reaction;
        return this;
    }

    SandboxRelease byUser() {
        startedByUser = true;
        return this;
    }

    SandboxRelease beforeEachRound(Runnable action) {
        beforeRound = action;
        return this;
    }

    ReleaseState run() {
        return runUntil(ReleaseState::hasEnded);
    }

    ReleaseState runUntil(Predicate<ReleaseState> enough) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            ReleaseState state = state();
            if (enough.test(state) || state.hasEnded()) {
                if (state.hasEnded()) {
                    controller.locks.release(state.id());
                }
                return state;
            }
            beforeRound.run();
            try {
                sandbox.clock().advance(Duration.ofMillis(round(state)));
            } catch (ReadPendingException waits) {
                sandbox.clock().advance(Duration.ofSeconds(5));
            } catch (Killed killed) {
                lines.add("(restart)");
                restart();
                sandbox.clock().advance(Duration.ofSeconds(5));
            }
        }
        throw new AssertionError("no end after " + MOST_ROUNDS + " rounds: "
                + lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    /** @return milliseconds until the next one */
    long round() {
        return round(state());
    }

    private long round(ReleaseState state) {
        return driver().round(state);
    }

    /**
     * AWS may not be called for the target of the next round.
     *
     * @return whether it goes on
     */
    boolean refuse(String why) {
        return driver().goesOnWithout(state(), why);
    }

    private ReleaseDriver driver() {
        return new ReleaseDriver(this, sandbox.clock(), this);
    }

    /** @return whether it was taken */
    boolean answer(String user, boolean approves) {
        return commands()
                .approve(
                        state(),
                        "production",
                        TestApprovals.answer(user, approves, sandbox.clock().millis()));
    }

    SandboxRelease restart() {
        saved.resumed(ReleaseState::resumed);
        return this;
    }

    SandboxRelease abort(String by) {
        commands().abort(state(), by);
        return this;
    }

    private ReleaseCommands commands() {
        return new ReleaseCommands(this, sandbox.clock(), this);
    }

    ReleaseState state() {
        return saved.read();
    }

    int saves() {
        return saved.saves();
    }

    int savedBytes() {
        return saved.size();
    }

    List<String> lines() {
        return lines;
    }

    /** The saves at which slot, phase or a pending call changed. */
    List<Integer> turningPoints() {
        return turningPoints;
    }

    /** The slots that it went through, each once in a row. */
    List<Slot> slots() {
        return slots;
    }

    @Override
    public void save(ReleaseState before, ReleaseState now) {
        ReleaseRecords.rollouts(now)
                .forEach((id, rollout) -> controller.records.put(
                        now.build() + id,
                        DeploymentRecord.of(id, new BuildFacts(now.build(), 1, "", "", 0), Outcome.of(rollout))));
        controller.plans.addAll(ReleaseRecords.plansShown(before, now));
        String point = ReleaseProgress.words(now)
                + ReleaseRecords.rollouts(now).values().stream()
                        .map(each -> each.phase() + " " + each.isPending())
                        .toList();
        if (!point.equals(lastPoint)) {
            lastPoint = point;
            turningPoints.add(saved.saves() + 1);
        }
        Slot slot = now.current().slot();
        if (slots.isEmpty() || slots.get(slots.size() - 1) != slot) {
            slots.add(slot);
        }
        saved.save(now);
    }

    @Override
    public void say(String environment, String line) {
        lines.add((environment == null ? "" : environment + ": ") + line);
    }

    @Override
    public RolloutDriver rollout(EnvironmentRun where, DeployRequest request, Journal journal) {
        AwsConnection aws = where.rollout == null
                ? connection.through(Hanging.reads(connection.ecsCall(), () -> hangs))
                : connection;
        return new RolloutDriver(aws.ecs(), RateLimiter.OPEN, sandbox.clock(), journal, () -> 0.5)
                .diagnosing(connection, Masking.byPatterns())
                .registeringWith(registrations, "");
    }

    @Override
    public VerifyDriver verification(EnvironmentRun where, VerifyJournal journal) {
        return new VerifyDriver(
                        connection.through(Hanging.reads(connection.ecsCall(), () -> hangs)),
                        new HostPolicy(List.of(), List.of()),
                        new BackgroundReads(Runnable::run),
                        sandbox.clock(),
                        journal)
                .pacedBy(Hanging.gate(() -> hangs));
    }

    @Override
    public PolicyCheck rules(EnvironmentRun where) {
        return controller.rules;
    }

    @Override
    public DeploymentQueue.Place ask(ReleaseState state) {
        return controller.locks.ask(new DeploymentLocks.Ticket(
                state.id(),
                Set.of(state.queueKey()),
                1,
                state.startedAt(),
                state.build(),
                whenBusy,
                Map.of(),
                () -> true));
    }

    @Override
    public Optional<String> lend(ReleaseState state) {
        return controller.locks.lend(state.id());
    }

    @Override
    public Optional<String> reclaim(ReleaseState state) {
        return controller.locks.reclaim(state.id());
    }

    @Override
    public Optional<ReleasePath> pathNow(ReleaseState state) {
        if (controller.readsWhileLoading > 0) {
            controller.readsWhileLoading--;
            return Optional.empty();
        }
        return Optional.ofNullable(controller.path);
    }

    @Override
    public boolean isLoading(ReleaseState state) {
        return controller.loading || controller.readsWhileLoading > 0;
    }

    @Override
    public List<PathEvent> events(DeployRequest place) {
        return controller.events.stream()
                .filter(event -> event.place().isNamed(place.region(), place.cluster(), place.service()))
                .toList();
    }

    @Override
    public void record(PathEvent event) {
        controller.events.add(event);
    }

    @Override
    public List<Use> uses(DeployRequest place) {
        return Uses.of(controller.records.values().stream()
                .filter(record -> record.service().cluster().equals(place.clusterName()))
                .toList());
    }

    @Override
    public Optional<Evidence.Frozen> frozen(EnvironmentRun where, boolean overridable, long now) {
        return Optional.ofNullable(overridable && overridesFreeze ? null : controller.frozen)
                .filter(window -> where.name().equals("production") && window.until() > now);
    }

    @Override
    public boolean startedByUser() {
        return startedByUser;
    }

    @Override
    public String hotfixBy() {
        return controller.hotfixBy;
    }

    @Override
    public Participants participants() {
        return controller.participants;
    }

    @Override
    public long buildStartedAt() {
        return buildStartedAt;
    }
}
