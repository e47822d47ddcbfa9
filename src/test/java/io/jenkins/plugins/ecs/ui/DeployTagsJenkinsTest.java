package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.model.Item;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Tags of Amazon ECR that no build has deployed yet, read with the read credentials of the target. */
public class DeployTagsJenkinsTest extends EcsJenkinsTest {

    private static final String REPOSITORY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api";
    private static final String PAGE = "ecs-dashboard/service/eu-central-1/prod/mails/deploy/";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private WorkflowJob job;

    @Before
    public void aServiceAtATarget() throws Exception {
        configure(r);
        EcsTarget target = new EcsTarget("prod-eu");
        target.setCluster("prod");
        target.setReadCredentialsId(CREDENTIALS);
        EcsGlobalConfiguration.get().setTargets(List.of(target));
        sandbox.images().push(REPOSITORY, Instant.parse("2026-03-01T08:00:00Z"), "1.0.0");
        sandbox.service(
                "prod",
                "mails",
                s -> s.taskDefinition(("{'family':'mails','requiresCompatibilities':['FARGATE'],'cpu':'256',"
                                + "'memory':'512','networkMode':'awsvpc',"
                                + "'executionRoleArn':'arn:aws:iam::123456789012:role/exec',"
                                + "'containerDefinitions':[{'name':'app','image':'" + REPOSITORY + ":0.9.0'}]}")
                        .replace('\'', '"')));
        job = job(
                r,
                "shop",
                "ecsDeploy target: 'prod-eu', service: 'mails', image: \"" + REPOSITORY
                        + ":${params.VERSION ?: '1.0.0'}\"");
        r.buildAndAssertSuccess(job);
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("VERSION", "")));
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "builder")
                .grant(Item.READ)
                .onItems(job)
                .to("reader", "builder")
                .grant(Item.BUILD)
                .onItems(job)
                .to("builder"));
    }

    private HtmlPage page(String user, String query) throws Exception {
        return r.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user)
                .goTo(PAGE + query);
    }

    private int reads() {
        return sandbox.calls("DescribeImages").size();
    }

    @Test
    public void aTagThatWasNeverDeployedIsChosenAndDeployed() throws Exception {
        String digest = sandbox.images().push(REPOSITORY, Instant.parse("2026-03-02T08:00:00Z"), "1.1.0", "latest");
        int before = reads();
        HtmlPage reader = page("reader", "");
        assertThat(reader.getWebResponse().getStatusCode(), is(403));
        assertThat("for who may not start the job nothing is read", reads(), is(before));

        HtmlPage page = page("builder", "");
        assertThat(page.asNormalizedText(), containsString("2026-03-02 08:00 UTC as 1.1.0, latest"));
        assertThat(page.asNormalizedText(), containsString("2026-03-01 08:00 UTC as 1.0.0"));
        HtmlPage plan = page("builder", "?version=" + REPOSITORY + "@" + digest);
        assertThat("kept", reads(), is(before + 1));
        assertThat(plan.asNormalizedText(), containsString("VERSION = 1.1.0"));
        assertThat(plan.asNormalizedText(), containsString("is replaced by " + REPOSITORY + "@" + digest));

        HtmlForm start = plan.getForms().stream()
                .filter(form -> form.getActionAttribute().equals("start"))
                .findFirst()
                .orElseThrow();
        start.getElementsByTagName("button").get(0).click();
        r.waitUntilNoActivity();

        r.assertBuildStatus(Result.SUCCESS, job.getBuildByNumber(2));
        r.assertLogContains(REPOSITORY + ":1.1.0", job.getBuildByNumber(2));
    }

    @Test
    public void whatAwsRefusesIsSaidInOneLineAndTheHistoryRemains() throws Exception {
        sandbox.images().push(REPOSITORY, Instant.parse("2026-03-02T08:00:00Z"), "1.1.0");
        sandbox.deny("ecr:DescribeImages");

        String text = page("builder", "").asNormalizedText();

        assertThat(text, containsString("The tags in Amazon ECR could not be read"));
        assertThat(text, containsString("ecr:DescribeImages"));
        assertThat(text, containsString("1.0.0"));
        assertThat(text, not(containsString("1.1.0")));
    }
}
