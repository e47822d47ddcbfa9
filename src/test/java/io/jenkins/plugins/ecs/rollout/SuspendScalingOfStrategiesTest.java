package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** {@code suspendScaling} with each strategy: suspended through all stages, and resumed however it ends. */
@RunWith(Parameterized.class)
public class SuspendScalingOfStrategiesTest extends StrategyTestCase {

    @Parameters(name = "{0}")
    public static List<Object[]> strategies() {
        List<Object[]> all = new ArrayList<>();
        for (Strategy strategy : Strategy.values()) {
            all.add(new Object[] {strategy});
        }
        return all;
    }

    @Parameter
    public Strategy strategy;

    private DeployRequestBuilder suspending() {
        return web(settings(strategy)).with(Setting.SUSPEND_SCALING, true);
    }

    @Test
    public void isSuspendedThroughTheBakeTimeAndResumedAfterASuccess() {
        EcsSandbox ecs = staged();
        SuspendedScaling scaling = new SuspendedScaling(ecs);
        SandboxRollout rollout = rollout(ecs, suspending());
        toStage(rollout, "BAKE_TIME");
        scaling.isSuspended(story(rollout));

        assertThat(story(rollout), rollout.run().verdict(), is(Verdict.SUCCESS));
        scaling.isAsBefore(story(rollout));
    }

    @Test
    public void isResumedAfterARollback() {
        EcsSandbox ecs = staged();
        SuspendedScaling scaling = new SuspendedScaling(ecs);
        ecs.scenarios().image(NEW, Scenario.CRASH);
        SandboxRollout rollout = rollout(ecs, suspending());

        assertThat(story(rollout), rollout.run().verdict(), is(Verdict.ROLLED_BACK));
        scaling.isAsBefore(story(rollout));
    }

    @Test
    public void isResumedAfterATimeout() {
        EcsSandbox ecs = staged();
        SuspendedScaling scaling = new SuspendedScaling(ecs);
        ecs.scenarios().image(NEW, Scenario.STUCK);
        SandboxRollout rollout = rollout(
                ecs,
                suspending().with(Setting.TIMEOUT, Duration.ofMinutes(10)).with(Setting.ON_TIMEOUT, Reaction.ROLLBACK));

        assertThat(story(rollout), rollout.run().verdict(), is(Verdict.TIMED_OUT));
        scaling.isAsBefore(story(rollout));
    }

    @Test
    public void isResumedAfterAnAbortInTheBakeTime() {
        for (Reaction reaction : Reaction.values()) {
            EcsSandbox ecs = staged();
            SuspendedScaling scaling = new SuspendedScaling(ecs);
            SandboxRollout rollout = rollout(ecs, suspending().with(Setting.ON_ABORT, reaction));
            toStage(rollout, "BAKE_TIME");

            Outcome outcome = rollout.abort("Aborted by alice").run();

            assertThat(story(rollout), outcome.verdict(), is(Verdict.ABORTED));
            scaling.isAsBefore(reaction + "\n" + story(rollout));
        }
    }

    @Test
    public void aControllerThatIsKilledInTheMiddleResumesIt() {
        EcsSandbox ecs = staged();
        SuspendedScaling scaling = new SuspendedScaling(ecs);
        SandboxRollout rollout = rollout(ecs, suspending());
        toStage(rollout, "BAKE_TIME");
        assertThat(rollout.killAtSave(1, true).run().verdict(), is(Verdict.SUCCESS));
        scaling.isAsBefore(story(rollout));

        EcsSandbox other = staged();
        scaling = new SuspendedScaling(other);
        rollout = rollout(other, suspending());
        rollout.runUntil(state -> state.phase() == Phase.RESUMING);
        assertThat(rollout.killAtSave(1, false).run().verdict(), is(Verdict.SUCCESS));
        scaling.isAsBefore(story(rollout));
    }
}
