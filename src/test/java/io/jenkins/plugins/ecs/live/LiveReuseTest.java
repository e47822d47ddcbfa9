package io.jenkins.plugins.ecs.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

/** When ECS is asked, and when what is known is used again. */
public class LiveReuseTest {

    private static final long NOW = 1_700_000_000_000L;

    private static LiveAnswer answer(long secondsAgo) {
        return LiveAnswer.of(NOW - secondsAgo * 1000, null);
    }

    private static boolean due(LiveAnswer known, long askedSecondsAgo, long changedSecondsAgo) {
        return LiveReuse.isDue(
                known,
                askedSecondsAgo < 0 ? 0 : NOW - askedSecondsAgo * 1000,
                changedSecondsAgo < 0 ? 0 : NOW - changedSecondsAgo * 1000,
                NOW);
    }

    @Test
    public void whatWasNeverReadIsAsked() {
        assertThat(due(LiveAnswer.NONE, -1, -1), is(true));
    }

    @Test
    public void aYoungAnswerIsUsedAgain() {
        assertThat(due(answer(0), -1, -1), is(false));
        assertThat(due(answer(14), -1, -1), is(false));
        assertThat(due(answer(15), -1, -1), is(true));
    }

    @Test
    public void whatIsBeingReadIsNotAskedTwice() {
        assertThat(due(LiveAnswer.NONE, 0, -1), is(false));
        assertThat(due(answer(60), 100, -1), is(false));
        assertThat("no answer for two minutes", due(answer(200), 120, -1), is(true));
        assertThat(
                "asked in the future, by a clock that was set back",
                LiveReuse.isDue(LiveAnswer.NONE, NOW + 5_000, 0, NOW),
                is(true));
    }

    @Test
    public void aRefusalIsNotRepeatedForAMinute() {
        LiveAnswer refused = LiveAnswer.refused(NOW - 59_000, "not allowed to read", "");
        assertThat(due(refused, -1, 1), is(false));
        assertThat(LiveReuse.isDue(refused, 0, 0, NOW + 1_000), is(true));
    }

    @Test
    public void anAnswerFromBeforeTheEndOfADeploymentIsTooOld() {
        assertThat(due(answer(10), -1, 5), is(true));
        assertThat(due(answer(5), -1, 10), is(false));
        assertThat("by a clock that was set back", LiveReuse.isDue(answer(5), 0, NOW + 60_000, NOW), is(false));
    }

    @Test
    public void anAnswerOfTheFutureIsNone() {
        assertThat(due(answer(-60), -1, -1), is(true));
    }
}
