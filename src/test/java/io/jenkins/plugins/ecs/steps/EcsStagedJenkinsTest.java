package io.jenkins.plugins.ecs.steps;

import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** The service {@code prod/web}, whose traffic ECS can shift. */
public abstract class EcsStagedJenkinsTest extends EcsJenkinsTest {

    protected static final String ARGUMENTS = "cluster: 'prod', service: 'web', image: 'repo/app:2.0.0',"
            + " strategy: 'BLUE_GREEN', pauseAt: ['POST_TEST_TRAFFIC_SHIFT']";
    protected static final String PAUSED = "paused at POST_TEST_TRAFFIC_SHIFT: ECS is waiting for approval";

    @Override
    protected void configure(JenkinsRule r) throws Exception {
        super.configure(r);
        if (sandbox.calls().isEmpty()) {
            sandbox.service(
                    "prod",
                    "web",
                    s -> s.image("repo/app:1.0.0")
                            .desiredCount(2)
                            .circuitBreaker(true, true)
                            .shiftingLoadBalancer("app", 8080));
        }
    }

    protected static DeploymentView view(WorkflowRun b) {
        return b.getAction(EcsDeploymentsAction.class).getDeployments().get(0);
    }

    protected static Outcome outcome(WorkflowRun b) {
        return view(b).getOutcome();
    }

    /** What an answer is posted to, below the build's URL. */
    protected static String approval(WorkflowRun b) {
        return b.getUrl() + "ecs-deployments/approval/" + view(b).getId() + "/answer";
    }

    protected static String hook(WorkflowRun b) {
        return outcome(b).pauses().get(0).hookId();
    }

    /** Continues or rolls back as a user of the console would. */
    protected void answerElsewhere(WorkflowRun b, String action) {
        sandbox.region()
                .call(
                        "ContinueServiceDeployment",
                        "{\"serviceDeploymentArn\":\"" + outcome(b).serviceDeploymentArn() + "\",\"hookId\":\""
                                + hook(b) + "\",\"action\":\"" + action + "\"}");
    }
}
