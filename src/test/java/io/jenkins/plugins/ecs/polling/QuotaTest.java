package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Calls stay below the quotas that AWS publishes, with a share left for people; turns are in order. */
public class QuotaTest extends WatchTestCase {

    private final FakeEcs ecs = ecs("123456789012");

    /** Calls that a bucket of AWS's would have refused, if others used up a part of it. */
    private static int refused(List<FakeEcs.Sent> sent, double burst, double rate) {
        double tokens = burst;
        long at = 0;
        int refused = 0;
        for (FakeEcs.Sent call : sent) {
            tokens = Math.min(burst, tokens + (call.at() - at) * rate / 1000);
            at = call.at();
            // Turns are rounded up to whole milliseconds; the sums here are not.
            if (tokens + 1e-6 >= 1) {
                tokens--;
            } else {
                refused++;
            }
        }
        return refused;
    }

    @Test
    public void aThousandBuildsStayWithinFourFifthsOfTheQuota() {
        builds(1_000, ecs);

        workers.advance(120_000);

        List<FakeEcs.Sent> sent = ecs.sent("DescribeServiceDeployments");
        assertThat(refused(sent, 40, 16), is(0));
        assertThat("and all of them are looked at every 7 s or sooner", sent.size(), greaterThan(850));
    }

    @Test
    public void twoHundredBuildsNeedTwoCallsASecond() {
        builds(200, ecs);
        workers.advance(10_000);
        ecs.sent.clear();

        workers.advance(60_000);

        assertThat(ecs.sent.size(), lessThanOrEqualTo(2 * 60 + 2));
    }

    @Test
    public void callsThatCannotBeSharedWaitForTheirTurnInOrder() {
        List<Build> builds = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String family = "family" + i;
            Build build = new Build(ecs, ecs, api -> "" + api.newestRevisions(family, 1));
            build.every = 3_600_000;
            builds.add(build.start(0));
        }

        workers.advance(60_000);

        List<FakeEcs.Sent> sent = ecs.sent("ListTaskDefinitions");
        assertThat(sent.size(), is(300));
        assertThat(refused(sent, 40, 16), is(0));
        assertThat(sent.get(299).at(), lessThan(17_000L));
        for (int i = 1; i < 300; i++) {
            assertThat(builds.get(i).at.get(0) >= builds.get(i - 1).at.get(0), is(true));
        }
    }

    @Test
    public void registrationsTakeTurnsOneASecondAfterABurst() {
        List<Long> at = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            PollSubscription seat = watch.join(ecs, PLACE, ecs, null);
            register(seat, at);
        }

        workers.advance(19);
        assertThat("one of AWS's twenty is left", at.size(), is(19));
        workers.advance(10_000);
        assertThat(at.size(), is(29));
        workers.advance(60_000);

        assertThat(at.size(), is(50));
        assertThat(refused(ecs.sent("RegisterTaskDefinition"), 20, 1), is(0));
    }

    private void register(PollSubscription seat, List<Long> at) {
        seat.next(0, () -> {
            long turnIn = seat.turnIn("RegisterTaskDefinition");
            if (turnIn > 0) {
                seat.next(turnIn, () -> again(seat, at));
            } else {
                again(seat, at);
            }
        });
    }

    private void again(PollSubscription seat, List<Long> at) {
        seat.ecs()
                .call(
                        "RegisterTaskDefinition",
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
        at.add(workers.now());
    }

    @Test
    public void whoComesLaterWaitsLongerAlsoOnAnotherWayToTheSameAccount() {
        FakeEcs role = ecs("123456789012");
        Build one = new Build(ecs, ecs, service("prod", "api")).start(0);
        Build two = new Build(role, role, service("prod", "api")).start(0);
        workers.advance(100);

        for (int i = 0; i < 19; i++) {
            assertThat(one.seat.turnIn("RegisterTaskDefinition"), is(0L));
        }

        assertThat(two.seat.turnIn("RegisterTaskDefinition"), is(1_000L));
        assertThat(one.seat.turnIn("RegisterTaskDefinition"), is(2_000L));
        assertThat("a place in the queue is kept", two.seat.turnIn("RegisterTaskDefinition"), is(1_000L));
    }

    @Test
    public void otherAccountsAndRegionsHaveQuotasOfTheirOwn() {
        FakeEcs other = ecs("210987654321");
        Build one = new Build(ecs, ecs, service("prod", "api")).start(0);
        Build two = new Build(other, other, service("prod", "api")).start(0);
        workers.advance(100);
        for (int i = 0; i < 25; i++) {
            one.seat.turnIn("RegisterTaskDefinition");
        }

        assertThat(two.seat.turnIn("RegisterTaskDefinition"), is(0L));
        assertThat(
                watch.budget("eu-central-1", "123456789012").reserve("RegisterTaskDefinition", workers.now()),
                greaterThan(workers.now()));
        assertThat(
                watch.budget("us-east-1", "123456789012").reserve("RegisterTaskDefinition", workers.now()),
                is(workers.now()));
    }

    @Test
    public void aPlaceInTheQueueThatIsNotNeededAnyMoreIsGivenBack() {
        Build one = new Build(ecs, ecs, service("prod", "api")).start(0);
        Build two = new Build(ecs, ecs, service("prod", "api")).start(0);
        workers.advance(100);
        for (int i = 0; i < 19; i++) {
            two.seat.turnIn("RegisterTaskDefinition");
        }
        assertThat(one.seat.turnIn("RegisterTaskDefinition"), is(1_000L));

        one.seat.close();

        assertThat(two.seat.turnIn("RegisterTaskDefinition"), is(1_000L));
    }

    @Test
    public void throttledCallsAreFollowedByFewerNotByMore() {
        List<Build> builds = builds(400, ecs);
        workers.advance(20_000);
        ecs.fault = (operation, input) -> {
            throw FakeEcs.failure(Kind.THROTTLED, operation);
        };
        ecs.sent.clear();

        workers.advance(60_000);

        assertThat("a call every other second, where 192 would be made", ecs.sent.size(), lessThan(40));
        ecs.fault = (operation, input) -> {};
        ecs.sent.clear();
        workers.advance(60_000);
        builds.forEach(build -> assertThat(build.last().substring(0, 2), is("of")));
    }

    @Test
    public void aBucketHoldsBackForARandomPartOfATimeThatDoubles() {
        long[] longest = {1_000, 2_000, 4_000, 8_000, 8_000, 8_000};
        TokenBucket bucket = new TokenBucket(10, 1_000, 0);
        long now = 0;
        for (long bound : longest) {
            now += 100_000;
            bucket.refused(now, 0.999);
            long turn = bucket.reserve(now);
            assertThat(turn - now, lessThanOrEqualTo(bound + 1));
            assertThat(turn - now, greaterThan(bound * 9 / 10));
        }
        bucket.accepted();
        now += 100_000;
        bucket.refused(now, 0.5);
        assertThat(bucket.reserve(now) - now, lessThanOrEqualTo(501L));
    }
}
