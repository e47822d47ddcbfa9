package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.polling.Hanging;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** From some phase on no read is answered: the step ends a minute after its deadline at the latest. */
@RunWith(Parameterized.class)
public class DeadlineTest extends RolloutTestCase {

    private static final Duration TIMEOUT = Duration.ofMinutes(6);
    private static final long A_MINUTE = 60_000;

    private enum Reads {
        HANG,
        THROTTLED,
        UNAVAILABLE,
        DENIED
    }

    @Parameters(name = "{0} from {1} on, {2}")
    public static List<Object[]> table() {
        List<Object[]> table = new ArrayList<>();
        for (Phase phase : List.of(Phase.PLANNING, Phase.RESOLVING, Phase.FOLLOWING, Phase.PROVING, Phase.STOPPING)) {
            table.add(new Object[] {Reads.HANG, phase, Reaction.ROLLBACK});
        }
        table.add(new Object[] {Reads.HANG, Phase.FOLLOWING, Reaction.LEAVE});
        for (Reads reads : List.of(Reads.THROTTLED, Reads.UNAVAILABLE, Reads.DENIED)) {
            table.add(new Object[] {reads, Phase.FOLLOWING, Reaction.ROLLBACK});
            table.add(new Object[] {reads, Phase.STOPPING, Reaction.ROLLBACK});
        }
        return table;
    }

    @Parameter(0)
    public Object reads;

    @Parameter(1)
    public Phase from;

    @Parameter(2)
    public Reaction reaction;

    private boolean broken;

    private SandboxRollout rollout(Scenario scenario) {
        sandbox.scenarios().image(NEW, scenario);
        SandboxRollout rollout = rollout(request()
                .with(Setting.TIMEOUT, TIMEOUT)
                .with(Setting.STALL_TIMEOUT, Duration.ofHours(1))
                .with(Setting.ON_TIMEOUT, reaction));
        if (reads == Reads.HANG) {
            rollout.hearing(ecs -> Hanging.reads(ecs, () -> broken)).gate(Hanging.gate(() -> broken));
        }
        return rollout;
    }

    private void breakReads() {
        broken = true;
        Consumer<String> fault =
                switch ((Reads) reads) {
                    case HANG -> operation -> {};
                    case THROTTLED ->
                        operation -> sandbox.faults().on(operation).throttle();
                    case UNAVAILABLE ->
                        operation -> sandbox.faults().on(operation).serviceUnavailable();
                    case DENIED -> operation -> sandbox.faults().on(operation).denied();
                };
        List.of(
                        "DescribeServices",
                        "DescribeServiceDeployments",
                        "DescribeServiceRevisions",
                        "DescribeTaskDefinition",
                        "DescribeTasks",
                        "ListServiceDeployments",
                        "ListTaskDefinitions",
                        "ListTasks")
                .forEach(fault);
    }

    @Test
    public void theStepEndsInTime() {
        SandboxRollout rollout = rollout(from == Phase.PROVING ? Scenario.OK : Scenario.STUCK);
        rollout.runUntil(state -> state.phase() == from);
        if (from == Phase.PROVING) {
            // In the last moment.
            long left = rollout.state().deadline() - sandbox.clock().millis();
            sandbox.clock().advance(Duration.ofMillis(left - 1_000));
        }
        breakReads();

        rollout.run();

        String story = String.join("\n", rollout.lines());
        RolloutState end = rollout.state();
        assertThat(story, end.verdict().letsThePipelineGoOn(), is(false));
        assertThat(story, end.finishedAt - end.deadline(), lessThanOrEqualTo(A_MINUTE));
    }

    @Test
    public void anAbortEndsWithinAMinute() {
        SandboxRollout rollout = rollout(from == Phase.PROVING ? Scenario.OK : Scenario.STUCK);
        rollout.runUntil(state -> state.phase() == from);
        breakReads();
        long aborted = sandbox.clock().millis();
        rollout.abort("aborted by a test");

        rollout.run();

        String story = String.join("\n", rollout.lines());
        RolloutState end = rollout.state();
        assertThat(story, end.finishedAt - aborted, lessThanOrEqualTo(A_MINUTE));
        boolean reached = end.deadline() > aborted;
        if (reached) {
            assertThat(story, end.verdict(), is(Verdict.ABORTED));
        }
    }

    @Test
    public void aRollbackIsAskedForWithoutALook() {
        if (reads == Reads.DENIED || from != Phase.FOLLOWING || reaction != Reaction.ROLLBACK) {
            return;
        }
        SandboxRollout rollout = rollout(Scenario.STUCK);
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        breakReads();

        Outcome outcome = rollout.run();

        String story = String.join("\n", rollout.lines()) + "\n" + outcome.message();
        assertThat(story, sandbox.calls("StopServiceDeployment").size(), greaterThan(0));
        assertThat(story, outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(outcome.message(), containsString("did not start to roll back"));
    }
}
