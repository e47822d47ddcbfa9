package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import org.junit.Before;
import org.junit.Test;

/** {@code suspendScaling} and {@code scaling} of a service whose deployments CodeDeploy carries out. */
public class SuspendScalingOfCodeDeployTest extends CodeDeployRolloutTestCase {

    private SuspendedScaling scaling;

    @Before
    public void registerScaling() {
        scaling = new SuspendedScaling(sandbox);
    }

    private static DeployRequestBuilder suspending() {
        return web().with(Setting.SUSPEND_SCALING, true);
    }

    @Test
    public void isSuspendedWhileCodeDeployDeploysAndResumedAfterASuccess() {
        begin(suspending()).runUntil(state -> state.phase() == Phase.FOLLOWING);
        scaling.isSuspended(story());

        assertThat(story(), rollout.run().verdict(), is(Verdict.SUCCESS));
        scaling.isAsBefore(story());
    }

    @Test
    public void isResumedAfterARollback() {
        group(group -> group.autoRollback(ALL));
        sandbox.scenarios().image(NEW, Scenario.CRASH);

        Outcome outcome = begin(suspending().with(Setting.TIMEOUT, Duration.ofMinutes(20)))
                .run();

        assertThat(story(), outcome.verdict(), is(not(Verdict.SUCCESS)));
        scaling.isAsBefore(story());
    }

    @Test
    public void isResumedAfterAnAbort() {
        for (Reaction reaction : Reaction.values()) {
            begin(suspending().forceNewDeployment(true).with(Setting.ON_ABORT, reaction))
                    .runUntil(state -> state.phase() == Phase.FOLLOWING);

            Outcome outcome = rollout.abort("Aborted by alice").run();

            assertThat(story(), outcome.verdict(), is(Verdict.ABORTED));
            scaling.isAsBefore(reaction + "\n" + story());
            sandbox.clock().advance(Duration.ofHours(1));
        }
    }

    @Test
    public void isResumedIfCodeDeployRefusesTheDeployment() {
        sandbox.deny("codedeploy:CreateDeployment");

        assertThat(begin(suspending()).run().verdict(), is(Verdict.REFUSED));
        scaling.isAsBefore(story());
    }

    @Test
    public void aControllerThatIsKilledInTheMiddleResumesIt() {
        begin(suspending()).runUntil(state -> state.phase() == Phase.FOLLOWING);

        assertThat(rollout.killAtSave(2, true).run().verdict(), is(Verdict.SUCCESS));
        scaling.isAsBefore(story());
    }

    @Test
    public void theScalingOfTheServiceDefinitionIsApplied() {
        Outcome outcome = begin(suspending().with(Setting.SERVICE_DEFINITION, "scaling: {min: 2, max: 7}"))
                .run();

        assertThat(story(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.scalingChanges(), contains("Scaling: 1 to 5 tasks -> 2 to 7"));
        scaling.isAsBefore(story());
        assertThat(rollout.lines(), hasItem("Scaling of the service resumed as it was before the deployment"));
    }
}
