package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Descriptor;
import hudson.model.Item;
import io.jenkins.plugins.ecs.paths.approval.ApprovalOutcome;
import io.jenkins.plugins.ecs.paths.approval.ApprovalState;
import io.jenkins.plugins.ecs.paths.approval.ApprovedThing;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/**
 * Every method that an address reaches, found by reflection, is tried by a user who may only read: it tells nothing, asks
 * AWS nothing and changes nothing; and a GET finds none that is to be posted to.
 */
public class FormPermissionsJenkinsTest extends EcsJenkinsTest {

    private static final String GLOBAL = "descriptorByName/io.jenkins.plugins.ecs.config.EcsGlobalConfiguration/";
    private static final String STEP = "descriptorByName/io.jenkins.plugins.ecs.steps.EcsDeployStep/";
    private static final String QUERY = "?value=x&region=eu-central-1&credentialsId=&roleArn=&externalId="
            + "&endpointOverride=&allowControllerCredentials=true";
    /** Names that only those may learn who configure: of credentials, of a target, of an endpoint. */
    private static final List<String> CANARIES = List.of("deployer-canary", "target-canary", "endpoint-canary");

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private Folder folder;
    private WorkflowJob job;
    private final HttpClient http = HttpClient.newHttpClient();

    @Before
    public void setUp() throws Exception {
        configure(r);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, CANARIES.get(0), "AKIAEXAMPLE", "secret", ""));
        SystemCredentialsProvider.getInstance().save();
        EcsGlobalConfiguration.get().setTargets(List.of(new EcsTarget(CANARIES.get(1))));
        EcsGlobalConfiguration.get().setAllowedEndpoints("https://" + CANARIES.get(2) + ".example.com");
        folder = r.createProject(Folder.class, "shop");
        job = folder.createProject(WorkflowJob.class, "p");
        job.setDefinition(new CpsFlowDefinition("", true));
        // Its token would be asked for before each of some hundred requests.
        r.jenkins.setCrumbIssuer(null);
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
                .to("reader")
                .grant(Jenkins.READ)
                .everywhere()
                .to("outsider"));
    }

    @Test
    public void noMethodOfAFormTellsAReaderAnything() throws Exception {
        String before = configuration();
        int tried = 0;
        for (String method : formMethods()) {
            for (String place : List.of("", method.contains(".config.") ? folder.getUrl() : job.getUrl())) {
                HttpResponse<String> answer = answer("reader", "POST", place + method + QUERY);
                String which = place + method + ": " + answer.statusCode();
                assertThat(which, answer.statusCode(), is(oneOf(200, 403)));
                CANARIES.forEach(name -> assertThat(which, answer.body(), not(containsString(name))));
                tried++;
            }
        }
        assertThat("there are some", tried, greaterThan(100));
        assertThat("AWS was asked", sandbox.calls().size(), is(0));
        assertThat("settings changed", configuration(), is(before));
    }

    @Test
    public void noMethodOfAFormAnswersAGet() throws Exception {
        for (String method : formMethods()) {
            String place = method.contains(".config.") ? "" : job.getUrl();
            int status = answer("admin", "GET", place + method + QUERY).statusCode();
            assertThat(place + method, status, is(oneOf(404, 405)));
        }
        assertThat("AWS was asked", sandbox.calls().size(), is(0));
    }

    @Test
    public void whatIsOfJenkinsItselfIsTheAdmins() throws Exception {
        for (String method : formMethods()) {
            boolean ofJenkins = method.contains("GlobalConfiguration/")
                    || method.contains("PagesConfiguration/")
                    || method.contains("NotificationsConfiguration/");
            if (ofJenkins && !method.endsWith("/fillCredentialsIdItems")) {
                for (String user : List.of("reader", "dev")) {
                    int status = answer(user, "POST", method + QUERY).statusCode();
                    assertThat(user + " " + method, status, is(403));
                }
                assertThat(method, answer("admin", "POST", method + QUERY).statusCode(), is(200));
            }
        }
    }

    /** Method, verb, address, and what a reader and a user without the right to the job get. */
    @Test
    public void whatIsOfNoFormIsGuardedAsWell() throws Exception {
        WorkflowRun build = r.buildAndAssertSuccess(job);
        Outcomes good = Outcomes.of("prod", "api").underWay().verdict(Verdict.SUCCESS, "");
        EcsDeploymentsAction.of(build).put("good", good.outcome(), good.details());
        ReleasePath path = ReleasePath.of("web", "the global settings").build();
        EcsDeploymentsAction.of(build)
                .putRelease(
                        "r",
                        ReleaseOutcome.of(ReleaseState.begin("r", path, "api", Map.of(), "shop #1", List.of(), 1_000)));
        String service = "ecs-dashboard/service/eu-central-1/prod/api/";
        ApprovalRule anybody = new ApprovalRule(new ArrayList<>(), new ArrayList<>(), 1, false, false, 0, false);
        EcsDeploymentsAction.of(build)
                .putApproval(
                        "a",
                        ApprovalOutcome.of(
                                ApprovalState.ask("a", "Deploy?", anybody, new ApprovedThing("", "", "api"), 1_000)));
        EcsTemplate template = new EcsTemplate("worker", "1.0.0");
        template.setTaskDefinition(
                "family: worker\ncontainerDefinitions: [{name: app, image: \"{{ image }}\", memory: 128}]");
        template.setServiceDefinition("desiredCount: 1");
        EcsGlobalConfiguration.get().setTemplates(List.of(template));
        List<Object[]> rows = List.of(
                row("Approval.doAnswer", "POST", build.getUrl() + "ecs-deployments/approval/good/answer", 403),
                row("ReleaseApproval.doAnswer", "POST", build.getUrl() + "ecs-deployments/release/r/answer", 403),
                row("DeliveriesPage.doEnable", "POST", "ecs-dashboard/deliveries/enable?lane=global/x", 403),
                row("DeliveriesPage.doResend", "POST", "ecs-dashboard/deliveries/resend?lane=global/x&id=y", 403),
                row("AskedApproval.doAnswer", "POST", build.getUrl() + "ecs-deployments/asked/a/answer", 403),
                row("ServicePage.doPromote", "POST", service + "promote?path=web&to=prod&digests=x", 404),
                row("DeployPage.doStart", "POST", service + "deploy/start?version=x&environment=", 403),
                row("NewServicePage.doCreate", "POST", "ecs-dashboard/templates/worker/new/create", 403),
                row("NewServicePage.doDownload", "POST", "ecs-dashboard/templates/worker/new/download", 400),
                row("NewServicePage.doPreview", "POST", "ecs-dashboard/templates/worker/new/preview", 400),
                row("EcsDashboardAction.doRebuild", "POST", "ecs-dashboard/rebuild", 403),
                row("ServicePage.doRollback", "POST", service + "rollback?to=good", 404),
                row("EcsDeploymentsAction.doLive", "GET", build.getUrl() + "ecs-deployments/live", 200),
                row("EnvironmentsPage.doLive", "GET", "ecs-dashboard/environments/live?of=eu-central-1/prod/api", 200),
                row("JobBadgesAction.doDynamic", "GET", job.getUrl() + "ecs-badge/api.svg", 200),
                row("EcsBadgeAction.doDynamic", "GET", "ecs-badge/prod/api.svg", 200));
        assertThat(
                rows.stream().map(row -> (String) row[0]).collect(Collectors.toCollection(TreeSet::new)),
                is(new TreeSet<>(WebMethods.OF_NO_FORM)));
        for (Object[] row : rows) {
            String which = (String) row[0];
            String verb = (String) row[1];
            String url = (String) row[2];
            String other = verb.equals("GET") ? "POST" : "GET";

            assertThat(which + " by a reader", answer("reader", verb, url).statusCode(), is(row[3]));
            assertThat(
                    which + " by somebody who may not read the job",
                    answer("outsider", verb, url).statusCode(),
                    is(oneOf(403, 404)));
            assertThat(
                    which + " with " + other, answer("admin", other, url).statusCode(), is(oneOf(400, 403, 404, 405)));
        }
        assertThat("AWS was asked", sandbox.calls().size(), is(0));
    }

    private static Object[] row(String method, String verb, String url, int reader) {
        return new Object[] {method, verb, url, reader};
    }

    @Test
    public void credentialsAreListedForThoseWhoMayChooseThem() throws Exception {
        String name = CANARIES.get(0);
        assertThat(text("admin", GLOBAL + "fillCredentialsIdItems"), containsString(name));
        assertThat(text("reader", GLOBAL + "fillCredentialsIdItems"), not(containsString(name)));
        assertThat(text("reader", job.getUrl() + STEP + "fillCredentialsIdItems"), not(containsString(name)));
        assertThat(text("dev", job.getUrl() + STEP + "fillCredentialsIdItems"), containsString(name));
        assertThat(text("dev", STEP + "fillCredentialsIdItems"), not(containsString(name)));
    }

    @Test
    public void targetsAreListedForThoseWhoMayConfigure() throws Exception {
        assertThat(text("dev", job.getUrl() + STEP + "fillTargetItems"), containsString(CANARIES.get(1)));
        assertThat(text("reader", job.getUrl() + STEP + "fillTargetItems"), not(containsString(CANARIES.get(1))));
    }

    @Test
    public void aReaderLearnsNothingOfTheEndpoint() throws Exception {
        String check = job.getUrl() + STEP + "checkRegion?value=local";
        EcsGlobalConfiguration.get().setEndpointOverride(null);
        assertThat(text("dev", check), containsString("is not an AWS Region"));
        String withoutEndpoint = text("reader", check);

        EcsGlobalConfiguration.get().setEndpointOverride("http://127.0.0.1:4566");

        assertThat(text("reader", check), is(withoutEndpoint));
        assertThat(text("dev", check), not(containsString("is not an AWS Region")));
    }

    /** Parsing costs time and memory, so it is for those who may configure the job. */
    @Test
    public void nothingIsParsedForAReader() throws Exception {
        int tried = 0;
        for (String method : formMethods()) {
            if (method.contains("/check")) {
                for (String place : List.of("", method.contains(".config.") ? folder.getUrl() : job.getUrl())) {
                    HttpResponse<String> answer = answer("reader", "POST", place + method + "?value=%7B%22a%22:");
                    // The page of a refusal has an error of its own.
                    String body = answer.statusCode() == 403 ? "" : answer.body();
                    assertThat(place + method, body, not(containsString("class=error")));
                    assertThat(place + method, body, not(containsString("class=\"error")));
                    tried++;
                }
            }
        }
        assertThat("there are some", tried, greaterThan(100));
        assertThat(
                text("dev", job.getUrl() + STEP + "checkSetting/taskDefinition?value=%7B%22a%22:"),
                containsString("not valid JSON"));
    }

    /** {@code descriptorByName/<id>/<method>} of each descriptor of this plugin. */
    @SuppressWarnings("rawtypes")
    private List<String> formMethods() {
        List<String> methods = new ArrayList<>();
        for (Descriptor descriptor : r.jenkins.getExtensionList(Descriptor.class)) {
            if (descriptor.getClass().getName().startsWith("io.jenkins.plugins.ecs.")) {
                Arrays.stream(descriptor.getClass().getMethods())
                        .filter(WebMethods::isOne)
                        .map(Method::getName)
                        .distinct()
                        .sorted()
                        .forEach(name -> methods.add("descriptorByName/" + descriptor.getId() + "/"
                                + Character.toLowerCase(name.charAt(2)) + name.substring(3)));
            }
        }
        return methods;
    }

    private static String configuration() {
        return Jenkins.XSTREAM2.toXML(EcsGlobalConfiguration.get())
                + Jenkins.XSTREAM2.toXML(EcsPagesConfiguration.get());
    }

    private String text(String user, String url) throws Exception {
        return answer(user, "POST", url).body();
    }

    private HttpResponse<String> answer(String user, String verb, String url) throws Exception {
        String key = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(new URL(r.getURL(), url).toURI())
                .header("Authorization", "Basic " + key)
                .method(verb, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
