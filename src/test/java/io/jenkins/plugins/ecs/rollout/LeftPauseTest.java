package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** A pause that an earlier step left in the service's configuration: every later deployment stops at it. */
public class LeftPauseTest extends StrategyTestCase {

    private static final String BEFOREHAND = "The service's own configuration pauses its deployments at"
            + " POST_TEST_TRAFFIC_SHIFT, for up to 336 h; users with the permission ECS deployments/Approve approve on"
            + " the build page. To remove the pauses: ecsBlueGreen pauseAt: ['NONE']";

    private EcsSandbox ecs;

    @Before
    public void leaveAPause() {
        ecs = staged();
        SandboxRollout first = rollout(
                ecs,
                web(settings(Strategy.BLUE_GREEN)
                        .pauseAt(List.of("POST_TEST_TRAFFIC_SHIFT"))
                        .pauseTimeout(20_160, false)));
        toPause(first);
        first.answer(PauseAnswer.CONTINUE, "alice");
        first.run();
        assertThat("its own pause is no surprise", first.lines(), not(hasItem(startsWith("The service's own"))));
    }

    private static DeployRequestBuilder deploy(String service, String image) {
        return DeployRequest.of("eu-central-1", "prod", service)
                .changes(List.of(ContainerChange.of(null).image(image).build()));
    }

    private SandboxWaves waves(OnWaveFailure onWaveFailure) {
        long now = ecs.clock().millis();
        return new SandboxWaves(
                ecs,
                WavesState.begin(
                        List.of(
                                WaveService.of(
                                        "1", 1, deploy("web", "repo/app:3").build(), now),
                                WaveService.of(
                                        "2", 1, deploy("api", "repo/app:4").build(), now)),
                        0,
                        onWaveFailure,
                        now));
    }

    private static boolean waits(WavesState state) {
        return state.services().get(0).state().pauses().stream().anyMatch(Pause::isOpen);
    }

    @Test
    public void theNextDeploymentSaysSoBeforehandAndTakesAnAnswer() {
        SandboxRollout next = rollout(ecs, deploy("web", "repo/app:3"));
        toPause(next);

        assertThat(story(next), next.lines(), hasItem(BEFOREHAND));
        assertThat("the build page takes it", Outcome.of(next.state()).takesAnswers(), is(true));
        assertThat(next.answer(PauseAnswer.CONTINUE, "bob"), is(true));
        assertThat(story(next), next.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aRollbackSaysSoBeforehandAndTakesAnAnswer() {
        SandboxRollout back = rollout(
                ecs,
                DeployRequest.of("eu-central-1", "prod", "web")
                        .goesBack(true)
                        .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL));
        toPause(back);

        assertThat(story(back), back.lines(), hasItem(BEFOREHAND));
        assertThat(Outcome.of(back.state()).takesAnswers(), is(true));
        back.answer(PauseAnswer.CONTINUE, "bob");
        assertThat(story(back), back.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aDeploymentThatIsOnlyFollowedTakesAnAnswer() {
        SandboxRollout other = rollout(ecs, deploy("web", "repo/app:3"));
        toPause(other);
        SandboxRollout follower = rollout(
                ecs,
                DeployRequest.of("eu-central-1", "prod", "web")
                        .attachTo(Outcome.of(other.state()).serviceDeploymentArn()));
        toPause(follower);

        assertThat(Outcome.of(follower.state()).takesAnswers(), is(true));
        follower.answer(PauseAnswer.CONTINUE, "bob");
        assertThat(story(follower), follower.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aPauseOfAServiceInAWaveTakesAnAnswer() {
        try (SandboxWaves waves = waves(OnWaveFailure.STOP)) {
            waves.runUntil(LeftPauseTest::waits);

            assertThat(waves.lines(), hasItem("web: " + BEFOREHAND));
            assertThat(waves.answer("web", PauseAnswer.CONTINUE, "bob"), is(true));
            waves.run();

            assertThat(waves.verdicts().get("web"), is(Verdict.SUCCESS));
            assertThat(waves.lines(), hasItem(containsString("CONTINUE: bob")));
        }
    }

    @Test
    public void aWaveThatHasFailedDoesNotWaitForAnAnswer() {
        ecs.scenarios().image("repo/app:4", Scenario.CRASH);
        for (OnWaveFailure onWaveFailure : OnWaveFailure.values()) {
            long begun = ecs.clock().millis();
            try (SandboxWaves waves = waves(onWaveFailure)) {
                waves.run();

                assertThat(waves.verdicts().get("api"), is(Verdict.ROLLED_BACK));
                assertThat(waves.verdicts().get("web"), is(Verdict.ROLLED_BACK));
                assertThat(
                        waves.lines(),
                        hasItem(containsString(
                                "ROLLBACK: this step, because another of its services was not deployed")));
                assertThat(
                        ecs.clock().millis() - begun,
                        lessThan(Duration.ofMinutes(30).toMillis()));
            }
        }
    }

    @Test
    public void aRollbackOfAServiceThatIsThroughDoesNotWaitForThePauseOfAnother() {
        DeploymentLocks locks = new DeploymentLocks();
        locks.open();
        for (OnWaveFailure onWaveFailure : OnWaveFailure.values()) {
            String id = "waves " + onWaveFailure;
            try (SandboxWaves waves = waves(onWaveFailure).inQueue(locks, id)) {
                waves.runUntil(state -> waits(state) && state.services().get(1).isWell());
                SandboxRollout back = rollout(
                        ecs,
                        DeployRequest.of("eu-central-1", "prod", "api")
                                .taskDefinition("api:1")
                                .goesBack(true)
                                .with(Setting.TIMEOUT, Duration.ofMinutes(10)));

                Outcome outcome = back.inQueue(locks, "back " + id).run();
                locks.release("back " + id);

                assertThat(onWaveFailure + story(back), outcome.verdict(), is(Verdict.SUCCESS));
                waves.answer("web", PauseAnswer.ROLLBACK, "bob");
                waves.run();
                locks.release(id);
                locks.release(id + " back api");
                locks.release(id + " back web");
            }
        }
    }

    @Test
    public void theLockOfAServiceThatIsThroughIsFreeWhereNothingWillTouchItAgain() {
        DeploymentLocks locks = new DeploymentLocks();
        locks.open();
        try (SandboxWaves waves = waves(OnWaveFailure.STOP).inQueue(locks, "waves")) {
            waves.runUntil(state -> waits(state) && state.services().get(1).isWell());
            SandboxRollout next =
                    rollout(ecs, deploy("api", "repo/app:5").with(Setting.TIMEOUT, Duration.ofMinutes(10)));

            assertThat(next.inQueue(locks, "next").run().verdict(), is(Verdict.SUCCESS));
        }
    }
}
