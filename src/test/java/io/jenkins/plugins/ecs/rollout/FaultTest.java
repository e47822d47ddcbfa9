package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Fault;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Every passing fault in every operation, so in every phase: the verdict is the same, and every act took effect once. */
@RunWith(Parameterized.class)
public class FaultTest extends RolloutTestCase {

    private static final List<String> OPERATIONS = List.of(
            "*",
            "DescribeServices",
            "DescribeTaskDefinition",
            "ListTaskDefinitions",
            "RegisterTaskDefinition",
            "UpdateService",
            "ListServiceDeployments",
            "DescribeServiceDeployments",
            "DescribeServiceRevisions",
            "ListTasks",
            "DescribeTasks",
            "StopServiceDeployment");

    /** What a rollback that we ask for needs; STUCK ends in one. */
    private static final Set<String> ROLLBACK_CALLS =
            Set.of("*", "DescribeServices", "DescribeServiceDeployments", "StopServiceDeployment");

    private static final Map<String, Consumer<Fault>> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("throttled", Fault::throttle);
        FAULTS.put("server error", Fault::serverError);
        FAULTS.put("server error after the effect", f -> f.afterEffect().serverError());
        FAULTS.put("unavailable", Fault::serviceUnavailable);
        FAULTS.put("reset", Fault::reset);
        FAULTS.put("reset after the effect", Fault::resetAfterEffect);
        FAULTS.put("garbage", Fault::garbage);
        FAULTS.put("expired token", Fault::expiredToken);
        FAULTS.put("a proxy's 407", f -> f.page(407));
        FAULTS.put("a proxy's 502 after the effect", f -> f.afterEffect().page(502));
        FAULTS.put("stale for 8 s", f -> f.stale(Duration.ofSeconds(8)));
        FAULTS.put("slow", f -> f.slow(Duration.ofMillis(20)));
    }

    /** Those that only the wire shows as they are; the others are answers like any. */
    private static final Set<String> OF_THE_WIRE = Set.of(
            "unavailable", "reset", "reset after the effect", "garbage", "a proxy's 502 after the effect", "slow");

    @Parameters(name = "{0}: {1}, {2} times, {3}")
    public static List<Object[]> table() {
        List<Object[]> table = new ArrayList<>();
        for (String operation : OPERATIONS) {
            for (String fault : FAULTS.keySet()) {
                table.add(new Object[] {operation, fault, 1, Scenario.OK});
                table.add(new Object[] {operation, fault, 3, Scenario.OK});
                table.add(new Object[] {operation, fault, 3, Scenario.CRASH});
                if (ROLLBACK_CALLS.contains(operation)) {
                    table.add(new Object[] {operation, fault, 3, Scenario.STUCK});
                }
            }
        }
        return table;
    }

    @Parameter(0)
    public String operation;

    @Parameter(1)
    public String fault;

    @Parameter(2)
    public int times;

    @Parameter(3)
    public Scenario scenario;

    @Test
    public void changesNeitherTheVerdictNorTheActs() {
        EcsSandbox ecs = newSandbox(true);
        ecs.scenarios().image(NEW, scenario);
        FAULTS.get(fault)
                .accept(
                        operation.equals("*")
                                ? ecs.faults().onAll().times(times)
                                : ecs.faults().on(operation).times(times));
        SandboxRollout rollout = rollout(
                ecs,
                request()
                        .with(Setting.ON_TIMEOUT, Reaction.ROLLBACK)
                        .with(Setting.STALL_TIMEOUT, Duration.ofMinutes(3)));
        if (OF_THE_WIRE.contains(fault) && times == 1) {
            rollout.overHttp();
        }

        Outcome outcome = rollout.run();

        String story = String.join("\n", rollout.lines());
        assertThat(story, outcome.verdict(), is(expected()));
        assertThat(story, revisions(ecs), is(2));
        assertThat(story, deployments(ecs), is(2));
        long stops = ecs.calls("StopServiceDeployment").stream()
                .filter(c -> c.status() == 200)
                .count();
        assertThat(story, stops <= 1, is(true));
    }

    private Verdict expected() {
        switch (scenario) {
            case OK:
                return Verdict.SUCCESS;
            case CRASH:
                return Verdict.ROLLED_BACK;
            default:
                return Verdict.STALLED;
        }
    }
}
