package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import hudson.model.User;
import io.jenkins.plugins.ecs.config.EcsDefaults;
import io.jenkins.plugins.ecs.config.EcsFolderProperty;
import io.jenkins.plugins.ecs.config.EcsFreezeWindow;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.config.evidence.FreezeOverrideParameter;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Settings, targets and rules in builds: what counts, what is refused, and who may override. */
public class SharedSettingsJenkinsTest extends EcsJenkinsTest {

    private static final String IN_A_BLOCK = "withEcs(%s) { ecsDeploy service: 'api', image: 'repo/app:2.0.0' }";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private Folder folder;
    private EcsFolderProperty property;

    @Before
    public void setUp() throws Exception {
        configure(r);
        folder = r.createProject(Folder.class, "shop");
        property = new EcsFolderProperty();
        folder.addProperty(property);
    }

    @Test
    public void blocksFoldersTargetsAndJenkinsAreMerged() throws Exception {
        EcsTarget target = new EcsTarget("prod-eu");
        target.setCluster("prod");
        target.setRegion("eu-central-1");
        EcsGlobalConfiguration.get().setTargets(List.of(target));
        EcsDefaults defaults = new EcsDefaults();
        defaults.setTarget("prod-eu");
        defaults.setTimeoutMinutes(20);
        property.setDefaults(defaults);

        WorkflowRun build = r.buildAndAssertStatus(
                Result.SUCCESS,
                inFolder("withEcs(region: 'eu-central-1') { withEcs(credentialsId: 'sandbox') {"
                        + " ecsDeploy service: 'api', image: 'repo/app:2.0.0' } }"));

        r.assertLogContains(
                "Deploying prod/api with target prod-eu (folder shop), region eu-central-1 (withEcs), cluster prod (target"
                        + " prod-eu), credentials sandbox (withEcs), timeout 20 min (folder shop)",
                build);
    }

    @Test
    public void anUnknownTargetIsRefusedWithTheKnownOnes() throws Exception {
        property.setTargets(List.of(new EcsTarget("staging")));

        WorkflowRun build =
                r.buildAndAssertStatus(Result.FAILURE, inFolder(String.format(IN_A_BLOCK, "target: 'prod'")));

        r.assertLogContains("target: 'prod' does not exist for this job. Use one of: staging", build);
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void aFolderCanNotTakeTheNameOfATargetOfJenkins() throws Exception {
        EcsTarget ours = new EcsTarget("prod-eu");
        ours.setCluster("prod");
        EcsPolicy strict = new EcsPolicy();
        strict.setServices("web");
        ours.setPolicy(strict);
        EcsGlobalConfiguration.get().setTargets(List.of(ours));
        EcsTarget theirs = new EcsTarget("prod-eu");
        theirs.setCluster("prod");
        property.setTargets(List.of(theirs));

        WorkflowRun build =
                r.buildAndAssertStatus(Result.FAILURE, inFolder(String.format(IN_A_BLOCK, "target: 'prod-eu'")));

        r.assertLogContains("service api is not allowed; allowed: web (rule 'services' of target prod-eu", build);
    }

    @Test
    public void aFolderSendsNothingToAnAddressThatNoAdminHasNamed() throws Exception {
        String endpoint = sandbox.endpoint().toString();
        EcsGlobalConfiguration.get().setEndpointOverride(null);
        EcsTarget target = new EcsTarget("elsewhere");
        target.setCluster("prod");
        target.setEndpointOverride(endpoint);
        property.setTargets(List.of(target));
        WorkflowJob job = inFolder(String.format(IN_A_BLOCK, "target: 'elsewhere'"));

        r.assertLogContains("which no administrator has allowed", r.buildAndAssertStatus(Result.FAILURE, job));
        assertThat(sandbox.calls().size(), is(0));

        EcsGlobalConfiguration.get().setAllowedEndpoints("https://other.example.com, " + endpoint);
        r.buildAndAssertStatus(Result.SUCCESS, job);
    }

    @Test
    public void aRuleOfTheFolderRefusesBeforeAnythingChanges() throws Exception {
        EcsPolicy policy = new EcsPolicy();
        policy.setContact("the platform team");
        policy.setRegistries("*.amazonaws.com");
        property.setPolicy(policy);

        WorkflowRun build = r.buildAndAssertStatus(Result.FAILURE, inFolder(DEPLOY));

        r.assertLogContains("REFUSED: prod/api: blocked by policy: image repo/app:2.0.0 is not allowed", build);
        r.assertLogContains("(rule 'registries' of folder shop; ask the platform team)", build);
        assertThat(done("RegisterTaskDefinition"), is(0L));
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void aFreezeOpensToWhoMayAndStartedTheBuild() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("dev", "chief", "admin")
                .grant(EcsPermissions.OVERRIDE_FREEZE)
                .everywhere()
                .to("chief", "admin"));
        EcsPolicy policy = new EcsPolicy();
        EcsFreezeWindow always = new EcsFreezeWindow("0 0 * * *", 25);
        always.setReason("inventory");
        policy.setFreezeWindows(List.of(always));
        property.setPolicy(policy);
        WorkflowJob job = inFolder(DEPLOY);
        job.addProperty(new ParametersDefinitionProperty(new FreezeOverrideParameter(null)));

        refused(start(job, "dev", "INC-7: checkout is down"));
        refused(start(job, "chief", null));
        WorkflowRun opened = r.assertBuildStatusSuccess(start(job, "chief", "INC-7: checkout is down"));
        r.assertLogContains("Overridden by chief: INC-7: checkout is down", opened);

        // Neither a replay by another user nor a text that a Jenkinsfile gives is what the user said.
        job.setDefinition(new CpsFlowDefinition(DEPLOY.replace("2.0.0", "3.0.0"), true));
        refused(job.scheduleBuild2(0, startedBy("admin"), opened.getAction(ParametersAction.class))
                .get());
        refused(job.scheduleBuild2(
                        0,
                        startedBy("chief"),
                        new ParametersAction(new StringParameterValue("FREEZE_OVERRIDE", "said by a Jenkinsfile")))
                .get());
    }

    private void refused(WorkflowRun build) throws Exception {
        r.assertLogContains("blocked by policy: inventory, until", r.assertBuildStatus(Result.FAILURE, build));
    }

    /** As the user does it, by a request. */
    private WorkflowRun start(WorkflowJob job, String user, String reason) throws Exception {
        int number = job.getNextBuildNumber();
        JenkinsRule.WebClient client = r.createWebClient().login(user);
        String parameter =
                reason == null ? "" : "&FREEZE_OVERRIDE=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
        client.getPage(client.addCrumb(new WebRequest(
                new URL(r.getURL(), job.getUrl() + "buildWithParameters?delay=0sec" + parameter), HttpMethod.POST)));
        r.waitUntilNoActivity();
        return r.waitForCompletion(job.getBuildByNumber(number));
    }

    private static CauseAction startedBy(String user) {
        User.getById(user, true);
        return new CauseAction(new Cause.UserIdCause(user));
    }

    private WorkflowJob inFolder(String script) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, "deploy");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }
}
