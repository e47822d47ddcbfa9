package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;

/** A sandbox with the service {@code prod/api}, two tasks of {@code repo/app:1.0.0}, circuit breaker with rollback. */
public abstract class RolloutTestCase {

    protected static final String OLD = "repo/app:1.0.0";
    protected static final String NEW = "repo/app:2.0.0";

    protected EcsSandbox sandbox;
    private final List<AutoCloseable> open = new ArrayList<>();

    @Before
    public void startSandbox() {
        sandbox = newSandbox(true);
    }

    @After
    public void stopSandbox() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        if (!sandbox.errors().isEmpty()) {
            throw new AssertionError("the sandbox has a bug", sandbox.errors().get(0));
        }
    }

    protected EcsSandbox newSandbox(boolean circuitBreaker) {
        EcsSandbox made = EcsSandbox.start();
        open.add(made);
        made.cluster("prod");
        made.service(
                "prod",
                "api",
                s -> s.image(OLD)
                        .desiredCount(2)
                        .circuitBreaker(circuitBreaker, true)
                        .alarms(true, "errors"));
        made.clock().advance(Duration.ofMinutes(10));
        return made;
    }

    /** Is closed after the test. */
    protected void opened(AutoCloseable closeable) {
        open.add(closeable);
    }

    public static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api")
                .changes(List.of(ContainerChange.of(null).image(NEW).build()));
    }

    protected SandboxRollout rollout(DeployRequestBuilder request) {
        return rollout(sandbox, request);
    }

    protected SandboxRollout rollout(EcsSandbox in, DeployRequestBuilder request) {
        SandboxRollout rollout = new SandboxRollout(in, request.build());
        open.add(rollout);
        return rollout;
    }

    /** How many revisions of the family there are: one before, and each registration adds one. */
    protected static int revisions(EcsSandbox in) {
        return in.region()
                .call("ListTaskDefinitions", "{\"familyPrefix\":\"api\"}")
                .path("taskDefinitionArns")
                .size();
    }

    /** How many deployments of the service there ever were: one before, and each update that starts one adds one. */
    protected static int deployments(EcsSandbox in) {
        return in.region()
                .call("ListServiceDeployments", "{\"cluster\":\"prod\",\"service\":\"api\"}")
                .path("serviceDeployments")
                .size();
    }
}
