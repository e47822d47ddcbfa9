package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import org.junit.Test;

/** What ECS does not have in a task definition is reported before it is sent, and what it did not accept afterwards. */
public class MembersNotTakenTest extends RolloutTestCase {

    private static final String TEXT = "family: api\n"
            + "networkMode: awsvpc\nrequiresCompatibilities: [FARGATE]\ncpu: 256\nmemory: 512\n"
            + "x-common: &common {essential: true}\n"
            + "containerDefinitions:\n"
            + "- name: app\n"
            + "  <<: *common\n"
            + "  image: repo/app:2.0.0\n"
            + "  memory: 512\n"
            + "  enviroment: [{name: A, value: b}]\n";

    @Test
    public void aMisspeltMemberIsToldBeforeAndAfter() {
        SandboxRollout rollout = rollout(request().changes(List.of()).taskDefinition(TEXT));

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(
                rollout.lines(),
                hasItem(allOf(startsWith("Warning: Task definition, line 12"), containsString("mean 'environment'?"))));
        assertThat(
                rollout.lines(),
                hasItem(startsWith("Warning: ECS ignored containerDefinitions[app].enviroment: it is not in api:2")));
    }

    @Test
    public void aHolderOfAnchorsStartsNoDeploymentASecondTime() {
        String good = TEXT.replace("enviroment", "environment");
        SandboxRollout first = rollout(request().changes(List.of()).taskDefinition(good));
        first.run();
        SandboxRollout second = rollout(request().changes(List.of()).taskDefinition(good));

        assertThat(second.run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(sandbox.calls("RegisterTaskDefinition"), hasSize(1));
        assertThat(first.lines(), not(hasItem(containsString("did not take"))));
    }

    @Test
    public void aPlaceholderInAnImageIsRefusedBeforeAwsIsAsked() {
        DeployRequestBuilder request =
                request().changes(List.of()).taskDefinition(TEXT.replace("repo/app:2.0.0", "$REGISTRY/app:2"));

        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, request::build);
        assertThat(
                e.getMessage(),
                allOf(
                        startsWith("taskDefinition: "),
                        containsString("line 10"),
                        containsString("container 'app'"),
                        containsString("'$REGISTRY'")));
    }
}
