package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** When an open page reloads its panels because of the log of new tasks. */
public class LiveStateTest {

    private static final LiveState STATE = LiveState.of(List.of(), List.of(), List.of(), List.of(), List.of());

    private static String stamp(String id, LogTail tail) {
        return STATE.with(Map.of(id, Optional.ofNullable(tail))).getStamp();
    }

    private static LogTail lines(String... lines) {
        return new LogTail(List.of(new LogTail.Part("app", "t1", List.of(lines))), "");
    }

    @Test
    public void withoutLogsNothingChanges() {
        assertThat(STATE.with(Map.of()).getStamp(), is(STATE.getStamp()));
    }

    @Test
    public void aLogThatIsOpenedAndOneThatWasReadAreChanges() {
        assertThat(stamp("a", null), is(not(STATE.getStamp())));
        assertThat(stamp("b", null), is(not(stamp("a", null))));
        assertThat(stamp("a", LogTail.NONE), is(not(stamp("a", null))));
    }

    @Test
    public void newLinesAreAChangeAndTheSameAreNone() {
        assertThat(stamp("a", lines("one")), is(stamp("a", lines("one"))));
        assertThat(stamp("a", lines("one", "two")), is(not(stamp("a", lines("one")))));
    }
}
