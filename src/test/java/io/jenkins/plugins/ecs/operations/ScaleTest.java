package io.jenkins.plugins.ecs.operations;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationChecks;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** {@code ecsScale}: counts and ranges, what is refused, and what is waited for. */
public class ScaleTest extends OperationTestCase {

    private static Goal.Scale count(int count) {
        return new Goal.Scale(count, null, null);
    }

    private void refused(OperationOutcome outcome, String cause) {
        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString(cause));
        assertThat(changes(), is(0));
    }

    @Test
    public void wrongNumbersAreReportedTogether() {
        assertThat(
                OperationChecks.scale(new Goal.Scale(-1, 5, 2)),
                contains(
                        "count: -1 is negative. Use 0 or more",
                        "min: 5 is above max: 2",
                        "count: -1 is outside of the given range (min: 5, max: 2)"));
        assertThat(
                OperationChecks.scale(new Goal.Scale(null, null, null)),
                contains("nothing to change. Set 'count', 'min' or 'max'"));
        assertThat(OperationChecks.scale(new Goal.Scale(0, 0, 0)), empty());
    }

    @Test
    public void aCountOutsideTheRangeIsRefusedWithBothNumbers() {
        scaling(1, 4);
        refused(operation(count(6)).run(), "count: 6 is outside of the range of the scaling (1 to 4)");
        assertThat(service().path("desiredCount").asInt(), is(2));
    }

    @Test
    public void aMinimumAboveTheMaximumThereIsIsRefused() {
        scaling(1, 4);
        refused(
                operation(new Goal.Scale(null, 5, null)).run(),
                "min: 5 is above the maximum of the scaling (4); set 'max' as well");
    }

    @Test
    public void aServiceWithoutScalingNeedsBothBounds() {
        refused(
                operation(new Goal.Scale(null, null, 5)).run(),
                "the service has no scaling yet; set both 'min' and 'max' to create one");
    }

    @Test
    public void whatHasNoCountIsRefused() {
        sandbox.service("prod", "agent", service -> service.with("schedulingStrategy", "\"DAEMON\""));
        sandbox.service("prod", "web", service -> service.with("resourceManagementType", "\"ECS\""));
        sandbox.service("prod", "old", service -> service.status("INACTIVE"));

        refused(operation(count(1), "agent", null).run(), "scheduling strategy DAEMON");
        refused(operation(count(1), "web", null).run(), "UpdateExpressGatewayService");
        refused(operation(count(1), "old", null).run(), "the service is INACTIVE, not ACTIVE");
        refused(operation(count(1), "none", null).run(), "there is no service 'none' in cluster 'prod'");
    }

    @Test
    public void aRuleThatForbidsItSendsNothing() {
        OperationOutcome outcome = operation(count(3))
                .guardedBy(change -> new Judgement(List.of("not on Fridays"), List.of()))
                .run();
        refused(outcome, "blocked by policy: not on Fridays");
    }

    @Test
    public void aDeniedCallNamesItsPermission() {
        sandbox.deny("ecs:UpdateService");

        OperationOutcome outcome = operation(count(3)).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("not authorized to perform ecs:UpdateService"));
    }

    @Test
    public void theTimeoutTellsHowFarItCame() {
        sandbox.scenarios().image("repo/app:1.0.0", Scenario.STUCK);
        update("'forceNewDeployment':true");

        OperationOutcome outcome = operation(count(5)).run();

        assertThat(outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(outcome.cause(), containsString("the timeout of 30 min expired while waiting for the tasks"));
        assertThat(outcome.cause(), containsString("done so far: Desired count: 2 -> 5"));
    }

    @Test
    public void anAbortLeavesTheNewCount() {
        SandboxOperation operation = operation(count(5));
        operation.runUntil(state -> state.phase() == OperationPhase.SETTLING);

        operation.abort("Aborted by alice");

        OperationOutcome outcome = operation.run();
        assertThat(outcome.verdict(), is(Verdict.ABORTED));
        assertThat(outcome.cause(), is("aborted by alice; done so far: Desired count: 2 -> 5"));
        assertThat(service().path("desiredCount").asInt(), is(5));
    }

    @Test
    public void aServiceThatIsDeletedMeanwhileStops() {
        SandboxOperation operation = operation(count(5));
        operation.runUntil(state -> state.phase() == OperationPhase.SETTLING);
        sandbox.region().call("DeleteService", "{\"cluster\":\"prod\",\"service\":\"api\",\"force\":true}");

        assertThat(operation.run().verdict(), is(Verdict.STOPPED));
    }

    @Test
    public void setsACountAndWaitsForTheTasks() {
        SandboxOperation operation = operation(count(5));

        OperationOutcome outcome = operation.run();

        assertThat(outcome.message(), is("SUCCESS: prod/api: 5 of 5 tasks run"));
        assertThat(operation.lines(), hasItem("Desired count: 2 -> 5"));
        assertThat(sandbox.calls("UpdateService").size(), is(1));
        assertThat(service().path("runningCount").asInt(), is(5));
    }

    @Test
    public void whatIsSoAlreadyChangesNothing() {
        scaling(1, 4);
        assertThat(operation(new Goal.Scale(2, 1, 4)).run().message(), is("NO_CHANGE: prod/api: 2 of 2 tasks run"));
        assertThat(changes(), is(0));
    }

    @Test
    public void theRangeComesBeforeTheCount() {
        scaling(1, 4);

        OperationOutcome outcome = operation(new Goal.Scale(6, 3, 8)).run();

        assertThat(outcome.message(), is("SUCCESS: prod/api: 6 of 6 tasks run"));
        assertThat(outcome.done(), contains("Range of the scaling: min 3, max 8", "Desired count: 2 -> 6"));
        assertThat(target().path("MaxCapacity").asInt(), is(8));
    }

    @Test
    public void aNewMinimumIsWaitedForUntilAsManyTasksRun() {
        scaling(1, 8);

        OperationOutcome outcome = operation(new Goal.Scale(null, 4, null)).run();

        assertThat(outcome.message(), is("SUCCESS: prod/api: 4 of 4 tasks run"));
        assertThat(sandbox.calls("UpdateService"), empty());
    }

    @Test
    public void aSuspendedScalingStaysSuspended() {
        scaling(1, 4);
        scaling("RegisterScalableTarget", KEYS + ",'SuspendedState':{'ScheduledScalingSuspended':true}");

        operation(new Goal.Scale(null, null, 9)).run();

        assertThat(target().at("/SuspendedState/ScheduledScalingSuspended").asBoolean(), is(true));
    }

    @Test
    public void scalingThatMovesTheCountMeanwhileIsReported() {
        scaling(1, 8);
        SandboxOperation operation = operation(count(4));
        operation.runUntil(state -> state.phase() == OperationPhase.SETTLING);
        sandbox.region().scale("prod", "api", 6);

        OperationOutcome outcome = operation.run();

        assertThat(outcome.message(), is("SUCCESS: prod/api: 6 of 6 tasks run"));
        assertThat(
                operation.lines(),
                hasItem("Warning: the desired count is now 6, not 4: scaling or another client has changed it"));
    }

    @Test
    public void withoutPermissionToReadTheRangeTheCountIsSetWithAWarning() {
        sandbox.deny("application-autoscaling:DescribeScalableTargets");
        SandboxOperation operation = operation(count(3));

        assertThat(operation.run().verdict(), is(Verdict.SUCCESS));
        assertThat(
                operation.lines(),
                hasItem(containsString("cannot be read (application-autoscaling:DescribeScalableTargets)")));
    }

    @Test
    public void anAnswerThatIsLostIsLookedFor() {
        scaling(1, 4);
        sandbox.faults().on("RegisterScalableTarget").times(1).resetAfterEffect();
        sandbox.faults().on("UpdateService").times(1).resetAfterEffect();

        assertThat(operation(new Goal.Scale(6, 1, 8)).run().verdict(), is(Verdict.SUCCESS));
        assertThat(sandbox.calls("UpdateService").size(), is(1));
        assertThat(sandbox.calls("RegisterScalableTarget").size(), is(1));
    }

    @Test
    public void aCallThatNeverArrivedIsSentAgain() {
        sandbox.faults().on("UpdateService").times(1).reset();

        assertThat(operation(count(3)).run().verdict(), is(Verdict.SUCCESS));
        assertThat(service().path("desiredCount").asInt(), is(3));
    }

    @Test
    public void changesAtTheSameTimeAndThrottlingPass() {
        scaling(1, 4);
        sandbox.faults().on("RegisterScalableTarget").times(2).error(400, "ConcurrentUpdateException", "busy");
        sandbox.faults().on("DescribeScalableTargets").times(4).throttle();
        sandbox.faults().on("UpdateService").times(2).throttle();

        assertThat(operation(new Goal.Scale(6, null, 8)).run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void staleReadsAreNoSuccess() {
        sandbox.faults().on("DescribeServices").stale(Duration.ofSeconds(12));

        OperationOutcome outcome = operation(count(5)).run();

        assertThat(outcome.message(), is("SUCCESS: prod/api: 5 of 5 tasks run"));
        assertThat(service().path("runningCount").asInt(), is(5));
    }

    /** At each save, before and after it is on disk. */
    @Test
    public void aKilledControllerContinuesAndSendsNothingTwice() {
        for (int save = 1; save <= 8; save++) {
            for (boolean before : new boolean[] {true, false}) {
                sandbox = newSandbox();
                scaling(1, 4);
                OperationOutcome outcome = operation(new Goal.Scale(6, 1, 8))
                        .killAtSave(save, before)
                        .run();
                String where = "save " + save + (before ? " not" : "") + " on disk: " + outcome.message();
                assertThat(where, outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(where, sandbox.calls("UpdateService").size(), is(1));
                assertThat(where, service().path("runningCount").asInt(), is(6));
            }
        }
    }
}
