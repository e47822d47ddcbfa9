package io.jenkins.plugins.ecs.benchmark;

import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.rollout.Journal;
import io.jenkins.plugins.ecs.rollout.RolloutDriver;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** One {@code ecsDeploy}, as its execution in Jenkins runs it: state, what a build page shows of it, a subscription. */
final class Deployment implements Journal {

    private final Controller controller;
    private final Clock clock;
    private final PolledConnection watched;
    private volatile RolloutState state;
    private volatile Outcome shown;
    private volatile long endedAt;
    private volatile long firstLookAt;

    private Deployment(Controller controller, Clock clock, RolloutState state, PolledConnection watched) {
        this.controller = controller;
        this.clock = clock;
        this.state = state;
        this.shown = Outcome.of(state);
        this.watched = watched;
    }

    static Deployment begin(Controller controller, Clock clock, int number) {
        return begin(controller, clock, number, controller.join());
    }

    static Deployment begin(Controller controller, Clock clock, int number, PolledConnection watched) {
        DeployRequest request = DeployRequest.of(Fleet.REGION, Fleet.CLUSTER, Fleet.service(number))
                .taskDefinition(Fleet.taskDefinition())
                .with(Setting.TIMEOUT, Duration.ofHours(1))
                .build();
        return new Deployment(controller, clock, RolloutState.begin(request, clock.millis()), watched);
    }

    /** Takes one up again that a controller had when it went down. */
    static Deployment resume(Controller controller, Clock clock, byte[] saved) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(saved))) {
            return new Deployment(controller, clock, (RolloutState) in.readObject(), controller.join());
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    void start() {
        controller.run(() -> watched.seat().next(0, this::round));
    }

    private void round() {
        long in = new RolloutDriver(
                        watched.connection().ecs(),
                        watched.seat(),
                        clock,
                        this,
                        () -> ThreadLocalRandom.current().nextDouble())
                .round(state);
        if (firstLookAt == 0) {
            firstLookAt = clock.millis();
        }
        if (state.hasEnded()) {
            watched.close();
            endedAt = clock.millis();
        } else {
            watched.seat().next(in, this::round);
        }
    }

    /** The controller goes down. */
    byte[] kill() throws IOException {
        watched.close();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
        }
        return bytes.toByteArray();
    }

    boolean isWaiting() {
        return state.phase().name().equals("FOLLOWING") || hasEnded();
    }

    boolean hasEnded() {
        return endedAt != 0;
    }

    long endedAt() {
        return endedAt;
    }

    /** When its first round was over; 0 before. */
    long firstLookAt() {
        return firstLookAt;
    }

    Outcome outcome() {
        return shown;
    }

    @Override
    public void save(RolloutState facts) {
        state = facts;
        shown = Outcome.of(facts);
    }

    @Override
    public void say(String line) {
        // A build log is a file.
    }
}
