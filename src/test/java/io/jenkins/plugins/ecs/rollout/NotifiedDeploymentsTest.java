package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.polling.MovedWorkers;
import io.jenkins.plugins.ecs.polling.PollSubscription;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * Deployments whose target has a queue with the events of ECS: what is lost, late, doubled or forged there changes no
 * verdict, and while the events arrive, hardly anything is polled.
 */
public class NotifiedDeploymentsTest {

    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/123456789012/ecs-events";
    private static final String NEW = "shop/api:2";

    private final EcsSandbox sandbox = EcsSandbox.builder().start();
    private final MovedWorkers workers =
            new MovedWorkers(millis -> sandbox.clock().advance(Duration.ofMillis(millis)));
    private final SharedPoller poller = new SharedPoller(workers, workers::now, () -> 0.5);
    private final List<Build> builds = new ArrayList<>();
    private AwsConnection aws;

    @Before
    public void open() {
        aws = SandboxHttp.connection(sandbox, "eu-central-1");
        sandbox.cluster("prod");
        sandbox.scenarios().image(NEW, Scenario.SLOW).lasting(Duration.ofMinutes(5));
    }

    @After
    public void close() {
        builds.forEach(build -> build.seat.close());
        aws.close();
        sandbox.close();
    }

    private final class Build implements Journal {
        private final PollSubscription seat;
        private RolloutState state;
        private long endedAt;

        Build(String service, Duration timeout) {
            DeployRequest request = DeployRequest.of("eu-central-1", "prod", service)
                    .changes(List.of(ContainerChange.of(null).image(NEW).build()))
                    .with(Setting.TIMEOUT, timeout)
                    .build();
            state = RolloutState.begin(request, sandbox.clock().millis());
            seat = poller.join("identity", "eu-central-1", aws.ecsCall(), null, aws.queues(), QUEUE);
            seat.next(0, this::round);
            builds.add(this);
        }

        private void round() {
            AwsConnection through = aws.through(seat.ecs());
            long in = new RolloutDriver(through.ecs(), seat, sandbox.clock(), this, () -> 0.5).round(state);
            if (state.hasEnded()) {
                endedAt = sandbox.clock().millis();
                seat.close();
            } else {
                seat.next(in, this::round);
            }
        }

        long noticedAfter() {
            return endedAt - endOf(state.request().service());
        }

        @Override
        public void save(RolloutState saved) {
            state = saved;
        }

        @Override
        public void say(String line) {
            // The log is no subject of these tests.
        }
    }

    private long endOf(String service) {
        return Math.round(1000
                * sandbox.region()
                        .call("ListServiceDeployments", "{\"cluster\":\"prod\",\"service\":\"" + service + "\"}")
                        .at("/serviceDeployments/0/finishedAt")
                        .asDouble());
    }

    private Build deploy(String name) {
        sandbox.service("prod", name, s -> s.image("shop/api:1").desiredCount(2).circuitBreaker(true, true));
        return new Build(name, Duration.ofHours(1));
    }

    /** Calls to ECS in the next so many seconds. */
    private long callsWithin(int seconds) {
        int before = sandbox.calls().size();
        workers.advance(seconds * 1000L);
        List<Call> all = sandbox.calls();
        return all.subList(before, all.size()).stream()
                .filter(call -> !call.operation().equals("ReceiveMessage"))
                .filter(call -> !call.operation().equals("DeleteMessageBatch"))
                .count();
    }

