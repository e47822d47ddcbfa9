package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Services that are deployed together, each of them verified. */
public class VerifiedWavesTest extends VerifiedRolloutTestCase {

    private SandboxWaves waves(OnWaveFailure onFailure, int wave, DeployRequestBuilder... requests) {
        sandbox.service("prod", "worker", s -> s.image(OLD).desiredCount(1));
        sandbox.clock().advance(Duration.ofMinutes(10));
        long now = sandbox.clock().millis();
        SandboxWaves waves = new SandboxWaves(
                sandbox,
                WavesState.begin(
                        List.of(
                                WaveService.of("1", 1, requests[0].build(), now),
                                WaveService.of("2", wave, requests[1].build(), now)),
                        0,
                        onFailure,
                        now));
        opened(waves);
        return waves;
    }

    private static DeployRequestBuilder worker() {
        return DeployRequest.of("eu-central-1", "prod", "worker")
                .changes(List.of(ContainerChange.of(null).image(NEW).build()));
    }

    @Test
    public void theNextWaveWaitsForTheVerificationOfTheFirst() {
        SandboxWaves waves = waves(OnWaveFailure.STOP, 2, verified(alarm()), worker());
        waves.run();

        assertThat(
                String.join("\n", waves.lines()),
                waves.verdicts(),
                is(Map.of("api", Verdict.SUCCESS, "worker", Verdict.SUCCESS)));
    }

    @Test
    public void anErrorInThePluginIsRetriedWhileAServiceIsVerified() {
        int[] bugs = {6};
        SandboxWaves waves = waves(OnWaveFailure.STOP, 2, verified(alarm()), worker())
                .breakingAt(
                        state -> state.phase() == Phase.VERIFYING && state.verification.run != null && bugs[0]-- > 0);
        waves.run();

        assertThat(
                String.join("\n", waves.lines()),
                waves.verdicts(),
                is(Map.of("api", Verdict.SUCCESS, "worker", Verdict.SUCCESS)));
    }

    @Test
    public void aCheckThatFailsRollsThatServiceBackAndStopsTheNextWave() {
        alarmGoesOff();
        SandboxWaves waves = waves(OnWaveFailure.STOP, 2, verified(alarm()), worker());
        waves.run();

        assertThat(
                String.join("\n", waves.lines()),
                waves.verdicts(),
                is(Map.of("api", Verdict.ROLLED_BACK, "worker", Verdict.NOT_STARTED)));
        assertThat(revision(), is(1));
    }

    @Test
    public void theOthersOfTheWaveAreRolledBackIfThatIsAskedFor() {
        alarmGoesOff();
        SandboxWaves waves = waves(OnWaveFailure.ROLLBACK_WAVE, 1, verified(alarm()), worker());
        waves.run();

        assertThat(
                String.join("\n", waves.lines()),
                waves.verdicts(),
                is(Map.of("api", Verdict.ROLLED_BACK, "worker", Verdict.SUCCESS)));
        assertThat(revision(), is(1));
        assertThat(
                sandbox.region()
                        .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"worker\"]}")
                        .at("/services/0/taskDefinition")
                        .asText()
                        .endsWith(":1"),
                is(true));
    }
}
