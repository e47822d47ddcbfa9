package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.rollout.SavedState;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A verification against a sandbox in the same process, on the sandbox's clock. It keeps its state serialized, as a build does. */
public final class SandboxVerification implements VerifyJournal, AutoCloseable {

    private static final int MOST_ROUNDS = 5_000;

    private final EcsSandbox sandbox;
    private final AwsConnection connection;
    private final List<String> lines = new ArrayList<>();
    private final SavedState<VerifyState> saved;
    private Runnable beforeRound = () -> {};
    private BackgroundReads aside = new BackgroundReads(Runnable::run);
    private HostPolicy hosts = new HostPolicy(List.of(), List.of());

    SandboxVerification(EcsSandbox sandbox, VerifyRequest request) {
        this.sandbox = sandbox;
        connection = SandboxHttp.connection(sandbox, request.region());
        saved = new SavedState<>(VerifyState.begin(request, sandbox.clock().millis()));
    }

    public SandboxVerification beforeEachRound(Runnable action) {
        beforeRound = action;
        return this;
    }

    public SandboxVerification aside(BackgroundReads reads) {
        aside = reads;
        return this;
    }

    public SandboxVerification hosts(HostPolicy policy) {
        hosts = policy;
        return this;
    }

    public Verification run() {
        return runUntil(VerifyState::hasEnded);
    }

    /** Each round begins from the saved state, as after a restart. */
    Verification runUntil(Predicate<VerifyState> enough) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            saved.resumed(UnaryOperator.identity());
            VerifyState state = state();
            if (enough.test(state) || state.hasEnded()) {
                return Verification.of(state);
            }
            beforeRound.run();
            long in = new VerifyDriver(connection, hosts, aside, sandbox.clock(), this).round(state);
            sandbox.clock().advance(Duration.ofMillis(in));
        }
        throw new AssertionError("no end after " + MOST_ROUNDS + " rounds: " + lines);
    }

    Verification abort(String by) {
        VerifyDriver.abort(state(), by, sandbox.clock(), this);
        return Verification.of(state());
    }

    VerifyState state() {
        return saved.read();
    }

    int savedBytes() {
        return saved.size();
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void save(VerifyState state) {
        saved.save(state);
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
