package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Result;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The panel of a deployment in progress has the log of its new tasks, while somebody looks. */
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
        sandbox.service(
                "prod", "web", s -> s.taskDefinition(DEFINITION).desiredCount(2).circuitBreaker(true, true));
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.STUCK);
    }

    @Test
    public void theLogIsReadWhileThePanelIsOpenAndEndsWithTheStep() throws Exception {
        WorkflowRun build = started(job(r, "p", "ecsDeploy cluster: 'prod', service: 'web', image: 'repo/app:2.0.0'"));
        r.waitForMessage("IN_PROGRESS: new 0/2 running", build);
        assertThat("nobody has looked", sandbox.calls("GetLogEvents"), is(empty()));
        writeLog("<b>listening</b> on 8080");

        JenkinsRule.WebClient client = r.createWebClient();
        String page = panels(client, build);
        for (Instant end = Instant.now().plus(Duration.ofMinutes(1));
                !page.contains("Log of the new tasks") && Instant.now().isBefore(end); ) {
            page = panels(client, build);
        }

        assertThat(page, containsString("&lt;b>listening&lt;/b> on 8080"));
        assertThat(page, not(containsString("<b>listening")));
        int reads = sandbox.calls("GetLogEvents").size();
        panels(client, build);
        panels(client, build);
        assertThat("it was read just now", sandbox.calls("GetLogEvents").size() - reads < 3, is(true));

        build.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(build));
        assertThat(panels(client, build), not(containsString("Log of the new tasks")));
    }

    private static String panels(JenkinsRule.WebClient client, WorkflowRun build) throws Exception {
        return client.goTo(build.getUrl() + "ecs-deployments/panels")
                .getWebResponse()
                .getContentAsString();
    }

    private void writeLog(String line) {
        JsonNode arns = sandbox.region()
                .call("ListTasks", "{\"cluster\":\"prod\",\"serviceName\":\"web\"}")
                .path("taskArns");
        arns.forEach(arn -> sandbox.region()
                .log(
                        "/ecs/web",
                        "web/app/" + arn.asText().substring(arn.asText().lastIndexOf('/') + 1),
                        line));
    }
}
