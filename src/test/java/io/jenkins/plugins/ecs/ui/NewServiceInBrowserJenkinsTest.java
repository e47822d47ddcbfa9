package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.BulkChange;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.config.EcsTemplate;
import io.jenkins.plugins.ecs.config.EcsTemplateParameter;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.AssumptionViolatedException;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/**
 * A developer's whole way in a browser: catalogue, form with a mistake, preview, job, first release to the sandbox, badge.
 * Left out where there is no Chromium. With {@code -Decs.pictures=docs/images} it takes the pictures of the manual.
 */
public class NewServiceInBrowserJenkinsTest extends EcsJenkinsTest {

    private static final String PICTURES = System.getProperty("ecs.pictures", "");
    private static final String IMAGE = "shop/mailer@sha256:" + "ab".repeat(32);

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Rule
    public final TemporaryFolder profile = new TemporaryFolder();

    @Rule
    public final ErrorCollector errors = new ErrorCollector();

    private Chromium browser;

    @After
    public void closeBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static EcsTemplate worker() {
        EcsTemplateParameter queue = new EcsTemplateParameter("queue", "string");
        queue.setDescription("URL of the queue");
        queue.setPattern("https://sqs\\.[a-z0-9-]+\\.amazonaws\\.com/[0-9]{12}/[A-Za-z0-9_-]+");
        queue.setExample("https://sqs.eu-central-1.amazonaws.com/123456789012/example");
        EcsTemplateParameter workers = new EcsTemplateParameter("workers", "integer");
        workers.setDescription("Number of tasks");
        workers.setMin(1);
        workers.setMax(20);
        workers.setDefaultValue("2");
        EcsTemplate template = new EcsTemplate("worker", "1.0.0");
        template.setTitle("Worker on a queue");
        template.setDescription("Tasks that read a queue of SQS.");
        template.setOwner("the platform team");
        template.setOpen("variables, secrets");
        template.setParameters(List.of(queue, workers));
        template.setTaskDefinition("""
                family: "{{ service }}"
                containerDefinitions:
                  - name: app
                    image: "{{ image }}"
                    memory: 256
                    environment: [{name: QUEUE_URL, value: "{{ queue }}"}]
                """);
        template.setServiceDefinition("""
                desiredCount: "{{ workers }}"
                deploymentConfiguration: {deploymentCircuitBreaker: {enable: true, rollback: true}}
                """);
        return template;
    }

