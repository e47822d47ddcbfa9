package io.jenkins.plugins.ecs.ui.publish;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.history.DeployState;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.Hostile;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeliveryMetricsTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private static DeploymentRecord recent(String id, long secondsAgo, Verdict verdict) {
        long end = System.currentTimeMillis() - secondsAgo * 1000;
        return new DeploymentRecord(
                id,
                Records.API,
                new BuildFacts("shop", 1, "", "", end - 100_000),
                DeployState.of(verdict),
                0,
                verdict,
                true,
                "1",
                "api:1",
                "",
                "",
                Map.of(),
                Map.of(),
                "",
                end - 10_000,
                end,
                "",
                "",
                DeploymentRecord.Look.NONE,
                false);
    }

    @Test
    public void theyFollowTheIndex() throws Exception {
        History history = new History(folder.getRoot().toPath().resolve("d.jsonl"));
        Map<String, Supplier<Double>> all = DeliveryMetrics.ofAll(() -> history);
        Map<String, Supplier<Double>> api = DeliveryMetrics.of(Records.API, () -> history);
        assertThat(all.get("ecs.deployments.attempts").get(), is(0.0));
        assertThat(all.get("ecs.deployments.failureRate").get(), is(-1.0));
        assertThat(api.get("ecs.service.eu-central-1.prod.api.healthy").get(), is(0.0));

        history.note(recent("a", 300, Verdict.ROLLED_BACK));
        history.note(recent("b", 200, Verdict.SUCCESS));

        assertThat(all.get("ecs.deployments.attempts").get(), is(2.0));
        assertThat(all.get("ecs.deployments.failureRate").get(), is(0.5));
        assertThat(all.get("ecs.deployments.inProgress").get(), is(0.0));
        assertThat(api.get("ecs.service.eu-central-1.prod.api.durationSeconds").get(), is(10.0));
        assertThat(api.get("ecs.service.eu-central-1.prod.api.leadTimeSeconds").get(), is(100.0));
        assertThat(
                api.get("ecs.service.eu-central-1.prod.api.timeToRestoreSeconds")
                        .get(),
                is(closeTo(100, 5)));
        assertThat(api.get("ecs.service.eu-central-1.prod.api.healthy").get(), is(1.0));
    }

    @Test
    public void namesHoldNothingThatPartsThem() {
        DeliveryMetrics.of(new ServiceKey("r", "c.d", Hostile.TEXT), () -> null)
                .keySet()
                .forEach(name -> assertThat(name, matchesPattern("ecs\\.service\\.r\\.c_d\\.[\\w-]+\\.[A-Za-z]+")));
    }
}
