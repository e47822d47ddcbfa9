package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import org.junit.Test;

/** After a task that cannot be undone, the previous revision may not work: no failure of the deployment rolls back. */
public class IrreversibleTest extends TasksTestCase {

    private static final String MISSING = "CannotPullContainerError: pull image manifest has been retried 1 time(s):"
            + " failed to resolve ref docker.io/" + NEW + ": not found";

    private static DeployRequestBuilder irreversible() {
        return request().irreversible(true);
    }

    private void failsForGood() {
        sandbox.scenarios().image(NEW, Scenario.FAILS_TO_START).reason(MISSING);
    }

    private void isLeft(SandboxRollout rollout, Verdict verdict) {
        ends(rollout, verdict);
        assertThat(sandbox.calls("StopServiceDeployment"), empty());
        assertThat(revision(), is(2));
    }

    @Test
    public void anImageThatIsMissingEndsTheStepAndRollsNothingBack() {
        sandbox = newSandbox(false);
        failsForGood();

        isLeft(rollout(irreversible()), Verdict.FAILED);
    }

    @Test
    public void notEvenIfThatIsAskedFor() {
        sandbox = newSandbox(false);
        failsForGood();

        isLeft(rollout(irreversible().with(Setting.ON_PERMANENT_FAILURE, FailureReaction.ROLLBACK)), Verdict.FAILED);
    }

    @Test
    public void aTimeoutLeavesTheDeployment() {
        sandbox.scenarios().image(NEW, Scenario.STUCK);

        isLeft(
                rollout(irreversible()
                        .with(Setting.TIMEOUT, Duration.ofMinutes(5))
                        .with(Setting.ON_TIMEOUT, Reaction.ROLLBACK)),
                Verdict.TIMED_OUT);
    }

    @Test
    public void anAbortLeavesTheDeployment() {
        sandbox.scenarios().image(NEW, Scenario.SLOW);
        SandboxRollout rollout = rollout(irreversible().with(Setting.ON_ABORT, Reaction.ROLLBACK));
        rollout.runUntil(state -> revision() == 2);
        rollout.abort("alice");

        isLeft(rollout, Verdict.ABORTED);
    }

    @Test
    public void theCircuitBreakerOfTheServiceRollsBackAllTheSameAndThatIsSaidBefore() {
        SandboxRollout rollout = rollout(irreversible());
        ends(rollout, Verdict.SUCCESS);

        assertThat(
                rollout.lines(),
                hasItem(containsString("Warning: a task before the deployment cannot be undone, but the circuit breaker"
                        + " of the service rolls back")));
    }

    @Test
    public void nothingIsSaidWhereNothingRollsBack() {
        sandbox = newSandbox(false);
        SandboxRollout without = rollout(irreversible());
        ends(without, Verdict.SUCCESS);
        assertThat(without.lines(), not(hasItem(containsString("cannot be undone"))));

        EcsSandbox breaker = newSandbox(true);
        SandboxRollout reversible = rollout(breaker, request());
        assertThat(reversible.run().verdict(), is(Verdict.SUCCESS));
        assertThat(reversible.lines(), not(hasItem(containsString("cannot be undone"))));
    }

    @Test
    public void aBreakerThatTheDeploymentTurnsOffOrOnCounts() {
        SandboxRollout off = rollout(irreversible().circuitBreaker(false));
        Outcome outcome = ends(off, Verdict.SUCCESS);
        assertThat(outcome.message(), off.lines(), not(hasItem(containsString("cannot be undone"))));

        EcsSandbox none = newSandbox(false);
        SandboxRollout on = rollout(none, irreversible().circuitBreaker(true));
        assertThat(on.run().verdict(), is(Verdict.SUCCESS));
        assertThat(on.lines(), hasItem(containsString("cannot be undone, but the circuit breaker")));
    }
}
