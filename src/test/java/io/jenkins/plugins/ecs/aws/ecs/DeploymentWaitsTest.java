package io.jenkins.plugins.ecs.aws.ecs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.Test;

/** The most that a deployment may wait: the cheapest ways to hide some of it. */
public class DeploymentWaitsTest {

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static long longestMinutes(String configuration) throws Exception {
        return DeploymentWaits.of(json(configuration)).longestMillis() / 60_000;
    }

    @Test
    public void everyHookCountsInEachOfItsStages() throws Exception {
        String timeout = "'timeoutConfiguration':{'timeoutInMinutes':30}";
        assertThat(
                longestMinutes("{'strategy':'BLUE_GREEN','bakeTimeInMinutes':5,'lifecycleHooks':["
                        + "{'lifecycleStages':['PRE_SCALE_UP','POST_SCALE_UP']," + timeout + "},"
                        + "{'targetType':'PAUSE','lifecycleStages':['POST_TEST_TRAFFIC_SHIFT']," + timeout + "}]}"),
                is(95L));
    }

    @Test
    public void aHookWithoutATimeoutTakesADay() throws Exception {
        assertThat(
                longestMinutes("{'strategy':'ROLLING','lifecycleHooks':[{'lifecycleStages':['POST_SCALE_UP']}]}"),
                is(1440L));
    }

    @Test
    public void codeDeployMayCallAFunctionAtFiveEvents() throws Exception {
        JsonNode group = json("{'blueGreenDeploymentConfiguration':{'deploymentReadyOption':"
                + "{'actionOnTimeout':'STOP_DEPLOYMENT','waitTimeInMinutes':20},"
                + "'terminateBlueInstancesOnDeploymentSuccess':{'terminationWaitTimeInMinutes':15}}}");

        assertThat(
                DeploymentWaits.ofCodeDeploy(group, MissingNode.getInstance(), true)
                                .longestMillis()
                        / 60_000,
                is(335L));
    }
}
