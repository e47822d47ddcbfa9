package io.jenkins.plugins.ecs.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnections;
import io.jenkins.plugins.ecs.polling.MovedWorkers;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.ScenarioRule;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Many runs at once over the poller: they share their reads, stay within the quotas, and show their logs in time. */
public class ManyTaskRunsTest extends TaskRunTestCase {

    private static final int LINES = 6;

    private final SharedConnections connections = new SharedConnections();
    private final List<Build> builds = new ArrayList<>();
    private final List<Long> lags = new ArrayList<>();
    private MovedWorkers workers;
    private SharedPoller poller;

    @Before
    public void startPoller() {
        workers = new MovedWorkers(millis -> sandbox.clock().advance(Duration.ofMillis(millis)));
        poller = new SharedPoller(workers, workers::now, () -> 0.5);
        sandbox.quotas().enforce(true);
    }

    @After
    public void leave() {
        builds.forEach(build -> build.place.close());
    }

    /** Runs its rounds as the step does. */
    private final class Build implements TaskJournal {
        private final PolledConnection place;
        private TaskRunState state;

        Build(TaskRequest request) {
            SharedConnection shared = connections.join(
                    new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "test", null),
                    EcsSandbox.SECRET_ACCESS_KEY,
                    () -> StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
            place = new PolledConnection(
                    shared,
                    poller.join(
                            shared.key(), shared.place(), shared.connection().ecsCall(), null));
            state = TaskRunState.begin(request, sandbox.clock().millis());
            place.seat().next(0, this::round);
        }

        private void round() {
            AwsConnection aws = place.connection();
            long in = new TaskRunDriver(aws.ecs(), aws, place.seat(), sandbox.clock(), this).round(state);
            if (!state.hasEnded()) {
                place.seat().next(in, this::round);
            }
        }

        @Override
        public void save(TaskRunState saved, boolean atOnce) {
            state = saved;
        }

        /** A line names the second after the start at which it was written. */
        @Override
        public void say(String line) {
            if (line.startsWith("app | second ")) {
                long second = Long.parseLong(line.substring("app | second ".length()));
                long written = state.tasks().get(0).times().startedAt() + second * 1000;
                lags.add(sandbox.clock().millis() - written);
            }
        }
    }

    private void start(int runs) {
        ScenarioRule work = work().lasting(seconds(5 * LINES + 5));
        for (int i = 1; i <= LINES; i++) {
            work.writes(seconds(5 * i), "second " + 5 * i);
        }
        for (int i = 0; i < runs; i++) {
            builds.add(new Build(TaskRequests.migrate().token("run-" + i).build()));
        }
    }

    private long medianLag() {
        Collections.sort(lags);
        return lags.get(lags.size() / 2);
    }

    @Test
    public void aHundredRunsShareTheirReads() {
        start(100);
        workers.advance(20_000);
        int before = sandbox.calls("DescribeTasks").size();
        workers.advance(10_000);
        int describes = sandbox.calls("DescribeTasks").size() - before;
        workers.advance(60_000);

        assertThat(
                builds.stream().map(build -> build.state.end().verdict()).toList(), everyItem(is(TaskVerdict.SUCCESS)));
        assertThat(lags, hasSize(100 * LINES));
        assertThat("median lag", medianLag(), is(lessThanOrEqualTo(3_000L)));
        assertThat("DescribeTasks in 10 s", describes, is(lessThanOrEqualTo(20)));
        long reads = sandbox.calls("GetLogEvents").size();
        long throttled = sandbox.calls("GetLogEvents").stream()
                .filter(call -> call.status() != 200)
                .filter(call -> String.valueOf(call.errorCode()).contains("Throttling"))
                .count();
        assertThat(throttled + " of " + reads, throttled * 20 <= reads, is(true));
    }

    @Test
    public void theLogOfOneRunIsNearlyLive() {
        start(1);
        workers.advance(60_000);
        assertThat(lags, hasSize(LINES));
        assertThat("median lag", medianLag(), is(lessThanOrEqualTo(3_000L)));
    }
}
