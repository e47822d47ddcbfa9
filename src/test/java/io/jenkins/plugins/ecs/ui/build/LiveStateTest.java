package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.List;
import org.junit.Test;

/** When an open page reloads its panels because of the log of new tasks. */
public class LiveStateTest {

    private static final LiveState STATE = LiveState.of(List.of(), List.of(), List.of(), List.of(), List.of());

    private static String stamp(String... lines) {
        LogTail tail = new LogTail(List.of(new LogTail.Part("app", "t1", List.of(lines))), "");
        return STATE.with(List.of(tail)).getStamp();
    }

    @Test
    public void withoutLogsNothingChanges() {
        assertThat(STATE.with(List.of()).getStamp(), is(STATE.getStamp()));
        assertThat(STATE.with(List.of(LogTail.NONE)).getStamp(), is(STATE.getStamp()));
    }

    @Test
    public void newLinesAreAChangeAndTheSameAreNone() {
        assertThat(stamp("one"), is(not(STATE.getStamp())));
        assertThat(stamp("one"), is(stamp("one")));
        assertThat(stamp("one", "two"), is(not(stamp("one"))));
    }
}
