package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Each scenario of the sandbox and its one right verdict, by service deployment and by deployment id. */
@RunWith(Parameterized.class)
public class ScenarioVerdictTest extends RolloutTestCase {

    @Parameters(name = "{0}, circuit breaker {1}, service deployments hidden {2}")
    public static List<Object[]> table() {
        List<Object[]> table = new ArrayList<>();
        for (boolean hidden : new boolean[] {false, true}) {
            row(table, Scenario.OK, true, hidden, Verdict.SUCCESS, "");
            row(table, Scenario.OK, false, hidden, Verdict.SUCCESS, "");
            row(table, Scenario.SLOW, true, hidden, Verdict.SUCCESS, "");
            row(table, Scenario.FLAKY, true, hidden, Verdict.SUCCESS, "");
            row(table, Scenario.CRASH, true, hidden, Verdict.ROLLED_BACK, "container app exited with 1");
            Verdict givenUp = hidden ? Verdict.FAILED : Verdict.ROLLED_BACK;
            row(table, Scenario.CRASH, false, hidden, givenUp, "container app exited with 1");
            row(table, Scenario.IMAGE_NOT_FOUND, false, hidden, givenUp, "given up early");
            row(table, Scenario.NO_CAPACITY, false, hidden, Verdict.TIMED_OUT, "no capacity");
            row(table, Scenario.OUT_OF_MEMORY, true, hidden, Verdict.ROLLED_BACK, "OutOfMemoryError");
            row(table, Scenario.IMAGE_NOT_FOUND, true, hidden, Verdict.ROLLED_BACK, "CannotPullContainerError");
            row(table, Scenario.SECRET_MISSING, true, hidden, Verdict.ROLLED_BACK, "ResourceInitializationError");
            row(table, Scenario.EXEC_FORMAT, true, hidden, Verdict.ROLLED_BACK, "exec format error");
            row(table, Scenario.ELB_UNHEALTHY, true, hidden, Verdict.ROLLED_BACK, "Task failed ELB health checks");
            row(table, Scenario.NO_CAPACITY, true, hidden, Verdict.ROLLED_BACK, "circuit breaker");
            row(table, Scenario.STUCK, true, hidden, Verdict.STALLED, "no progress for 15 min");
            row(table, Scenario.PLACEMENT_STUCK_MIN_MAX, true, hidden, Verdict.STALLED, "no progress for 15 min");
            row(table, Scenario.SUPERSEDED, true, hidden, Verdict.SUPERSEDED, "superseded by a newer deployment");
            row(table, Scenario.DELETED_MIDWAY, true, hidden, Verdict.STOPPED, "deleted");
            row(table, Scenario.ALARM, true, hidden, Verdict.ROLLED_BACK, "alarm");
            row(table, Scenario.UNKNOWN_STATUS, true, hidden, Verdict.SUCCESS, "");
            row(
                    table,
                    Scenario.SUCCESS_BUT_OLD_TASKS,
                    true,
                    hidden,
                    Verdict.UNKNOWN,
                    "1 running task still uses api:1");
        }
        return table;
    }

    private static void row(
            List<Object[]> table, Scenario scenario, boolean breaker, boolean hidden, Verdict verdict, String cause) {
        table.add(new Object[] {scenario, breaker, hidden, verdict, cause});
    }

    @Parameter(0)
    public Scenario scenario;

    @Parameter(1)
    public boolean circuitBreaker;

    @Parameter(2)
    public boolean hidden;

    @Parameter(3)
    public Verdict verdict;

    @Parameter(4)
    public String cause;

    @Test
    public void hasItsVerdictAndCause() {
        EcsSandbox ecs = newSandbox(circuitBreaker);
        ecs.scenarios().image(NEW, scenario);
        if (hidden) {
            ecs.deny("ecs:ListServiceDeployments").deny("ecs:DescribeServiceDeployments");
        }
        SandboxRollout rollout = rollout(ecs, request());

        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(verdict));
        assertThat(outcome.cause(), containsString(cause));
        assertThat(ecs.calls("RegisterTaskDefinition").size(), is(1));
        assertThat(ecs.calls("UpdateService").size(), is(1));
    }
}
