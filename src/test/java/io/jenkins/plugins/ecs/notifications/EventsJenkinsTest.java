package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.DeploymentListener;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** Listeners of other plugins, in real pipelines. */
public class EventsJenkinsTest extends EcsJenkinsTest {

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
        Heard.EVENTS.clear();
    }

    @Test
    public void aListenerHearsOfASuccess() throws Exception {
        WorkflowRun b = r.buildAndAssertSuccess(job(r, "good", DEPLOY));

        assertThat(next().getType(), is(EventType.STARTED));
        DeploymentEvent end = next();
        assertThat(end.getType(), is(EventType.SUCCEEDED));
        assertThat(end.get(EventField.BUILD_PATH), is(b.getUrl()));
        assertThat(end.getPlace(), is("123456789012/eu-central-1/prod/api"));
        assertThat(Heard.thread.startsWith("ecs-event-sender"), is(true));
    }

    @Test
    public void aListenerHearsOfAFailureAlthoughAnotherOneThrows() throws Exception {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.IMAGE_NOT_FOUND);

        r.buildAndAssertStatus(Result.FAILURE, job(r, "bad", DEPLOY));

        assertThat(next().getType(), is(EventType.STARTED));
        DeploymentEvent end = next();
        assertThat(end.getType(), is(EventType.ROLLED_BACK));
        assertThat(end.get(EventField.VERDICT), is("ROLLED_BACK"));
    }

    private static DeploymentEvent next() throws InterruptedException {
        return Objects.requireNonNull(Heard.EVENTS.poll(30, TimeUnit.SECONDS), "no event");
    }

    @TestExtension
    public static final class Heard implements DeploymentListener {
        static final BlockingQueue<DeploymentEvent> EVENTS = new LinkedBlockingQueue<>();
        static volatile String thread = "";

        @Override
        public void happened(DeploymentEvent event) {
            thread = Thread.currentThread().getName();
            EVENTS.add(event);
        }
    }

    @TestExtension
    public static final class Broken implements DeploymentListener {
        @Override
        public void happened(DeploymentEvent event) {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
