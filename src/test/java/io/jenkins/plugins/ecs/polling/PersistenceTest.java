package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Slow answers, calls that hang, errors and pools without threads: every round comes to decide, and none hangs. */
public class PersistenceTest extends WatchTestCase {

    private final FakeEcs ecs = ecs("123456789012");

    @Test
    public void aServiceOfManyTasksIsSeenThoughEachReadTakesASecond() {
        ecs.tasks = 450;
        ecs.fault = (operation, input) -> workers.spend(1_000);
        Build build = new Build(
                        ecs,
                        ecs,
                        api -> api.service("prod", "api").get().name() + " "
                                + api.tasks("prod", "api", "RUNNING", 500).size())
                .start(0);

        workers.advance(20_000);

        assertThat(build.seen.get(0), is("api 450"));
        assertThat("each page and each hundred tasks once a round", build.at.get(0), lessThan(12_000L));
    }

    @Test
    public void aReadIsGoodForItsRoundHoweverOldItIs() {
        // A clock that moves on whenever it is read.
        long[] skew = {0};
        SharedPoller hurried = new SharedPoller(workers, () -> workers.now() + skew[0]++, () -> 0.5);
        List<String> seen = new ArrayList<>();
        PollSubscription seat = hurried.join(ecs, PLACE, ecs, null);
        var api = new io.jenkins.plugins.ecs.aws.ecs.EcsJsonApi(seat.ecs());
        seat.next(0, () -> {
            skew[0] += 4_999;
            seen.add(api.service("prod", "api").get().name());
        });

        workers.advance(10_000);

        assertThat(seen, contains("api"));
        assertThat(ecs.sent, hasSize(1));
    }

    @Test
    public void anErrorInASharedReadIsToldToAllWhoWaitForIt() {
        List<Build> builds = builds(20, ecs);
        ecs.fault = (operation, input) -> {
            throw new StackOverflowError();
        };
        workers.advance(1_000);
        builds.forEach(build -> assertThat(build.last(), is("LOST")));

        ecs.fault = (operation, input) -> {};
        workers.advance(10_000);

        builds.forEach(build -> assertThat(build.last(), startsWith("of arn")));
    }

    @Test
    public void anErrorInARoundIsFollowedByAnotherRound() {
        PollSubscription seat = watch.join(ecs, PLACE, ecs, null);
        List<Long> at = new ArrayList<>();
        seat.next(0, () -> {
            at.add(workers.now());
            throw new NoClassDefFoundError("as the test has it");
        });

        workers.advance(61_000);

        assertThat(at.size(), greaterThan(4));
        assertThat(at.size(), lessThanOrEqualTo(8));
    }

    @Test
    public void aRoundWhoseReadHangsIsRunAgainWithoutItAndKnowsThatItWaitsLong() {
        boolean[] hang = {false};
        List<Runnable> hung = new ArrayList<>();
        SharedPoller hanging = watch(task -> {
            if (hang[0]) {
                hung.add(task);
                hang[0] = false;
            } else {
                workers.run(task);
            }
        });
        PollSubscription seat = hanging.join(ecs, PLACE, ecs, null);
        var api = new io.jenkins.plugins.ecs.aws.ecs.EcsJsonApi(seat.ecs());
        List<String> decided = new ArrayList<>();
        seat.next(0, () -> {
            if (seat.waitsLong()) {
                decided.add("after " + workers.now());
                return;
            }
            hang[0] = hung.isEmpty();
            decided.add(api.service("prod", "api").get().name());
        });

        workers.advance(60_000);

        assertThat(decided, contains("after 10000"));
        assertThat("one call for all runs of the round", hung, hasSize(1));
    }

    @Test
    public void aJvmThatStoodStillDoesNotMakeARoundOneThatWaitsLong() {
        PollSubscription seat = watch.join(ecs, PLACE, ecs, null);
        var api = new io.jenkins.plugins.ecs.aws.ecs.EcsJsonApi(seat.ecs());
        ecs.fault = (operation, input) -> workers.spend(30_000);
        List<Object> seen = new ArrayList<>();
        seat.next(0, () -> {
            seen.add(seat.waitsLong());
            seen.add(api.service("prod", "api").get().name());
        });

        workers.advance(60_000);

        assertThat(seen.subList(seen.size() - 2, seen.size()), contains(false, "api"));
    }

    @Test
    public void aPoolWithoutThreadsIsAskedAgain() {
        int[] refusals = {3};
        SharedPoller poor = watch(task -> {
            if (refusals[0]-- > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            workers.run(task);
        });
        PollSubscription seat = poor.join(ecs, PLACE, ecs, null);
        var api = new io.jenkins.plugins.ecs.aws.ecs.EcsJsonApi(seat.ecs());
        List<String> seen = new ArrayList<>();
        seat.next(0, () -> {
            try {
                seen.add(api.service("prod", "api").get().name());
            } catch (io.jenkins.plugins.ecs.aws.AwsFailure told) {
                seat.next(1_000, () -> seen.add(api.service("prod", "api").get().name()));
            }
        });

        workers.advance(60_000);

        assertThat(seen, contains("api"));
    }

    private SharedPoller watch(java.util.function.Consumer<Runnable> threads) {
        PollerExecutor own = new PollerExecutor() {
            @Override
            public void run(Runnable task) {
                threads.accept(task);
            }

            @Override
            public void later(Runnable task, long inMillis) {
                workers.later(task, inMillis);
            }
        };
        return new SharedPoller(own, workers::now, () -> 0.5);
    }
}
