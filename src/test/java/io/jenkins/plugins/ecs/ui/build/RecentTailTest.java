package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.Test;

/** How often the log of a deployment is read for the pages that show it. */
public class RecentTailTest {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private long now = 1_000_000;
    private int reads;

    private LogTail read() {
        reads++;
        return new LogTail(List.of(new LogTail.Part("app", "t1", List.of("line " + reads))), "");
    }

    private static String line(LogTail tail) {
        return tail.parts().get(0).lines().get(0);
    }

    private final RecentTail tail = new RecentTail(this::read, waiting::add, () -> now);

    @Test
    public void nothingIsReadWhileNobodyLooks() {
        assertThat(tail.last(), is(LogTail.NONE));
        assertThat(waiting.size(), is(0));
    }

    @Test
    public void theFirstLookReadsInTheBackground() {
        assertThat("it is there at once", tail.look(), is(LogTail.NONE));
        waiting.remove().run();
        assertThat(line(tail.look()), is("line 1"));
        assertThat(waiting.size(), is(0));
    }

    @Test
    public void manyPagesReadNoMoreThanOne() {
        for (int i = 0; i < 20; i++) {
            tail.look();
        }
        assertThat("a read that runs is not doubled", waiting.size(), is(1));
        waiting.remove().run();
        now += 4_999;
        tail.look();
        assertThat(waiting.size(), is(0));
        now += 1;
        assertThat(line(tail.look()), is("line 1"));
        waiting.remove().run();
        assertThat(line(tail.look()), is("line 2"));
    }

    @Test
    public void anErrorKeepsWhatWasReadBeforeAndIsNotRepeatedAtOnce() {
        boolean[] broken = {false};
        RecentTail failing = new RecentTail(
                () -> {
                    if (broken[0]) {
                        throw new IllegalStateException("for a test");
                    }
                    return read();
                },
                Runnable::run,
                () -> now);
        failing.look();
        broken[0] = true;
        now += 5_000;
        assertThat(line(failing.look()), is("line 1"));
        broken[0] = false;
        assertThat(line(failing.look()), is("line 1"));
        now += 5_000;
        assertThat(line(failing.look()), is("line 2"));
    }

    @Test
    public void tooManyReadsAreTriedAgainLater() {
        RecentTail full = new RecentTail(
                this::read,
                task -> {
                    throw new RejectedExecutionException();
                },
                () -> now);
        assertThat(full.look(), is(LogTail.NONE));
        assertThat(full.look(), is(LogTail.NONE));
        assertThat(reads, is(0));
    }
}
