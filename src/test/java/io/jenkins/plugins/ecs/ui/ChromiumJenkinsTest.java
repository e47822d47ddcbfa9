package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.model.User;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.rollout.LogTail;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import io.jenkins.plugins.ecs.ui.build.LogTails;
import io.jenkins.plugins.ecs.ui.build.PendingApprovals;
import io.jenkins.plugins.ecs.verify.Verifications;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.AssumptionViolatedException;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Every page in a real browser, with Content Security Policy enforced: what the browser complains of, whether it fits, can
 * be read in both themes, worked with the keyboard, and keeps itself up to date. Left out where there is no Chromium. With
 * {@code -Decs.pictures=docs/images} it takes the pictures of the manual.
 */
public class ChromiumJenkinsTest {

    private static final String PICTURES = System.getProperty("ecs.pictures", "");
    private static final long NOW = System.currentTimeMillis();
    private static final long MINUTE = 60_000;

    @ClassRule
    public static final JenkinsRule R = new JenkinsRule();

    static {
        // Of all tests together, since they share one Jenkins.
        R.timeout = 900;
    }

    @ClassRule
    public static final TemporaryFolder PROFILE = new TemporaryFolder();

    @Rule
    public final ErrorCollector errors = new ErrorCollector();

    private static Chromium browser;

    private WorkflowJob job;
    private WorkflowRun build;

