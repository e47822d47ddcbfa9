package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** An environment with several targets: together, in waves, and what becomes of the others if one fails. */
public class SeveralTargetsTest extends ReleaseTestCase {

    private static final Duration BAKE = Duration.ofMinutes(30);
    private static final String OLD = "repo/app:1.0.0";
    private static final String NEW = "repo/app@" + DIGEST;

    @Before
    public void serviceInAmerica() {
        sandbox.cluster("prod-us");
        sandbox.service(
                "prod-us",
                "api",
                s -> s.image(OLD).desiredCount(2).circuitBreaker(true, true).alarms(false, "us-errors"));
        sandbox.alarm("us-errors").state(Alarm.State.OK);
        sandbox.clock().advance(Duration.ofMinutes(10));
    }

    private static PathEnvironment.Builder production(PathWave... waves) {
        return PathEnvironment.of("production", "").waves(List.of(waves)).from("staging");
    }

    private static PathWave wave(Duration bake, String... targets) {
        return PathWave.of(List.of(targets), bake);
    }

    private void together(boolean rollback) {
        controller.path = path(production(wave(Duration.ZERO, "prod-eu", "prod-us"))
                .rollback(rollback)
                .build());
    }

    private void inWaves() {
        controller.path = path(production(wave(Duration.ZERO, "prod-eu"), wave(BAKE, "prod-us"))
                .checks(List.of(ALARM))
                .build());
    }

    private static EnvironmentRun at(ReleaseState state, String target) {
        return state.environments().stream()
                .filter(each -> each.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    /** The alarm of the service in America alone, while it is verified. */
    private SandboxRelease failingInAmerica(SandboxRelease release) {
        return release.beforeEachRound(() -> {
            if (at(release.state(), "prod-us").slot() == Slot.VERIFYING) {
                sandbox.alarm("us-errors").state(Alarm.State.ALARM);
            }
        });
    }

    @Test
    public void togetherTheyAreDeployedAtTheSameTime() {
        together(true);
        SandboxRelease release = release();

        ReleaseState end = release.run();

        assertThat(end.cause(), end.verdict(), is(Verdict.SUCCESS));
        assertThat(image("prod"), is(NEW));
        assertThat(image("prod-us"), is(NEW));
        EnvironmentRun europe = at(end, "prod-eu");
        EnvironmentRun america = at(end, "prod-us");
        assertThat(
                "begun before the other had ended", america.rollout().startedAt(), is(lessThan(europe.finishedAt())));
        assertThat(
                "and not long after it",
                Math.abs(america.rollout().startedAt() - europe.rollout().startedAt()),
                is(lessThan(10_000L)));
        assertThat(
                controller.events.stream().map(PathEvent::environment).toList(),
                containsInAnyOrder("staging", "production/prod-eu", "production/prod-us"));
        assertThat(release.lines(), hasItem(containsString("production/prod-us: Proven in production/prod-us")));
    }

    @Test
    public void aWaveWaitsUntilTheOneBeforeIsProvenHasBakedAndIsStillWell() {
        inWaves();
        SandboxRelease release = release();
        ReleaseState waiting = release.runUntil(state -> at(state, "prod-us").slot() == Slot.WAITING
                && !at(state, "prod-us").conditions().isEmpty());

        Condition bake = at(waiting, "prod-us").conditions().stream()
                .filter(each -> each.kind() == Condition.Kind.BAKE)
                .findFirst()
                .orElseThrow();
        long proven = at(waiting, "prod-eu").finishedAt();
        assertThat(bake.metAt(), is(proven + BAKE.toMillis()));
        assertThat(updates("prod-us"), is(0L));

        ReleaseState end = release.run();

        assertThat(end.cause(), end.verdict(), is(Verdict.SUCCESS));
        assertThat(at(end, "prod-us").rollout().startedAt() - proven, is(greaterThanOrEqualTo(BAKE.toMillis())));
        assertThat(
                release.lines(),
                hasItem(containsString("Confirming that the release is still well in production/prod-eu")));
    }

    @Test
    public void ifItFailsInOneTargetTheOthersGoBack() {
        together(true);
        SandboxRelease release = failingInAmerica(release());

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(image("prod"), is(OLD));
        assertThat(image("prod-us"), is(OLD));
        assertThat(at(end, "prod-eu").verdict(), is(Verdict.ROLLED_BACK));
        assertThat(at(end, "prod-us").verdict(), is(Verdict.ROLLED_BACK));
        assertThat(end.cause(), containsString("production/prod-us: "));
        assertThat(end.cause(), containsString("us-errors"));
        assertThat(
                end.cause(),
                containsString("production/prod-eu: rolled back, because the release failed in production/prod-us"));
        assertThat(updates("prod"), is(2L));
        assertThat(updates("prod-us"), is(2L));
    }

    @Test
    public void withHoldTheOthersKeepRunning() {
        together(false);

        ReleaseState end = failingInAmerica(release()).run();

        assertThat(end.verdict(), is(Verdict.FAILED));
        assertThat(image("prod"), is(NEW));
        assertThat(image("prod-us"), is(NEW));
        assertThat(end.cause(), containsString("production/prod-eu keeps running the release"));
        assertThat(end.cause(), containsString("production/prod-us: "));
    }

    @Test
    public void aWaveThatFailsTakesTheEarlierOnesBackAndTheLaterOnesDoNotBegin() {
        controller.path = path(production(
                        wave(Duration.ZERO, "prod-eu"),
                        wave(Duration.ZERO, "prod-us"),
                        wave(Duration.ZERO, "staging-eu"))
                .build());
        ReleaseState end = failingInAmerica(release()).run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(image("prod"), is(OLD));
        assertThat(image("prod-us"), is(OLD));
        EnvironmentRun third = end.environments().get(3);
        assertThat(third.verdict(), is(Verdict.NOT_STARTED));
        assertThat("the environment is held", release().run().cause(), containsString("held since"));
    }

    @Test
    public void aWaveThatIsNoLongerWellAfterItsBakeGoesBackAlone() {
        inWaves();
        SandboxRelease release = release();
        release.runUntil(state -> at(state, "prod-us").slot() == Slot.WAITING);
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.FAILED));
        assertThat(image("prod"), is(OLD));
        assertThat(updates("prod-us"), is(0L));
        assertThat(at(end, "prod-us").rollout(), is(nullValue()));
        assertThat(end.cause(), containsString("no longer proven, because a later verification failed"));
    }

