package io.jenkins.plugins.ecs.verify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnections;
import io.jenkins.plugins.ecs.polling.MovedWorkers;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Many verifications at once, over the poller: few calls, within the quotas, and nobody holds the others. */
public class ManyVerificationsTest extends VerifyTestCase {

    private static final String GROUP =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef";

    private final SharedConnections connections = new SharedConnections();
    private MovedWorkers workers;
    private SharedPoller watch;
    private final List<Build> builds = new ArrayList<>();

    @Before
    public void startWatch() {
        workers = new MovedWorkers(millis -> sandbox.clock().advance(Duration.ofMillis(millis)));
        watch = new SharedPoller(workers, workers::now, () -> 0.5);
        sandbox.quotas().enforce(true);
    }

    @After
    public void leave() {
        builds.forEach(build -> build.place.close());
    }

    /** One that runs its rounds as a step does: those that the poller runs again begin from the same state. */
    private final class Build implements VerifyJournal {
        final PolledConnection place;
        final BackgroundReads aside;
        VerifyState state;
        int decisions;
        int runs;

        Build(VerifyRequest request, String secret, BackgroundReads aside) {
            this.aside = aside;
            SharedConnection shared = connections.join(
                    new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "test", null),
                    secret,
                    () -> StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, secret)));
            place = new PolledConnection(
                    shared,
                    watch.join(shared.key(), shared.place(), shared.connection().ecsCall(), null));
            state = VerifyState.begin(request, sandbox.clock().millis());
            place.seat().next(0, this::round);
            builds.add(this);
        }

        private void round() {
            runs++;
            long in = new VerifyDriver(
                            place.connection(), new HostPolicy(List.of(), List.of()), aside, sandbox.clock(), this)
                    .round(state);
            if (!state.hasEnded()) {
                place.seat().next(in, this::round);
            }
        }

        @Override
        public void save(VerifyState facts) {
            decisions++;
            state = facts;
        }

        @Override
        public void say(String line) {}

        CheckVerdict verdict() {
            return Verification.of(state).verdict();
        }
    }

    private Build build(VerifyRequest.Builder request) {
        return new Build(request.build(), EcsSandbox.SECRET_ACCESS_KEY, new BackgroundReads(Runnable::run));
    }

    private void services(int count) {
        for (int i = 0; i < count; i++) {
            sandbox.service("prod", "s" + i, s -> s.image(IMAGE).desiredCount(2));
        }
        sandbox.clock().advance(Duration.ofMinutes(10));
        sandbox.clearCalls();
    }

    private int calls(String operation) {
        return sandbox.calls(operation).size();
    }

    @Test
    public void fiftyVerificationsShareTheirCalls() {
        services(50);
        for (int i = 0; i < 50; i++) {
            build(VerifyRequest.of("eu-central-1", "prod", "s" + i));
        }

        workers.advance(30_000);

        assertThat(builds.stream().map(Build::verdict).toList(), everyItem(is(CheckVerdict.PASSED)));
        // Alone they would make 50 of each.
        assertThat(calls("DescribeServices"), is(5));
        assertThat(calls("DescribeTasks"), is(lessThanOrEqualTo(3)));
        assertThat(calls("DescribeServiceRevisions"), is(lessThanOrEqualTo(4)));
        // Those take one service or one revision a call.
        assertThat(calls("ListTasks"), is(50));
        assertThat(calls("DescribeTaskDefinition"), is(50));
        assertThat(sandbox.quotas().exceeded(), is(0));
        assertThat("a round that is run again counts once", builds.get(7).decisions, is(1));
        assertThat(builds.get(7).runs, is(lessThanOrEqualTo(6)));
    }

    @Test
    public void twoHundredLongOnesStayWithinTheQuotasAndAreAllLookedAt() {
        services(200);
        for (int i = 0; i < 200; i++) {
            build(VerifyRequest.of("eu-central-1", "prod", "s" + i)
                    .defaultChecks(false)
                    .checks(List.of(CheckSpec.of(CheckKind.STABLE_FOR)
                            .option("seconds", 300)
                            .build())));
        }

        workers.advance(300_000);
        int looks = builds.stream().mapToInt(build -> build.decisions).min().orElseThrow();
        workers.advance(60_000);

        assertThat(builds.stream().map(Build::verdict).toList(), everyItem(is(CheckVerdict.PASSED)));
        assertThat(sandbox.quotas().exceeded(), is(0));
        assertThat(
                "looks of each in 5 minutes",
                looks,
                is(both(greaterThanOrEqualTo(20)).and(lessThan(34))));
        assertThat("2 a second; alone 20", calls("DescribeServices"), is(lessThan(800)));
        assertThat("2 a second; alone 20", calls("DescribeTasks"), is(lessThan(800)));
        assertThat("tasks are listed once while none is replaced", calls("ListTasks"), is(200));
        assertThat("a definition does not change", calls("DescribeTaskDefinition"), is(200));
    }

    @Test
    public void oneBrokenCredentialDoesNotHoldTheOthers() {
        services(20);
        Build broken = new Build(
                VerifyRequest.of("eu-central-1", "prod", "s0").build(),
                "not the secret",
                new BackgroundReads(Runnable::run));
        for (int i = 0; i < 20; i++) {
            build(VerifyRequest.of("eu-central-1", "prod", "s" + i));
        }

        workers.advance(3_000);

        assertThat(builds.stream().skip(1).map(Build::verdict).toList(), everyItem(is(CheckVerdict.PASSED)));
        workers.advance(600_000);
        assertThat(broken.verdict(), is(CheckVerdict.ERROR));
        assertThat(
                Verification.of(broken.state).message(),
                startsWith("ERROR: prod/s0: these credentials are not accepted by AWS: "));
    }

    @Test
    public void whatIsReadBesideTheRoundsIsNeitherLostNorCountedTwice() {
        sandbox.service("prod", "web", s -> s.image(IMAGE).desiredCount(2).loadBalancer(GROUP, "app", 8080));
        services(0);
        Deque<Runnable> threads = new ArrayDeque<>();
        Build build = new Build(
                VerifyRequest.of("eu-central-1", "prod", "web")
                        .defaultChecks(false)
                        .checks(List.of(
                                CheckSpec.of(CheckKind.TARGETS).count(3).build(),
                                CheckSpec.of(CheckKind.TASKS)
                                        .count(20)
                                        .interval(Duration.ofSeconds(1))
                                        .build()))
                        .build(),
                EcsSandbox.SECRET_ACCESS_KEY,
                new BackgroundReads(threads::add));

        for (int i = 0; i < 600 && !build.state.hasEnded(); i++) {
            workers.advance(100);
            // The answer comes while rounds of the other check wait for theirs.
            if (i % 9 == 5 && !threads.isEmpty()) {
                threads.remove().run();
            }
        }

        assertThat(build.verdict(), is(CheckVerdict.PASSED));
        int targets = build.state.request.checks().get(0).kind() == CheckKind.TARGETS ? 0 : 1;
        assertThat(build.state.checks.get(targets).passed, is(3));
        assertThat(calls("DescribeTargetHealth"), is(3));
    }
}
