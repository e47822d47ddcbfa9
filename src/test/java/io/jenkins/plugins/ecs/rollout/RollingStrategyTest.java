package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import org.junit.Test;

/** A service that is to be updated in a rolling update, whatever strategy it has. */
public class RollingStrategyTest extends StrategyTestCase {

    private static StrategySettings.Builder rolling() {
        return StrategySettings.of(null).rolling(true);
    }

    @Test
    public void anotherStrategyIsTakenAwayWithItsNumbers() {
        EcsSandbox ecs = staged();
        rollout(ecs, web(settings(Strategy.CANARY))).run();
        assertThat(service(ecs).at("/deploymentConfiguration/strategy").asText(), is("CANARY"));

        SandboxRollout rollout = rollout(ecs, web(rolling()).forceNewDeployment(true));

        assertThat(story(rollout), rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(service(ecs).at("/deploymentConfiguration/strategy").asText(), is("ROLLING"));
        assertThat(service(ecs).at("/deploymentConfiguration").has("canaryConfiguration"), is(false));
        assertThat(story(rollout), containsString("deploymentConfiguration.strategy: CANARY -> ROLLING"));
    }

    @Test
    public void aRollingServiceStaysAsItIs() {
        EcsSandbox ecs = staged();
        JsonNode before = service(ecs).path("deploymentConfiguration");

        SandboxRollout rollout = rollout(ecs, web(rolling()));

        assertThat(story(rollout), rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(service(ecs).path("deploymentConfiguration"), is(before));
        assertThat(story(rollout), not(containsString("deploymentConfiguration")));
    }
}
