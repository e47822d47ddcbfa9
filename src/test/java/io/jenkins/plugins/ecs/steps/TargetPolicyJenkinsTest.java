package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsFolderProperty;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The cheapest ways to a target without its rules. */
public class TargetPolicyJenkinsTest extends EcsJenkinsTest {

    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:";
    private static final String IMAGE = ", image: 'repo/app:2.0.0'";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private EcsTarget target;

    @Before
    public void setUp() throws Exception {
        configure(r);
        EcsPolicy policy = new EcsPolicy();
        policy.setServices("web");
        target = new EcsTarget("prod-eu");
        target.setPolicy(policy);
        EcsGlobalConfiguration.get().setTargets(List.of(target));
    }

    private void refused(WorkflowJob job) throws Exception {
        WorkflowRun build = r.buildAndAssertStatus(Result.FAILURE, job);
        r.assertLogContains("blocked by policy: service api is not allowed; allowed: web", build);
        r.assertLogContains("(rule 'services' of target prod-eu; ask an administrator)", build);
        assertThat(done("RegisterTaskDefinition"), is(0L));
        assertThat(done("UpdateService"), is(0L));
    }

    @Test
    public void theTargetIsNotNamedAndSaysNeitherRegionNorCluster() throws Exception {
        refused(job(r, "p", DEPLOY));
    }

    @Test
    public void clusterAndServiceAreWrittenAsArns() throws Exception {
        target.setRegion("eu-central-1");
        target.setCluster("prod");
        refused(job(
                r,
                "p",
                "ecsDeploy cluster: '" + ARN + "cluster/prod', service: '" + ARN + "service/prod/api'" + IMAGE));
        target.setCluster(ARN + "cluster/prod");
        refused(job(r, "q", DEPLOY));
    }

    @Test
    public void theRegionComesFromTheBlockAround() throws Exception {
        target.setRegion("eu-central-1");
        EcsGlobalConfiguration.get().setRegion("us-east-1");
        refused(job(r, "p", "withEcs(region: 'eu-central-1') { " + DEPLOY + " }"));
    }

    @Test
    public void severalServicesAtOnceAndARevisionThatIsThere() throws Exception {
        refused(job(r, "p", "ecsDeploy cluster: 'prod', services: [[service: 'api'" + IMAGE + "]]"));
        refused(job(r, "q", "ecsDeploy cluster: 'prod', service: 'api', forceNewDeployment: true"));
    }

    @Test
    public void aTargetOfTheFolderAtTheSamePlaceOrOfTheSameNameHidesNothing() throws Exception {
        Folder folder = r.createProject(Folder.class, "shop");
        EcsTarget mine = new EcsTarget("mine");
        mine.setRegion("eu-central-1");
        mine.setCluster("prod");
        EcsTarget same = new EcsTarget("prod-eu");
        same.setCluster("prod");
        EcsFolderProperty property = new EcsFolderProperty();
        property.setTargets(List.of(mine, same));
        folder.addProperty(property);

        for (String name : List.of("mine", "prod-eu")) {
            WorkflowJob job = folder.createProject(WorkflowJob.class, "to-" + name);
            job.setDefinition(new CpsFlowDefinition(
                    "ecsDeploy target: '" + name + "', cluster: 'prod', service: 'api'" + IMAGE, true));
            refused(job);
        }
    }

    @Test
    public void aFolderThatIsRenamedTakesItsRulesAlong() throws Exception {
        EcsGlobalConfiguration.get().setTargets(List.of());
        Folder folder = r.createProject(Folder.class, "shop");
        EcsFolderProperty property = new EcsFolderProperty();
        property.setTargets(List.of(target));
        folder.addProperty(property);
        WorkflowJob job = folder.createProject(WorkflowJob.class, "deploy");
        job.setDefinition(new CpsFlowDefinition(DEPLOY, true));

        folder.renameTo("shop-2");
        WorkflowRun build = r.buildAndAssertStatus(
                Result.FAILURE, (WorkflowJob) r.jenkins.getItemByFullName("shop-2/deploy", Item.class));

        r.assertLogContains("(rule 'services' of target prod-eu of folder shop-2; ask an administrator)", build);
    }

    @Test
    public void whereAwsProvesThatItIsElsewhereTheRulesOfTheTargetDoNotCount() throws Exception {
        target.setAccount("210987654321");
        r.buildAndAssertSuccess(job(r, "p", DEPLOY));
    }
}
