package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.request.Goal;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import org.junit.Test;

/** The IAM policy of a plan for a service that CodeDeploy deploys. */
public class CodeDeployPolicyTest extends CodeDeployRolloutTestCase {

    @Test
    public void theDeploymentMakesNoCallThatItDoesNotAllow() {
        Outcome planned = rollout(web().goal(new Goal.Plan())).run();
        assertThat(planned.message(), planned.verdict(), is(Verdict.PLANNED));
        PolicyOfCalls policy = new PolicyOfCalls(planned.plan().iamPolicy());
        int before = sandbox.calls().size();

        Outcome outcome = rollout(web()).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                policy.refused(sandbox.calls().subList(before, sandbox.calls().size())), is(empty()));
        assertThat(policy.actions(), hasItem("codedeploy:CreateDeployment"));
        assertThat(policy.actions(), not(hasItem("ecs:ContinueServiceDeployment")));
    }
}
