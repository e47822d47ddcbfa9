package io.jenkins.plugins.ecs.rollout.decide.phase;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.observe.EcsRead;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.List;
import org.junit.Test;

/** What several phases read. */
public class ReadsTest {

    private static RolloutState state(DeployRequestBuilder request) {
        return Seen.state(Phase.UPDATING, request.taskDefinition("api:5"));
    }

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api");
    }

    @Test
    public void theServiceIsReadWholeOnlyIfItsSettingsChange() {
        assertThat(Reads.serviceTree(state(request())), is(empty()));
        assertThat(
                Reads.serviceTree(state(
                        request().strategy(StrategySettings.of(Strategy.CANARY).build()))),
                contains(new EcsRead.ServiceTree(false)));
        assertThat(
                "with its tags, which a service definition has",
                Reads.serviceTree(state(request().with(Setting.SERVICE_DEFINITION, "desiredCount: 1"))),
                contains(new EcsRead.ServiceTree(true)));
    }

    /** Both records are made together, but by different clocks. */
    @Test
    public void deploymentsAreListedFromALittleEarlier() {
        assertThat(Reads.serviceDeployments(100_000), is(new EcsRead.ServiceDeployments(70_000)));
        assertThat(Reads.serviceDeployments(10_000), is(new EcsRead.ServiceDeployments(0)));
    }

    @Test
    public void revisionsAreReadIfThereAreAny() {
        assertThat(Reads.serviceRevisions(List.of()), is(empty()));
        assertThat(
                Reads.serviceRevisions(List.of("rev-1", "rev-2")),
                contains(new EcsRead.ServiceRevisions(List.of("rev-1", "rev-2"))));
    }
}
