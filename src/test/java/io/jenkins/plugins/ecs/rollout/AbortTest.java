package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.oneOf;

import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.Set;
import org.junit.Test;

/** Abort and timeout, in each phase, with each reaction. */
public class AbortTest extends RolloutTestCase {

    @Test
    public void anAbortInEachPhaseLeavesTheDeploymentAlone() {
        for (Phase phase : Phase.values()) {
            EcsSandbox ecs = newSandbox(true);
            if (phase.isNested()) {
                continue; // TasksBeforeTest and TasksAfterTest
            }
            if (Set.of(
                            Phase.TAGGING,
                            Phase.REMOVING,
                            Phase.SUSPENDING,
                            Phase.RESUMING,
                            Phase.ANSWERING,
                            Phase.STOPPING,
                            Phase.DIAGNOSING,
                            Phase.SCALING,
                            Phase.SCHEDULING,
                            Phase.TIDYING,
                            Phase.ENDED)
                    .contains(phase)) {
                continue;
            }
            SandboxRollout rollout = rollout(ecs, request());
            if (phase == Phase.QUEUED) {
                rollout.inQueue(new DeploymentLocks(), "shop #1").round();
            }
            rollout.runUntil(state -> state.phase() == phase);
            int before = ecs.calls().size();

            rollout.abort("Aborted by admin");

            Outcome outcome = Outcome.of(rollout.state());
            assertThat(phase + ": no call is needed to leave", ecs.calls().size(), is(before));
            assertThat(phase.name(), outcome.verdict(), is(Verdict.ABORTED));
            assertThat(phase.name(), outcome.cause(), containsString("Aborted by admin"));
            assertThat(phase.name(), ecs.calls("StopServiceDeployment").size(), is(0));
        }
    }

    @Test
    public void anAbortInEachPhaseRollsBack() {
        for (Phase phase :
                new Phase[] {Phase.PLANNING, Phase.REGISTERING, Phase.UPDATING, Phase.RESOLVING, Phase.FOLLOWING}) {
            EcsSandbox ecs = newSandbox(true);
            ecs.scenarios().image(NEW, Scenario.SLOW);
            SandboxRollout rollout = rollout(ecs, request().with(Setting.ON_ABORT, Reaction.ROLLBACK));
            rollout.runUntil(state -> state.phase() == phase);
            boolean updated = phase == Phase.RESOLVING || phase == Phase.FOLLOWING;

            Outcome outcome = rollout.abort("Aborted by admin").run();

            String story = phase + ":\n" + String.join("\n", rollout.lines());
            assertThat(story, outcome.verdict(), is(Verdict.ABORTED));
            assertThat(story, outcome.cause(), containsString(updated ? "rolled back" : "nothing was deployed"));
            assertThat(story, ecs.calls("StopServiceDeployment").size(), is(updated ? 1 : 0));
            assertThat(story, ecs.calls("UpdateService").size(), is(updated ? 1 : 0));
        }
    }

    @Test
    public void asksForTheRollbackAtOnce() {
        sandbox.scenarios().image(NEW, Scenario.SLOW);
        SandboxRollout rollout = rollout(request().with(Setting.ON_ABORT, Reaction.ROLLBACK));
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        long aborted = sandbox.clock().millis();

        rollout.abort("").run();

        long asked = sandbox.calls("StopServiceDeployment").get(0).instant().toEpochMilli();
        assertThat(asked - aborted, lessThan(1000L));
    }

    @Test
    public void aTimeoutIsNeverGreenAndSaysWhatBecameOfTheDeployment() {
        sandbox.scenarios().image(NEW, Scenario.SLOW);

        Outcome left =
                rollout(request().with(Setting.TIMEOUT, Duration.ofMinutes(2))).run();

        assertThat(left.verdict(), is(Verdict.TIMED_OUT));
        assertThat(left.cause(), containsString("not complete after 2 min"));
        assertThat(left.cause(), containsString("continues without this build"));
    }

    @Test
    public void aTimeoutCanRollBack() {
        sandbox.scenarios().image(NEW, Scenario.SLOW);

        Outcome outcome = rollout(request()
                        .with(Setting.TIMEOUT, Duration.ofMinutes(2))
                        .with(Setting.ON_TIMEOUT, Reaction.ROLLBACK))
                .run();

        assertThat(outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(outcome.cause(), containsString("rolled back"));
        assertThat(sandbox.calls("StopServiceDeployment").size(), is(1));
    }

    @Test
    public void aRollbackThatIsNotAllowedIsSaid() {
        sandbox.scenarios().image(NEW, Scenario.SLOW);
        sandbox.deny("ecs:StopServiceDeployment");

        Outcome outcome = rollout(request()
                        .with(Setting.TIMEOUT, Duration.ofMinutes(2))
                        .with(Setting.ON_TIMEOUT, Reaction.ROLLBACK))
                .run();

        assertThat(outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(outcome.cause(), containsString("ecs:StopServiceDeployment"));
    }

    @Test
    public void anAbortAfterTheEndChangesNothing() {
        SandboxRollout rollout = rollout(request());
        Outcome ended = rollout.run();

        rollout.abort("too late");

        assertThat(Outcome.of(rollout.state()).verdict(), is(ended.verdict()));
        assertThat(ended.verdict(), is(oneOf(Verdict.SUCCESS)));
    }

    @Test
    public void withoutServiceDeploymentsARollbackCanNotBeAskedFor() {
        sandbox.scenarios().image(NEW, Scenario.SLOW);
        sandbox.deny("ecs:ListServiceDeployments").deny("ecs:DescribeServiceDeployments");

        Outcome outcome = rollout(request()
                        .with(Setting.TIMEOUT, Duration.ofMinutes(2))
                        .with(Setting.ON_TIMEOUT, Reaction.ROLLBACK))
                .run();

        assertThat(outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(outcome.cause(), containsString("cannot be asked to roll back"));
    }
}
