package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** A service in a file, in real pipelines: created, changed, left alone, and refused by a rule. */
public class EcsServiceFileJenkinsTest extends EcsJenkinsTest {

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private static final String DEPLOY = "ecsDeploy cluster: 'prod', service: 'shop', taskDefinition: '''\n"
            + "family: shop\n"
            + "networkMode: awsvpc\n"
            + "requiresCompatibilities: [FARGATE]\n"
            + "cpu: 256\n"
            + "memory: 512\n"
            + "containerDefinitions: [{name: app, image: 'repo/app:2.0.0'}]\n"
            + "''', serviceDefinition: '''\n"
            + "desiredCount: 1\n"
            + "launchType: FARGATE\n"
            + "healthCheckGracePeriodSeconds: GRACE\n"
            + "networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-1]}}\n"
            + "'''";

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    @Test
    public void createsChangesAndLeavesAlone() throws Exception {
        WorkflowRun created = r.buildAndAssertSuccess(job(r, "create", DEPLOY.replace("GRACE", "0")));
        r.assertLogContains("The service shop does not exist: creating it with shop:", created);
        r.assertLogContains("SUCCESS: prod/shop is running shop:1", created);
        assertThat(done("CreateService"), is(1L));

        WorkflowRun changed = r.buildAndAssertSuccess(job(r, "change", DEPLOY.replace("GRACE", "30")));
        r.assertLogContains("- healthCheckGracePeriodSeconds: 0 -> 30", changed);
        assertThat(done("UpdateService"), is(1L));
        JsonNode update = sandbox.calls("UpdateService").get(0).request();
        assertThat(update.has("taskDefinition"), is(false));

        WorkflowRun same = r.buildAndAssertSuccess(job(r, "same", DEPLOY.replace("GRACE", "30")));
        r.assertLogContains("NO_CHANGE: prod/shop is already running shop:1", same);
        assertThat(done("UpdateService"), is(1L));
        assertThat(done("CreateService"), is(1L));
        assertThat(done("RegisterTaskDefinition"), is(1L));
    }

    @Test
    public void aRuleSaysWhatMayBeCreated() throws Exception {
        EcsPolicy policy = new EcsPolicy();
        policy.setRegions("eu-*");
        policy.setCreateService("pr-*");
        EcsGlobalConfiguration.get().setPolicy(policy);

        WorkflowRun refused = r.buildAndAssertStatus(Result.FAILURE, job(r, "refused", DEPLOY.replace("GRACE", "0")));

        r.assertLogContains("service prod/shop does not exist and must not be created", refused);
        assertThat(done("RegisterTaskDefinition"), is(0L));
        assertThat(done("CreateService"), is(0L));
    }

    @Test
    public void problemsOfTheFileAreReportedBeforeAwsIsAsked() throws Exception {
        WorkflowRun refused = r.buildAndAssertStatus(
                Result.FAILURE,
                job(r, "wrong", "ecsDeploy cluster: 'prod', service: 'shop', serviceDefinition: 'desiredCnt: 1'"));

        r.assertLogContains(
                "serviceDefinition: Service definition, line 1, column 13 (desiredCnt): A service has no member"
                        + " 'desiredCnt' here. Did you mean 'desiredCount'?",
                refused);
        assertThat(done("DescribeServices"), is(0L));
    }
}