    private SandboxRelease hotfix() {
        controller.hotfixBy = "admin";
        ReleaseState state = release(DIGEST, "production").state().asHotfix("login is broken");
        return new SandboxRelease(sandbox, controller, state).byUser();
    }

    @Test
    public void aWaveOfAHotfixThatIsNoLongerWellAfterItsBakeGoesBack() {
        inWaves();
        SandboxRelease release = hotfix();
        release.runUntil(state -> at(state, "prod-us").slot() == Slot.WAITING);
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.FAILED));
        assertThat(image("prod"), is(OLD));
        assertThat(updates("prod-us"), is(0L));
    }

    @Test
    public void aHotfixVerifiesEarlierWavesAgainAndStillProvesNothing() {
        inWaves();
        SandboxRelease release = hotfix();

        ReleaseState end = release.run();

        assertThat(end.cause(), end.verdict(), is(Verdict.SUCCESS));
        assertThat(updates("prod-us"), is(1L));
        assertThat(
                release.lines(),
                hasItem(containsString("Confirming that the release is still well in production/prod-eu")));
        assertThat(
                controller.events.stream().map(PathEvent::kind).distinct().toList(),
                is(List.of(PathEvent.Kind.HOTFIX)));
    }

    @Test
    public void aFreezeBetweenTwoTargetsHoldsTheOneThatHasNotBegun() {
        inWaves();
        SandboxRelease release = release();
        release.runUntil(state -> at(state, "prod-us").slot() == Slot.WAITING);
        long until = sandbox.clock().millis() + Duration.ofHours(3).toMillis();
        controller.frozen = new Evidence.Frozen("year end", until);

        ReleaseState end = release.run();

        assertThat(end.cause(), end.verdict(), is(Verdict.SUCCESS));
        assertThat(at(end, "prod-us").rollout().startedAt(), is(greaterThanOrEqualTo(until)));
    }

    @Test
    public void itIsProvenWhereItIsProvenInAllTargets() {
        PathEnvironment last =
                PathEnvironment.of("last", "staging-eu").from("production").build();
        controller.path = ReleasePath.of("web", "the global settings")
                .environments(List.of(
                        staging(),
                        production(wave(Duration.ZERO, "prod-eu", "prod-us")).build(),
                        last))
                .build();
        release(DIGEST, "staging", "production").run();
        controller.events.removeIf(event -> event.environment().endsWith("prod-us"));

        ReleaseState end = release(DIGEST, "last").run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("these digests are not proven in production/prod-us"));
    }

    @Test
    public void anAbortEndsAllOfThem() {
        together(true);
        SandboxRelease release = release();
        release.runUntil(state -> state.active().size() == 2
                && state.active().stream().allMatch(each -> each.rollout() != null && each.hasChanged()));

        release.abort("aborted by alice");
        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.ABORTED));
        assertThat(at(end, "prod-eu").verdict(), is(Verdict.ABORTED));
        assertThat(at(end, "prod-us").verdict(), is(Verdict.ABORTED));
        assertThat(updates("prod"), is(1L));
    }

    @Test
    public void killedAnywhereEachTargetIsUpdatedOnce() {
        together(true);
        SandboxRelease whole = release();
        whole.run();
        List<Integer> points = whole.turningPoints();
        for (int i = points.size() / 3; i < points.size() - 1; i += 4) {
            stopSandbox();
            startSandbox();
            serviceInAmerica();
            together(true);
            SandboxRelease release = release().killAtSave(points.get(i));

            ReleaseState end = release.run();

            String at = "killed at save " + points.get(i) + "\n" + String.join("\n", release.lines());
            assertThat(at, end.verdict(), is(Verdict.SUCCESS));
            assertThat(at, updates("prod"), is(1L));
            assertThat(at, updates("prod-us"), is(1L));
        }
    }

    @Test
    public void killedAnywhereEachTargetGoesBackOnce() {
        together(true);
        SandboxRelease whole = failingInAmerica(release());
        whole.run();
        List<Integer> points = whole.turningPoints();
        for (int i = points.size() / 2; i < points.size() - 1; i += 4) {
            stopSandbox();
            startSandbox();
            serviceInAmerica();
            together(true);
            SandboxRelease release = failingInAmerica(release()).killAtSave(points.get(i));

            ReleaseState end = release.run();

            String at = "killed at save " + points.get(i) + "\n" + String.join("\n", release.lines());
            assertThat(at, end.verdict(), is(Verdict.ROLLED_BACK));
            assertThat(at, updates("prod"), is(2L));
            assertThat(at, updates("prod-us"), is(2L));
            assertThat(at, image("prod"), is(OLD));
        }
    }

    @Test
    public void nothingIsChangedIfThePreflightOfOneTargetFails() {
        sandbox.region().call("RegisterTaskDefinition", """
                        {"family": "api-us", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
                         "cpu": "256", "memory": "512",
                         "executionRoleArn": "arn:aws:iam::123456789012:role/api-execution",
                         "containerDefinitions": [{"name": "app", "image": "repo/app:1.0.0"}]}""");
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod-us\",\"service\":\"api\",\"taskDefinition\":\"api-us\"}");
        sandbox.clock().advance(Duration.ofMinutes(10));
        sandbox.missing("api-execution").clearCalls();
        controller.path = path(production(wave(Duration.ZERO, "prod-eu", "prod-us"))
                .preflight(true)
                .build());

        ReleaseState end = release().run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("production/prod-us: nothing was changed"));
        assertThat(at(end, "prod-eu").verdict(), is(Verdict.NOT_STARTED));
        assertThat(updates("prod"), is(0L));
        assertThat(updates("prod-us"), is(0L));
    }

    @Test
    public void whenAllPreflightsHavePassedAllAreDeployed() {
        controller.path = path(production(wave(Duration.ZERO, "prod-eu", "prod-us"))
                .preflight(true)
                .build());

        ReleaseState end = release().run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(image("prod"), is(NEW));
        assertThat(image("prod-us"), is(NEW));
    }

    @Test
    public void aWatchThatFailsInOneTargetTakesTheOthersBack() {
        controller.path = path(production(wave(Duration.ZERO, "prod-eu", "prod-us"))
                .watch(Duration.ofHours(1))
                .build());
        SandboxRelease release = release();
        release.runUntil(state -> at(state, "prod-eu").slot() == Slot.WATCHING
                && at(state, "prod-us").slot() == Slot.WATCHING);
        sandbox.alarm("us-errors").state(Alarm.State.ALARM);

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(image("prod"), is(OLD));
        assertThat(image("prod-us"), is(OLD));
        assertThat(end.cause(), containsString("rolled back, because the release failed in production/prod-us"));
    }
}
