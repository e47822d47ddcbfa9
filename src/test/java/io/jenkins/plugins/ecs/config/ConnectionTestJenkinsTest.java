package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The button that tries settings: who may press it, what it says, and that nothing goes where no admin sends it. */
public class ConnectionTestJenkinsTest extends EcsJenkinsTest {

    private static final String BY_NAME = "descriptorByName/io.jenkins.plugins.ecs.config.";
    private static final String GLOBAL = BY_NAME + "EcsGlobalConfiguration/testConnection?";
    private static final String TARGET = BY_NAME + "EcsTarget/testConnection?";
    private static final String DEFAULTS = BY_NAME + "EcsDefaults/testConnection?";
    private static final String ROLE = "arn:aws:iam::210987654321:role/partner";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private Folder folder;

    @Before
    public void setUp() throws Exception {
        configure(r);
        folder = r.createProject(Folder.class, "shop");
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
                .to("lead")
                .grant(Item.CONFIGURE)
                .onItems(folder)
                .to("lead"));
    }

    @Test
    public void itSaysWhoAwsTakesTheHolderFor() throws Exception {
        String global = text(
                "admin",
                GLOBAL + "region=eu-west-1&credentialsId=" + CREDENTIALS + "&endpointOverride="
                        + encoded(sandbox.endpoint().toString()));
        assertThat(global, containsString("Account 123456789012, as arn:aws:iam::123456789012:user/"));
        assertThat(global, containsString("in eu-west-1"));

        String assumed = text("admin", TARGET + "credentialsId=" + CREDENTIALS + "&roleArn=" + encoded(ROLE));
        assertThat(assumed, containsString("Account 210987654321"));
        assertThat(assumed, containsString("assumed-role/partner/jenkins-ecs-connection-test"));
        assertThat("the Region of Jenkins", assumed, containsString("in eu-central-1"));
    }

    @Test
    public void onlyWhoMayChangeTheSettingsMayTryThem() throws Exception {
        for (String url : new String[] {GLOBAL, TARGET, DEFAULTS}) {
            assertThat(url, answer("reader", HttpMethod.POST, url).getStatusCode(), is(403));
            assertThat(url, answer("lead", HttpMethod.POST, url).getStatusCode(), is(403));
            assertThat(url, answer("admin", HttpMethod.GET, url).getStatusCode(), is(oneOf(404, 405)));
        }
        String inFolder = folder.getUrl() + TARGET;
        assertThat(answer("reader", HttpMethod.POST, inFolder).getStatusCode(), is(403));
        assertThat(answer("lead", HttpMethod.GET, inFolder).getStatusCode(), is(oneOf(404, 405)));
        assertThat("nothing was sent", sandbox.calls().size(), is(0));

        assertThat(text("lead", inFolder), containsString("Account 123456789012"));
    }

    @Test
    public void fromAFolderNothingGoesToAnAddressThatNoAdminHasNamed() throws Exception {
        String endpoint = sandbox.endpoint().toString();
        EcsGlobalConfiguration.get().setEndpointOverride("http://127.0.0.1:1");
        String url = folder.getUrl() + TARGET + "endpointOverride=" + encoded(endpoint);

        assertThat(text("lead", url), containsString("Nothing was sent: no administrator has allowed"));
        assertThat(text("admin", url), containsString("Nothing was sent"));
        assertThat(sandbox.calls().size(), is(0));

        EcsGlobalConfiguration.get().setAllowedEndpoints(endpoint);
        assertThat(text("lead", url), containsString("Account 123456789012"));
    }

    @Test
    public void aFolderReachesNoCredentialsThatItsJobsCanNot() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.SYSTEM,
                        "of-the-controller",
                        EcsSandbox.ACCESS_KEY_ID,
                        EcsSandbox.SECRET_ACCESS_KEY,
                        ""));
        SystemCredentialsProvider.getInstance().save();

        assertThat(
                text("lead", folder.getUrl() + TARGET + "credentialsId=of-the-controller"),
                containsString("is not the id of AWS credentials that this job can see"));
        assertThat(
                text("admin", GLOBAL + "credentialsId=of-the-controller"),
                containsString("has the scope System, so no build can use it"));
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void theControllersOwnCredentialsNeedTheAdminsWord() throws Exception {
        EcsGlobalConfiguration.get().setCredentialsId(null);

        assertThat(text("lead", folder.getUrl() + TARGET), containsString("allow the controller&#039;s own"));
        assertThat(text("admin", GLOBAL), containsString("allow the controller&#039;s own"));
        assertThat(sandbox.calls().size(), is(0));
    }

    @Test
    public void eachFailureSaysWhatToLookAt() throws Exception {
        add("stranger", "AKIASTRANGER00000000", EcsSandbox.SECRET_ACCESS_KEY);
        add("wrong", EcsSandbox.ACCESS_KEY_ID, "no-secret-canary");

        assertThat(text("admin", TARGET + "credentialsId=stranger"), containsString("does not know the access key"));
        String wrong = text("admin", TARGET + "credentialsId=wrong");
        assertThat(wrong, containsString("The secret key does not match the access key"));
        assertThat(wrong, not(containsString("canary")));
        assertThat(text("admin", TARGET + "region=nowhere%20at%20all"), containsString("is not an AWS Region"));
        assertThat(text("admin", TARGET + "roleArn=deploy"), containsString("roleArn"));
        assertThat(
                text("admin", TARGET + "endpointOverride=http%3A%2F%2F127.0.0.1%3A1"),
                containsString("No response from http://127.0.0.1:1"));

        sandbox.faults().on("AssumeRole").denied();
        assertThat(
                text("admin", TARGET + "roleArn=" + encoded(ROLE)), containsString("check its ARN, its trust policy"));
        sandbox.faults().clear();
        sandbox.faults().on("GetCallerIdentity").expiredToken();
        assertThat(text("admin", TARGET), containsString("have expired"));
        sandbox.faults().clear();
        sandbox.faults().onAll().page(407);
        String proxy = text("admin", TARGET);
        assertThat(proxy, containsString("The response is not from AWS"));
        assertThat(proxy, containsString("HTTP 407, text/html"));
    }

    @Test
    public void theFormsHaveTheButton() throws Exception {
        HtmlPage page = client("admin").goTo("configure");

        HtmlButton button =
                page.getFirstByXPath("//button[@data-validate-button-with='region,credentialsId,endpointOverride,"
                        + "serviceEndpoints,"
                        + "allowControllerCredentials'][@data-validate-button-method='testConnection']");

        assertThat(
                button.getAttribute("data-validate-button-descriptor-url"),
                containsString("descriptorByName/io.jenkins.plugins.ecs.config.EcsGlobalConfiguration"));
    }

    private void add(String id, String key, String secret) throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials(id, key, secret));
        SystemCredentialsProvider.getInstance().save();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String text(String user, String url) throws Exception {
        WebResponse answer = answer(user, HttpMethod.POST, url);
        assertThat(url, answer.getStatusCode(), is(200));
        return answer.getContentAsString();
    }

    private WebResponse answer(String user, HttpMethod method, String url) throws Exception {
        JenkinsRule.WebClient client = client(user);
        WebRequest request = new WebRequest(new URL(r.getURL(), url), method);
        return client.getPage(method == HttpMethod.POST ? client.addCrumb(request) : request)
                .getWebResponse();
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient client = r.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.login(user);
        return client;
    }
}
