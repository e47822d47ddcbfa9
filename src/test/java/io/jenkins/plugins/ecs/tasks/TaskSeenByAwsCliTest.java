package io.jenkins.plugins.ecs.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.ecs.sandbox.AwsCli;
import org.junit.Test;

/** The AWS CLI as a witness of a task that ran; skipped where it is not installed. */
public class TaskSeenByAwsCliTest extends TaskRunTestCase {

    @Test
    public void theTaskRanWithItsCommandAndExitCode() throws Exception {
        assumeTrue("the AWS CLI is not installed", AwsCli.isInstalled());
        work().exit("app", 3);
        SandboxTaskRun run = run(TaskRequests.migrate());
        run.run();

        assertThat(
                AwsCli.run(
                        sandbox,
                        "ecs",
                        "describe-tasks",
                        "--cluster",
                        "prod",
                        "--tasks",
                        run.state().tasks().get(0).arn(),
                        "--query",
                        "tasks[0].[lastStatus,startedBy,containers[0].exitCode,"
                                + "join(' ',overrides.containerOverrides[0].command)]"),
                is("STOPPED\tjenkins/shop/migrate/7/token\t3\trake db:migrate"));
    }
}
