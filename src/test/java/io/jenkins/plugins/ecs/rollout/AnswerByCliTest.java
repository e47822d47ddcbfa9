package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assume.assumeThat;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.sandbox.AwsCli;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.List;
import org.junit.Test;

/** The AWS CLI answers a pause while the step waits; skipped where there is none that knows the operation. */
public class AnswerByCliTest extends StrategyTestCase {

    private Outcome answeredWith(String action) throws Exception {
        assumeTrue("the AWS CLI is not installed", AwsCli.isInstalled());
        EcsSandbox ecs = staged();
        assumeThat(AwsCli.run(ecs, "ecs", "continue-service-deployment"), not(containsString("Invalid choice")));
        SandboxRollout rollout =
                rollout(ecs, web(settings(Strategy.BLUE_GREEN).pauseAt(List.of("POST_TEST_TRAFFIC_SHIFT"))));
        toPause(rollout);
        RolloutState state = rollout.state();
        String answer = AwsCli.run(
                ecs,
                "ecs",
                "continue-service-deployment",
                "--service-deployment-arn",
                state.serviceDeployment,
                "--hook-id",
                state.pauses().get(0).hookId(),
                "--action",
                action);
        assertThat(answer, is(state.serviceDeployment));
        return rollout.run();
    }

    @Test
    public void continuing() throws Exception {
        Outcome outcome = answeredWith("CONTINUE");
        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.pauses().get(0).end(), is("continued elsewhere (console, CLI)"));
    }

    @Test
    public void rollingBack() throws Exception {
        Outcome outcome = answeredWith("ROLLBACK");
        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(outcome.cause(), containsString("elsewhere (console, CLI)"));
    }
}
