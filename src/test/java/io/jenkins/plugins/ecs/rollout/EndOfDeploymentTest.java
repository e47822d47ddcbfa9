package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.decide.Interruption;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.TimedEvent;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** A deployment has ended when it was verified: what follows takes its own time. */
public class EndOfDeploymentTest extends VerifiedRolloutTestCase {

    private static final String SCALING = "scaling: {min: 2, max: 6}\n";
    private static final Set<Phase> FOLLOW_UPS =
            EnumSet.of(Phase.SCALING, Phase.SCHEDULING, Phase.TIDYING, Phase.RESUMING);

    /** Each round of what follows comes a minute late. */
    private SandboxRollout slowly(DeployRequestBuilder request) {
        SandboxRollout[] made = new SandboxRollout[1];
        made[0] = rollout(request).beforeEachRound(() -> {
            if (FOLLOW_UPS.contains(made[0].state().phase())) {
                sandbox.clock().advance(Duration.ofMinutes(1));
            }
        });
        return made[0];
    }

    private static DeployRequestBuilder followedByEverything(DeployRequestBuilder request) {
        return request.with(Setting.SERVICE_DEFINITION, SCALING)
                .with(Setting.SCHEDULED_TASKS, "family")
                .with(Setting.KEEP_REVISIONS, 1);
    }

    private static long begunAt(SandboxRollout rollout, Phase phase) {
        return rollout.state().stages.stream()
                .filter(stage -> stage.what().equals(phase.name()))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private static List<String> stages(SandboxRollout rollout) {
        return rollout.state().stages.stream().map(TimedEvent::what).toList();
    }

    private void suspendable() {
        ObjectNode target = new ObjectMapper()
                .createObjectNode()
                .put("ServiceNamespace", "ecs")
                .put("ResourceId", "service/prod/api")
                .put("ScalableDimension", "ecs:service:DesiredCount")
                .put("MinCapacity", 1)
                .put("MaxCapacity", 5);
        assertThat(
                sandbox.answer("AnyScaleFrontendService", "RegisterScalableTarget", target, Duration.ZERO)
                        .isSuccessful(),
                is(true));
    }

    @Test
    public void thatOneThingFollowsAnotherDoesNotMakeItLonger() {
        SandboxRollout rollout = slowly(followedByEverything(request()));

        Outcome outcome = ends(rollout, Verdict.SUCCESS);

        assertThat(stages(rollout), hasItem(Phase.SCHEDULING.name()));
        assertThat(stages(rollout), hasItem(Phase.TIDYING.name()));
        assertThat(outcome.finishedAt(), is(begunAt(rollout, Phase.SCALING)));
    }

    @Test
    public void resumingTheScalingDoesNotMakeItLonger() {
        suspendable();
        SandboxRollout rollout =
                slowly(request().with(Setting.SUSPEND_SCALING, true).with(Setting.SCHEDULED_TASKS, "family"));

        Outcome outcome = ends(rollout, Verdict.SUCCESS);

        assertThat(stages(rollout), hasItem(Phase.RESUMING.name()));
        assertThat(outcome.finishedAt(), is(begunAt(rollout, Phase.SCHEDULING)));
    }

    @Test
    public void anAbortOfWhatFollowsDoesNotMakeItLonger() {
        SandboxRollout rollout = slowly(followedByEverything(request()));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        sandbox.clock().advance(Duration.ofMinutes(1));

        Outcome outcome = rollout.abort("a user").run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.finishedAt(), is(begunAt(rollout, Phase.SCALING)));
    }

    @Test
    public void aBuildThatGoesAwayFromWhatFollowsDoesNotMakeItLonger() {
        SandboxRollout rollout = slowly(followedByEverything(request()));
        rollout.runUntil(state -> state.phase() == Phase.TIDYING);
        long verified = begunAt(rollout, Phase.SCALING);

        RolloutState left = Interruption.abandoned(
                rollout.state(), "the build has ended", sandbox.clock().millis());

        assertThat(left.verdict(), is(Verdict.SUCCESS));
        assertThat(left.finishedAt, is(verified));
    }

    @Test
    public void aFailureEndsWhenItIsKnownAndNotWhenTheScalingIsResumed() {
        suspendable();
        SandboxRollout rollout = slowly(verified(alarm()).with(Setting.SUSPEND_SCALING, true));
        rollout.runUntil(state -> state.phase() == Phase.VERIFYING);
        alarmGoesOff();

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict().isGreen(), is(false));
        assertThat(outcome.finishedAt(), is(begunAt(rollout, Phase.RESUMING)));
    }
}
