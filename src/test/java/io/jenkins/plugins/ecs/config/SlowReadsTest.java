package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.config.settings.Names;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.Test;

/** How often lists of forms are read, and how long a form waits. */
public class SlowReadsTest {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private long now = 1_000_000;
    private int calls;

    private final SlowReads<Names> reads =
            new SlowReads<>(Runnable::run, () -> now, Duration.ofSeconds(2), Names::none);
    /** Of which no read ever ends by itself. */
    private final SlowReads<Names> slow = new SlowReads<>(waiting::add, () -> now, Duration.ZERO, Names::none);

    private Supplier<Names> prod() {
        return () -> {
            calls++;
            return new Names(List.of("prod"), true, "");
        };
    }

    private Supplier<Names> denied() {
        return () -> {
            calls++;
            return Names.none("ListClusters is denied");
        };
    }

    @Test
    public void aListIsReadOnceAMinute() {
        assertThat(reads.get("a", prod()).names(), is(List.of("prod")));
        now += 59_999;
        assertThat(reads.get("a", prod()).names(), is(List.of("prod")));
        assertThat(calls, is(1));

        now += 1;
        reads.get("a", prod());
        assertThat(calls, is(2));
        reads.get("b", prod());
        assertThat("another list", calls, is(3));
    }

    @Test
    public void aRefusalIsKeptAsWellAndIsNotRepeated() {
        for (int i = 0; i < 10; i++) {
            assertThat(reads.get("a", denied()).problem(), is("ListClusters is denied"));
        }
        assertThat(calls, is(1));
        now += 60_000;
        assertThat(reads.get("a", prod()).problem(), is(""));
    }

    @Test
    public void aSlowReadGivesNoNamesUntilItHasEnded() {
        Names none = slow.get("a", prod());
        assertThat(none.names(), is(empty()));
        assertThat(none.problem(), containsString("AWS has not answered within"));
        now += 120_000;
        slow.get("a", prod());
        assertThat("it is still being read", waiting.size(), is(1));

        waiting.remove().run();
        assertThat("it was asked for two minutes ago", slow.get("a", prod()).names(), is(empty()));
        waiting.remove().run();
        assertThat(slow.get("a", prod()).names(), is(List.of("prod")));
        assertThat(calls, is(2));
    }

    @Test
    public void tooManyReadsAreRefusedAndForgotten() {
        SlowReads<Names> full = new SlowReads<>(
                read -> {
                    throw new RejectedExecutionException();
                },
                () -> now,
                Duration.ofSeconds(2),
                Names::none);
        assertThat(full.get("a", prod()).problem(), containsString("try again in a minute"));
        assertThat(full.get("a", prod()).problem(), containsString("try again in a minute"));
        assertThat(calls, is(0));
    }

    @Test
    public void anErrorOfThePluginIsAProblemOfTheList() {
        Names names = reads.get("a", () -> {
            throw new IllegalStateException("broken\u202e");
        });
        assertThat(names.problem(), containsString("broken"));
        assertThat("it is cleaned", names.problem().contains("\u202e"), is(false));
    }

    @Test
    public void onlySoManyListsAreKept() {
        for (int i = 0; i < 201; i++) {
            reads.get(i, prod());
        }
        reads.get(200, prod());
        assertThat(calls, is(201));
        reads.get(0, prod());
        assertThat("the oldest was dropped", calls, is(202));
    }
}
