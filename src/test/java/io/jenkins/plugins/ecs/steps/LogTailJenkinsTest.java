package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The panels of deployments in progress have the logs of their new tasks, for pages that show them. */
public class LogTailJenkinsTest extends EcsJenkinsTest {

    private static final String DEFINITION = """
            {"family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "containerDefinitions": [{"name": "app", "image": "repo/app:1.0.0",
               "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web",
                 "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web"}}}]}
            """;

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        loggingService("prod", "web");
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.STUCK);
    }

    private void loggingService(String cluster, String name) {
        sandbox.service(
                cluster,
                name,
                s -> s.taskDefinition(DEFINITION
                                .replace("\"web\"", '"' + name + '"')
                                .replace("/ecs/web", "/ecs/" + cluster + "-" + name))
                        .desiredCount(2)
                        .circuitBreaker(true, true));
    }

    @Test
    public void theLogIsReadWhileAPageShowsItAndEndsWithTheStep() throws Exception {
        WorkflowRun build = started(job(r, "p", "ecsDeploy cluster: 'prod', service: 'web', image: 'repo/app:2.0.0'"));
        r.waitForMessage("IN_PROGRESS: new 0/2 running", build);
        writeLog("prod", "web", "<b>listening</b> on 8080");

        String closed = panels(build);
        assertThat(closed, containsString("Log of the new tasks of prod/web"));
        panels(build);
        assertThat("no page shows it", sandbox.calls("GetLogEvents"), is(empty()));

        String page = panelsWith("listening", build, id(build, "prod/web"));
        assertThat(page, containsString("&lt;b>listening&lt;/b> on 8080"));
        assertThat(page, not(containsString("<b>listening")));
        assertThat("the lines are for those who ask", panels(build), not(containsString("listening")));
        int reads = sandbox.calls("GetLogEvents").size();
        panels(build, id(build, "prod/web"));
        panels(build, id(build, "prod/web"));
        assertThat("it was read just now", sandbox.calls("GetLogEvents").size() - reads < 3, is(true));

        build.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(build));
        assertThat(panels(build), not(containsString("Log of the new tasks")));
    }

    @Test
    public void ofSeveralServicesOnlyTheLogsThatAPageShowsAreRead() throws Exception {
        loggingService("prod", "worker");
        WorkflowRun build =
                started(job(r, "p", "ecsDeploy cluster: 'prod', services: ['web', 'worker'], image: 'repo/app:2.0.0'"));
        r.waitForMessage("[ecsDeploy web] 00:", build);
        r.waitForMessage("[ecsDeploy worker] 00:", build);
        writeLog("prod", "web", "web is listening");
        writeLog("prod", "worker", "worker is listening");

        String worker = id(build, "prod/worker");
        String page = panelsWith("worker is listening", build, worker);
        assertThat(page, containsString("Log of the new tasks of prod/web"));
        assertThat(page, containsString("Log of the new tasks of prod/worker"));
        assertThat(page, not(containsString("web is listening")));
        assertThat(groupsThatWereRead(), is(Set.of("/ecs/prod-worker")));

        page = panelsWith("web is listening", build, worker, id(build, "prod/web"));
        assertThat(page, containsString("worker is listening"));

        build.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(build));
        assertThat(panels(build, worker), not(containsString("Log of the new tasks")));
    }

    @Test
    public void aBuildShowsNoLogOfAnother() throws Exception {
        String script = "ecsDeploy cluster: 'prod', service: 'SERVICE', image: 'repo/app:2.0.0'";
        loggingService("prod", "worker");
        WorkflowRun web = started(job(r, "web", script.replace("SERVICE", "web")));
        WorkflowRun worker = started(job(r, "worker", script.replace("SERVICE", "worker")));
        r.waitForMessage("IN_PROGRESS: new 0/2 running", web);
        r.waitForMessage("IN_PROGRESS: new 0/2 running", worker);
        writeLog("prod", "web", "web is listening");
        writeLog("prod", "worker", "worker is listening");

        String page = panelsWith("worker is listening", worker, id(web, "prod/web"), id(worker, "prod/worker"));

        assertThat(page, not(containsString("web is listening")));
        assertThat(groupsThatWereRead(), is(Set.of("/ecs/prod-worker")));
        for (WorkflowRun build : List.of(web, worker)) {
            build.doStop();
            r.waitForCompletion(build);
        }
    }

    @Test
    public void aReleaseHasTheLogOfTheEnvironmentThatIsDeployed() throws Exception {
        sandbox.cluster("staging");
        loggingService("staging", "web");
        EcsTarget staging = new EcsTarget("staging-eu");
        staging.setCluster("staging");
        EcsTarget prod = new EcsTarget("prod-eu");
        prod.setCluster("prod");
        EcsPath path = new EcsPath("way");
        path.setEnvironments(List.of(
                new EcsPathEnvironment("staging", "staging-eu"), new EcsPathEnvironment("production", "prod-eu")));
        EcsGlobalConfiguration.get().setTargets(List.of(staging, prod));
        EcsGlobalConfiguration.get().setPaths(List.of(path));
        String digest = "sha256:" + "ab".repeat(32);
        sandbox.scenarios().image("repo/app@" + digest, Scenario.STUCK);
        WorkflowRun build =
                started(job(r, "p", "ecsRelease service: 'web', image: 'repo/app@" + digest + "', path: 'way'"));
        r.waitForMessage("[ecsRelease staging] 00:", build);
        writeLog("staging", "web", "staging is listening");
        writeLog("prod", "web", "prod is listening");

        String page = panelsWith("staging is listening", build, id(build, "staging/web"));

        assertThat(page, containsString("Log of the new tasks of staging/web in staging-eu"));
        assertThat("it is not deployed", page, not(containsString("Log of the new tasks of prod/web")));
        assertThat(groupsThatWereRead(), is(Set.of("/ecs/staging-web")));
        build.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(build));
        assertThat(panels(build), not(containsString("Log of the new tasks")));
    }

    private static String id(WorkflowRun build, String title) {
        return build.getAction(EcsDeploymentsAction.class).getDeployments().stream()
                .filter(each -> each.getTitle().equals(title))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    /** @param logs the deployments whose logs the page shows */
    private static String panels(WorkflowRun build, String... logs) throws Exception {
        String query = Stream.of(logs).map(id -> "log=" + id).collect(Collectors.joining("&", "?", ""));
        JenkinsRule.WebClient client = r.createWebClient();
        client.goTo(build.getUrl() + "ecs-deployments/live" + query, "application/json");
        return client.goTo(build.getUrl() + "ecs-deployments/panels" + query)
                .getWebResponse()
                .getContentAsString();
    }

    /** As a page does that is open until it shows the text. */
    private static String panelsWith(String text, WorkflowRun build, String... logs) throws Exception {
        String page = panels(build, logs);
        for (Instant end = Instant.now().plus(Duration.ofMinutes(1));
                !page.contains(text) && Instant.now().isBefore(end); ) {
            page = panels(build, logs);
        }
        assertThat(page, containsString(text));
        return page;
    }

    private Set<String> groupsThatWereRead() {
        return sandbox.calls("GetLogEvents").stream()
                .map(call -> call.request().path("logGroupName").asText())
                .collect(Collectors.toSet());
    }

    private void writeLog(String cluster, String service, String line) {
        JsonNode arns = sandbox.region()
                .call("ListTasks", "{\"cluster\":\"" + cluster + "\",\"serviceName\":\"" + service + "\"}")
                .path("taskArns");
        arns.forEach(arn -> sandbox.region()
                .log(
                        "/ecs/" + cluster + "-" + service,
                        service + "/app/" + arn.asText().substring(arn.asText().lastIndexOf('/') + 1),
                        line));
    }
}
