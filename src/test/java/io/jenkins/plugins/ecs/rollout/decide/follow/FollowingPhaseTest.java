package io.jenkins.plugins.ecs.rollout.decide.follow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** What is logged meanwhile, and what does not disturb it. */
public class FollowingPhaseTest extends RolloutTestCase {

    @Test
    public void theStoryOfADeployment() {
        sandbox.scenarios().image(NEW, Scenario.FLAKY);
        SandboxRollout rollout = rollout(request());

        rollout.run();

        List<String> story = rollout.lines();
        assertThat(story.get(0), is("Task definition changes since api:1:"));
        assertThat(story.get(1), containsString("repo/app:1.0.0 -> repo/app:2.0.0"));
        assertThat(story, hasItem("Registered task definition api:2"));
        assertThat(story, hasItem(containsString(": api:1 -> api:2")));
        assertThat(story, hasItem(containsString("event: (service api) has started 2 tasks")));
        assertThat(story, hasItem(containsString("failures 1 of 3 (circuit breaker)")));
        assertThat(story, hasItem(containsString("has reached a steady state")));
        assertThat("no line is said twice", story.stream().distinct().count(), is((long) story.size()));
    }

    @Test
    public void aDeadEndIsSaidOnceWhileThereIsStillTime() {
        sandbox.scenarios().image(NEW, Scenario.NO_CAPACITY);
        SandboxRollout rollout = rollout(request());

        rollout.runUntil(state -> rollout.lines().stream().anyMatch(line -> line.contains("may be blocked")));
        assertThat(rollout.state().hasEnded(), is(false));
        rollout.run();

        List<String> said = rollout.lines().stream()
                .filter(line -> line.contains("may be blocked"))
                .toList();
        assertThat(said.stream().distinct().count(), is((long) said.size()));
        assertThat(said.get(0), containsString("What to do: "));
    }

    @Test
    public void aStateThatNobodyKnowsIsShownOnceAndIsNoEnd() {
        sandbox.scenarios().image(NEW, Scenario.UNKNOWN_STATUS);
        SandboxRollout rollout = rollout(request());

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                rollout.lines().stream()
                        .filter(line -> line.contains("state that this plugin does not know"))
                        .toList(),
                hasSize(1));
    }

    @Test
    public void theFallbackIsSaidOnceAndNamesTheIamAction() {
        sandbox.deny("ecs:ListServiceDeployments").deny("ecs:DescribeServiceDeployments");
        SandboxRollout rollout = rollout(request());

        rollout.run();

        List<String> said = rollout.lines().stream()
                .filter(line -> line.contains("DescribeServices"))
                .toList();
        assertThat(said, hasSize(1));
        assertThat(said.get(0), containsString("ecs:ListServiceDeployments is not allowed"));
    }

    @Test
    public void withoutTheRightToListTheServiceItselfNamesOurDeployment() {
        sandbox.deny("ecs:ListServiceDeployments");

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.serviceDeploymentArn(), containsString("service-deployment/prod/api/"));
    }

    @Test
    public void anEndpointThatKeepsFailingOnServiceDeploymentsIsFollowedWithoutThem() {
        sandbox.faults().on("ListServiceDeployments").serverError();
        sandbox.faults().on("DescribeServiceDeployments").serverError();

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aRightThatIsTakenAwayOnTheWayEndsItAtOnceAndNeverGreen() {
        SandboxRollout rollout = rollout(request());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        sandbox.deny("ecs:DescribeServiceDeployments").deny("ecs:DescribeServices");
        long denied = sandbox.clock().millis();

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.UNKNOWN));
        assertThat(outcome.cause(), containsString("ecs:DescribeServices"));
        assertThat(sandbox.clock().millis() - denied, lessThan(10_000L));
    }

    @Test
    public void aLostRegistrationIsFoundWithoutTheRightToListRevisions() {
        sandbox.deny("ecs:ListTaskDefinitions");
        sandbox.faults().on("RegisterTaskDefinition").times(1).resetAfterEffect();

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.taskDefinition(), containsString("/api:2"));
        assertThat(sandbox.calls("RegisterTaskDefinition"), hasSize(1));
    }

    @Test
    public void proofWithoutTheRightToSeeTasksIsMadeByCounts() {
        sandbox.deny("ecs:ListTasks");

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.proof(), containsString("ecs:ListTasks is not allowed"));
    }

    @Test
    public void theEndIsSeenWithinALook() {
        SandboxRollout rollout = rollout(request());

        Outcome outcome = rollout.run();

        long ended = Math.round(1000
                * sandbox.region()
                        .call(
                                "DescribeServiceDeployments",
                                "{\"serviceDeploymentArns\":[\"" + outcome.serviceDeploymentArn() + "\"]}")
                        .at("/serviceDeployments/0/finishedAt")
                        .asDouble());
        assertThat(outcome.finishedAt() - ended, lessThanOrEqualTo(NextPoll.USUALLY + 1000));
    }

    @Test
    public void valuesOfTheEnvironmentAreNotAmongTheFactsThatAreSaved() {
        sandbox.service(
                "prod",
                "canary",
                s -> s.taskDefinition(
                        "{\"family\":\"canary\",\"networkMode\":\"awsvpc\",\"cpu\":\"256\",\"memory\":\"512\","
                                + "\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":[{\"name\":\"app\","
                                + "\"image\":\"repo/app:1.0.0\",\"environment\":[{\"name\":\"X\",\"value\":\"canary-value\"}]}]}"));
        sandbox.clock().advance(Duration.ofMinutes(1));
        SandboxRollout rollout = rollout(DeployRequest.of("eu-central-1", "prod", "canary")
                .changes(List.of(ContainerChange.of(null).image(NEW).build())));

        rollout.runUntil(state -> state.phase() == Phase.REGISTERING);

        assertThat(rollout.saved(), not(containsString("canary-value")));
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(sandbox.calls("RegisterTaskDefinition").get(0).request().toString(), containsString("canary-value"));
        assertThat(String.join("\n", rollout.lines()), not(containsString("canary-value")));
    }

    @Test
    public void theFactsOfAWaitAreSmall() {
        SandboxRollout rollout = rollout(request());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);

        assertThat(rollout.savedBytes(), lessThan(20 * 1024));
    }

    @Test
    public void textsOfAwsCanNotForgeALine() {
        assertThat(PlainText.line("a\r\nb\u001b[31mc\u202ed\u0000"), is("a  b [31mc d"));
        assertThat(PlainText.line("x".repeat(5000)).length(), is(1201));
        assertThat(PlainText.line(null), is(""));
        assertThat(PlainText.line("deployment ‘ä’ 日本 🚀"), not(containsString("?")));
    }
}
