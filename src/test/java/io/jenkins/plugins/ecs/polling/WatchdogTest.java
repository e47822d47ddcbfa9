package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** What nobody polls any more is found and taken up again, and costs nothing where there is none. */
public class WatchdogTest extends WatchTestCase {

    private final Watchdog watchdog = new Watchdog(workers, workers::now);

    private final class Build implements Watchdog.Polled {
        final List<Long> takenUp = new ArrayList<>();
        long polledAt = workers.now();

        @Override
        public long polledAt() {
            return polledAt;
        }

        @Override
        public void takeUpAgain() {
            takenUp.add(workers.now());
            polledAt = workers.now();
        }

        @Override
        public String name() {
            return "a build";
        }
    }

    @Test
    public void oneThatNobodyPollsIsTakenUpAfterTwoMinutes() {
        Build build = new Build();
        watchdog.add(build);

        workers.advance(200_000);

        assertThat(build.takenUp, contains(150_000L));
    }

    @Test
    public void oneThatIsPolledOrDueLaterIsLeftAlone() {
        Build polled = new Build();
        Build later = new Build();
        later.polledAt = 3_600_000;
        watchdog.add(polled);
        watchdog.add(later);
        for (int i = 0; i < 20; i++) {
            workers.advance(60_000);
            polled.polledAt = workers.now();
        }

        assertThat(polled.takenUp.size() + later.takenUp.size(), is(0));
    }

    @Test
    public void oneThatCannotBeTakenUpKeepsNoOther() {
        watchdog.add(new Watchdog.Polled() {
            @Override
            public long polledAt() {
                return 0;
            }

            @Override
            public void takeUpAgain() {
                throw new NoClassDefFoundError("as the test has it");
            }

            @Override
            public String name() {
                return "a broken build";
            }
        });
        Build build = new Build();
        watchdog.add(build);

        workers.advance(200_000);

        assertThat(build.takenUp, contains(150_000L));
    }

    @Test
    public void aJvmThatStoodStillHasLostNobody() {
        long[] stood = {0};
        Watchdog pausing = new Watchdog(workers, () -> workers.now() + stood[0]);
        Build build = new Build();
        pausing.add(build);
        workers.advance(29_000);
        stood[0] = 600_000;

        workers.advance(1_000);
        assertThat(build.takenUp.size(), is(0));

        workers.advance(30_000);
        assertThat("but who is not polled after it is", build.takenUp.size(), is(1));
    }

    @Test
    public void whereNothingIsPolledNothingIsDone() {
        Build build = new Build();
        watchdog.add(build);
        watchdog.remove(build);

        workers.advance(600_000);

        assertThat(build.takenUp.size(), is(0));
        assertThat(workers.timers(), is(0));
    }

    @Test
    public void oneTimerIsEnoughForThousands() {
        for (int i = 0; i < 1_000; i++) {
            watchdog.add(new Build());
        }

        assertThat(workers.timers(), lessThanOrEqualTo(1));
    }

    @Test
    public void whoLeavesALaneThatDoesNotWorkJoinsAnother() {
        FakeEcs ecs = ecs("123456789012");
        PollSubscription first = watch.join(ecs, PLACE, ecs, null);
        first.forsake();
        PollSubscription second = watch.join(ecs, PLACE, ecs, null);
        List<String> seen = new ArrayList<>();
        second.next(0, () -> seen.add("polled"));
        first.next(0, () -> seen.add("left"));
        workers.advance(1_000);

        assertThat(second, is(not(sameInstance(first))));
        assertThat(seen, contains("polled"));
        assertThat(watch.lanes(), is(1));
    }
}
