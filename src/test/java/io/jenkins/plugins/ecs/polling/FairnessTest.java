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

/** Nobody is kept waiting by the many, the broken or the slow. */
public class FairnessTest extends WatchTestCase {

    @Test
    public void eachOfManyBuildsGetsAsManyLooksAsTheOthers() {
        FakeEcs ecs = ecs("123456789012");
        List<Build> builds = builds(700, ecs);

        workers.advance(300_000);

        int most = builds.stream().mapToInt(b -> b.seen.size()).max().orElse(0);
        int fewest = builds.stream().mapToInt(b -> b.seen.size()).min().orElse(0);
        assertThat(fewest, greaterThan(40));
        assertThat((double) most / fewest, lessThan(2.1));
    }

    @Test
    public void theLongestGapBetweenTwoLooksOfABuildIsBounded() {
        FakeEcs ecs = ecs("123456789012");
        List<Build> builds = builds(1_000, ecs);

        workers.advance(120_000);

        for (Build build : builds) {
            for (int i = 3; i < build.at.size(); i++) {
                assertThat(build.at.get(i) - build.at.get(i - 1), lessThan(9_500L));
            }
        }
    }

    @Test
    public void anAccountWithFiveHundredBuildsDoesNotSlowDownAnotherWithOne() {
        FakeEcs big = ecs("123456789012");
        FakeEcs small = ecs("210987654321");
        builds(500, big);
        Build lone = new Build(small, small, service("prod", "api")).start(0);

        workers.advance(50_000);

        assertThat(lone.seen.size(), greaterThan(18));
    }

    @Test
    public void anotherIdentityOfTheSameAccountGetsItsTurns() {
        FakeEcs big = ecs("123456789012");
        FakeEcs small = ecs("123456789012");
        List<Build> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String name = "s" + i;
            many.add(new Build(
                            big,
                            big,
                            api -> "" + api.tasks("prod", name, "RUNNING", 10).size())
                    .start(0));
        }
        Build lone = new Build(
                        small,
                        small,
                        api -> "" + api.tasks("prod", "own", "RUNNING", 10).size())
                .start(0);

        workers.advance(60_000);

        assertThat(
                "500 share 16 calls a second, and there are two for each",
                many.get(0).seen.size(),
                lessThan(12));
        assertThat(lone.seen.size(), greaterThan(15));
    }

    @Test
    public void aCredentialThatIsDeniedHoldsNobodyElse() {
        FakeEcs denied = ecs("123456789012");
        denied.fault = (operation, input) -> {
            throw FakeEcs.failure(Kind.DENIED, operation);
        };
        FakeEcs well = ecs("123456789012");
        List<Build> refused = builds(100, denied);
        refused.forEach(build -> build.every = 60_000);
        List<Build> others = builds(20, well);

        workers.advance(25_000);

        refused.forEach(build -> assertThat(build.last(), is("DENIED")));
        others.forEach(build -> {
            assertThat(build.last().substring(0, 2), is("of"));
            assertThat(build.seen.size(), greaterThan(8));
        });
    }

    @Test
    public void anEndpointThatDoesNotAnswerHoldsFourThreadsAtMostAndThenTwo() {
        FakeEcs slow = ecs("123456789012");
        List<Integer> busy = new ArrayList<>();
        slow.fault = (operation, input) -> {
            // This call's thread, and those that its lane has asked for meanwhile.
            busy.add(1 + workers.handedOut());
            throw FakeEcs.failure(Kind.LOST, operation);
        };
        for (int i = 0; i < 100; i++) {
            String family = "family" + i;
            new Build(slow, slow, api -> "" + api.newestRevisions(family, 1)).start(0);
        }

        workers.advance(30_000);

        assertThat(busy.stream().mapToInt(Integer::intValue).max().orElse(0), lessThanOrEqualTo(4));
        assertThat(
                "one call, and one round",
                busy.subList(10, busy.size()).stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0),
                lessThanOrEqualTo(2));
    }

    @Test
    public void aRoundThatBreaksIsOverAndTheOthersGoOn() {
        FakeEcs ecs = ecs("123456789012");
        Build broken = new Build(ecs, ecs, api -> {
                    throw new IllegalStateException("a bug");
                })
                .start(0);
        Build well = new Build(ecs, ecs, service("prod", "api")).start(0);

        workers.advance(10_000);

        assertThat(broken.seen.size(), is(0));
        assertThat(well.seen.size(), greaterThan(3));
    }

    @Test
    public void fiveHundredBuildsThatComeBackAtOnceAreAllLookedAtWithinSeconds() {
        FakeEcs ecs = ecs("123456789012");
        List<Build> builds = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String name = "s" + i;
            String arn = ecs.arn("service-deployment/prod/s" + i + "/1");
            builds.add(new Build(
                            ecs,
                            ecs,
                            api -> api.serviceDeployment(arn).get().status()
                                    + api.service("prod", name).get().name())
                    .start(0));
        }

        workers.advance(10_000);

        long last = builds.stream().mapToLong(b -> b.at.get(0)).max().orElseThrow();
        assertThat("25 and 50 calls", last, lessThan(2_000L));
    }
}
