package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Rules that are set while a deployment waits: continuing is judged like the update, rolling back is free. */
public class PausePolicyTest extends StrategyTestCase {

    private final List<String> refusals = new ArrayList<>();
    private final List<Change> asked = new ArrayList<>();

    private Judgement judge(Change change) {
        asked.add(change);
        return new Judgement(List.copyOf(refusals), List.of());
    }

    private static StrategySettings.Builder paused() {
        return settings(Strategy.BLUE_GREEN).pauseAt(List.of("POST_TEST_TRAFFIC_SHIFT"));
    }

    private SandboxRollout paused(EcsSandbox ecs, boolean gated) {
        SandboxRollout rollout = rollout(ecs, web(paused()).gated(gated)).guardedBy(this::judge);
        toPause(rollout);
        refusals.add("frozen for the weekend.");
        return rollout;
    }

    @Test
    public void aFreezeThatBeganInThePauseKeepsItWaiting() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = paused(ecs, false);

        rollout.answer(PauseAnswer.CONTINUE, "alice");
        rollout.runUntil(state -> story(rollout).contains("Not continued"));

        assertThat(
                story(rollout),
                containsString("Not continued, blocked by policy: frozen for the weekend. ECS is still"));
        assertThat(ecs.calls("ContinueServiceDeployment").size(), is(0));
        assertThat("it may be answered anew", rollout.state().pauses().get(0).isOpen(), is(true));
        refusals.clear();
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(ecs.calls("ContinueServiceDeployment").size(), is(1));
    }

    @Test
    public void rollingBackInAFreezeIsFree() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = paused(ecs, false);

        rollout.answer(PauseAnswer.ROLLBACK, "alice");

        assertThat(story(rollout), rollout.run().verdict(), is(Verdict.ROLLED_BACK));
    }

    @Test
    public void theAnswerOfABlockIsKeptAndSentOnceTheRulesLetIt() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = paused(ecs, true);

        rollout.answer(PauseAnswer.CONTINUE, "the block");
        rollout.runUntil(state -> story(rollout).contains("Not continued"));
        assertThat("the block is not run again", rollout.state().pauses().get(0).isOpen(), is(false));
        int before = asked.size();
        for (int look = 0; look < 60; look++) {
            pass(ecs, Duration.ofMinutes(2));
            rollout.runUntil(state -> true);
            rollout.round();
        }
        assertThat("the time that rules take is not lateness", rollout.state().hasEnded(), is(false));
        assertThat("it was asked again", asked.size() > before, is(true));
        assertThat(ecs.calls("ContinueServiceDeployment").size(), is(0));
        refusals.clear();
        assertThat(story(rollout), rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(ecs.calls("ContinueServiceDeployment").size(), is(1));
        assertThat(story(rollout).split("Not continued", -1).length, is(2));
    }

    @Test
    public void theChangeThatIsContinuedIsTheOneThatWasMade() {
        EcsSandbox ecs = staged();
        SandboxRollout rollout = rollout(ecs, web(paused())).guardedBy(this::judge);
        toPause(rollout);
        rollout.answer(PauseAnswer.CONTINUE, "alice");
        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));

        assertThat("register, update, continue", asked.size(), is(3));
        assertThat(asked.get(0).subject().deploys().isEmpty(), is(false));
        for (Change change : asked) {
            assertThat(change.subject().deploys(), is(asked.get(0).subject().deploys()));
            assertThat(change.subject().serviceArn(), is(asked.get(0).subject().serviceArn()));
            assertThat(change.subject().running(), is(asked.get(0).subject().running()));
        }
        assertThat(asked.get(0).subject().begunAt(), is(0L));
        assertThat(asked.get(2).subject().begunAt() > 0, is(true));
    }
}
