package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.PausedOutcomes;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import org.junit.Test;

/** What a page says of a pause. */
public class PauseViewTest {

    private static PauseView view(Outcome outcome) {
        return new PauseView(outcome.pauses().get(0));
    }

    @Test
    public void oneThatWaitsSaysWhatHappensIfNobodyAnswers() {
        PauseView waiting = view(PausedOutcomes.open("POST_SCALE_UP", 12.5, 1_772_442_000_000L, "ROLLBACK"));
        assertThat(waiting.getTitle(), is("paused at POST_SCALE_UP"));
        assertThat(waiting.getDeadline(), is("until 2026-03-02 09:00 UTC; then ECS rolls back"));
        assertThat(waiting.getTraffic(), is("12.5 %"));
        assertThat(waiting.getEnd(), is(""));
    }

    @Test
    public void oneThatWasAnsweredSaysByWhomAndWhen() {
        PauseView answered = view(PausedOutcomes.answered(PauseAnswer.CONTINUE, "alice", 1_772_442_000_000L));
        assertThat(answered.getEnd(), is("continued by alice, 2026-03-02 09:00 UTC"));
        assertThat(answered.getAnswer(), is("CONTINUE"));
    }

    @Test
    public void whatEcsDoesNotSayIsLeftOut() {
        PauseView bare = view(PausedOutcomes.open("", -1, 0, ""));
        assertThat(bare.getTitle(), is("paused"));
        assertThat(bare.getDeadline(), is(""));
        assertThat(bare.getTraffic(), is(""));
    }
}
