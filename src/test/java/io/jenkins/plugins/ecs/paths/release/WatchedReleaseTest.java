package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** Releases that are watched after they were proven, against the sandbox with a moved clock. */
public class WatchedReleaseTest extends ReleaseTestCase {

    private static final Duration WATCH = Duration.ofHours(2);

    @Before
    public void watchProduction() {
        controller.path = path(watched(true));
    }

    private static PathEnvironment watched(boolean rollback) {
        return PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .checks(List.of(ALARM))
                .rollback(rollback)
                .watch(WATCH)
                .build();
    }

    private static boolean watches(ReleaseState state) {
        return state.current().slot() == Slot.WATCHING;
    }

    private void deployElsewhere() {
        String revision = sandbox.region()
                .call(
                        "RegisterTaskDefinition",
                        "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"cpu\":\"256\",\"memory\":\"512\","
                                + "\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":[{\"name\":\"app\","
                                + "\"image\":\"repo/app:9.0.0\"}]}")
                .at("/taskDefinition/taskDefinitionArn")
                .asText();
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"" + revision + "\"}");
        sandbox.clock().advance(Duration.ofMinutes(10));
    }

    @Test
    public void itIsProvenFirstAndEndsWhenTheTimeIsOver() {
        SandboxRelease release = release();
        ReleaseState watching = release.runUntil(WatchedReleaseTest::watches);
        long begun = sandbox.clock().millis();
        assertThat(controller.events.get(controller.events.size() - 1).kind(), is(PathEvent.Kind.PROVEN));
        assertThat("the service is not locked", watching.current().lockKey(), is(nullValue()));

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(sandbox.clock().millis() - begun, greaterThan(WATCH.toMillis() - 1));
        assertThat(release.lines().toString(), containsString("production: watching for 2 h, until "));
        assertThat(release.lines().toString(), containsString("production: the watch has ended"));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void aCheckThatFailsDuringTheWatchRollsBackAndHoldsTheEnvironment() {
        SandboxRelease release = release();
        release.runUntil(WatchedReleaseTest::watches);
        sandbox.clock().advance(Duration.ofMinutes(70));
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(end.cause(), containsString("the watch, 1 h 1"));
        assertThat(end.cause(), containsString("p95"));
        assertThat(image("prod"), is("repo/app:1.0.0"));
        assertThat(controller.events.get(controller.events.size() - 1).kind(), is(PathEvent.Kind.HELD));
        sandbox.alarm("p95").state(Alarm.State.OK);
        assertThat(release(OTHER, "staging", "production").run().cause(), containsString("held since"));
    }

    @Test
    public void readsThatHangEndItWithoutAResult() {
        SandboxRelease release = release();
        release.runUntil(WatchedReleaseTest::watches);
        long begun = sandbox.clock().millis();
        release.hangs = true;

        ReleaseState end = release.run();

        assertThat(end.cause(), end.verdict(), is(Verdict.UNKNOWN));
        assertThat(end.cause(), containsString("no response from AWS"));
        long most = WATCH.plusMinutes(70).toMillis();
        assertThat(sandbox.clock().millis() - begun, lessThan(most));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void withHoldItIsLeftRunning() {
        controller.path = path(watched(false));
        SandboxRelease release = release();
        release.runUntil(WatchedReleaseTest::watches);
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.FAILED));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void errorsInBetweenDoNotEndItAndErrorsAtTheEndAreNoSuccess() {
        SandboxRelease release = release();
        release.runUntil(WatchedReleaseTest::watches);
        sandbox.deny("cloudwatch:DescribeAlarms");
        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.UNKNOWN));
        assertThat(release.lines().toString(), containsString("the watch continues; its last verification has no"));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void whatFailedWhileTheControllerWasDownIsReadAgain() {
        SandboxRelease release = release();
        release.runUntil(WatchedReleaseTest::watches);
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        release.runUntil(state -> state.current().watching != null);
        sandbox.clock().advance(Duration.ofMinutes(20));
        sandbox.alarm("p95").state(Alarm.State.OK);

        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void anotherRevisionEndsItWithoutARollback() {
        SandboxRelease release = release();
        release.runUntil(WatchedReleaseTest::watches);
        deployElsewhere();
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUPERSEDED));
        assertThat(image("prod"), is("repo/app:9.0.0"));
    }

    @Test
    public void anAbortEndsIt() {
        SandboxRelease release = release();
        release.runUntil(WatchedReleaseTest::watches);

        ReleaseState end = release.abort("alice").run();

        assertThat(end.verdict(), is(Verdict.ABORTED));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void betweenTwoVerificationsNothingIsReadAndNothingIsNeeded() {
        SandboxRelease release = release();
        ReleaseState resting = release.runUntil(state -> watches(state) && state.current().watching == null);
        assertThat(resting.place().isPresent(), is(false));
        int calls = sandbox.calls().size();
        release.runUntil(state -> state.current().watching != null);

        assertThat(sandbox.calls().size(), is(calls));
    }
}
