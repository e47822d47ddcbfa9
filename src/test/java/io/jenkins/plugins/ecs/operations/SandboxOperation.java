package io.jenkins.plugins.ecs.operations;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.Killed;
import io.jenkins.plugins.ecs.rollout.SavedState;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A change of a service against a sandbox in the same process, on the sandbox's clock. */
public final class SandboxOperation implements OperationJournal, AutoCloseable {

    private static final int MOST_ROUNDS = 5_000;

    private final EcsSandbox sandbox;
    private final AwsConnection connection;
    private final List<String> lines = new ArrayList<>();
    private final SavedState<OperationState> saved;
    private OperationPolicy policy = OperationPolicy.NONE;
    private Registrations registrations = new Registrations();
    private Runnable beforeRound = () -> {};

    public SandboxOperation(EcsSandbox sandbox, OperationRequest request) {
        this.sandbox = sandbox;
        connection = SandboxHttp.connection(sandbox, request.region());
        saved = new SavedState<>(OperationState.begin(request, sandbox.clock().millis()));
    }

    /** The controller dies at the n-th save from now. */
    SandboxOperation killAtSave(int n, boolean beforeItIsOnDisk) {
        saved.killAtSave(n, beforeItIsOnDisk);
        return this;
    }

    public SandboxOperation guardedBy(OperationPolicy rules) {
        policy = rules;
        return this;
    }

    public SandboxOperation registeringWith(Registrations shared) {
        registrations = shared;
        return this;
    }

    SandboxOperation beforeEachRound(Runnable action) {
        beforeRound = action;
        return this;
    }

    public OperationOutcome run() {
        return runUntil(OperationState::hasEnded);
    }

    OperationOutcome runUntil(Predicate<OperationState> enough) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            OperationState state = state();
            if (enough.test(state) || state.hasEnded()) {
                return OperationOutcome.of(state);
            }
            beforeRound.run();
            try {
                sandbox.clock().advance(Duration.ofMillis(driver().round(state)));
            } catch (Killed killed) {
                lines.add("(restart)");
                sandbox.clock().advance(Duration.ofSeconds(5));
            }
        }
        throw new AssertionError("no end after " + MOST_ROUNDS + " rounds: " + lines);
    }

    SandboxOperation abort(String by) {
        OperationDriver.abort(state(), by, sandbox.clock(), this);
        return this;
    }

    private OperationDriver driver() {
        return new OperationDriver(connection.ecs(), connection, RateLimiter.OPEN, sandbox.clock(), this)
                .registeringWith(registrations)
                .guardedBy(policy);
    }

    OperationState state() {
        return saved.read();
    }

    List<String> lines() {
        return lines;
    }

    int saves() {
        return saved.saves();
    }

    @Override
    public void save(OperationState state, boolean atOnce) {
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