    @Before
    public void openBrowser() throws Exception {
        Path program = Chromium.find().orElse(null);
        if (program == null) {
            String said = "No Chromium or Chrome on this machine: the pages were not looked at in a browser";
            System.out.println(said);
            throw new AssumptionViolatedException(said);
        }
        R.jenkins.setSecurityRealm(R.createDummySecurityRealm());
        browser = Chromium.start(program, PROFILE.newFolder().toPath());
        login(browser, R);
        job = R.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("", true));
        for (int i = 0; i < 3; i++) {
            build = R.buildAndAssertSuccess(job);
        }
    }

    /** As the administrator of the dummy realm. */
    static void login(Chromium browser, JenkinsRule jenkins) throws Exception {
        login(browser, jenkins, "admin");
    }

    static void login(Chromium browser, JenkinsRule jenkins, String user) throws Exception {
        for (var cookie :
                jenkins.createWebClient().login(user).getCookieManager().getCookies()) {
            browser.call(
                    "Network.setCookie",
                    Map.of(
                            "name",
                            cookie.getName(),
                            "value",
                            cookie.getValue(),
                            "url",
                            jenkins.getURL().toString()));
        }
    }

    @After
    public void closeBrowser() throws Exception {
        if (browser != null) {
            browser.close();
            browser = null;
        }
        LogTails.close(List.of("waits", "worker"));
        if (job != null) {
            newBuildPage(false);
            job.delete();
        }
    }

    private static void newBuildPage(boolean on) throws Exception {
        User.getById("admin", true)
                .addProperty(new UserExperimentalFlagsProperty(on ? Map.of("new-build-page.flag", "true") : Map.of()));
    }

    private void put(int number, String id, Outcomes outcomes) throws Exception {
        EcsDeploymentsAction.of(job.getBuildByNumber(number)).put(id, outcomes.outcome(), outcomes.details());
    }

    /** A good deployment, one that ECS rolled back, one that waits for an answer; a verification; another service. */
    private void deployments() throws Exception {
        put(
                1,
                "good",
                Outcomes.toTarget(NOW - 90 * MINUTE, "prod", "api", "prod-eu", "Production, Europe")
                        .version("1.4.2")
                        .underWay()
                        .change("containerDefinitions[app].image: shop/api:1.4.1 -> shop/api:1.4.2")
                        .verdict(Verdict.SUCCESS, ""));
        put(
                2,
                "back",
                Outcomes.toTarget(NOW - 60 * MINUTE, "prod", "api", "prod-eu", "Production, Europe")
                        .version("1.4.3")
                        .underWay()
                        .breaker(3, 3)
                        .change("containerDefinitions[app].image: shop/api:1.4.2 -> shop/api:1.4.3")
                        .event("(service api) was unable to place a task")
                        .advice(
                                "push the image with this tag or digest, or correct 'image' of the container",
                                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html")
                        .verdict(Verdict.ROLLED_BACK, "the image does not exist: container app: shop/api:1.4.3"));
        EcsDeploymentsAction.of(job.getBuildByNumber(2))
                .putVerification(
                        "v",
                        Verifications.of("prod", "api", CheckKind.TASKS, CheckKind.DIGEST, CheckKind.HTTP)
                                .said(0, CheckVerdict.PASSED, "4 tasks run api:2", "4 tasks of api:2")
                                .said(1, CheckVerdict.PASSED, "sha256:abababab", "sha256:abababab")
                                .said(2, CheckVerdict.FAILED, "503 in 120 ms", "200")
                                .ended());
        put(
                3,
                "waits",
                Outcomes.staged(NOW - 5 * MINUTE, "prod", "web")
                        .version("7.2.0")
                        .underWay()
                        .stage("SCALE_UP", 0.0)
                        .stage("POST_TEST_TRAFFIC_SHIFT", 0.0)
                        .pause("hook-1"));
        put(
                3,
                "worker",
                Outcomes.at(NOW - 3 * MINUTE, "prod", "background-worker")
                        .version("3.0.0")
                        .underWay()
                        .breaker(1, 3));
    }

    /** The logs of the deployments in progress of the third build. */
    private void showLogs() {
        LogTails.open(
                List.of("waits", "worker"),
                id -> id.equals("waits")
                        ? LogTail.NONE
                        : new LogTail(
                                List.of(
                                        new LogTail.Part(
                                                "app",
                                                "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                                                List.of(
                                                        "2026-11-30T12:00:01Z INFO  starting background-worker 3.0.0",
                                                        "2026-11-30T12:00:02Z INFO  " + "queue=orders-".repeat(20),
                                                        "2026-11-30T12:00:03Z WARN  no connection to the queue yet,"
                                                                + " trying again")),
                                        new LogTail.Part(
                                                "proxy", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", List.of("listening"))),
                                ""));
    }

    /** A page with their lines, which were read before. */
    private String pageWithLogs() throws Exception {
        String path = job.getUrl() + "3/ecs-deployments/?log=worker&log=waits";
        browser.size(1000, 900);
        browser.go(R.getURL() + path);
        browser.await("document.body.textContent.includes('no connection to the queue yet')"
                + " && document.body.textContent.includes('There are no lines of new tasks yet')");
        return path;
    }

    private PageInspection looks() throws Exception {
        return new PageInspection(browser, R.getURL().toString(), errors);
    }

    /** Address and texts that must be there. */
    private Map<String, List<String>> pages() {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        String service = "ecs-dashboard/service/eu-central-1/prod/api/";
        pages.put(
                job.getUrl(),
                List.of(
                        "Newest 4: 1 deploying, 1 awaiting approval, 1 rolled back, 1 success.",
                        "one bar per deployment",
                        "Values"));
        pages.put(job.getUrl() + "2/", List.of("prod/api", "rolled back", "What to do:"));
        pages.put(
                job.getUrl() + "2/ecs-deployments/",
                List.of(
                        "prod/api",
                        "rolled back",
                        "1.4.3",
                        "3 of 3 failures",
                        "Verification of prod/api",
                        "503 in 120"));
        pages.put(
                job.getUrl() + "3/ecs-deployments/",
                List.of(
                        "prod/web",
                        "awaiting approval",
                        "Continue",
                        "Roll back",
                        "background-worker",
                        "1 of 3 failures"));
        pages.put(job.getUrl() + "ecs-badge/", List.of("Markdown", "AsciiDoc", "api at target Production, Europe"));
        pages.put("ecs-dashboard/", List.of("3 of 3 services", "rolled back", "Delivery metrics for the last 30 days"));
        pages.put(
                service,
                List.of("prod/api in eu-central-1", "1.4.2", "1.4.3", "Compare selected deployments", "Markdown"));
        pages.put(service + "?from=good&to=back", List.of("From 1.4.2 to 1.4.3", "shop/api:1.4.2 -> shop/api:1.4.3"));
        return pages;
    }

    @Test
    public void eachPageKeepsThePolicyFitsAndCanBeReadInBothThemes() throws Exception {
        deployments();
        showLogs();
        String withLogs = pageWithLogs();
        for (boolean dark : List.of(false, true)) {
            looks().theme(dark);
            looks().at(
                            withLogs,
                            List.of(
                                    "Log of the new tasks of prod/background-worker",
                                    "no connection to the queue yet",
                                    "There are no lines of new tasks yet"),
                            dark);
            for (Map.Entry<String, List<String>> page : pages().entrySet()) {
                looks().at(page.getKey(), page.getValue(), dark);
            }
            newBuildPage(true);
            looks().at(job.getUrl() + "2/", List.of("prod/api", "rolled back", "What to do:"), dark);
            newBuildPage(false);
        }
    }

    @Test
    public void aLogIsReadOnlyWhileItIsUnfoldedAndIsKeptUpToDate() throws Exception {
        put(3, "live", Outcomes.at(NOW, "prod", "api").version("2.0.0").underWay());
        put(3, "other", Outcomes.at(NOW, "prod", "web").version("2.0.0").underWay());
        List<String> reads = new CopyOnWriteArrayList<>();
        LogTails.open(List.of("live", "other"), id -> {
            reads.add(id);
            List<String> lines = List.of("line " + reads.size() + " of " + id);
            return new LogTail(List.of(new LogTail.Part("app", "t1", lines)), "");
        });
        try {
            browser.size(1000, 900);
            browser.go(R.getURL() + job.getUrl() + "3/ecs-deployments/");
            browser.eval("window.notLoadedAnew = true");
            String log = "document.querySelector('[data-ecsd-id=live] details[data-ecsd-more=log]')";
            browser.eval(log + ".querySelector('summary').focus()");
            browser.press("Enter");
            browser.await(log + ".textContent.includes('line 1 of live')");
            browser.await(log + ".textContent.includes('line 2 of live')");

            assertThat("the other one is folded up", Set.copyOf(reads), is(Set.of("live")));
            assertThat(browser.eval(log + ".open").asBoolean(), is(true));
            assertThat(
                    "the keyboard is where it was",
                    browser.eval("document.activeElement === " + log + ".querySelector('summary')")
                            .asBoolean(),
                    is(true));
            browser.press("Enter");
            browser.await("!" + log + ".textContent.includes('of live')");
            assertThat(browser.eval(log + ".open").asBoolean(), is(false));
            assertThat(browser.eval("window.notLoadedAnew").asBoolean(), is(true));
            assertThat(browser.complaints(), is(empty()));
        } finally {
            LogTails.close(List.of("live", "other"));
        }
    }

    @Test
    public void thePanelFollowsItsDeploymentWithoutBeingLoadedAnew() throws Exception {
        Outcomes outcomes = Outcomes.at(NOW, "prod", "api").version("2.0.0").underWay();
        put(3, "live", outcomes);
        browser.size(1000, 900);
        browser.go(R.getURL() + job.getUrl() + "3/ecs-deployments/");
        browser.eval("window.notLoadedAnew = true");
        browser.eval("document.querySelector('details[data-ecsd-more=facts] summary').focus()");
        browser.press("Enter");
        browser.await("document.querySelector('details[data-ecsd-more=facts]').open");

        put(3, "live", outcomes.breaker(2, 3));
        browser.await("document.querySelector('.ecsd-live').textContent.includes('2 of 3 failures')");
        put(3, "live", outcomes.verdict(Verdict.SUCCESS, ""));
        browser.await("document.querySelector('[aria-live=polite]').textContent.includes('prod/api: success')");

        assertThat(browser.eval("window.notLoadedAnew").asBoolean(), is(true));
        assertThat(
                "what was unfolded stays so",
                browser.eval("document.querySelector('details[data-ecsd-more=facts]').open")
                        .asBoolean(),
                is(true));
        assertThat(
                "the keyboard is where it was",
                browser.eval("document.activeElement.textContent").asText(),
                is("Details"));
        assertThat(browser.complaints(), is(empty()));
    }

    @Test
    public void theKeyboardAloneIsEnough() throws Exception {
        deployments();
        browser.size(1000, 900);
        browser.go(R.getURL() + job.getUrl() + "3/ecs-deployments/");
        CompletableFuture<String> answered = new CompletableFuture<>();
        PendingApprovals.open("waits", (hook, answer, by) -> answered.complete(hook + " " + answer + " by " + by));
        try {
            browser.eval("document.querySelector('[data-ecsd-id=waits]').closest('.ecsd-live')"
                    + ".setAttribute('tabindex', '-1'); document.querySelector('.ecsd-live').focus()");
            List<String> walk = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                browser.press("Tab");
                walk.add(browser.eval("document.activeElement.textContent.trim()")
                        .asText());
                errors.checkThat(
                        walk.get(i) + " shows that it has the focus",
                        browser.eval(PageLooks.FOCUS_IS_SEEN).asBoolean(),
                        is(true));
            }
            assertThat(walk.subList(0, 3), contains("Continue", "Roll back", "Details"));

            browser.eval("document.querySelector('details[data-ecsd-more=facts] summary').focus()");
            browser.press("Space");
            browser.await("document.querySelector('details[data-ecsd-more=facts]').open");
            browser.press("Enter");
            browser.await("!document.querySelector('details[data-ecsd-more=facts]').open");
            browser.eval("document.querySelector('button[value=CONTINUE]').focus()");
            browser.press("Enter");
            assertThat(answered.get(60, TimeUnit.SECONDS), is("hook-1 CONTINUE by admin"));
        } finally {
            PendingApprovals.close("waits");
        }
    }

    @Test
    public void theDashboardFiltersAndSortsFromTheKeyboardAndSaysSo() throws Exception {
        deployments();
        browser.size(1000, 900);
        browser.go(R.getURL() + "ecs-dashboard/");
        browser.eval("window.notLoadedAnew = true");
        assertThat(
                browser.eval("document.querySelector('.ecsd-dashboard [aria-live=polite]').textContent")
                        .asText(),
                is("3 of 3 services"));
        browser.eval("document.querySelector('#ecsd-filter').value = 'web';"
                + "document.querySelector('#ecsd-filter').dispatchEvent(new Event('input', {bubbles: true}))");
        browser.await("document.querySelector('.ecsd-dashboard [role=status]').textContent.includes('1 of 3')");
        browser.eval("Array.from(document.querySelectorAll('[data-ecsd-sort]'))"
                + ".find(a => a.textContent === 'State').focus()");
        browser.press("Enter");
        browser.await("document.querySelector('th[aria-sort=ascending]').textContent === 'State'");

        assertThat(browser.eval("window.notLoadedAnew").asBoolean(), is(true));
        assertThat(
                "the keyboard is where it was",
                browser.eval("document.activeElement.textContent").asText(),
                is("State"));
        assertThat(browser.complaints(), is(empty()));
    }

    @Test
    public void hostileTextsNeitherRunNorBreakThePage() throws Exception {
        String text = Hostile.TEXT.replace("\u0000", "");
        put(1, "hostile", Outcomes.at(NOW, "prod", "hostile").underWay().allTexts(text));
        EcsDeploymentsAction.of(job.getBuildByNumber(1))
                .putVerification(
                        "v",
                        Verifications.of("prod", "hostile", CheckKind.HTTP)
                                .said(0, CheckVerdict.FAILED, text, text)
                                .ended());
        browser.call(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "window.ran = []; window.alert = what => window.ran.push(what)"));
        String service = "ecs-dashboard/service/eu-central-1/prod/hostile/";
        for (String path : List.of(
                job.getUrl(),
                job.getUrl() + "1/",
                job.getUrl() + "1/ecs-deployments/",
                job.getUrl() + "ecs-badge/",
                "ecs-dashboard/",
                service,
                service + "?from=hostile&to=hostile",
                "ecs-badge/prod/hostile.svg?label=%3Cscript%3Ealert(1)%3C/script%3E")) {
            browser.size(360, 900);
            browser.go(R.getURL() + path);
            if (!path.contains(".svg")) {
                errors.checkThat(path, browser.eval("window.ran.length").asInt(), is(0));
                errors.checkThat(path, PageInspection.texts(browser.eval(PageLooks.TOO_WIDE)), is(empty()));
                errors.checkThat(
                        path, browser.eval("document.body.textContent").asText(), not(containsString("\u202e")));
            }
            errors.checkThat(path, browser.complaints(), is(empty()));
        }
    }

    @Test
    public void picturesOfTheManual() throws Exception {
        if (PICTURES.isEmpty()) {
            throw new AssumptionViolatedException("no -Decs.pictures=docs/images: no pictures are taken");
        }
        deployments();
        Path to = Path.of(PICTURES).toAbsolutePath();
        String build2 = job.getUrl() + "2/";
        String service = "ecs-dashboard/service/eu-central-1/prod/api/";
        picture(to, "approval-panel.png", 1000, 900, job.getUrl() + "3/ecs-deployments/", "[data-ecsd-id=waits]");
        showLogs();
        pageWithLogs();
        picture(to, "log.png", 1000, 900, job.getUrl() + "3/ecs-deployments/?log=worker", "[data-ecsd-id=worker]");
        picture(to, "dashboard.png", 1280, 720, "ecs-dashboard/", "");
        picture(to, "dashboard-narrow.png", 360, 900, "ecs-dashboard/", ".ecsd-table");
        picture(to, "service.png", 1280, 1100, service, "");
        picture(to, "environments.png", 1280, 560, environments(), "");
        picture(to, "difference.png", 1280, 560, service + "?from=good&to=back", "");
        picture(to, "badges.png", 1280, 1000, job.getUrl() + "ecs-badge/", "");
        newBuildPage(true);
        picture(to, "new-build-page.png", 1280, 900, build2, "");
        newBuildPage(false);
    }

    private String environments() throws Exception {
        List<EcsTarget> targets = List.of(new EcsTarget("staging-eu"), new EcsTarget("prod-eu"));
        targets.get(0).setLabel("Staging, Europe");
        targets.get(0).setCluster("staging");
        targets.get(1).setLabel("Production, Europe");
        targets.get(1).setCluster("prod");
        EcsGlobalConfiguration.get().setTargets(targets);
        put(
                1,
                "staging",
                Outcomes.toTarget(NOW - 70 * MINUTE, "staging", "api", "staging-eu", "Staging, Europe")
                        .version("1.4.3")
                        .digest("cd")
                        .underWay()
                        .verdict(Verdict.SUCCESS, ""));
        return "ecs-dashboard/environments/";
    }

    private static void picture(Path to, String name, int width, int height, String path, String part)
            throws Exception {
        browser.size(width, height);
        browser.go(R.getURL() + path);
        Files.write(to.resolve(name), browser.picture(part));
    }
}
