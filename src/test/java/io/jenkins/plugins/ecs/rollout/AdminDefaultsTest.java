package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.rollout.state.Details;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.Map;
import org.junit.Test;

/** What an admin's settings bring to a rolling update, and what is kept of them for people. */
public class AdminDefaultsTest extends RolloutTestCase {

    @Test
    public void aCircuitBreakerComesWithTheNewRevisionAndTheRestStaysAsItIs() {
        EcsSandbox without = newSandbox(false);
        JsonNode before = configuration(without);
        SandboxRollout rollout = rollout(without, request().circuitBreaker(true));

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));

        JsonNode after = configuration(without);
        assertThat(after.at("/deploymentCircuitBreaker/enable").asBoolean(), is(true));
        assertThat(after.at("/deploymentCircuitBreaker/rollback").asBoolean(), is(true));
        assertThat(after.path("alarms"), is(before.path("alarms")));
        assertThat(after.path("maximumPercent"), is(before.path("maximumPercent")));
        assertThat(rollout.lines(), hasItem("Settings of api that change:"));
    }

    @Test
    public void whatTheServiceHasAlreadyIsNotSent() {
        assertThat(rollout(request().circuitBreaker(true)).run().verdict(), is(Verdict.SUCCESS));

        JsonNode update = sandbox.calls("UpdateService").get(0).request();
        assertThat(update.has("deploymentConfiguration"), is(false));
    }

    @Test
    public void aPlanTellsOfIt() {
        EcsSandbox without = newSandbox(false);

        Outcome outcome =
                rollout(without, request().circuitBreaker(true).dryRun(true)).run();

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(
                outcome.plan().serviceChanges().toString().contains("deploymentConfiguration.deploymentCircuitBreaker"),
                is(true));
        assertThat(without.calls("UpdateService").size(), is(0));
    }

    @Test
    public void targetAndSettingsAreKeptForThePages() {
        SandboxRollout rollout =
                rollout(request().target("prod-eu", "Production").settings(Map.of("cluster", "prod (target prod-eu)")));

        Outcome outcome = rollout.run();

        assertThat(outcome.target(), is("prod-eu"));
        assertThat(outcome.targetLabel(), is("Production"));
        assertThat(Details.of(rollout.state()).settings(), is(Map.of("cluster", "prod (target prod-eu)")));
    }

    @Test
    public void withoutATargetThereIsNone() {
        SandboxRollout rollout = rollout(request());

        Outcome outcome = rollout.run();

        assertThat(outcome.target(), nullValue());
        assertThat(outcome.targetLabel(), is(""));
        assertThat(Details.of(rollout.state()).settings(), anEmptyMap());
    }

    private static JsonNode configuration(EcsSandbox in) {
        return in.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .at("/services/0/deploymentConfiguration");
    }
}
