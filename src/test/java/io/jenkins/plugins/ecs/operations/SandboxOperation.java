package io.jenkins.plugins.ecs.operations;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.aws.SandboxHttp;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A change of a service against a sandbox in the same process, on the sandbox's clock. Its state is kept serialized, as with
 * a build, so that a kill finds what was saved and nothing else.
 */
final class SandboxOperation implements OperationJournal, AutoCloseable {

    private static final int MOST_ROUNDS = 5_000;

    private final EcsSandbox sandbox;
    private final AwsConnection connection;
    private final List<String> lines = new ArrayList<>();
    private byte[] saved;
    private int saves;
    private int killAt = -1;
    private boolean killedBeforeSaved;
    private OperationPolicy policy = OperationPolicy.NONE;
    private Runnable beforeRound = () -> {};

    SandboxOperation(EcsSandbox sandbox, OperationRequest request) {
        this.sandbox = sandbox;
        connection = SandboxHttp.connection(sandbox, request.region());
        saved = bytes(OperationState.begin(request, sandbox.clock().millis()));
    }

    /** The controller dies at the n-th save from now. */
    SandboxOperation killAtSave(int n, boolean beforeItIsOnDisk) {
        killAt = saves + n;
        killedBeforeSaved = beforeItIsOnDisk;
        return this;
    }

    SandboxOperation guardedBy(OperationPolicy rules) {
        policy = rules;
        return this;
    }

    SandboxOperation beforeEachRound(Runnable action) {
        beforeRound = action;
        return this;
    }

    OperationOutcome run() {
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
                .guardedBy(policy);
    }

    OperationState state() {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(saved))) {
            return (OperationState) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(OperationState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    List<String> lines() {
        return lines;
    }

    int saves() {
        return saves;
    }

    @Override
    public void save(OperationState state, boolean atOnce) {
        saves++;
        boolean kill = saves == killAt;
        if (!kill || !killedBeforeSaved) {
            saved = bytes(state);
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

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed() {
            super(null, null, false, false);
        }
    }
}
