package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.util.List;
import org.junit.Test;

/** Which clusters a target has, and which one is the default. */
public class TargetClustersTest {

    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";

    @Test
    public void theFirstClusterIsTheDefault() {
        assertThat(defaultOf(null, null), nullValue());
        assertThat(defaultOf("prod", null), is("prod"));
        assertThat(defaultOf(null, "prod, batch"), is("prod"));
        assertThat(defaultOf("batch", "prod, batch"), is("batch"));
    }

    @Test
    public void aTargetWithoutAListTakesAnyCluster() {
        assertThat(target("prod", null).has("elsewhere"), is(true));
        assertThat(target(null, null).has("elsewhere"), is(true));
    }

    @Test
    public void aTargetWithAListTakesThoseAlone() {
        EcsTarget target = target("main", "prod, batch");

        for (String own : List.of("prod", "batch", "main", ARN)) {
            assertThat(own, target.has(own), is(true));
        }
        for (String other : List.of("pro", "prod2", "staging", "arn:aws:ecs:eu-central-1:123456789012:cluster/dev")) {
            assertThat(other, target.has(other), is(false));
        }
    }

    @Test
    public void oneArnIsNotTheClusterOfThatNameInAnotherAccount() {
        EcsTarget target = target(null, ARN);

        assertThat(target.has(ARN), is(true));
        assertThat(target.has("prod"), is(true));
        assertThat(target.has(ARN.replace("123456789012", "210987654321")), is(false));
    }

    private static String defaultOf(String cluster, String clusters) {
        return target(cluster, clusters).layer("target prod-eu").get(Setting.CLUSTER);
    }

    private static EcsTarget target(String cluster, String clusters) {
        EcsTarget target = new EcsTarget("prod-eu");
        target.setCluster(cluster);
        target.setClusters(clusters);
        return target;
    }
}
