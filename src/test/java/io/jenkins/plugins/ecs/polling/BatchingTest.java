package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.util.List;
import org.junit.Test;

/** What several builds want to know is asked together, and each gets what is its own. */
public class BatchingTest extends WatchTestCase {

    private final FakeEcs ecs = ecs("123456789012");

    private int subjects(FakeEcs.Sent sent, String list) {
        return sent.input().path(list).size();
    }

    @Test
    public void deploymentsAreAskedTwentyAtATimeAndEachBuildSeesItsOwn() {
        List<Build> builds = builds(50, ecs);

        workers.advance(1_000);

        for (int i = 0; i < builds.size(); i++) {
            String own = "of " + ecs.arn("service-deployment/prod/s" + i + "/1");
            assertThat(builds.get(i).seen, is(List.of(own)));
        }
        assertThat(
                ecs.sent.stream().map(s -> subjects(s, "serviceDeploymentArns")).toList(), is(List.of(20, 20, 10)));
    }

    @Test
    public void servicesAreAskedTenAtATimeForEachCluster() {
        for (int i = 0; i < 12; i++) {
            new Build(ecs, ecs, service("prod", "p" + i)).start(0);
            new Build(ecs, ecs, service("test", "t" + i)).start(0);
        }

        workers.advance(1_000);

        assertThat(ecs.sent, hasSize(4));
        assertThat(ecs.sent.stream().map(s -> subjects(s, "services")).toList(), everyItem(lessThanOrEqualTo(10)));
        for (FakeEcs.Sent sent : ecs.sent) {
            String initial = sent.input().path("cluster").asText().substring(0, 1);
            sent.input().path("services").forEach(s -> assertThat(s.asText().substring(0, 1), is(initial)));
        }
    }

    @Test
    public void tasksOfManyServicesAreDescribedInOneCall() {
        for (int i = 0; i < 30; i++) {
            String name = "s" + i;
            new Build(
                            ecs,
                            ecs,
                            api -> "" + api.tasks("prod", name, "RUNNING", 500).size())
                    .start(0);
        }

        workers.advance(2_400);

        assertThat("lists can't be shared", ecs.sent("ListTasks"), hasSize(30));
        assertThat(ecs.sent("DescribeTasks").size(), lessThanOrEqualTo(3));
    }

    @Test
    public void theSameReadOfTwoBuildsIsOneSubjectOfOneCall() {
        Build one = new Build(ecs, ecs, service("prod", "api")).start(0);
        Build two = new Build(ecs, ecs, service("prod", "api")).start(0);

        workers.advance(1_000);

        assertThat(ecs.sent, hasSize(1));
        assertThat(subjects(ecs.sent.get(0), "services"), is(1));
        assertThat(one.last() + two.last(), is("apiapi"));
    }

    @Test
    public void whatIsAskedForAloneIsTheAnswerWhateverNameItHas() {
        FakeEcs nameless = ecs("123456789012");
        Build build = new Build(
                        nameless,
                        (operation, input) -> {
                            ObjectNode answer = nameless.call(operation, input);
                            answer.path("services").forEach(service -> ((ObjectNode) service).remove("serviceArn"));
                            return answer;
                        },
                        service("prod", "api"))
                .start(0);

        workers.advance(1_000);

        assertThat(build.last(), is("api"));
    }

    @Test
    public void buildsThatBeganAtDifferentTimesComeToShareTheirCalls() {
        for (int i = 0; i < 20; i++) {
            new Build(ecs, ecs, deployment(ecs.arn("service-deployment/prod/s" + i + "/1"))).start(i * 125 + 1);
        }
        workers.advance(10_000);
        ecs.sent.clear();

        workers.advance(25_000);

        assertThat("20 builds, one call every 2.5 s or a little sooner", ecs.sent.size(), lessThanOrEqualTo(20));
    }

    @Test
    public void aLookIsNeverMadeFromWhatWasReadForTheOneBefore() {
        Build build = new Build(ecs, ecs, service("prod", "api")).start(0);

        workers.advance(26_000);

        assertThat(build.seen.size(), greaterThan(9));
        assertThat(ecs.sent, hasSize(build.seen.size()));
    }

