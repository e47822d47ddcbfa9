package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;

import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsFreezeWindow;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The documented rollback job in a freeze window: it rolls back to what ran well, and brings nothing else. */
public class RollbackJobJenkinsTest extends EcsJenkinsTest {

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void freezeAfterTwoDeployments() throws Exception {
        configure(r);
        r.buildAndAssertSuccess(job(r, "first", DEPLOY));
        r.buildAndAssertSuccess(job(r, "second", DEPLOY.replace("2.0.0", "3.0.0")));
        EcsFreezeWindow always = new EcsFreezeWindow("* * * * *", 1);
        always.setReason("inventory");
        EcsPolicy policy = new EcsPolicy();
        policy.setFreezeWindows(List.of(always));
        EcsGlobalConfiguration.get().setPolicy(policy);
    }

    private String runs() {
        return sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .at("/services/0/taskDefinition")
                .asText();
    }

    /** The documented job, with its parameters' values in their place. */
    private String documented(String revision) throws Exception {
        String script = Files.readString(Path.of("docs/examples/rollback-job.Jenkinsfile"));
        return script.substring(script.indexOf("ecsRollback"))
                .replace("params.ECS_REGION", "'eu-central-1'")
                .replace("params.ECS_CLUSTER", "'prod'")
                .replace("params.ECS_SERVICE", "'api'")
                .replace("params.ECS_TASK_DEFINITION", "'" + revision + "'");
    }

    @Test
    public void theDocumentedJobIsNotHeldUp() throws Exception {
        r.assertLogContains(
                "inventory", r.buildAndAssertStatus(Result.FAILURE, job(r, "third", DEPLOY.replace("2.0.0", "4.0.0"))));

        WorkflowRun b = r.buildAndAssertSuccess(job(r, "back", documented("api:2")));

        r.assertLogContains("Container app uses the known good image by its digest: repo/app@sha256:", b);
        r.assertLogContains("SUCCESS: prod/api is running api:4", b);
        assertThat("the image of api:2, by its digest", runs(), endsWith("/api:4"));
    }

    @Test
    public void aRevisionThatNeverRanIsHeldUp() throws Exception {
        sandbox.region()
                .call(
                        "RegisterTaskDefinition",
                        "{\"family\":\"api\",\"cpu\":\"256\",\"memory\":\"512\",\"networkMode\":\"awsvpc\","
                                + "\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":"
                                + "[{\"name\":\"app\",\"image\":\"repo/app:9\"}]}");

        WorkflowRun b = r.buildAndAssertStatus(Result.FAILURE, job(r, "back", documented("api:4")));

        r.assertLogContains("inventory", b);
        r.assertLogContains("evaluated as a deployment", b);
        assertThat(runs(), endsWith("/api:3"));
    }
}
