package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import java.net.URL;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who may ask the forms what: a reader learns neither credentials nor settings, and a GET finds nothing. */
public class FormPermissionsJenkinsTest {

    private static final String GLOBAL = "descriptorByName/io.jenkins.plugins.ecs.config.EcsGlobalConfiguration/";
    private static final String STEP = "descriptorByName/io.jenkins.plugins.ecs.steps.EcsDeployStep/";

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    private WorkflowJob job;

    @Before
    public void setUp() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("dev")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "deployer", "AKIAEXAMPLE", "canary", "Deployer"));
        SystemCredentialsProvider.getInstance().save();
        job = r.createProject(WorkflowJob.class, "p");
    }

    @Test
    public void globalMethodsAreTheAdmins() throws Exception {
        for (String method : new String[] {"checkRegion?value=x", "checkEndpointOverride?value=x"}) {
            assertThat(method, status("reader", HttpMethod.POST, GLOBAL + method), is(403));
            assertThat(method, status("dev", HttpMethod.POST, GLOBAL + method), is(403));
            assertThat(method, status("admin", HttpMethod.POST, GLOBAL + method), is(200));
            assertThat(method, status("admin", HttpMethod.GET, GLOBAL + method), is(oneOf(404, 405)));
        }
    }

    @Test
    public void credentialsAreListedForThoseWhoMayChooseThem() throws Exception {
        assertThat(text("admin", GLOBAL + "fillCredentialsIdItems"), containsString("deployer"));
        assertThat(text("reader", GLOBAL + "fillCredentialsIdItems"), not(containsString("deployer")));
        assertThat(text("reader", job.getUrl() + STEP + "fillCredentialsIdItems"), not(containsString("deployer")));
        assertThat(text("dev", job.getUrl() + STEP + "fillCredentialsIdItems"), containsString("deployer"));
        assertThat(text("dev", STEP + "fillCredentialsIdItems"), not(containsString("deployer")));
    }

    @Test
    public void theStepsMethodsAnswerPostsOnly() throws Exception {
        String[] methods = {
            "checkCluster",
            "checkService",
            "checkImage",
            "checkTaskDefinition",
            "checkTimeout",
            "checkStallTimeout",
            "checkRoleArn",
            "checkRegion",
            "fillCredentialsIdItems",
            "fillOnAbortItems",
            "fillOnTimeoutItems"
        };
        for (String method : methods) {
            String url = job.getUrl() + STEP + method + "?value=x&credentialsId=";
            assertThat(method, status("dev", HttpMethod.GET, url), is(oneOf(404, 405)));
            assertThat(method, status("dev", HttpMethod.POST, url), is(200));
        }
    }

    @Test
    public void aReaderLearnsNothingOfTheEndpoint() throws Exception {
        String check = job.getUrl() + STEP + "checkRegion?value=local";
        assertThat(text("reader", check), containsString("is not an AWS Region"));

        EcsGlobalConfiguration.get().setEndpointOverride("http://127.0.0.1:4566");

        assertThat(text("reader", check), containsString("is not an AWS Region"));
        assertThat(text("dev", check), not(containsString("is not an AWS Region")));
    }

    private int status(String user, HttpMethod method, String url) throws Exception {
        return page(user, method, url).getWebResponse().getStatusCode();
    }

    private String text(String user, String url) throws Exception {
        return page(user, HttpMethod.POST, url).getWebResponse().getContentAsString();
    }

    private Page page(String user, HttpMethod method, String url) throws Exception {
        JenkinsRule.WebClient client = r.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.login(user);
        WebRequest request = new WebRequest(new URL(r.getURL(), url), method);
        return client.getPage(method == HttpMethod.POST ? client.addCrumb(request) : request);
    }
}
