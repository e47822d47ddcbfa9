package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import org.junit.Test;

/** What could not be read before a restart may be readable after it. */
public class ResumedDiagnosisTest extends RolloutTestCase {

    @Test
    public void theCauseIsLookedForAgainAfterARestart() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        SandboxRollout rollout = rollout(request());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        sandbox.faults().on("ListTasks").throttle();
        rollout.runUntil(state -> state.phase() == Phase.DIAGNOSING && state.reading.failures >= 3);
        sandbox.faults().clear();
        sandbox.clock().advance(Duration.ofMinutes(5));

        Outcome outcome = rollout.restart().run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.message(), containsString("the application exited (exit code 1)"));
    }
}
