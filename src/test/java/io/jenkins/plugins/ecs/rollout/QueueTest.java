package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

/** Deployments of one service line up, over restarts too; and what happens if another user deploys it. */
public class QueueTest extends RolloutTestCase {

    private final DeploymentLocks locks = new DeploymentLocks();

    @Before
    public void open() {
        locks.open();
    }

    @Test
    public void oneDeploysAndTheOtherWaitsAndSaysForWhom() {
        SandboxRollout first = rollout(request()).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.FOLLOWING);
        SandboxRollout second = rollout(image("repo/app:3.0.0")).inQueue(locks, "shop #2");
        for (int i = 0; i < 5; i++) {
            second.round();
        }

        assertThat(second.state().phase(), is(Phase.QUEUED));
        assertThat(second.lines(), is(List.of("The service is being deployed by build shop #1: waiting")));
        assertThat(Outcome.of(second.state()).progress(), is("waiting for build shop #1"));
        assertThat("nothing was touched for it", deployments(sandbox), is(2));

        assertThat(first.run().verdict(), is(Verdict.SUCCESS));
        locks.release("shop #1");
        assertThat(second.run().verdict(), is(Verdict.SUCCESS));
        assertThat(deployments(sandbox), is(3));
    }

    @Test
    public void theSameServiceIsFoundByNameAndByArn() {
        rollout(request()).inQueue(locks, "shop #1").runUntil(state -> state.phase() == Phase.FOLLOWING);
        String arn = sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .at("/services/0/serviceArn")
                .asText();

        SandboxRollout second = rollout(DeployRequest.of("eu-central-1", "prod", arn)
                        .changes(List.of(
                                ContainerChange.of(null).image("repo/app:3.0.0").build())))
                .inQueue(locks, "shop #2");

        assertThat(second.round().state().phase(), is(Phase.QUEUED));
    }

    @Test
    public void whoIsAskedToFailFailsWithoutATrace() {
        rollout(request()).inQueue(locks, "shop #1").runUntil(state -> state.phase() == Phase.FOLLOWING);

        Outcome outcome = rollout(image("repo/app:3.0.0").with(Setting.WHEN_BUSY, WhenBusy.FAIL))
                .inQueue(locks, "shop #2")
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), is("the service is being deployed by build shop #1"));
        assertThat(revisions(sandbox), is(2));
    }

    @Test
    public void aNewerOneTakesThePlaceInTheQueue() {
        rollout(request()).inQueue(locks, "shop #1").runUntil(state -> state.phase() == Phase.FOLLOWING);
        SandboxRollout second = rollout(image("repo/app:3.0.0").with(Setting.WHEN_BUSY, WhenBusy.SUPERSEDE_WAITING))
                .inQueue(locks, "shop #2");
        second.round();
        rollout(image("repo/app:4.0.0").with(Setting.WHEN_BUSY, WhenBusy.SUPERSEDE_WAITING))
                .inQueue(locks, "shop #3")
                .round();

        Outcome outcome = second.run();

        assertThat(outcome.verdict(), is(Verdict.SUPERSEDED));
        assertThat(outcome.cause(), is("superseded in the queue by build shop #3"));
    }

    @Test
    public void aRestartKeepsLocksAndOrder() {
        SandboxRollout first = rollout(request()).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.FOLLOWING);
        SandboxRollout second = rollout(image("repo/app:3.0.0")).inQueue(locks, "shop #2");
        second.round();
        SandboxRollout third = rollout(image("repo/app:4.0.0")).inQueue(locks, "shop #3");
        third.round();

        DeploymentLocks after = new DeploymentLocks();
        third.lineUp(after, "shop #3").round();
        assertThat("nobody knows yet who had the lock", third.state().phase(), is(Phase.QUEUED));
        assertThat(third.lines(), hasItem("Waiting for builds resumed after the restart to re-acquire their locks"));
        after.takeAgain(first.ticket(first.state().lockKey(), "shop #1"));
        after.open();
        third.round();
        second.lineUp(after, "shop #2").round();
        assertThat(first.lineUp(after, "shop #1").run().verdict(), is(Verdict.SUCCESS));
        after.release("shop #1");
        third.round();

        assertThat("the third still waits for the second", third.state().phase(), is(Phase.QUEUED));
        assertThat(second.run().verdict(), is(Verdict.SUCCESS));
        after.release("shop #2");
        assertThat(third.run().verdict(), is(Verdict.SUCCESS));
        after.release("shop #3");
        assertThat(after.holders(), is(anEmptyMap()));
    }

    @Test
    public void anAbortInTheQueueLeavesTheServiceAlone() {
        rollout(request()).inQueue(locks, "shop #1").runUntil(state -> state.phase() == Phase.FOLLOWING);
        SandboxRollout second = rollout(image("repo/app:3.0.0")).inQueue(locks, "shop #2");
        second.round();

        Outcome outcome = second.abort("Aborted by alice").run();

        assertThat(outcome.verdict(), is(Verdict.ABORTED));
        assertThat(outcome.cause(), is("Aborted by alice: nothing was deployed"));
    }

    @Test
    public void theQueueHasItsOwnTimeAndTheDeploymentToo() {
        SandboxRollout first = rollout(request()).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.FOLLOWING);
        SandboxRollout second = rollout(image("repo/app:3.0.0").with(Setting.TIMEOUT, Duration.ofMinutes(5)))
                .inQueue(locks, "shop #2");
        second.round();
        sandbox.clock().advance(Duration.ofMinutes(4));
        assertThat(first.run().verdict(), is(Verdict.SUCCESS));
        locks.release("shop #1");
        assertThat("4 minutes of waiting do not count", second.run().verdict(), is(Verdict.SUCCESS));

        SandboxRollout third = rollout(image("repo/app:4.0.0").with(Setting.TIMEOUT, Duration.ofMinutes(5)))
                .inQueue(locks, "shop #3");
        Outcome outcome = third.run();
        assertThat(outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(
                outcome.cause(), startsWith("not complete after 5 min (waiting in the queue): nothing was deployed"));
    }

    @Test
    public void aMissingServiceIsRefusedInTheUsualWords() {
        Outcome outcome = rollout(DeployRequest.of("eu-central-1", "prod", "web"))
                .inQueue(locks, "shop #1")
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("there is no service 'web' in cluster 'prod'"));
    }

    @Test
    public void aDeploymentOfSomebodyElseIsReplacedByDefault() {
        deployByHand();

        SandboxRollout rollout = rollout(request()).inQueue(locks, "shop #1");

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), not(hasItem(containsString("did not start"))));
    }

    @Test
    public void aDeploymentOfSomebodyElseIsWaitedForOrRefused() {
        deployByHand();

        SandboxRollout failing = rollout(request().with(Setting.ON_OTHER_DEPLOYMENT, OnOtherDeployment.FAIL))
                .inQueue(locks, "shop #1");
        Outcome refused = failing.run();
        locks.release("shop #1");
        assertThat(refused.verdict(), is(Verdict.REFUSED));
        assertThat(refused.cause(), containsString("another deployment, not started by this Jenkins, is in progress"));

        SandboxRollout waiting = rollout(request().with(Setting.ON_OTHER_DEPLOYMENT, OnOtherDeployment.WAIT))
                .inQueue(locks, "shop #2");
        waiting.round().round();
        assertThat(waiting.state().phase(), is(Phase.QUEUED));
        assertThat(Outcome.of(waiting.state()).progress(), containsString("waiting for ecs-svc/"));
        assertThat(waiting.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aRollbackEndsTheDeploymentThatHasTheServiceAndOthersWaitForBoth() {
        SandboxRollout first = rollout(request()).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.FOLLOWING);
        SandboxRollout waiting = rollout(image("repo/app:3.0.0")).inQueue(locks, "shop #2");
        waiting.round();

        SandboxRollout back = rollout(back()).inQueue(locks, "back #1");
        assertThat(back.run().verdict(), is(Verdict.SUCCESS));
        assertThat(first.run().verdict(), is(Verdict.ROLLED_BACK));
        locks.release("shop #1");
        waiting.round();

        assertThat("the rollback has it still", waiting.state().phase(), is(Phase.QUEUED));
        assertThat(waiting.lines(), hasItem("The service is being deployed by build back #1: waiting"));
        locks.release("back #1");
        assertThat(waiting.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aRollbackToARevisionReplacesTheDeploymentThatHasTheService() {
        SandboxRollout first = rollout(request()).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.FOLLOWING);

        Outcome outcome = rollout(back().taskDefinition("api:1"))
                .inQueue(locks, "back #1")
                .run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(first.run().verdict(), is(Verdict.SUPERSEDED));
    }

    @Test
    public void aDeploymentThatHasNotBegunGivesWayToARollback() {
        rollout(request()).run();
        SandboxRollout first = rollout(image("repo/app:3.0.0")).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.REGISTERING);
        sandbox.clearCalls();
        SandboxRollout back = rollout(back()).inQueue(locks, "back #1");
        back.round();
        assertThat(back.lines(), is(List.of("build shop #1 is deploying the service and yields to this rollback")));

        Outcome outcome = first.run();
        locks.release("shop #1");

        assertThat(outcome.verdict(), is(Verdict.SUPERSEDED));
        assertThat(
                outcome.cause(), is("build back #1 is rolling back the service, so this deployment was not started"));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
        assertThat(back.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aDeploymentThatIsBeingProvenIsNotWaitedForLong() {
        SandboxRollout first = rollout(request()).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.PROVING);
        SandboxRollout back =
                rollout(back().with(Setting.TIMEOUT, Duration.ofMinutes(10))).inQueue(locks, "back #1");

        assertThat(back.run().verdict(), is(Verdict.SUCCESS));
        assertThat(first.run().verdict(), is(Verdict.SUPERSEDED));
    }

    @Test
    public void aDeploymentWhoseUpdateWasSentIsEndedByTheRollback() {
        SandboxRollout first = rollout(request()).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.RESOLVING);
        SandboxRollout back = rollout(back()).inQueue(locks, "back #1");

        assertThat(back.run().verdict(), is(Verdict.SUCCESS));
        assertThat(first.run().verdict(), is(Verdict.ROLLED_BACK));
    }

    @Test
    public void aDeploymentWaitsForARollback() {
        rollout(request()).run();
        rollout(back().taskDefinition("api:1"))
                .inQueue(locks, "back #1")
                .runUntil(state -> state.phase() == Phase.FOLLOWING);
        SandboxRollout next = rollout(image("repo/app:3.0.0")).inQueue(locks, "shop #2");

        assertThat(next.round().state().phase(), is(Phase.QUEUED));
        assertThat(next.lines(), is(List.of("The service is being deployed by build back #1: waiting")));
    }

    @Test
    public void aRollbackThatIsNotToWaitIsRefusedOnlyWhereAnotherOneGoesOn() {
        rollout(request()).run();
        rollout(back()).inQueue(locks, "back #1").runUntil(state -> state.phase() == Phase.FOLLOWING);

        Outcome refused = rollout(back().with(Setting.WHEN_BUSY, WhenBusy.FAIL))
                .inQueue(locks, "back #2")
                .run();

        assertThat(refused.verdict(), is(Verdict.REFUSED));
        assertThat(refused.cause(), is("the service is being deployed by build back #1"));
    }

    @Test
    public void aRollbackToARevisionThatNeverRanWaitsAsADeploymentDoes() {
        rollout(request()).run();
        SandboxRollout first = rollout(image("repo/app:3.0.0")).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.UPDATING);
        SandboxRollout back = rollout(back().taskDefinition("api:3")).inQueue(locks, "back #1");
        back.round().round();

        assertThat(back.state().phase(), is(Phase.QUEUED));
        assertThat(back.lines(), is(List.of("The service is being deployed by build shop #1: waiting")));
        assertThat("it does not give way", first.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aRollbackToARevisionThatAReleaseHoldsWaitsAsADeploymentDoes() {
        rollout(request()).run();
        SandboxRollout first = rollout(image("repo/app:3.0.0")).inQueue(locks, "shop #1");
        first.runUntil(state -> state.phase() == Phase.UPDATING);
        SandboxRollout back = rollout(back().taskDefinition("api:1"))
                .inQueue(locks, "back #1")
                .knowing(new Holding("arn:aws:ecs:eu-central-1:123456789012:task-definition/api:1"));
        back.round().round();

        assertThat(back.state().phase(), is(Phase.QUEUED));
        assertThat(back.lines(), is(List.of("The service is being deployed by build shop #1: waiting")));
        assertThat("it does not give way", first.run().verdict(), is(Verdict.SUCCESS));
    }

    /** A release did not verify the revision, although builds deployed it well. */
    private record Holding(String revision) implements KnownGood {

        @Override
        public List<Revision> revisions(String region, String cluster, String service) {
            return List.of(new Revision(revision, Map.of(), "build shop #0"));
        }

        @Override
        public Set<String> held(String region, String cluster, String service) {
            return Set.of(revision);
        }
    }

    private static DeployRequestBuilder back() {
        return DeployRequest.of("eu-central-1", "prod", "api").goesBack(true);
    }

    private void deployByHand() {
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"forceNewDeployment\":true}");
        sandbox.clock().advance(Duration.ofSeconds(1));
    }

    private static DeployRequestBuilder image(String image) {
        return DeployRequest.of("eu-central-1", "prod", "api")
                .changes(List.of(ContainerChange.of(null).image(image).build()));
    }
}