    private void configureAll() throws Exception {
        configure(r);
        sandbox.cluster("staging");
        EcsPolicy policy = new EcsPolicy();
        policy.setRegions("eu-*");
        policy.setCreateService("staging/*");
        policy.setRegistries("docker.io");
        EcsTarget staging = new EcsTarget("staging-eu");
        staging.setCluster("staging");
        staging.setPolicy(policy);
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "staging-eu")));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(staging));
            global.setPaths(List.of(path));
            global.setTemplates(List.of(worker()));
            all.commit();
        }
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.CREATE, Item.BUILD)
                .everywhere()
                .to("dev"));
    }

    private String text() throws Exception {
        return browser.eval("document.body.innerText").asText();
    }

    /** What a page must keep to that cannot be opened by its address, because a form leads to it. */
    private void isWell(String page) throws Exception {
        for (int width : List.of(360, 1000)) {
            browser.size(width, 900);
            errors.checkThat(
                    page + " at " + width, PageInspection.texts(browser.eval(PageLooks.TOO_WIDE)), is(empty()));
        }
        errors.checkThat(page, PageInspection.texts(browser.eval(PageLooks.UNREADABLE)), is(empty()));
        errors.checkThat(page, browser.complaints(), is(empty()));
    }

    private void picture(String name, int height, String part) throws Exception {
        if (!PICTURES.isEmpty()) {
            browser.size(1100, height);
            Files.write(Path.of(PICTURES).toAbsolutePath().resolve(name), browser.picture(part));
        }
    }

    @Test
    public void aDeveloperMakesAServiceWithoutLeavingTheBrowser() throws Exception {
        Path program = Chromium.find().orElse(null);
        if (program == null) {
            throw new AssumptionViolatedException("No Chromium or Chrome on this machine");
        }
        configureAll();
        browser = Chromium.start(program, profile.newFolder().toPath());
        ChromiumJenkinsTest.login(browser, r, "dev");

        browser.go(r.getURL() + "ecs-dashboard/templates/");
        assertThat(text(), containsString("Worker on a queue"));
        isWell("catalogue");
        browser.follow("a[href^=\"worker/\"]");
        browser.follow("a[href^=\"new/\"]");
        isWell("form");

        browser.fill("service", "mails");
        browser.fill("owner", "team-orders");
        browser.fill("p.queue", "orders");
        browser.fill("p.workers", "99");
        browser.follow(".ecsd-form button[type=submit]");
        // The answer is 400, which the browser reports.
        browser.complaints();
        isWell("form with a mistake");
        assertThat(invalid(), is(List.of("p.queue", "p.workers")));
        assertThat(text(), not(containsString("Create the job")));
        assertThat("what was entered stays", value("service"), is("mails"));
        picture("new-service-mistake.png", 900, ".ecsd-form");

        browser.fill("p.queue", "https://sqs.eu-central-1.amazonaws.com/123456789012/orders");
        browser.fill("p.workers", "3");
        browser.follow(".ecsd-form button[type=submit]");
        isWell("preview");
        assertThat(invalid(), is(empty()));
        String preview = text();
        assertThat(preview, containsString("template: worker@1"));
        assertThat(preview, containsString("Service mails: created, with 3 tasks"));
        assertThat(preview, containsString("createService of target staging-eu"));
        assertThat(preview, containsString("cannot be judged yet"));
        assertThat("nothing was created", r.jenkins.getItem("mails"), is(nullValue()));
        picture("new-service-preview.png", 1100, "section.ecsd-panel");

        browser.follow(".ecsd-form button[formaction*=\"/create\"]");
        assertThat(browser.eval("location.pathname").asText(), endsWith("/job/mails/"));
        WorkflowJob job = r.jenkins.getItemByFullName("mails", WorkflowJob.class);
        assertThat(job, is(notNullValue()));
        browser.complaints();

        browser.go(r.getURL() + job.getUrl() + "build?delay=0sec");
        browser.fill("value", IMAGE);
        browser.follow("form[name=parameters] button.jenkins-button--primary");
        r.waitUntilNoActivity();
        WorkflowRun release = job.getBuildByNumber(1);
        r.assertBuildStatusSuccess(r.waitForCompletion(release));
        JsonNode live = sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"staging\",\"services\":[\"mails\"]}")
                .path("services")
                .path(0);
        assertThat(live.path("desiredCount").asInt(), is(3));
        browser.complaints();

        browser.go(r.getURL() + release.getUrl() + "ecs-deployments/");
        assertThat(text(), containsString("worker@1.0.0"));
        isWell("release");
        picture("new-service-release.png", 900, ".ecsd-panel");

        Matcher badge =
                Pattern.compile("ecs-badge/target/staging-eu/mails\\.svg").matcher(preview);
        assertThat("the README of the preview has the badge", badge.find(), is(true));
        String shown = browser.eval("fetch('" + r.getURL() + badge.group() + "').then(answer => answer.text())")
                .asText();
        assertThat(shown, containsString("mails"));
        assertThat(shown, not(containsString("unknown")));
        browser.go(r.getURL() + "ecs-dashboard/");
        assertThat(text(), containsString("mails"));
        errors.checkThat("dashboard", browser.complaints(), is(empty()));
    }

    /** The names of the fields with a problem. */
    private List<String> invalid() throws Exception {
        return PageInspection.texts(browser.eval(
                "Array.from(document.querySelectorAll('.ecsd-form [aria-invalid=true]')).map(e => e.name)"));
    }

    private String value(String field) throws Exception {
        return browser.eval("document.querySelector('[name=\"" + field + "\"]').value")
                .asText();
    }
}
