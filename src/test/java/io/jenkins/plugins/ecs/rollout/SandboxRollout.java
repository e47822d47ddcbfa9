package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.lookups.BuildValues;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.polling.ReadPendingException;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.text.masking.Masking;
import io.jenkins.plugins.ecs.verify.VerificationDrivers;
import io.jenkins.plugins.ecs.verify.VerifyDriver;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A rollout against a sandbox in the same process, on the sandbox's clock: between two rounds the clock is moved, nothing
 * sleeps. After a kill it continues with what was saved last, read again as after a restart, and nothing else.
 */
public final class SandboxRollout implements Journal, AutoCloseable {

    private static final int MOST_ROUNDS = 20_000;
    /** The poller runs a round again that waits for its reads. */
    private static final Duration RUN_AGAIN_AFTER = Duration.ofSeconds(5);

    private final EcsSandbox sandbox;
    private AwsConnection connection;
    private final List<String> lines = new ArrayList<>();
    private final double jitter;
    private KnownGood knownGood = KnownGood.NOTHING;
    private Masking masking = Masking.byPatterns();
    /** What was saved last. A decision makes a new state, so that this one stays as it was saved. */
    private RolloutState saved;

    private int saves;
    private int killAt = -1;
    private boolean killedBeforeSaved;
    private RateLimiter gate = RateLimiter.OPEN;
    private Runnable beforeRound = () -> {};
    private PolicyCheck guard = PolicyCheck.NONE;
    private DeploymentQueue turnstile = DeploymentQueue.NONE;
    private BuildValues build = BuildValues.NONE;
    private Registrations registrations = new Registrations();
    private VerificationDrivers verifications;
    private HostPolicy hosts = new HostPolicy(List.of(), List.of());

    public SandboxRollout(EcsSandbox sandbox, DeployRequest request) {
        this(sandbox, request, 0.5);
    }

    public SandboxRollout(EcsSandbox sandbox, DeployRequest request, double jitter) {
        this.sandbox = sandbox;
        this.jitter = jitter;
        connection = SandboxHttp.connection(sandbox, request.region());
        saved = RolloutState.begin(request, sandbox.clock().millis());
        verifications = verifications();
    }

    private VerificationDrivers verifications() {
        return new VerificationDrivers(
                Runnable::run,
                (aside, journal) -> new VerifyDriver(connection, hosts, aside, sandbox.clock(), journal).pacedBy(gate));
    }

    /** The hosts that checks after the deployment may read from. */
    public SandboxRollout hosts(HostPolicy policy) {
        hosts = policy;
        return this;
    }

