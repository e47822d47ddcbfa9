package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** When the service runs the definition already: green only if that is so, and no needless revision or deployment. */
public class UnchangedTest extends RolloutTestCase {

    private static DeployRequestBuilder same() {
        return DeployRequest.of("eu-central-1", "prod", "api")
                .changes(List.of(ContainerChange.of("app").image(OLD).build()));
    }

    private void acts(EcsSandbox ecs, int registrations, int updates) {
        assertThat(ecs.calls("RegisterTaskDefinition").size(), is(registrations));
        assertThat(ecs.calls("UpdateService").size(), is(updates));
    }

    @Test
    public void nothingIsRegisteredOrUpdated() {
        Outcome outcome = rollout(same()).run();

        assertThat(outcome.verdict(), is(Verdict.NO_CHANGE));
        assertThat(outcome.taskDefinition(), containsString("task-definition/api:1"));
        acts(sandbox, 0, 0);
    }

    @Test
    public void aServiceThatJustLostATaskIsGreenOnlyWhenItRunsAllAgain() {
        String arn = sandbox.region()
                .call("ListTasks", "{\"cluster\":\"prod\",\"serviceName\":\"api\"}")
                .at("/taskArns/0")
                .asText();
        sandbox.region().call("StopTask", "{\"cluster\":\"prod\",\"task\":\"" + arn + "\"}");
        sandbox.clock().advance(Duration.ofSeconds(2));
        SandboxRollout rollout = rollout(same());

        Outcome outcome = rollout.run();

        assertThat(rollout.lines(), hasItem("Not verified yet: only 1 of 2 tasks are running"));
        assertThat(outcome.verdict(), is(Verdict.NO_CHANGE));
        assertThat(outcome.runningCount(), is(2));
    }

    @Test
    public void forcedItStartsADeploymentOfTheSameRevision() {
        Outcome outcome = rollout(same().forceNewDeployment(true)).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        acts(sandbox, 0, 1);
        assertThat(deployments(sandbox), is(2));
    }

    /** The trap of many tools: after a rollback of a forced deployment the task definition is the right one. */
    @Test
    public void aForcedDeploymentThatIsRolledBackIsNotGreen() {
        sandbox.scenarios().image(OLD, Scenario.CRASH);

        Outcome outcome = rollout(same().forceNewDeployment(true)).run();

        assertThat(outcome.verdict().isGreen(), is(false));
        acts(sandbox, 0, 1);
    }

    @Test
    public void aDesiredCountThatItHasAlreadyIsNoChange() {
        Outcome outcome = rollout(same().desiredCount(2)).run();

        assertThat(outcome.verdict(), is(Verdict.NO_CHANGE));
        acts(sandbox, 0, 0);
    }

    @Test
    public void theDesiredCountAloneIsAnUpdateWithoutADeployment() {
        Outcome outcome = rollout(same().desiredCount(4)).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.runningCount(), is(4));
        acts(sandbox, 0, 1);
        assertThat(sandbox.calls("UpdateService").get(0).request().has("taskDefinition"), is(false));
        assertThat(deployments(sandbox), is(1));
    }

    @Test
    public void theDesiredCountAloneDoesNotWaitWhenNobodyWants() {
        Outcome outcome = rollout(same().desiredCount(4).waitForEnd(false)).run();

        assertThat(outcome.verdict(), is(Verdict.STARTED));
    }

    @Test
    public void theDesiredCountIsNotSentUnlessAskedFor() {
        rollout(request()).run();

        assertThat(sandbox.calls("UpdateService").get(0).request().has("desiredCount"), is(false));
    }

    @Test
    public void aDeploymentOfTheSameRevisionThatIsUnderWayIsFollowed() {
        SandboxRollout first = rollout(request());
        first.runUntil(state -> state.phase() == Phase.FOLLOWING);

        SandboxRollout second = rollout(request());
        Outcome outcome = second.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(second.lines(), hasItem(containsString("already being deployed")));
        acts(sandbox, 1, 1);
    }

    @Test
    public void aRetryAfterARollbackRegistersNothingNew() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        assertThat(rollout(request()).run().verdict(), is(Verdict.ROLLED_BACK));
        sandbox.scenarios().image(NEW, Scenario.OK);

        SandboxRollout again = rollout(request());
        Outcome outcome = again.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(again.lines(), hasItem(containsString("Task definition unchanged, reusing api:2")));
        acts(sandbox, 1, 2);
    }

    @Test
    public void anExistingRevisionIsDeployedAsItIs() {
        rollout(request()).run();

        Outcome back = rollout(DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:1"))
                .run();

        assertThat(back.verdict(), is(Verdict.SUCCESS));
        assertThat(back.taskDefinition(), containsString("api:1"));
        acts(sandbox, 1, 2);
    }

    @Test
    public void withoutWaitingItSaysStartedAndNotGreen() {
        Outcome outcome = rollout(request().waitForEnd(false)).run();

        assertThat(outcome.verdict(), is(Verdict.STARTED));
        assertThat(outcome.verdict().isGreen(), is(false));
        assertThat(outcome.serviceDeploymentArn(), not(is((String) null)));
    }
}
