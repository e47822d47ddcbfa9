package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Result;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code scheduledTasks} in a pipeline: the log, the result, and the build that is unstable if one is left behind. */
public class ScheduledTasksJenkinsTest extends EcsJenkinsTest {

    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:";
    private static final String DEPLOYS = "def r = ecsDeploy(cluster: 'prod', service: 'api', image: 'repo/app:2.0.0',"
            + " scheduledTasks: 'family')\n"
            + "echo \"moved ${r.scheduledTasks.moved.size()}, problems ${r.scheduledTasks.problems.size()}\"";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        events(
                "PutRule",
                JsonNodeFactory.instance.objectNode().put("Name", "nightly").put("ScheduleExpression", "rate(1 day)"));
        ObjectNode put = JsonNodeFactory.instance.objectNode().put("Rule", "nightly");
        put.putArray("Targets")
                .addObject()
                .put("Id", "1")
                .put("Arn", ARN + "cluster/prod")
                .put("RoleArn", "arn:aws:iam::123456789012:role/events")
                .putObject("EcsParameters")
                .put("TaskDefinitionArn", ARN + "task-definition/api:1");
        events("PutTargets", put);
    }

    private ObjectNode events(String operation, ObjectNode input) {
        return sandbox.answer("AWSEvents", operation, input, Duration.ZERO).body();
    }

    private String revision() {
        return events("ListTargetsByRule", JsonNodeFactory.instance.objectNode().put("Rule", "nightly"))
                .at("/Targets/0/EcsParameters/TaskDefinitionArn")
                .asText();
    }

    @Test
    public void aDeploymentMovesThemAndARollbackTakesThemBack() throws Exception {
        WorkflowRun build = r.buildAndAssertSuccess(job(r, "moves", DEPLOYS));

        r.assertLogContains("Scheduled task rule:nightly: api:1 -> api:2", build);
        r.assertLogContains("moved 1, problems 0", build);
        assertThat(revision(), is(ARN + "task-definition/api:2"));
        assertThat(
                r.createWebClient()
                        .getPage(build, "ecs-deployments")
                        .getWebResponse()
                        .getContentAsString(),
                containsString("<li>Scheduled task rule:nightly: "));

        WorkflowRun back = r.buildAndAssertSuccess(
                job(r, "back", "ecsRollback cluster: 'prod', service: 'api', scheduledTasks: 'family'"));
        r.assertLogContains("Scheduled task rule:nightly: api:2 -> api:1", back);
        assertThat(revision(), is(ARN + "task-definition/api:1"));
    }

    @Test
    public void oneThatIsLeftBehindMakesTheBuildUnstable() throws Exception {
        sandbox.deny("events:PutTargets");

        WorkflowRun build = r.buildAndAssertStatus(Result.UNSTABLE, job(r, "left", DEPLOYS));

        r.assertLogContains("SUCCESS: prod/api is running api:2", build);
        r.assertLogContains("Warning: scheduled task rule:nightly still runs the old revision", build);
        r.assertLogContains("events:PutTargets", build);
        r.assertLogContains("moved 0, problems 1", build);
        assertThat(revision(), is(ARN + "task-definition/api:1"));
    }
}
