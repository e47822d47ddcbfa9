package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesDriver;
import io.jenkins.plugins.ecs.rollout.services.WavesJournal;
import io.jenkins.plugins.ecs.rollout.services.WavesOutcome;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.verify.VerificationDrivers;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Several services that are deployed together, as {@link SandboxRollout} is one: in one process, on the sandbox's clock. */
final class SandboxWaves implements WavesJournal, AutoCloseable {

    private static final int MOST_ROUNDS = 20_000;

    private final EcsSandbox sandbox;
    private final AwsConnection connection;
    private final List<String> lines = new ArrayList<>();
    private Map<String, VerificationDrivers> verifications;
    private WavesDriver driver;
    private PolicyCheck guard = PolicyCheck.NONE;
    private DeploymentLocks locks;
    private String ticket = "";
    private Map<String, Integer> limits = Map.of();
    private final SavedState<WavesState> saved;
    private Predicate<RolloutState> bug = state -> false;
    private int running;
    private int mostRunning;
    private final Registrations registrations = new Registrations();

    SandboxWaves(EcsSandbox sandbox, WavesState state) {
        this.sandbox = sandbox;
        connection = SandboxHttp.connection(sandbox, "eu-central-1");
        saved = new SavedState<>(state);
        start();
    }

    /** What a restart finds is what was saved; nothing else. */
    private void start() {
        verifications = new HashMap<>();
        WavesDriver.Line line = new WavesDriver.Line() {
            @Override
            public DeploymentQueue.Place ask(WavesState facts) {
                return locks == null ? DeploymentQueue.Place.free() : locks.ask(ticket(facts));
            }

            @Override
            public int allowed(WavesState facts) {
                return limits.values().stream().mapToInt(each -> each).min().orElse(0);
            }
        };
        driver = new WavesDriver(
                (request, journal) -> new RolloutDriver(
                                connection.ecs(), RateLimiter.OPEN, sandbox.clock(), journal, () -> 0.5)
                        .diagnosing(connection, Masking.byPatterns())
                        .registeringWith(registrations, "")
                        .guardedBy(guard)
                        .verifyingWith(verifications.computeIfAbsent(request.service(), this::verifications))
                        .liningUpAt(oneService(request)),
                line,
                sandbox.clock());
    }

    private VerificationDrivers verifications(String service) {
        HostPolicy hosts = new HostPolicy(List.of(), List.of());
        return new VerificationDrivers(
                Runnable::run,
                (aside, journal) -> new VerifyDriver(connection, hosts, aside, sandbox.clock(), journal));
    }

    private DeploymentQueue oneService(DeployRequest request) {
        return locks == null
                ? DeploymentQueue.NONE
                : new DeploymentQueue() {
                    @Override
                    public Place ask(String key) {
                        return request.goesBack()
                                ? locks.ask(new DeploymentLocks.Ticket(
                                                ticket + " back " + request.service(),
                                                Set.of(key),
                                                1,
                                                sandbox.clock().millis(),
                                                "build " + ticket,
                                                WhenBusy.WAIT,
                                                Map.of(),
                                                () -> true)
                                        .ofRollback())
                                : overtakenBy(key).map(Place::after).orElseGet(Place::free);
                    }

                    @Override
                    public Optional<String> overtakenBy(String key) {
                        return locks.overtakenBy(ticket, key);
                    }
                };
    }

    private DeploymentLocks.Ticket ticket(WavesState facts) {
        return new DeploymentLocks.Ticket(
                ticket,
                facts.lockKeys(),
                facts.atOnce(),
                facts.startedAt(),
                "build " + ticket,
                facts.anyRequest().whenBusy(),
                limits,
                () -> true);
    }

    SandboxWaves inQueue(DeploymentLocks table, String id) {
        locks = table;
        ticket = id;
        return this;
    }

    SandboxWaves limitedTo(int most) {
        limits = Map.of("a rule", most);
        return this;
    }

    SandboxWaves guardedBy(PolicyCheck rules) {
        guard = rules;
        start();
        return this;
    }

    /** Rounds break that would come to such a state. */
    SandboxWaves breakingAt(Predicate<RolloutState> states) {
        bug = states;
        return this;
    }

    /** The controller dies at the n-th save from now, before it is on disk. */
    SandboxWaves killAtSave(int n) {
        saved.killAtSave(n, true);
        return this;
    }

    WavesState run() {
        return runUntil(WavesState::hasEnded);
    }

    WavesState runUntil(Predicate<WavesState> enough) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            WavesState state = state();
            if (enough.test(state) || state.hasEnded()) {
                return state;
            }
            try {
                sandbox.clock().advance(Duration.ofMillis(driver.round(state, this)));
            } catch (Killed killed) {
                lines.add("(restart)");
                restart();
                sandbox.clock().advance(Duration.ofSeconds(5));
            }
        }
        throw new AssertionError("no end after " + MOST_ROUNDS + " rounds; last lines: "
                + lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    SandboxWaves restart() {
        saved.resumed(WavesState::resumed);
        start();
        return this;
    }

    SandboxWaves abort(String by) {
        driver.abort(state(), by, this);
        return this;
    }

    /** Somebody answers the pause of a service on the build page. */
    boolean answer(String service, PauseAnswer answer, String by) {
        WaveService one = state().services().stream()
                .filter(each -> each.name().equals(service))
                .findFirst()
                .orElseThrow();
        String hook = one.state().pauses().stream()
                .filter(Pause::isOpen)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing waits: " + lines))
                .hookId();
        return driver.answer(state(), one.id(), hook, answer, by, this);
    }

    Map<String, Verdict> verdicts() {
        Map<String, Verdict> verdicts = new HashMap<>();
        WavesOutcome.of(state()).services().forEach((name, outcome) -> verdicts.put(name, outcome.verdict()));
        return verdicts;
    }

    Map<String, Verdict> rollbacks() {
        Map<String, Verdict> verdicts = new HashMap<>();
        WavesOutcome.of(state()).rollbacks().forEach((name, outcome) -> verdicts.put(name, outcome.verdict()));
        return verdicts;
    }

    WavesState state() {
        return saved.read();
    }

    List<String> lines() {
        return lines;
    }

    int bytes() {
        return saved.size();
    }

    int saves() {
        return saved.saves();
    }

    /** The most that ever ran at the same time. */
    int mostRunning() {
        return mostRunning;
    }

    @Override
    public void save(WavesState before, WavesState now, RolloutState changed, String id) {
        if (changed != null && bug.test(changed)) {
            throw new IllegalStateException("a bug");
        }
        running = (int) now.services().stream().filter(WaveService::isRunning).count();
        mostRunning = Math.max(mostRunning, running);
        saved.save(now);
        if (locks != null && now.isLocked()) {
            locks.keep(ticket, now.lockKeys());
        }
    }

    @Override
    public void say(String service, String line) {
        lines.add(service == null ? line : service + ": " + line);
    }

    @Override
    public void close() {
        connection.close();
    }
}
