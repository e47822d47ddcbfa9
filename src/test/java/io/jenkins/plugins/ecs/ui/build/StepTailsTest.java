package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.Test;

/** How often the logs of a step are read for the pages that show them. */
public class StepTailsTest {

    private static final List<String> IDS =
            IntStream.range(0, 50).mapToObj(i -> "d" + i).toList();

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<String> reads = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private long now = 1_000_000;

    private final StepTails tails = new StepTails(IDS, this::read, waiting::add, () -> now);

    private LogTail read(String id) {
        if (broken.contains(id)) {
            throw new IllegalStateException("for a test");
        }
        reads.add(id);
        return tail("line " + reads.size());
    }

    private static LogTail tail(String line) {
        return new LogTail(List.of(new LogTail.Part("app", "t1", List.of(line))), "");
    }

    private String line(String id) {
        return tails.last(id).map(tail -> tail.parts().get(0).lines().get(0)).orElse("");
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Test
    public void nothingIsReadWhileNobodyLooks() {
        tails.look(List.of());
        assertThat(waiting.size(), is(0));
        assertThat(tails.last("d0"), is(Optional.empty()));
    }

    @Test
    public void onlyWhatIsShownIsReadInTheBackground() {
        tails.look(List.of("d7"));
        assertThat(tails.last("d7"), is(Optional.empty()));
        work();
        assertThat(reads, contains("d7"));
        assertThat(line("d7"), is("line 1"));
    }

    @Test
    public void manyPagesReadNoMoreThanOne() {
        for (int i = 0; i < 20; i++) {
            tails.look(List.of("d0"));
        }
        assertThat("a read that runs is not doubled", waiting.size(), is(1));
        work();
        now += 4_999;
        tails.look(List.of("d0"));
        assertThat(waiting.size(), is(0));
        now += 1;
        tails.look(List.of("d0"));
        work();
        assertThat(line("d0"), is("line 2"));
    }

    @Test
    public void aSlowReadIsNotRepeatedAtOnce() {
        tails.look(List.of("d0"));
        now += 60_000;
        work();
        tails.look(List.of("d0"));
        assertThat(waiting, is(empty()));
    }

    @Test
    public void ofFiftyLogsOnlyThreeAreReadWithinFiveSecondsAndEachHasItsTurn() {
        for (int i = 0; i < 30; i++) {
            int before = reads.size();
            tails.look(IDS);
            work();
            assertThat(reads.size() - before, lessThanOrEqualTo(3));
            now += 2_000;
        }
        assertThat("twenty intervals of at least five seconds", reads.size(), is(30));
        assertThat("no one twice before all others once", new HashSet<>(reads).size(), is(30));
        for (int i = 0; i < 21; i++) {
            tails.look(IDS);
            work();
            now += 2_000;
        }
        assertThat(new HashSet<>(reads).size(), is(50));
    }

    @Test
    public void aPageIsNotStarvedByAnotherOne() {
        List<String> first = List.of("d0", "d1", "d2");
        for (int i = 0; i < 10; i++) {
            tails.look(first);
            work();
            tails.look(List.of("d3"));
            work();
            now += 2_000;
        }
        assertThat(reads.contains("d3"), is(true));
    }

    @Test
    public void aLogThatIsNoLongerShownIsNotReadForOthers() {
        tails.look(List.of("d0", "d1", "d2", "d3"));
        work();
        assertThat(reads, contains("d0", "d1", "d2"));
        now += 10_000;
        tails.look(List.of("d0"));
        work();
        assertThat(reads, contains("d0", "d1", "d2", "d0"));
    }

    @Test
    public void anErrorKeepsWhatWasReadBeforeAndIsNotRepeatedAtOnce() {
        tails.look(List.of("d0"));
        work();
        broken.add("d0");
        now += 5_000;
        tails.look(List.of("d0"));
        work();
        assertThat(line("d0"), is("line 1"));

        broken.clear();
        tails.look(List.of("d0"));
        assertThat(waiting, is(empty()));
        now += 5_000;
        tails.look(List.of("d0"));
        work();
        assertThat(line("d0"), is("line 2"));
    }

    @Test
    public void tooManyReadsAreTriedAgainLater() {
        boolean[] full = {true};
        StepTails crowded = new StepTails(
                IDS,
                this::read,
                task -> {
                    if (full[0]) {
                        throw new RejectedExecutionException();
                    }
                    task.run();
                },
                () -> now);
        crowded.look(List.of("d0"));
        assertThat(crowded.last("d0"), is(Optional.empty()));
        full[0] = false;
        now += 5_000;
        crowded.look(List.of("d0"));
        assertThat(crowded.last("d0").isPresent(), is(true));
    }
}
