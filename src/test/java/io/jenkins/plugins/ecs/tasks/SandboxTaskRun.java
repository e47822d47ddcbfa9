package io.jenkins.plugins.ecs.tasks;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.Killed;
import io.jenkins.plugins.ecs.rollout.SavedState;
import io.jenkins.plugins.ecs.rollout.SkewedClock;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A run of tasks against a sandbox in the same process, on the sandbox's clock. */
public final class SandboxTaskRun implements TaskJournal, AutoCloseable {

    private static final int MOST_ROUNDS = 5_000;

    private final EcsSandbox sandbox;
    private final AwsConnection connection;
    private final List<String> lines = new ArrayList<>();
    private final SavedState<TaskRunState> saved;
    private RateLimiter gate = RateLimiter.OPEN;
    private TaskPolicy policy = TaskPolicy.NONE;
    private Masking masking = Masking.byPatterns();
    private long skew;

    public SandboxTaskRun(EcsSandbox sandbox, TaskRequest request) {
        this.sandbox = sandbox;
        connection = SandboxHttp.connection(sandbox, request.region());
        saved = new SavedState<>(TaskRunState.begin(request, sandbox.clock().millis()));
    }

    /** The controller dies at the n-th save from now. */
    public SandboxTaskRun killAtSave(int n, boolean beforeItIsOnDisk) {
        saved.killAtSave(n, beforeItIsOnDisk);
        return this;
    }

    /** Jenkins' clock is set. */
    public SandboxTaskRun clockShows(Duration more) {
        skew = more.toMillis();
        return this;
    }

    public SandboxTaskRun guardedBy(TaskPolicy rules) {
        policy = rules;
        return this;
    }

    public SandboxTaskRun secrets(String... values) {
        masking = Masking.of(List.of(values));
        return this;
    }

    public SandboxTaskRun gate(RateLimiter limiter) {
        gate = limiter;
        return this;
    }

    public TaskOutcome run() {
        return runUntil(TaskRunState::hasEnded);
    }

    public TaskOutcome runUntil(Predicate<TaskRunState> enough) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            TaskRunState state = state();
            if (enough.test(state) || state.hasEnded()) {
                return TaskOutcome.of(state);
            }
            try {
                sandbox.clock().advance(Duration.ofMillis(driver().round(state)));
            } catch (Killed killed) {
                lines.add("(restart)");
                sandbox.clock().advance(Duration.ofSeconds(5));
            }
        }
        throw new AssertionError("no end after " + MOST_ROUNDS + " rounds: " + lines);
    }

    /** One round, without the time after it. */
    public long round() {
        return driver().round(state());
    }

    public SandboxTaskRun abort(String by) {
        TaskRunDriver.abort(state(), by, sandbox.clock(), this);
        return this;
    }

    private TaskRunDriver driver() {
        Clock clock = new SkewedClock(sandbox.clock(), () -> skew);
        return new TaskRunDriver(connection.ecs(), connection, gate, clock, this)
                .masking(masking)
                .guardedBy(policy);
    }

    public TaskRunState state() {
        return saved.read();
    }

    /** The build log. */
    public List<String> lines() {
        return lines;
    }

    public int saves() {
        return saved.saves();
    }

    @Override
    public void save(TaskRunState state, boolean atOnce) {
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
