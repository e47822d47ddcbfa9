package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What forms offer of what there is in AWS: to whom, with which credentials, and what is said if there is nothing. */
public class LiveChoicesJenkinsTest extends EcsJenkinsTest {

    private static final String STEP = "descriptorByName/io.jenkins.plugins.ecs.steps.EcsDeployStep/";
    private static final String TARGET = "descriptorByName/io.jenkins.plugins.ecs.config.EcsTarget/";
    private static final String DEFAULTS = "descriptorByName/io.jenkins.plugins.ecs.config.EcsDefaults/";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private WorkflowJob job;
    private Folder folder;

    @Before
    public void setUp() throws Exception {
        configure(r);
        sandbox.cluster("staging");
        folder = r.createProject(Folder.class, "shop");
        job = r.createProject(WorkflowJob.class, "api");
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ, Item.BUILD)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("dev")
                .grant(Item.CONFIGURE)
                .onItems(job, folder)
                .to("dev"));
    }

    @Test
    public void whoMayConfigureTheJobIsOfferedClustersAndServices() throws Exception {
        assertThat(text("dev", job.getUrl() + STEP + "fillClusterItems"), is("[\"prod\",\"staging\"]"));
        assertThat(text("dev", job.getUrl() + STEP + "fillServiceItems?cluster=prod"), is("[\"api\"]"));
        assertThat(text("dev", job.getUrl() + STEP + "fillServiceItems?cluster=staging"), is("[]"));
        assertThat("no cluster is set", text("dev", job.getUrl() + STEP + "fillServiceItems"), is("[]"));
        assertThat(text("dev", folder.getUrl() + TARGET + "fillClusterItems"), is("[\"prod\",\"staging\"]"));
        assertThat(text("admin", DEFAULTS + "fillClusterItems"), is("[\"prod\",\"staging\"]"));
    }

    @Test
    public void othersAreOfferedNothingAndAwsIsNotAsked() throws Exception {
        for (String list : new String[] {
            STEP + "fillClusterItems", STEP + "fillServiceItems?cluster=prod", TARGET + "fillClusterItems"
        }) {
            assertThat(text("reader", job.getUrl() + list), is("[]"));
            assertThat("outside of the job", text("dev", list), is("[]"));
        }
        assertThat(
                text("reader", job.getUrl() + STEP + "checkCluster?value=nowhere"), not(containsString("no cluster")));
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void theCredentialsOfTheFormAreUsed() throws Exception {
        String list = job.getUrl() + STEP + "fillClusterItems?credentialsId=";
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(credentials("other", "AKIASTRANGER00000000", EcsSandbox.SECRET_ACCESS_KEY));

        assertThat(text("dev", list + "other"), is("[]"));
        assertThat(
                text("dev", job.getUrl() + STEP + "checkCluster?value=prod&credentialsId=other"),
                containsString("Clusters cannot be listed, type the name. AWS does not know the access key"));
        assertThat(text("dev", list + CREDENTIALS), is("[\"prod\",\"staging\"]"));
        int calls = sandbox.calls().size();
        assertThat("named by a parameter", text("dev", list + encoded("${AWS}")), is("[]"));
        assertThat("an unknown Region", text("dev", list + "&region=nowhere%20at%20all"), is("[]"));
        EcsGlobalConfiguration.get().setCredentialsId(null);
        assertThat("those of the controller are not allowed", text("dev", list), is("[]"));
        assertThat(sandbox.calls().size(), is(calls));
    }

    @Test
    public void aListIsReadOnceAMinuteForAllForms() throws Exception {
        for (int i = 0; i < 5; i++) {
            text("dev", job.getUrl() + STEP + "fillClusterItems");
            text("dev", job.getUrl() + STEP + "checkCluster?value=prod");
        }
        assertThat(sandbox.calls().size(), is(1));
    }

    @Test
    public void aRefusalIsSaidByTheCheck() throws Exception {
        sandbox.faults().on("ListClusters").denied();

        assertThat(text("dev", job.getUrl() + STEP + "fillClusterItems"), is("[]"));
        String check = text("dev", job.getUrl() + STEP + "checkCluster?value=prod");
        assertThat(check, containsString("class=\"warning\""));
        assertThat(check, containsString("ecs:ListClusters"));
        String target = text("dev", folder.getUrl() + TARGET + "checkCluster?value=prod");
        assertThat(target, containsString("ecs:ListClusters"));
    }

    @Test
    public void aSlowAwsHoldsNoForm() throws Exception {
        sandbox.faults().on("ListClusters").slow(Duration.ofSeconds(8));
        long began = System.nanoTime();

        assertThat(text("dev", job.getUrl() + STEP + "fillClusterItems"), is("[]"));
        assertThat(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 7, is(true));
    }

    @Test
    public void namesThatAreNotThereAreWarnedOf() throws Exception {
        assertThat(
                text("dev", job.getUrl() + STEP + "checkCluster?value=prdo"),
                containsString("There is no cluster &#039;prdo&#039; with these settings. Clusters: prod, staging"));
        assertThat(
                text("dev", job.getUrl() + STEP + "checkService?cluster=prod&value=apo"),
                containsString("There is no service &#039;apo&#039; in cluster prod"));
        assertThat(
                text("dev", job.getUrl() + STEP + "checkTaskDefinition?value=ap"),
                containsString("Task definition families that begin with it: api"));
        for (String fine : new String[] {
            "checkCluster?value=prod",
            "checkCluster?value=",
            "checkCluster?value=" + encoded("arn:aws:ecs:eu-central-1:123456789012:cluster/other"),
            "checkService?cluster=prod&value=api",
            "checkTaskDefinition?value=" + encoded("api:7")
        }) {
            assertThat(fine, text("dev", job.getUrl() + STEP + fine), not(containsString("class=")));
        }
        assertThat(
                "what is wrong is an error still",
                text("dev", job.getUrl() + STEP + "checkTaskDefinition?value=%7B%22a%22:"),
                containsString("not valid JSON"));
    }

    @Test
    public void nothingGoesToAnEndpointOfAFolderThatIsNotAllowed() throws Exception {
        String other = "endpointOverride=" + encoded("http://127.0.0.1:1");
        assertThat(text("dev", folder.getUrl() + TARGET + "fillClusterItems?" + other), is("[]"));
        assertThat(
                text("dev", folder.getUrl() + TARGET + "checkCluster?value=prod&" + other),
                not(containsString("cannot be listed")));
    }

    @Test
    public void aListIsReadAgainWhenAFieldChangesThatItDependsOn() throws Exception {
        r.jenkins.disableSecurity();
        assertThat(fillDependsOn(EcsDeployStep.class, "cluster"), is("target region credentialsId roleArn externalId"));
        assertThat(
                fillDependsOn(EcsDeployStep.class, "service"),
                is("target region credentialsId roleArn externalId cluster"));
        assertThat(
                fillDependsOn(EcsTarget.class, "cluster"),
                is("region credentialsId roleArn externalId endpointOverride"));
        assertThat(fillDependsOn(EcsDefaults.class, "cluster"), is("region credentialsId roleArn externalId"));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Object fillDependsOn(Class form, String field) throws Exception {
        Map<String, Object> attributes = new HashMap<>();
        r.executeOnServer(() -> {
            r.jenkins.getDescriptor(form).calcFillSettings(field, attributes);
            return null;
        });
        return attributes.get("fillDependsOn");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String text(String user, String url) throws Exception {
        WebResponse answer = answer(user, url).getWebResponse();
        assertThat(url, answer.getStatusCode(), is(200));
        return answer.getContentAsString();
    }

    private Page answer(String user, String url) throws Exception {
        JenkinsRule.WebClient client = client(user);
        return client.getPage(client.addCrumb(new WebRequest(new URL(r.getURL(), url), HttpMethod.POST)));
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        return r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login(user);
    }
}
