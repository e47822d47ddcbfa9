package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
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

/** Jenkins restarts while a task runs: the same task is followed to its end, and no line of its log is printed twice. */
public class EcsRunTaskRestartJenkinsTest extends TaskJobsJenkinsTest {

    private static final String HELD = "AWS does not answer as expected (";

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void inTheMiddleOfTheLog() throws Throwable {
        ScenarioRule work = work(Duration.ofMinutes(24)).log();
        List<String> lines =
                IntStream.range(0, 12).mapToObj(i -> "line " + i + ".").toList();
        for (int i = 0; i < lines.size(); i++) {
            work.writes(Duration.ofMinutes(2 * i + 1), lines.get(i));
        }
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(r, "p", RUN));
            r.waitForMessage("app | line 3.", b);
        });
        sessions.then(r -> {
            WorkflowRun b = finished(r.jenkins.getItemByFullName("p", WorkflowJob.class));
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("Resuming the task run after a restart: following the tasks", b);
            List<String> printed = b.getLog(10_000).stream()
                    .filter(line -> line.contains("app | "))
                    .map(line -> line.substring(line.indexOf("app | ") + 6))
                    .toList();
            assertThat(printed, is(lines));
            assertThat(done("RunTask"), is(1L));
        });
    }

    @Test
    public void whilePlanning() throws Throwable {
        restartsWhileHeldAt("DescribeServices");
    }

    @Test
    public void whileStarting() throws Throwable {
        restartsWhileHeldAt("RunTask");
    }

    @Test
    public void whileFollowing() throws Throwable {
        restartsWhileHeldAt("DescribeTasks");
    }

    @Test
    public void whileStopping() throws Throwable {
        work(Duration.ofHours(5));
        hold("StopTask");
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(r, "p", RUN));
            r.waitForMessage("Task RUNNING", b);
            b.doStop();
            r.waitForMessage(HELD + "StopTask", b);
        });
        sandbox.faults().clear();
        sessions.then(r -> {
            WorkflowRun b = finished(r.jenkins.getItemByFullName("p", WorkflowJob.class));
            r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(b));
            assertThat(done("StopTask"), is(1L));
        });
    }

    private void restartsWhileHeldAt(String operation) throws Throwable {
        work(Duration.ofMinutes(5));
        hold(operation);
        sessions.then(r -> {
            configure(r);
            WorkflowRun b = started(job(r, "p", RUN));
            r.waitForMessage(HELD + operation, b);
        });
        sandbox.faults().clear();
        sessions.then(r -> {
            WorkflowRun b = finished(r.jenkins.getItemByFullName("p", WorkflowJob.class));
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("Resuming the task run after a restart", b);
            assertThat(done("RunTask"), is(1L));
        });
    }

    private static WorkflowRun finished(WorkflowJob job) {
        return job.getBuildByNumber(1);
    }
}
