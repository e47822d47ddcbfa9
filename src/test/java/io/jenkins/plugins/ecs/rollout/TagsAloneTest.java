package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** Tags alone deploy nothing, which the log says; with forceNewDeployment a revision is registered for them. */
public class TagsAloneTest extends RolloutTestCase {

    /** What runs, with another tag. */
    private String text(String value) {
        ObjectNode definition = (ObjectNode) sandbox.region()
                .call("DescribeTaskDefinition", "{\"taskDefinition\":\"api:1\"}")
                .path("taskDefinition");
        definition.putArray("tags").addObject().put("key", "cost-center").put("value", value);
        return definition.toString();
    }

    private DeployRequestBuilder costCenter(String value) {
        return DeployRequest.of("eu-central-1", "prod", "api")
                .trace(Map.of("jenkins:job", "shop", "jenkins:build", value))
                .taskDefinition(text(value));
    }

    @Before
    public void theServiceRunsARevisionWithTags() {
        sandbox.region()
                .call(
                        "TagResource",
                        "{\"resourceArn\":\"arn:aws:ecs:eu-central-1:123456789012:task-definition/api:1\",\"tags\":["
                                + "{\"key\":\"cost-center\",\"value\":\"100\"},"
                                + "{\"key\":\"jenkins:build\",\"value\":\"7\"}]}");
    }

    @Test
    public void theLogReportsThemAndHowToRegisterThem() {
        SandboxRollout rollout = rollout(costCenter("200"));

        assertThat(rollout.run().verdict(), is(Verdict.NO_CHANGE));

        assertThat(
                rollout.lines(),
                hasItem(
                        "Only the tags differ: tags[cost-center]: 100 -> 200. The service keeps api:1; to register a new"
                                + " revision with these tags, set forceNewDeployment: true"));
        assertThat(revisions(sandbox), is(1));
    }

    @Test
    public void theSameTagsAreNotReported() {
        SandboxRollout rollout = rollout(costCenter("100"));

        assertThat(rollout.run().verdict(), is(Verdict.NO_CHANGE));

        assertThat(rollout.lines(), not(hasItem(containsString("tags"))));
    }

    @Test
    public void forcedTheyAreRegisteredOnce() {
        SandboxRollout rollout = rollout(costCenter("200").forceNewDeployment(true));

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));

        assertThat(rollout.lines(), hasItem("- tags[cost-center]: 100 -> 200"));
        assertThat(revisions(sandbox), is(2));
        assertThat(
                sandbox.region()
                        .call("DescribeTaskDefinition", "{\"taskDefinition\":\"api:2\",\"include\":[\"TAGS\"]}")
                        .path("tags")
                        .toString(),
                containsString("{\"key\":\"cost-center\",\"value\":\"200\"}"));

        rollout(costCenter("200").forceNewDeployment(true)).runUntil(state -> state.phase() == Phase.FOLLOWING);
        assertThat("a second one finds its tags there", revisions(sandbox), is(2));
    }

    @Test
    public void anEmptyListRemovesTheLastTag() {
        String text = text("100").replaceAll("\"tags\":\\[.*?\\]", "\"tags\":[]");
        DeployRequestBuilder request =
                DeployRequest.of("eu-central-1", "prod", "api").taskDefinition(text);
        SandboxRollout unforced = rollout(request);
        assertThat(unforced.run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(unforced.lines(), hasItem(containsString("Only the tags differ: tags[cost-center]: removed 100")));

        assertThat(rollout(request.forceNewDeployment(true)).run().verdict(), is(Verdict.SUCCESS));

        assertThat(
                sandbox.region()
                        .call("DescribeTaskDefinition", "{\"taskDefinition\":\"api:2\",\"include\":[\"TAGS\"]}")
                        .path("tags")
                        .toString(),
                not(containsString("cost-center")));
    }

    @Test
    public void forcedAndKilledTheyAreRegisteredOnce() {
        for (int save = 1; save <= 4; save++) {
            int before = revisions(sandbox);
            SandboxRollout rollout = rollout(costCenter("30" + save).forceNewDeployment(true));

            rollout.killAtSave(save, false).runUntil(state -> state.phase() == Phase.FOLLOWING);

            assertThat(revisions(sandbox), is(before + 1));
        }
    }

    @Test
    public void anEqualRevisionThatIsReusedSaysThatItsTagsDiffer() {
        rollout(request()).run();
        sandbox.region().call("RegisterTaskDefinition", text("100"));
        SandboxRollout rollout = rollout(costCenter("200"));

        rollout.runUntil(state -> state.phase() == Phase.UPDATING);

        assertThat(
                rollout.lines(),
                hasItem(
                        "Warning: the tags of api:3 differ: tags[cost-center]: 100 -> 200. To register a new revision with"
                                + " these tags, set forceNewDeployment: true"));
    }

    @Test
    public void aPlanReportsThem() {
        List<String> unforced =
                rollout(costCenter("200").dryRun(true)).run().plan().reasons();
        assertThat(
                unforced,
                contains(
                        "only the tags differ: tags[cost-center]: 100 -> 200. The service keeps api:1; to register a new"
                                + " revision with these tags, set forceNewDeployment: true"));

        var forced = rollout(costCenter("200").dryRun(true).forceNewDeployment(true))
                .run()
                .plan();
        assertThat(forced.definitionChanges(), contains("tags[cost-center]: 100 -> 200"));
        assertThat(forced.startsDeployment(), is(true));
        assertThat(forced.serviceChanges(), contains("taskDefinition: api:1 -> a new revision of api"));
    }
}
