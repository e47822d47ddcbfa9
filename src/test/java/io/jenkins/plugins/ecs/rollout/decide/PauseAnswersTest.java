package io.jenkins.plugins.ecs.rollout.decide;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.Optional;
import org.junit.Test;

/** Who answers a pause first decides, and only while the deployment goes on. */
public class PauseAnswersTest {

    private static final long NOW = Seen.NOW + 65_000;

    private static RolloutState paused(Phase phase) {
        RolloutState state = Seen.state(
                phase, DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5"));
        state.pauses.add(new Pause("hook", "PRE_SCALE_UP", -1, Seen.NOW, 0, "ROLLBACK"));
        return state;
    }

    private static Optional<Decision> answered(RolloutState state, String hook, PauseAnswer answer) {
        return PauseAnswers.take(state, hook, answer, "alice", NOW);
    }

    @Test
    public void theFirstAnswerCounts() {
        Decision first =
                answered(paused(Phase.FOLLOWING), "hook", PauseAnswer.CONTINUE).orElseThrow();
        Pause pause = first.state().pauses.get(0);
        assertThat(pause.answer(), is(PauseAnswer.CONTINUE));
        assertThat(pause.by(), is("alice"));
        assertThat(first.messages(), contains(containsString("01:05")));
        assertThat(first.messages(), contains(containsString("alice")));

        assertThat(answered(first.state(), "hook", PauseAnswer.ROLLBACK).isPresent(), is(false));
    }

    @Test
    public void whatDoesNotWaitTakesNoAnswer() {
        assertThat(
                answered(paused(Phase.FOLLOWING), "another", PauseAnswer.CONTINUE)
                        .isPresent(),
                is(false));

        RolloutState stopping = paused(Phase.FOLLOWING);
        stopping.stop.stopReason = StopReason.ABORT;
        assertThat(answered(stopping, "hook", PauseAnswer.CONTINUE).isPresent(), is(false));
        RolloutState ended = paused(Phase.ENDED);
        ended.verdict = Verdict.SUPERSEDED;
        assertThat(answered(ended, "hook", PauseAnswer.CONTINUE).isPresent(), is(false));
    }

    @Test
    public void inARollbackItIsTheRollbackThatWaits() {
        RolloutState back = Seen.state(
                Phase.ROLLING_BACK,
                DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5"));
        back.tasks.rollback = paused(Phase.FOLLOWING);

        Decision answer = answered(back, "hook", PauseAnswer.CONTINUE).orElseThrow();

        assertThat(answer.state().phase, is(Phase.ROLLING_BACK));
        assertThat(answer.state().tasks.rollback.pauses.get(0).answer(), is(PauseAnswer.CONTINUE));
        assertThat("and the page shows it", answer.state().pauses.get(0).by(), is("alice"));
        assertThat(answer.messages().size(), is(1));
        assertThat(answered(back, "another", PauseAnswer.CONTINUE).isPresent(), is(false));
    }
}
