package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import org.junit.After;
import org.junit.Test;

/** A deployment that another user started is followed to its verdict, and left as it is. */
public class AttachTest extends RolloutTestCase {

    @After
    public void nothingWasChanged() {
        for (String change : new String[] {"RegisterTaskDefinition", "UpdateService", "StopServiceDeployment"}) {
            assertThat(change, sandbox.calls(change), is(empty()));
        }
    }

    @Test
    public void aGoodOneIsSuccess() {
        String arn = somebodyDeploys(NEW);

        SandboxRollout rollout = rollout(attached(arn));
        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.serviceDeploymentArn(), is(arn));
        assertThat(outcome.taskDefinition(), endsWith("/api:2"));
        assertThat(outcome.previousTaskDefinition(), endsWith("/api:1"));
        assertThat(rollout.lines().get(0), startsWith("Following deployment ecs-svc/"));
        assertThat(rollout.lines().get(0), endsWith(": api:1 -> api:2"));
    }

    @Test
    public void oneThatIsRolledBackIsNoSuccess() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);

        Outcome outcome = rollout(attached(somebodyDeploys(NEW))).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.cause(), containsString("exit"));
    }

    @Test
    public void oneThatIsOverHasItsVerdictAtOnce() {
        String arn = somebodyDeploys(NEW);
        sandbox.clock().advance(Duration.ofMinutes(30));
        long before = sandbox.clock().millis();

        Outcome outcome = rollout(attached(arn)).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(sandbox.clock().millis() - before < 10_000, is(true));
    }

    @Test
    public void oneThatANewerOneReplacedIsSuperseded() {
        String arn = somebodyDeploys(NEW);
        sandbox.clock().advance(Duration.ofSeconds(5));
        somebodyDeploys("repo/app:3.0.0");

        assertThat(rollout(attached(arn)).run().verdict(), is(Verdict.SUPERSEDED));
    }

    @Test
    public void oneThatIsNotThereIsRefused() {
        Outcome outcome = rollout(attached(
                        "arn:aws:ecs:eu-central-1:123456789012:service-deployment/prod/api/AAAAAAAAAAAAAAAAAAAAA"))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("there is no service deployment arn:aws:ecs"));
    }

    @Test
    public void anAbortLeavesIt() {
        SandboxRollout rollout = rollout(attached(somebodyDeploys(NEW)));
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);

        Outcome outcome = rollout.abort("alice").run();

        assertThat(outcome.verdict(), is(Verdict.ABORTED));
    }

    @Test
    public void itSurvivesARestartAtEachSave() {
        for (int save = 1; save <= 3; save++) {
            String arn = somebodyDeploys("repo/app:9.0." + save);
            Outcome outcome = rollout(attached(arn)).killAtSave(save, true).run();
            assertThat("save " + save + ": " + outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        }
    }

    private static DeployRequestBuilder attached(String arn) {
        return DeployRequest.of("eu-central-1", "prod", "api")
                .attachTo(arn)
                .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.WAIT);
    }

    /** Without a trace in the log of calls. */
    private String somebodyDeploys(String image) {
        String revision = sandbox.region()
                .taskDefinition(
                        "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                                + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":\"app\",\"image\":\""
                                + image + "\",\"portMappings\":[{\"containerPort\":8080}]}]}");
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"" + revision + "\"}");
        sandbox.clock().advance(Duration.ofSeconds(3));
        return sandbox.region()
                .call("ListServiceDeployments", "{\"cluster\":\"prod\",\"service\":\"api\"}")
                .path("serviceDeployments")
                .path(0)
                .path("serviceDeploymentArn")
                .asText();
    }
}
