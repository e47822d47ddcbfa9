package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

/** Order, retries and silence of one receiver. */
public class LaneTest {

    private static final long T0 = Events.T0;
    private final Lane lane = new Lane();

    @Test
    public void laterEventsOfAServiceWaitForAFailedOneAndThoseOfOthersDoNot() {
        lane.add(Events.of("a1", "api"), T0, 0);
        lane.add(Events.of("a2", "api"), T0, 0);
        lane.add(Events.of("w1", "web"), T0, 0);

        fail("a1", T0, 0);
        deliver("w1", T0);
        assertThat(lane.take(T0), is(Optional.empty()));

        deliver("a1", T0 + 5_000);
        deliver("a2", T0 + 5_000);
        assertThat(lane.size(), is(0));
        assertThat(lane.failingSince(), is(0L));
    }

    @Test
    public void onlyOneEventIsUnderWay() {
        lane.add(Events.of("a1", "api"), T0, 0);
        lane.add(Events.of("w1", "web"), T0, 0);

        lane.take(T0).orElseThrow();

        assertThat(lane.take(T0), is(Optional.empty()));
        assertThat(lane.take(T0 + 1), is(Optional.empty()));
    }

    @Test
    public void aDeadReceiverIsProbedWithTheOldestEventOnly() {
        for (String service : new String[] {"s1", "s2", "s3", "s4", "s5", "s6"}) {
            lane.add(Events.of(service, service), T0, 0);
        }
        for (String service : new String[] {"s1", "s2", "s3", "s4", "s5"}) {
            fail(service, T0, 0);
        }

        assertThat("the sixth is not tried", lane.take(T0), is(Optional.empty()));
        long due = lane.dueAt();
        fail("s1", due, 0);
        assertThat(lane.take(due), is(Optional.empty()));
        deliver("s1", lane.dueAt());
        deliver("s2", T0 + Duration.ofHours(2).toMillis());
    }

    @Test
    public void retryAfterHoldsBackAllEvents() {
        lane.add(Events.of("a1", "api"), T0, 0);
        lane.add(Events.of("w1", "web"), T0, 0);

        fail("a1", T0, Duration.ofHours(1).toMillis());

        assertThat(lane.dueAt(), is(T0 + Duration.ofHours(1).toMillis()));
        assertThat(lane.take(T0 + Duration.ofMinutes(59).toMillis()), is(Optional.empty()));
    }

    @Test
    public void delaysGrowToAnHourWithFullJitter() {
        assertThat(RetryDelay.after(1, 0.5), is(2_500L));
        assertThat(RetryDelay.after(2, 0.5), is(5_000L));
        assertThat(RetryDelay.after(1, 0), is(1_000L));
        assertThat(RetryDelay.after(500, 0.999999), is(lessThanOrEqualTo(3_600_000L)));
        assertThat(RetryDelay.after(500, 0.999999), is(greaterThanOrEqualTo(3_599_000L)));
    }

    @Test
    public void retryAfterIsReadAsSecondsAndAsATime() {
        assertThat(RetryDelay.askedFor("3600", T0), is(3_600_000L));
        assertThat(RetryDelay.askedFor("Tue, 14 Nov 2023 22:13:50 GMT", T0), is(30_000L));
        assertThat(RetryDelay.askedFor("999999999", T0), is(Duration.ofHours(24).toMillis()));
        for (String nonsense : new String[] {null, "", "soon", "-5", "1e9", "Tue, 14 Nov 2000 22:13:50 GMT"}) {
            assertThat(RetryDelay.askedFor(nonsense, T0), is(0L));
        }
    }

    private void deliver(String id, long now) {
        lane.sent(take(id, now), SendResult.delivered(200), now, 0.5);
    }

    private void fail(String id, long now, long retryAfter) {
        lane.sent(take(id, now), SendResult.failed(500, "HTTP status 500", retryAfter), now, 0.5);
    }

    private Lane.Waiting take(String id, long now) {
        Lane.Waiting taken = lane.take(now).orElseThrow();
        assertThat(taken.event().getId(), is(id));
        return taken;
    }
}