    /** Over a real connection, for what only the wire does. */
    public SandboxRollout overHttp() {
        connection = AwsConnection.open(
                new AwsConnection.Settings(state().request().region(), sandbox.endpoint(), null, "test", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
        return this;
    }

    /** The controller dies at the n-th save from now. */
    public SandboxRollout killAtSave(int n, boolean beforeItIsOnDisk) {
        killAt = saves + n;
        killedBeforeSaved = beforeItIsOnDisk;
        return this;
    }

    /** Hears ECS through something that alters what it says. */
    public SandboxRollout hearing(UnaryOperator<AwsCall> altered) {
        connection = connection.through(altered.apply(connection.ecsCall()));
        return this;
    }

    /** Is asked before each change. */
    public SandboxRollout guardedBy(PolicyCheck rules) {
        guard = rules;
        return this;
    }

    /** Registers one revision of a family at a time with others. */
    public SandboxRollout registeringWith(Registrations shared) {
        registrations = shared;
        return this;
    }

    /** Lines up with others. */
    public SandboxRollout inQueue(DeploymentLocks locks, String id) {
        saved = RolloutState.queued(saved.request(), sandbox.clock().millis());
        return lineUp(locks, id);
    }

    /** Lines up in what came of the locks after a restart. */
    public SandboxRollout lineUp(DeploymentLocks locks, String id) {
        turnstile = new DeploymentQueue() {
            @Override
            public Place ask(String key) {
                return locks.ask(ticket(key, id));
            }

            @Override
            public Optional<String> overtakenBy(String key) {
                return locks.overtakenBy(id, key);
            }

            @Override
            public Optional<String> lend(String key) {
                return locks.lend(id);
            }

            @Override
            public Optional<String> reclaim(String key) {
                return locks.reclaim(id);
            }
        };
        return this;
    }

    public DeploymentLocks.Ticket ticket(String key, String id) {
        RolloutState state = state();
        DeploymentLocks.Ticket ticket = new DeploymentLocks.Ticket(
                id,
                Set.of(key),
                1,
                state.startedAt(),
                "build " + id,
                state.request().whenBusy(),
                Map.of(),
                () -> true);
        return state.queuesAsRollback() ? ticket.ofRollback() : ticket;
    }

    public SandboxRollout round() {
        sandbox.clock().advance(Duration.ofMillis(driver().round(state())));
        return this;
    }

    public SandboxRollout beforeEachRound(Runnable action) {
        beforeRound = action;
        return this;
    }

    /** Its acts wait for their turn there. */
    public SandboxRollout gate(RateLimiter turns) {
        gate = turns;
        return this;
    }

    /** To the end; a kill on the way is a restart. */
    public Outcome run() {
        return runUntil(RolloutState::hasEnded);
    }

    public Outcome runUntil(Predicate<RolloutState> enough) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            RolloutState state = state();
            if (enough.test(state) || state.hasEnded()) {
                saved = SerializedCopy.of(saved);
                return Outcome.of(saved);
            }
            beforeRound.run();
            try {
                long in = driver().round(state);
                sandbox.clock().advance(Duration.ofMillis(in));
            } catch (ReadPendingException waits) {
                sandbox.clock().advance(RUN_AGAIN_AFTER);
            } catch (Killed killed) {
                lines.add("(restart)");
                saved = SerializedCopy.of(saved).resumed();
                verifications = verifications();
                sandbox.clock().advance(Duration.ofSeconds(5));
            }
        }
        throw new AssertionError("no end after " + MOST_ROUNDS + " rounds; last lines: "
                + lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    /** The controller comes back with what was saved last. */
    public SandboxRollout restart() {
        saved = SerializedCopy.of(saved).resumed();
        return this;
    }

    public SandboxRollout abort(String by) {
        RolloutDriver.abort(state(), by, sandbox.clock(), this);
        return this;
    }

    /** Somebody answers the pause that is open. */
    public boolean answer(PauseAnswer answer, String by) {
        RolloutState state = state();
        Pause open = state.pauses().stream()
                .filter(Pause::isOpen)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing waits: " + lines));
        return RolloutDriver.answer(state, open.hookId(), answer, by, sandbox.clock(), this);
    }

    /** What was recorded. */
    public SandboxRollout knowing(KnownGood good) {
        knownGood = good;
        return this;
    }

    /** Secrets of the build, as a step hands them over. */
    public SandboxRollout secrets(String... values) {
        masking = Masking.of(List.of(values));
        return this;
    }

    /** What look-ups see of the build. */
    public SandboxRollout ofBuild(BuildValues values) {
        build = values;
        return this;
    }

    private RolloutDriver driver() {
        return new RolloutDriver(connection.ecs(), gate, sandbox.clock(), this, () -> jitter)
                .ofBuild(build)
                .diagnosing(connection, masking)
                .knowing(knownGood)
                .registeringWith(registrations, "")
                .guardedBy(guard)
                .liningUpAt(turnstile)
                .verifyingWith(verifications);
    }

    public RolloutState state() {
        return saved;
    }

    public List<String> lines() {
        return lines;
    }

    public int saves() {
        return saves;
    }

    /** What is on the disk, as text. */
    public String saved() {
        return new String(SerializedCopy.bytes(saved), StandardCharsets.ISO_8859_1);
    }

    public int savedBytes() {
        return SerializedCopy.bytes(saved).length;
    }

    @Override
    public void save(RolloutState state) {
        saves++;
        boolean kill = saves == killAt;
        if (!kill || !killedBeforeSaved) {
            saved = state;
        }
        if (kill) {
            throw new Killed();
        }
    }

    @Override
    public void say(String line) {
        lines.add(line);
    }

    @Override
    public void close() {
        connection.close();
    }
}
