package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import hudson.model.Result;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.execution.RolloutThreads;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Many deployments at once on a real Jenkins: few calls, few threads, all of them back after a restart. */
public class ManyDeploymentsJenkinsTest extends EcsJenkinsTest {

    private static final int COUNT = 50;
    private static final String SCRIPT = "def branches = [:]\n"
            + "for (int i = 0; i < " + COUNT + "; i++) {\n"
            + "  def name = 'service-' + i\n"
            + "  branches[name] = { ecsDeploy cluster: 'prod', service: name, taskDefinition: 'next:1' }\n"
            + "}\n"
            + "parallel branches\n";

    @Rule
    public JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Before
    public void makeServices() {
        for (int i = 0; i < COUNT; i++) {
            sandbox.service(
                    "prod", "service-" + i, s -> s.image("repo/app:1.0.0").desiredCount(1));
        }
        sandbox.region()
                .taskDefinition("{\"family\":\"next\",\"networkMode\":\"awsvpc\",\"cpu\":\"256\",\"memory\":\"512\","
                        + "\"requiresCompatibilities\":[\"FARGATE\"],"
                        + "\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"repo/app:2.0.0\"}]}");
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.SLOW).lasting(Duration.ofMinutes(25));
    }

    @Test
    public void allAreFollowedAgainWithinSecondsOfARestartAndNothingIsLeftInTheEnd() throws Throwable {
        sessions.then(r -> {
            configure(r);
            started(job(r, "p", SCRIPT));
            await(() -> done("UpdateService") == COUNT, 60);
            assertThat(threads(), lessThanOrEqualTo(8L));
        });
        sandbox.clearCalls();
        sessions.then(r -> {
            await(() -> followed().size() == COUNT, 20);
            WorkflowRun b = r.jenkins.getItemByFullName("p", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            assertThat("nothing was sent again", done("UpdateService"), is(0L));
            int looks = sandbox.calls("DescribeServiceDeployments").stream()
                    .mapToInt(
                            call -> call.request().path("serviceDeploymentArns").size())
                    .sum();
            int calls = sandbox.calls("DescribeServiceDeployments").size();
            assertThat("looks are shared", looks / calls, greaterThan(5));
            assertThat(threads(), lessThanOrEqualTo(8L));
            await(() -> RolloutThreads.watch().lanes() == 0, 10);
        });
    }

    /** Deployments that were looked at. */
    private Set<String> followed() {
        Set<String> arns = new HashSet<>();
        sandbox.calls("DescribeServiceDeployments")
                .forEach(call -> call.request().path("serviceDeploymentArns").forEach(arn -> arns.add(arn.asText())));
        return arns;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ecs-deployment"))
                .count();
    }

    private static void await(BooleanSupplier condition, int seconds) throws InterruptedException {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long passed = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            assertThat("seconds waited for", passed, lessThan((long) seconds));
            Thread.sleep(100);
        }
    }
}
