package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.sandbox.ScenarioRule;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Jenkins restarts while tasks before or after a deployment run: the same task is followed, no line comes twice. */
public class EcsDeployTasksRestartJenkinsTest extends TaskJobsJenkinsTest {

    private static final String NEW = "repo/jobs:2.0.0";
    private static final String DEPLOY_JOBS = "ecsDeploy cluster: 'prod', service: 'jobs', image: '" + NEW + "', ";
    private static final String ROLLING_BACK = "Rolling back to jobs:1 (onAfterFailure: rollback)";

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void inTheMiddleOfTheLogOfATaskBefore() throws Throwable {
        ScenarioRule work = sandbox.scenarios().image(NEW, Scenario.OK).lasting(Duration.ofMinutes(40));
        List<String> lines =
                IntStream.range(0, 20).mapToObj(i -> "line " + i + ".").toList();
        for (int i = 0; i < lines.size(); i++) {
            work.writes(Duration.ofMinutes(2 * i + 1), lines.get(i));
        }
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(r, "p", DEPLOY_JOBS + "before: [[command: ['rake', 'db:migrate']]]"));
            r.waitForMessage("app | line 3.", b);
        });
        sessions.then(r -> {
            WorkflowRun b = finished(r.jenkins.getItemByFullName("p", WorkflowJob.class));
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("running tasks before the deployment", b);
            List<String> printed = b.getLog(10_000).stream()
                    .filter(line -> line.contains("app | "))
                    .map(line -> line.substring(line.indexOf("app | ") + 6))
                    .toList();
            assertThat(printed, is(lines));
            assertThat(done("RunTask"), is(1L));
            assertThat(done("UpdateService"), is(1L));
        });
    }

    @Test
    public void duringTheRollbackAfterAFailedTask() throws Throwable {
        sandbox.scenarios()
                .image(NEW, Scenario.OK)
                .lasting(Duration.ofMinutes(1))
                .exit("app", 1);
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(
                    job(r, "p", DEPLOY_JOBS + "after: [[command: ['rake', 'smoke']]], onAfterFailure: 'rollback'"));
            r.waitForMessage(ROLLING_BACK, b);
        });
        sessions.then(r -> {
            WorkflowRun b = finished(r.jenkins.getItemByFullName("p", WorkflowJob.class));
            r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(b));
            r.assertLogContains("ROLLED_BACK: prod/jobs", b);
            assertThat(done("RunTask"), is(1L));
            assertThat(done("UpdateService"), is(2L));
        });
    }

    private static WorkflowRun finished(WorkflowJob job) {
        return job.getBuildByNumber(1);
    }
}
