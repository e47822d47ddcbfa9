package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** When rounds are due: by the interval asked for, by the number of builds, and by events. */
public class RoundScheduleTest extends WatchTestCase {

    private final RoundSchedule schedule = new RoundSchedule();

    private PollSubscription subscription() {
        schedule.joined();
        return new Build(this, (operation, input) -> input, ecs -> "").seat;
    }

    private List<PollSubscription> woken(long now) {
        List<PollSubscription> woken = new ArrayList<>();
        schedule.wake(now, woken::add);
        return woken;
    }

    private static ReadRequest service(String name) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("cluster", "prod");
        input.putArray("services").add(name);
        return ReadRequest.of("DescribeServices", input).get(0);
    }

    @Test
    public void roundsAreDueInTheirOrder() {
        PollSubscription late = subscription();
        PollSubscription early = subscription();
        PollSubscription atOnce = subscription();
        schedule.add(late, 4_000, 1_000);
        schedule.add(early, 3_000, 1_000);
        schedule.add(atOnce, 0, 1_000);

        assertThat(schedule.takeReady(), is(atOnce));
        assertThat(schedule.hasReady(), is(false));
        assertThat(schedule.nextDue(), is(4_000L));
        assertThat(woken(3_999), is(List.of()));
        assertThat(woken(4_000), is(List.of(early)));
        assertThat(woken(9_000), is(List.of(late)));
        assertThat(schedule.nextDue(), is(Long.MAX_VALUE));
    }

    @Test
    public void aRoundThatWaitsForReadsIsRunWithoutThemAfterFiveSeconds() {
        PollSubscription waits = subscription();
        schedule.awaitReads(waits, 1_000);
        schedule.awaitReads(waits, 2_000);
        assertThat(schedule.nextDue(), is(7_000L));
        woken(6_999);
        assertThat(schedule.hasReady(), is(false));
        woken(7_000);
        assertThat(schedule.takeReady(), is(waits));
        assertThat(waits.reruns, is(1));
        assertThat(schedule.nextDue(), is(Long.MAX_VALUE));
    }

    @Test
    public void aRunningRoundIsNotStartedASecondTime() {
        PollSubscription runs = subscription();
        runs.running = true;
        schedule.makeReady(runs);
        assertThat(schedule.hasReady(), is(false));
    }

    @Test
    public void thoseNearTheEndSlowDownNobodyAndAreCountedOnce() {
        List<PollSubscription> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(subscription());
        }
        all.forEach(each -> schedule.add(each, 2_000, 0));
        assertThat("a thousand are too many for 2 s", all.get(999).due, is(3_500L));
        all.forEach(each -> {
            schedule.remove(each);
            schedule.add(each, 2_000, 0);
        });
        assertThat("counted again", all.get(0).due, is(3_500L));
        all.subList(0, 999).forEach(each -> {
            schedule.remove(each);
            schedule.left(each);
        });
        schedule.remove(all.get(999));
        schedule.add(all.get(999), 2_000, 0);
        assertThat("the others have left", all.get(999).due, is(2_000L));
        assertThat(schedule.isEmpty(), is(false));
        schedule.left(all.get(999));
        assertThat(schedule.isEmpty(), is(true));
    }

    @Test
    public void aCallIsFilledUpWithReadsThatAreDueSoon() {
        PollSubscription soon = subscription();
        PollSubscription notYet = subscription();
        PollSubscription unknown = subscription();
        PollSubscription action = subscription();
        soon.expected = service("soon");
        notYet.expected = service("not yet");
        action.expected = service("action");
        schedule.add(soon, 4_000, 0);
        schedule.add(notYet, 4_500, 0);
        schedule.add(unknown, 4_000, 0);
        schedule.add(action, 1_500, 0);
        BatchRequest batch = new BatchRequest(service("x").kind(), 0);
        schedule.fillUp(batch, 1_999);
        assertThat("half of the interval at most", batch.isEmpty(), is(true));
        schedule.fillUp(batch, 2_000);

        assertThat(List.copyOf(batch.reads().keySet()), is(List.of(service("soon"))));
        assertThat(soon.missing.contains(service("soon")), is(true));
        assertThat("it waits for the read now", woken(4_000).contains(soon), is(false));
        assertThat(schedule.nextDue(), is(4_500L));
        woken(7_000);
        assertThat(schedule.takeReady(), is(soon));
    }

    @Test
    public void anEventMakesARoundDueAtOnceAndFurtherOnesWithinASecond() {
        PollSubscription seldom = subscription();
        schedule.add(seldom, 60_000, 100_000);
        schedule.rouse(seldom, 110_000);
        assertThat(woken(110_000), is(List.of(seldom)));
        assertThat(seldom.attentiveUntil, is(125_000L));

        schedule.add(seldom, 60_000, 110_100);
        schedule.rouse(seldom, 110_500);
        assertThat(seldom.due, is(111_500L));
        schedule.rouse(seldom, 111_499);
        assertThat("never later than before", seldom.due, is(111_500L));
    }

    @Test
    public void withoutEventsTheSeldomRoundsAreDueSoon() {
        PollSubscription seldom = subscription();
        PollSubscription action = subscription();
        schedule.add(seldom, 60_000, 100_000);
        schedule.add(action, 20_000, 100_000);
        schedule.rouseAll(100_000);
        assertThat(seldom.due, is(105_000L));
        assertThat("what is due then", action.due, is(120_000L));
        schedule.rouseAll(101_000);
        assertThat("once is enough", seldom.due, is(105_000L));
    }
}
