package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.Matchers.is;

import hudson.BulkChange;
import hudson.model.ChoiceParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.notifications.EcsNotificationsConfiguration;
import io.jenkins.plugins.ecs.notifications.EcsReceiver;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.AssumptionViolatedException;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The pages of builds that really ran, in a browser: a release that soaks, tasks around a deployment, scaling, deliveries. */
public class PipelinePagesJenkinsTest extends EcsJenkinsTest {

    private static final String PICTURES = System.getProperty("ecs.pictures", "");
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

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
        EcsNotificationsConfiguration.get().setReceivers(List.of());
    }

    @Test
    public void eachPageKeepsThePolicyFitsAndCanBeReadInBothThemes() throws Exception {
        Path program = Chromium.find().orElse(null);
        if (program == null) {
            throw new AssumptionViolatedException("No Chromium or Chrome on this machine");
        }
        configureAll();
        Map<String, List<String>> pages = runAll();
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        browser = Chromium.start(program, profile.newFolder().toPath());
        ChromiumJenkinsTest.login(browser, r);
        PageInspection looks = new PageInspection(browser, r.getURL().toString(), errors);
        for (boolean dark : List.of(false, true)) {
            looks.theme(dark);
            for (Map.Entry<String, List<String>> page : pages.entrySet()) {
                looks.at(page.getKey(), page.getValue(), dark);
            }
            takePictures(dark);
        }
        browser.go(r.getURL() + "ecs-dashboard/environments/");
        browser.await("document.querySelector('[data-ecsd-of]').textContent.includes('2 of 2 tasks running')");
        errors.checkThat(browser.complaints(), is(List.of()));
    }

    /** Those of the manual that need a release on its path. */
    private void takePictures(boolean dark) throws Exception {
        if (PICTURES.isEmpty()) {
            return;
        }
        String build = r.jenkins.getItem("release").getUrl() + "1/ecs-deployments/";
        String failed = r.jenkins.getItem("shop").getUrl() + "1/ecs-deployments/";
        String canary = r.jenkins.getItem("shop-canary").getUrl() + "1/ecs-deployments/";
        String theme = dark ? "-dark" : "";
        picture("panel" + theme + ".png", 1280, 900, failed, "");
        picture("approval" + theme + ".png", 1280, 640, canary, "");
        picture("release" + theme + ".png", 1280, 900, build, ".ecsd-panel");
        if (!dark) {
            picture("approval-narrow.png", 360, 900, canary, ".ecsd-panel");
            picture("release-narrow.png", 360, 1400, build, ".ecsd-panel");
            picture("path-check.png", 1280, 1300, "ecs-dashboard/paths/web/", "");
            picture("dashboard-releases.png", 1280, 900, "ecs-dashboard/", ".ecsd-fits");
        }
    }

    private void picture(String name, int width, int height, String page, String part) throws Exception {
        browser.size(width, height);
        browser.go(r.getURL() + page);
        Files.write(Path.of(PICTURES).toAbsolutePath().resolve(name), browser.picture(part));
    }

    private void configureAll() throws Exception {
        configure(r);
        sandbox.cluster("shops");
        sandbox.service(
                "shops",
                "shop",
                s -> s.image("shop/web:3.0.0")
                        .desiredCount(3)
                        .circuitBreaker(true, true)
                        .shiftingLoadBalancer("app", 8080));
        sandbox.cluster("staging");
        sandbox.service("staging", "api", s -> s.image("repo/app:1.0.0").desiredCount(2));
        EcsTarget staging = new EcsTarget("staging-eu");
        staging.setCluster("staging");
        EcsTarget prod = new EcsTarget("prod-eu");
        prod.setCluster("prod");
        staging.setReadCredentialsId(CREDENTIALS);
        EcsPathEnvironment second = new EcsPathEnvironment("production", "prod-eu");
        second.setFrom("staging");
        second.setSoak("4h");
        EcsPath path = new EcsPath("web");
        path.setOwner("the platform team");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "staging-eu"), second));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(staging, prod));
            global.setPaths(List.of(path));
            all.commit();
        }
        EcsReceiver chat = new EcsReceiver("chat");
        chat.setFormat("slack");
        chat.setUrl("https://127.0.0.1:1/x");
        EcsNotificationsConfiguration.get().setReceivers(List.of(chat));
    }

    /** Address and texts that must be there. */
    private Map<String, List<String>> runAll() throws Exception {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        WorkflowRun release =
                started(job(r, "release", "ecsRelease service: 'api', image: 'repo/app@" + DIGEST + "', path: 'web'"));
        r.waitForMessage("production waits: soaked ", release);
        pages.put(
                release.getUrl() + "ecs-deployments/",
                List.of("production", "soak", "waits: soaked ", "default checks"));
        pages.put(release.getUrl(), List.of("web"));
        pages.put(release.getParent().getUrl(), List.of("Release of api on path web", "waits: soaked "));
        release.getParent()
                .addProperty(new ParametersDefinitionProperty(
                        new StringParameterDefinition("IMAGE", ""),
                        new ChoiceParameterDefinition("ENVIRONMENT", new String[] {"staging", "production"}, "")));
        String deploy = "ecs-dashboard/service/eu-central-1/staging/api/deploy/";
        pages.put(deploy, List.of("sha256:abababababab", "staging at", "Show the plan"));
        pages.put(
                deploy + "?version=repo/app@" + DIGEST + "&environment=production",
                List.of("production, runs now: not known to this Jenkins", "soaked", "Start release"));
        pages.put("ecs-dashboard/paths/", List.of("staging \u2192 production", "the platform team"));
        pages.put("ecs-dashboard/paths/web/", List.of("in use in staging for 4 h", "Steps of a release"));

        sandbox.scenarios()
                .image("repo/app:2.0.0", Scenario.OK)
                .lasting(Duration.ofMinutes(1))
                .exit("app", 1);
        WorkflowRun tasks = r.buildAndAssertStatus(
                Result.FAILURE,
                job(r, "tasks", DEPLOY + ", before: [[command: ['rake', 'db:migrate']]], after: [[command: ['x']]]"));
        pages.put(tasks.getUrl() + "ecs-deployments/", List.of("Tasks before the deployment", "Exit code"));

        WorkflowRun scale =
                r.buildAndAssertSuccess(job(r, "scale", "ecsScale cluster: 'prod', service: 'api', count: 4"));
        pages.put(scale.getUrl() + "ecs-deployments/", List.of("Desired count: 2 -> 4"));

        WorkflowRun plan = r.buildAndAssertSuccess(job(
                r,
                "plan",
                "ecsDeploy cluster: 'prod', service: 'api', image: 'repo/app:3.0.0', dryRun: true,"
                        + " serviceDefinition: '{\"desiredCount\": 5, \"enableExecuteCommand\": true}',"
                        + " before: [[command: ['rake', 'db:migrate']]]"));
        pages.put(plan.getUrl() + "ecs-deployments/", List.of("enableExecuteCommand", "rake db:migrate"));

        sandbox.scenarios().image("shop/web:3.0.9", Scenario.IMAGE_NOT_FOUND);
        WorkflowRun failed = r.buildAndAssertStatus(
                Result.FAILURE, job(r, "shop", "ecsDeploy cluster: 'shops', service: 'shop', image: 'shop/web:3.0.9'"));
        pages.put(failed.getUrl() + "ecs-deployments/", List.of("the image does not exist", "Failure report"));
        pages.put(canary().getUrl() + "ecs-deployments/", List.of("is paused at PRE_PRODUCTION_TRAFFIC_SHIFT"));
        pages.put("ecs-dashboard/", List.of("api"));
        pages.put("ecs-dashboard/environments/", List.of("staging-eu", "2 of 2 services", "version not known"));
        pages.put("ecs-dashboard/deliveries/", List.of("chat"));
        return pages;
    }

    /** With one step behind it, waiting for the answer before the next. */
    private WorkflowRun canary() throws Exception {
        WorkflowRun canary = started(job(
                r,
                "shop-canary",
                "ecsBlueGreen cluster: 'shops', service: 'shop', image: 'shop/web:3.1.0', strategy: 'CANARY',"
                        + " canaryPercent: 10, canaryBakeTime: 1, pauseAt: ['PRE_PRODUCTION_TRAFFIC_SHIFT']"));
        r.waitForMessage("paused at PRE_PRODUCTION_TRAFFIC_SHIFT: ECS is waiting for approval", canary);
        Outcome outcome = canary.getAction(EcsDeploymentsAction.class)
                .getDeployments()
                .get(0)
                .getOutcome();
        sandbox.region()
                .call(
                        "ContinueServiceDeployment",
                        "{\"serviceDeploymentArn\":\"" + outcome.serviceDeploymentArn() + "\",\"hookId\":\""
                                + outcome.pauses().get(0).hookId() + "\",\"action\":\"CONTINUE\"}");
        r.waitForMessage("traffic 10 %", canary);
        return canary;
    }
}
