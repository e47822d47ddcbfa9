package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.Test;

/** Endpoints whose answers lack fields: the verdict is right all the same, or the cause names the field. */
public class MissingFieldsTest extends RolloutTestCase {

    private static UnaryOperator<AwsCall> without(String... fields) {
        return ecs -> (operation, input) -> {
            ObjectNode answer = ecs.call(operation, input);
            strip(answer, List.of(fields));
            return answer;
        };
    }

    private static void strip(JsonNode node, List<String> fields) {
        if (node instanceof ObjectNode object) {
            object.remove(fields);
        }
        node.forEach(each -> strip(each, fields));
    }

    private Outcome forcedMeanwhile(String revision, String... fields) {
        SandboxRollout rollout = rollout(request()).hearing(without(fields));
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING && state.counts.runningCount > 0);
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"forceNewDeployment\":true,\"taskDefinition\":\""
                                + revision + "\"}");
        return rollout.run();
    }

    @Test
    public void aNewerDeploymentIsKnownWithoutTimes() {
        assertThat(forcedMeanwhile("api:2", "createdAt").verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aNewerDeploymentIsKnownWithoutTimesAndIds() {
        assertThat(forcedMeanwhile("api:2", "createdAt", "id").verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aNewerDeploymentOfAnotherRevisionIsKnownWithoutTimes() {
        assertThat(forcedMeanwhile("api:1", "createdAt").verdict(), is(Verdict.SUPERSEDED));
    }

    @Test
    public void aNewerDeploymentIsKnownWithoutTimesAndServiceDeployments() {
        for (String operation : List.of("ListServiceDeployments", "DescribeServiceDeployments")) {
            sandbox.faults().on(operation).unknownOperation();
        }
        Outcome outcome = forcedMeanwhile("api:2", "createdAt", "currentServiceDeployment", "currentServiceRevisions");
        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
    }

    private SandboxRollout rollback(UnaryOperator<AwsCall> answers) {
        sandbox.region()
                .call(
                        "RegisterTaskDefinition",
                        "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                                + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":\"app\","
                                + "\"image\":\"repo/app:3\"}]}");
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api\"}");
        sandbox.clock().advance(Duration.ofMinutes(10));
        return rollout(DeployRequest.of("eu-central-1", "prod", "api")
                        .goesBack(true)
                        .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL))
                .hearing(answers);
    }

    @Test
    public void aRollbackFindsTheRevisionThatOnlyTheDeploymentItselfNames() {
        Outcome outcome = rollback(without("targetServiceRevisionArn")).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), endsWith("/api:1"));
    }

    @Test
    public void aRollbackNamesTheFieldWithoutWhichItKnowsNoGoodRevision() {
        String[][] fields = {{"targetServiceRevisionArn", "targetServiceRevision"}, {"serviceRevisionArn"}};
        for (String[] missing : fields) {
            sandbox = newSandbox(true);
            Outcome outcome = rollback(without(missing)).run();

            assertThat(outcome.verdict(), is(Verdict.REFUSED));
            assertThat(outcome.cause(), containsString(missing[0]));
        }
    }
}
