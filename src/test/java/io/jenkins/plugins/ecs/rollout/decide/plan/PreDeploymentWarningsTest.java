package io.jenkins.plugins.ecs.rollout.decide.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import org.junit.Test;

/** What is warned of before a deployment begins; it decides nothing. */
public class PreDeploymentWarningsTest extends RolloutTestCase {

    @Test
    public void anAlarmThatIsOnAlreadyDoesNotGuardThisDeployment() {
        sandbox.alarm("errors").state(Alarm.State.ALARM);
        SandboxRollout rollout = rollout(request());

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem(containsString("already in ALARM: errors")));
    }

    @Test
    public void alarmsThatMayNotBeSeenAreSaidToBeUnknown() {
        sandbox.deny("cloudwatch:DescribeAlarms");
        SandboxRollout rollout = rollout(request());

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem(containsString("cloudwatch:DescribeAlarms is not allowed")));
    }

    @Test
    public void percentagesWithoutRoomAreSaidBeforeTheUpdate() {
        try (EcsSandbox ecs = EcsSandbox.start()) {
            ecs.cluster("prod");
            ecs.service(
                    "prod",
                    "api",
                    s -> s.image(OLD).desiredCount(2).minimumHealthyPercent(100).maximumPercent(100));
            SandboxRollout rollout = rollout(ecs, request());

            rollout.runUntil(state -> state.phase() == Phase.UPDATING);

            assertThat(
                    rollout.lines(),
                    hasItem(startsWith(
                            "Warning: minimum and maximum percent leave no room for the deployment: desiredCount 2")));
        }
    }

    @Test
    public void whereAllIsWellNothingIsSaid() {
        SandboxRollout rollout = rollout(request());
        rollout.run();

        assertThat(rollout.lines(), not(hasItem(startsWith("Warning:"))));
    }
}
