package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.polling.PollSubscription;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A service of 450 tasks, through the poller, where each read takes a second. */
public class ManyTasksTest extends RolloutTestCase implements Journal {

    private record Timer(long at, Runnable task) {}

    private final List<String> lines = new ArrayList<>();
    private RolloutState state;

    /** On the sandbox's clock, which calls move on: one thing after another. */
    private final class OnSandboxClock implements PollerExecutor {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::at));

        @Override
        public void run(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void later(Runnable task, long inMillis) {
            timers.add(new Timer(sandbox.clock().millis() + inMillis, task));
        }

        void runToTheEnd() {
            for (int i = 0; i < 50_000 && !state.hasEnded(); i++) {
                if (!tasks.isEmpty()) {
                    tasks.poll().run();
                } else {
                    Timer timer = timers.poll();
                    sandbox.clock()
                            .advance(Duration.ofMillis(
                                    Math.max(0, timer.at() - sandbox.clock().millis())));
                    timer.task().run();
                }
            }
        }
    }

    @Override
    public void save(RolloutState facts) {
        state = facts;
    }

    @Override
    public void say(String line) {
        lines.add(line);
    }

    @Test
    public void slowReadsOfManyTasksComeToAVerdict() {
        sandbox.service("prod", "big", s -> s.image(OLD).desiredCount(450));
        sandbox.clock().advance(Duration.ofMinutes(10));
        DeployRequest request = DeployRequest.of("eu-central-1", "prod", "big")
                .changes(List.of(io.jenkins.plugins.ecs.taskdef.ContainerChange.of(null)
                        .image(OLD)
                        .build()))
                .build();
        state = RolloutState.begin(request, sandbox.clock().millis());
        List.of("ListTasks", "DescribeTasks")
                .forEach(read -> sandbox.faults().on(read).slowOnTheClock(Duration.ofSeconds(1)));

        try (AwsConnection connection = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "test", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)))) {
            OnSandboxClock workers = new OnSandboxClock();
            SharedPoller watch = new SharedPoller(workers, sandbox.clock()::millis, () -> 0.5);
            PollSubscription seat = watch.join("a", "eu-central-1", connection.ecsCall(), null);
            AwsConnection polled = connection.through(seat.ecs());
            seat.next(0, () -> round(seat, polled));
            workers.runToTheEnd();
        }

        String story = String.join("\n", lines);
        assertThat(story, state.verdict(), is(Verdict.NO_CHANGE));
        long proving = state.stages.stream()
                .filter(stage -> stage.what().equals(Phase.PROVING.name()))
                .findFirst()
                .orElseThrow()
                .at();
        long proven = state.finishedAt - proving;
        assertThat("a proof is ten reads of a second, and two or three of these at most", proven, lessThan(40_000L));
    }

    private void round(PollSubscription seat, AwsConnection polled) {
        long in = new RolloutDriver(polled.ecs(), seat, sandbox.clock(), this, () -> 0.5)
                .diagnosing(polled, Masking.byPatterns())
                .round(state);
        if (!state.hasEnded()) {
            seat.next(in, () -> round(seat, polled));
        }
    }
}
