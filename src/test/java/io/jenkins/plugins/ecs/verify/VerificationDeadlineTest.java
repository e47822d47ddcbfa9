package io.jenkins.plugins.ecs.verify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnection;
import io.jenkins.plugins.ecs.aws.connection.SharedConnections;
import io.jenkins.plugins.ecs.polling.MovedWorkers;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import io.jenkins.plugins.ecs.polling.PollerExecutor;
import io.jenkins.plugins.ecs.polling.SharedPoller;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Reads that never return: the step still ends at its timeout, and what it could not read counts neither way. */
public class VerificationDeadlineTest extends VerifyTestCase {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    /** The poller runs a round again without its reads every 5 s. */
    private static final long LATE = 15_000;

    private final MovedWorkers workers =
            new MovedWorkers(millis -> sandbox.clock().advance(Duration.ofMillis(millis)));
    private final List<Runnable> hung = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private PolledConnection place;
    private VerifyState state;
    private boolean hangs;
    private long endedAt;

    @After
    public void leave() {
        if (place != null) {
            place.close();
        }
    }

    @Test
    public void readsThatHangFromTheStartAreInconclusive() {
        start(request().timeout(TIMEOUT).build(), true);

        workers.advance(TIMEOUT.toMillis() + 60_000);

        assertEndedInTime();
        assertThat(Verification.of(state).verdict(), is(CheckVerdict.INCONCLUSIVE));
        Verification.of(state)
                .rows()
                .forEach(row -> assertThat(row.check(), row.verdict(), is(CheckVerdict.INCONCLUSIVE)));
        assertThat("one call for all rounds", hung.size(), is(1));
    }

    @Test
    public void whatEndedBeforeTheReadsHungKeepsItsVerdict() {
        CheckSpec stable =
                CheckSpec.of(CheckKind.STABLE_FOR).option("seconds", 600).build();
        start(
                request()
                        .defaultChecks(false)
                        .checks(List.of(CheckSpec.of(CheckKind.SERVICE).build(), stable))
                        .timeout(TIMEOUT)
                        .build(),
                false);
        workers.advance(30_000);
        assertThat(row(Verification.of(state), "service").verdict(), is(CheckVerdict.PASSED));

        hangs = true;
        workers.advance(TIMEOUT.toMillis() + 60_000);

        assertEndedInTime();
        Verification outcome = Verification.of(state);
        assertThat(row(outcome, "service").verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "stableFor").verdict(), is(CheckVerdict.INCONCLUSIVE));
        assertThat(outcome.verdict(), is(CheckVerdict.INCONCLUSIVE));
    }

    @Test
    public void anAnswerAfterTheEndChangesNothing() {
        start(request().timeout(TIMEOUT).build(), true);
        workers.advance(TIMEOUT.toMillis() + 60_000);
        String before = Verification.of(state).message();

        hangs = false;
        hung.forEach(Runnable::run);
        workers.advance(60_000);

        assertThat(Verification.of(state).message(), is(before));
    }

    @Test
    public void readsOfOtherServicesThatHangAreInconclusive() {
        CheckSpec alarms =
                CheckSpec.of(CheckKind.ALARMS).option("names", "errors").build();

        Verification outcome = verification(request()
                        .defaultChecks(false)
                        .checks(List.of(CheckSpec.of(CheckKind.SERVICE).build(), alarms))
                        .timeout(TIMEOUT))
                .aside(new BackgroundReads(task -> {}))
                .run();

        assertThat(row(outcome, "service").verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "alarms").verdict(), is(CheckVerdict.INCONCLUSIVE));
        assertThat(outcome.message(), allOf(containsString("INCONCLUSIVE"), containsString("alarms")));
    }

    private void assertEndedInTime() {
        assertThat(state.hasEnded(), is(true));
        assertThat(endedAt - state.startedAt, greaterThanOrEqualTo(TIMEOUT.toMillis()));
        assertThat(endedAt - state.startedAt, lessThanOrEqualTo(TIMEOUT.toMillis() + LATE));
    }

    /** Runs rounds as a step does. */
    private void start(VerifyRequest request, boolean hanging) {
        hangs = hanging;
        boolean[] next = {false};
        SharedPoller poller = new SharedPoller(
                new PollerExecutor() {
                    @Override
                    public void run(Runnable task) {
                        if (next[0]) {
                            next[0] = false;
                            hung.add(task);
                        } else {
                            workers.run(task);
                        }
                    }

                    @Override
                    public void later(Runnable task, long inMillis) {
                        workers.later(task, inMillis);
                    }
                },
                workers::now,
                () -> 0.5);
        SharedConnection shared = new SharedConnections()
                .join(
                        new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "test", null),
                        EcsSandbox.SECRET_ACCESS_KEY,
                        () -> StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
        place = new PolledConnection(
                shared,
                poller.join(shared.key(), shared.place(), shared.connection().ecsCall(), null));
        state = VerifyState.begin(request, sandbox.clock().millis());
        BackgroundReads background = new BackgroundReads(Runnable::run);
        VerifyJournal journal = new VerifyJournal() {
            @Override
            public void save(VerifyState saved) {
                state = saved;
                endedAt = saved.hasEnded() ? sandbox.clock().millis() : 0;
            }

            @Override
            public void say(String line) {
                lines.add(line);
            }
        };
        Runnable[] round = new Runnable[1];
        round[0] = () -> {
            next[0] = hangs && hung.isEmpty();
            long in = new VerifyDriver(
                            place.connection(),
                            new HostPolicy(List.of(), List.of()),
                            background,
                            sandbox.clock(),
                            journal)
                    .pacedBy(place.seat())
                    .round(state);
            next[0] = false;
            if (!state.hasEnded()) {
                place.seat().next(in, round[0]);
            }
        };
        place.seat().next(0, round[0]);
    }
}