    @Test
    public void whatAwsDoesNotKnowIsMissingToItsBuildAlone() {
        ecs.missing = subject -> subject.equals("p3");
        List<Build> builds = List.of("p1", "p2", "p3", "p4").stream()
                .map(name -> new Build(ecs, ecs, service("prod", name)).start(0))
                .toList();

        workers.advance(1_000);

        assertThat(builds.stream().map(Build::last).toList(), is(List.of("p1", "p2", "none", "p4")));
        assertThat(ecs.sent, hasSize(1));
    }

    @Test
    public void aMalformedArnFailsForItsBuildAlone() {
        List<Build> builds = builds(20, ecs);
        Build bad = new Build(ecs, ecs, deployment("nonsense")).start(0);
        ecs.fault = (operation, input) -> {
            if (input.toString().contains("nonsense")) {
                throw FakeEcs.failure(Kind.INVALID, operation);
            }
        };

        workers.advance(2_000);

        assertThat(bad.last(), is("INVALID"));
        builds.forEach(build -> assertThat(build.last().substring(0, 6), is("of arn")));
    }

    @Test
    public void aServiceThatMayNotBeSeenIsDeniedToItsBuildAloneInFewCalls() {
        ecs.fault = (operation, input) -> {
            if (input.path("services").toString().contains("\"secret\"")) {
                throw FakeEcs.failure(Kind.DENIED, operation);
            }
        };
        List<Build> builds = List.of("p1", "p2", "p3", "secret", "p5", "p6", "p7", "p8", "p9").stream()
                .map(name -> new Build(ecs, ecs, service("prod", name)).start(0))
                .toList();

        workers.advance(1_000);

        assertThat(
                builds.stream().map(Build::last).toList(),
                is(List.of("p1", "p2", "p3", "DENIED", "p5", "p6", "p7", "p8", "p9")));
        assertThat(ecs.sent.size(), is(10));
    }

    @Test
    public void aBuildThatLeavesIsNotAskedForAnyMore() {
        List<Build> builds = builds(3, ecs);
        workers.advance(1_000);
        builds.get(0).seat.close();
        builds.get(1).seat.close();
        ecs.sent.clear();

        workers.advance(3_000);

        assertThat(
                ecs.sent.stream().map(s -> subjects(s, "serviceDeploymentArns")).toList(), is(List.of(1)));
        builds.get(2).seat.close();
        assertThat(watch.lanes(), is(0));
        ecs.sent.clear();
        workers.advance(60_000);
        assertThat(ecs.sent, hasSize(0));
    }

    @Test
    public void readsThatDependOnEachOtherAreAllOfOneTime() {
        Build build = new Build(
                        ecs,
                        ecs,
                        api -> api.service("prod", "api").get().name() + " "
                                + api.serviceDeployment(ecs.arn("service-deployment/prod/api/1"))
                                        .isPresent() + " "
                                + api.tasks("prod", "api", "RUNNING", 500).size())
                .start(0);

        workers.advance(1_000);

        assertThat(build.seen, is(List.of("api true 3")));
        assertThat(ecs.sent.stream().map(FakeEcs.Sent::operation).toList(), hasSize(4));
    }

    @Test
    public void anAbortDoesNotWaitForReadsOfTheRoundThatItOvertakes() {
        Build build = new Build(ecs, ecs, service("prod", "api"));
        ecs.fault = (operation, input) -> {
            throw FakeEcs.failure(Kind.THROTTLED, operation);
        };
        build.start(0);
        workers.advance(300);
        List<String> other = new java.util.ArrayList<>();

        build.seat.next(0, () -> other.add("aborted"));
        workers.advance(0);

        assertThat(other, is(List.of("aborted")));
    }

    @Test
    public void aBrokenAnswerIsSeenByThoseWhoAskedAndByNobodyElse() {
        FakeEcs other = ecs("210987654321");
        ecs.fault = (operation, input) -> {
            throw new AwsFailure(Kind.LOST, operation, null, "the answer is not readable JSON", null);
        };
        Build broken = new Build(ecs, ecs, service("prod", "api")).start(0);
        Build well = new Build(other, other, service("prod", "api")).start(0);

        workers.advance(1_000);

        assertThat(broken.last(), is("LOST"));
        assertThat(well.last(), is("api"));
    }
}