    private void succeeds(Build build) {
        assertThat(build.state.verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void anEventEndsTheWaitWithinASecond() {
        sandbox.region().eventQueue(QUEUE);
        Build build = deploy("api");
        workers.advance(30_000);
        assertThat("calls in 2 min of waiting", callsWithin(120), is(lessThanOrEqualTo(6L)));
        workers.advance(900_000);
        succeeds(build);
        assertThat(build.noticedAfter(), is(lessThanOrEqualTo(2_000L)));
    }

    @Test
    public void manyWaitWithFewCalls() {
        sandbox.region().eventQueue(QUEUE);
        sandbox.scenarios().image(NEW, Scenario.SLOW).lasting(Duration.ofMinutes(10));
        for (int i = 0; i < 60; i++) {
            deploy("s" + i);
        }
        // AWS lets one begin per second.
        workers.advance(120_000);
        assertThat("calls in 90 s", callsWithin(90), is(lessThanOrEqualTo(6L)));
        workers.advance(1_200_000);
        assertThat(builds.stream().map(each -> each.state.verdict()).toList(), everyItem(is(Verdict.SUCCESS)));
        List<Long> delays = builds.stream().map(Build::noticedAfter).sorted().toList();
        assertThat("median", delays.get(30), is(lessThanOrEqualTo(2_000L)));
    }

    @Test
    public void aQueueWithoutEventsIsNotReliedOn() {
        sandbox.region().emptyQueue(QUEUE);
        Build build = deploy("api");
        workers.advance(30_000);
        assertThat("calls in a minute", callsWithin(60), is(greaterThan(15L)));
        workers.advance(900_000);
        succeeds(build);
        assertThat(build.noticedAfter(), is(lessThan(6_000L)));
    }

    @Test
    public void aMissingQueueChangesNothing() {
        Build build = deploy("api");
        workers.advance(30_000);
        assertThat("calls in a minute", callsWithin(60), is(greaterThan(15L)));
        workers.advance(900_000);
        succeeds(build);
        assertThat(build.noticedAfter(), is(lessThan(6_000L)));
    }

    @Test
    public void aQueueThatIsDeletedMeanwhileIsNoLongerReliedOn() {
        sandbox.region().eventQueue(QUEUE);
        Build build = deploy("api");
        workers.advance(60_000);
        sandbox.region().deleteQueue(QUEUE);
        workers.advance(40_000);
        assertThat("calls in a minute", callsWithin(60), is(greaterThan(15L)));
        sandbox.region().eventQueue(QUEUE);
        workers.advance(900_000);
        succeeds(build);
    }

    @Test
    public void aLostEventCostsAMinuteAndAHalfAtMost() {
        sandbox.region().eventQueue(QUEUE);
        Build build = deploy("api");
        workers.advance(60_000);
        sandbox.region().deleteQueue(QUEUE);
        sandbox.region().emptyQueue(QUEUE);
        workers.advance(900_000);
        succeeds(build);
        assertThat(build.noticedAfter(), is(lessThan(96_000L)));
    }

    @Test
    public void aForgedEndEndsNothing() {
        sandbox.region().eventQueue(QUEUE);
        Build build = deploy("api");
        workers.advance(60_000);
        for (String account : new String[] {"123456789012", "999999999999"}) {
            for (int i = 0; i < 20; i++) {
                sandbox.region()
                        .send(
                                QUEUE,
                                "{\"source\":\"aws.ecs\",\"detail-type\":\"ECS Deployment State Change\",\"account\":\""
                                        + account + "\",\"region\":\"eu-central-1\",\"resources\":"
                                        + "[\"arn:aws:ecs:eu-central-1:" + account + ":service/prod/api\"],"
                                        + "\"detail\":{\"eventName\":\"SERVICE_DEPLOYMENT_COMPLETED\"}}");
            }
        }
        assertThat("calls in 10 s", callsWithin(10), is(lessThanOrEqualTo(16L)));
        assertThat(build.state.hasEnded(), is(false));
        workers.advance(900_000);
        succeeds(build);
    }

    @Test
    public void theTimeoutIsKeptWhileHardlyAnythingIsPolled() {
        sandbox.region().eventQueue(QUEUE);
        sandbox.service("prod", "api", s -> s.image("shop/api:1").circuitBreaker(true, true));
        Build build = new Build("api", Duration.ofMinutes(2));
        workers.advance(Duration.ofMinutes(2).toMillis() + 10_000);
        assertThat(build.state.hasEnded() || build.state.isStopping(), is(true));
    }
}
