package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import hudson.model.Run;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.ui.build.CheckListener;
import io.jenkins.plugins.ecs.ui.build.CheckRunView;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** An Error while a deployment is recorded ends neither its build nor sends a change twice. */
public class InternalErrorJenkinsTest extends EcsJenkinsTest {

    @Rule
    public JenkinsRule r = new JenkinsRule();

    @TestExtension
    public static final class Breaking implements CheckListener {

        static final AtomicInteger LEFT = new AtomicInteger();
        static final AtomicInteger BROKE = new AtomicInteger();

        @Override
        public void changed(Run<?, ?> run, String id, CheckRunView check) {
            if (LEFT.getAndDecrement() > 0) {
                BROKE.incrementAndGet();
                throw new StackOverflowError("as the test has it");
            }
        }
    }

    @Test
    public void anErrorWhileRecordingEndsNoDeployment() throws Exception {
        configure(r);
        Breaking.BROKE.set(0);
        Breaking.LEFT.set(3);

        WorkflowRun build = r.buildAndAssertSuccess(job(r, "deploy", DEPLOY));

        r.assertLogContains("SUCCESS", build);
        assertThat(Breaking.BROKE.get(), greaterThan(0));
        assertThat(
                sandbox.calls("UpdateService").stream()
                        .filter(call -> call.status() == 200)
                        .count(),
                is(1L));
    }

    @Test
    public void anErrorWhileRecordingEndsNoVerification() throws Exception {
        configure(r);
        Breaking.BROKE.set(0);
        Breaking.LEFT.set(2);

        WorkflowRun build = r.buildAndAssertSuccess(job(r, "verify", "ecsVerify cluster: 'prod', service: 'api'"));

        r.assertLogContains("PASSED: prod/api", build);
        assertThat(Breaking.BROKE.get(), greaterThan(0));
    }
}
