package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.rollout.decide.codedeploy.CodeDeployFollowing;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Tasks of CodeDeploy's that can't come up are given up as soon as those of ECS. */
public class CodeDeployGivingUpTest extends CodeDeployRolloutTestCase {

    /** When each of the stopped tasks of the new revision began to stop, in their order. */
    private List<Long> evidence() {
        JsonNode arns = sandbox.region()
                .call("ListTasks", "{\"cluster\":\"prod\",\"serviceName\":\"web\",\"desiredStatus\":\"STOPPED\"}")
                .path("taskArns");
        List<Long> times = new ArrayList<>();
        sandbox.region()
                .call("DescribeTasks", "{\"cluster\":\"prod\",\"tasks\":" + arns + "}")
                .path("tasks")
                .forEach(task -> times.add(Math.round(task.path("stoppingAt").asDouble() * 1000)));
        return times.stream().sorted().toList();
    }

    @Test
    public void eachIsKnownWithinOnePollOfTheEvidence() {
        Map<Scenario, Integer> decides =
                Map.of(Scenario.IMAGE_NOT_FOUND, 1, Scenario.SECRET_MISSING, 1, Scenario.CRASH, 3);
        decides.forEach((scenario, failure) -> {
            startSandbox();
            makeService();
            sandbox.scenarios().image(NEW, scenario);
            begin(web());
            long[] known = new long[1];
            rollout.beforeEachRound(() -> known[0] = sandbox.clock().millis());
            rollout.runUntil(RolloutState::isStopping);
            List<Long> evidence = evidence();
            assertThat(story(), evidence.size(), greaterThanOrEqualTo(failure));
            assertThat(
                    scenario + "\n" + story(),
                    known[0] - evidence.get(failure - 1),
                    lessThanOrEqualTo(CodeDeployFollowing.LOOK_AGAIN));
            ended(rollout.run(), Verdict.ROLLED_BACK, "");
        });
    }

    @Test
    public void anotherDeploymentOfTheGroupIsWaitedForWhereThatIsAsked() {
        sandbox.faults()
                .on("CreateDeployment")
                .times(3)
                .error(
                        400,
                        "DeploymentLimitExceededException",
                        "The Deployment Group 'production' already has an active Deployment 'd-OTHER0001'");
        Outcome outcome = begin(web().with(Setting.ON_OTHER_DEPLOYMENT, OnOtherDeployment.WAIT))
                .run();
        ended(outcome, Verdict.SUCCESS, "");
        assertThat(story(), containsString("Another deployment of shop/production has started in the meantime"));
        assertThat(sandbox.calls("CreateDeployment").size(), is(4));
    }

    @Test
    public void withoutWaitingItIsRefused() {
        sandbox.faults().on("CreateDeployment").error(400, "DeploymentLimitExceededException", "already has one");
        Outcome outcome = begin(web()).run();
        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.advice(), containsString("onOtherDeployment: 'wait'"));
    }
}
