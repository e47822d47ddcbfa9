package io.jenkins.plugins.ecs.rollout;

import static io.jenkins.plugins.ecs.rollout.Seen.NOW;
import static io.jenkins.plugins.ecs.rollout.Seen.V5;
import static io.jenkins.plugins.ecs.rollout.Seen.V6;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.decide.Decider;
import io.jenkins.plugins.ecs.rollout.decide.update.OwnServiceDeployment;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.Test;

/** Another deployment stands in the place of ours: whose is it, and does it bring what was asked for? */
public class ReplacedDeploymentTest extends RolloutTestCase {

    private static RolloutState decide(RolloutState state, Observation seen, long after) {
        return Decider.decide(state, seen, NOW + after, 0.5).state();
    }

    /** The answer to UpdateService was lost, and the service deployment was found before the service showed its entry. */
    private static RolloutState withoutId(Phase phase) {
        RolloutState state = Seen.following("own", null, 300_000);
        state.phase = phase;
        state.byDeploymentId = false;
        state.previous.deploymentId = "ecs-svc/4";
        state.previous.deployments.add("ecs-svc/4");
        state.previous.newestAt = 100_000;
        state.counts.desiredCount = 3;
        return state;
    }

    private static Observation ours(long createdAt) {
        Observation seen =
                Seen.service("own", Seen.deployment("ecs-svc/5", "PRIMARY", V5, "IN_PROGRESS", 3, createdAt));
        seen.own = Seen.own("own", "IN_PROGRESS", null, false, 1, 3);
        seen.tasks = Seen.tasks(3, V5);
        return seen;
    }

    @Test
    public void theEntryOfALostUpdateIsFoundLater() {
        RolloutState following = decide(withoutId(Phase.FOLLOWING), ours(299_000), 0);

        assertThat(following.deploymentId, is("ecs-svc/5"));
        assertThat(following.deploymentCreatedAt, is(299_000L));
    }

    @Test
    public void anEntryOfAnotherRevisionTimeOrThatWasThereBeforeIsNotOurs() {
        Observation other = Seen.service("x", Seen.deployment("ecs-svc/5", "PRIMARY", V6, "IN_PROGRESS", 3, 299_000));
        other.own = Seen.own("own", "IN_PROGRESS", null, false, 1, 3);
        Observation before = Seen.service("x", Seen.deployment("ecs-svc/4", "PRIMARY", V5, "COMPLETED", 3, 299_000));
        before.own = other.own;

        assertThat(decide(withoutId(Phase.FOLLOWING), other, 0).deploymentId, nullValue());
        assertThat(decide(withoutId(Phase.FOLLOWING), before, 0).deploymentId, nullValue());
        assertThat(decide(withoutId(Phase.FOLLOWING), ours(200_000), 0).deploymentId, nullValue());
    }

    @Test
    public void ourOwnPrimaryIsNeverANewerDeployment() {
        assertThat(decide(withoutId(Phase.PROVING), ours(300_500), 0).verdict, is(Verdict.SUCCESS));
    }

    @Test
    public void aLostUpdateAndOneStaleReadAreASuccess() {
        for (String stale : new String[] {"DescribeServices", "ListServiceDeployments"}) {
            for (int times = 1; times <= 3; times += 2) {
                var ecs = newSandbox(true);
                ecs.faults().on("UpdateService").times(1).resetAfterEffect();
                SandboxRollout rollout = rollout(ecs, request());
                rollout.runUntil(state -> state.phase() == Phase.UPDATING && state.isPending());
                Fault fault = ecs.faults().on(stale).times(times).stale(Duration.ofSeconds(20));

                Outcome outcome = rollout.run();

                assertThat(stale + " " + times + "\n" + rollout.lines(), outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(deployments(ecs), is(2));
                fault.off();
            }
        }
    }

    private static Observation replaced(String revision, ServiceDeployment own) {
        Observation seen = Seen.service(
                "theirs",
                Seen.deployment("ecs-svc/9", "PRIMARY", revision, "IN_PROGRESS", 1, 900_000),
                Seen.deployment("ecs-svc/5", "ACTIVE", V5, "IN_PROGRESS", 1, 300_000));
        seen.own = own;
        return seen;
    }

    private static RolloutState following() {
        RolloutState state = Seen.following("own", "ecs-svc/5", 300_000);
        state.digests.put("app", "sha256:aaaa");
        return state;
    }

    private static RolloutState often(RolloutState before, Observation seen, int times) {
        RolloutState state = before;
        for (int i = 0; i < times; i++) {
            state = decide(state, seen, 1_000L * i);
        }
        return state;
    }

    @Test
    public void oneStrangeSightingIsNoEnd() {
        Observation strange = replaced(V6, Seen.own("own", "IN_PROGRESS", null, false, 1, 3));
        Observation gone = new Observation();
        gone.own = strange.own;

        for (Observation seen : new Observation[] {strange, gone}) {
            assertThat(often(following(), seen, 1).hasEnded(), is(false));
            assertThat(often(following(), seen, 1).verdictInSight, nullValue());
            RolloutState between = decide(often(following(), seen, 2), ours(300_000), 3_000);
            assertThat("an ordinary one in between begins anew", often(between, seen, 2).verdictInSight, nullValue());
            assertThat(often(between, seen, 2).hasEnded(), is(false));
        }
        assertThat(often(following(), strange, 3).verdict, is(Verdict.SUPERSEDED));
        assertThat(often(following(), gone, 3).verdictInSight, is(Verdict.STOPPED));
    }

    @Test
    public void oneStrangeSightingOfAStoppedDeploymentIsNoEnd() {
        Observation stopped =
                Seen.service("own", Seen.deployment("ecs-svc/5", "PRIMARY", V5, "IN_PROGRESS", 1, 300_000));
        stopped.own = Seen.own("own", "STOPPED", null, false, 1, 3);

        RolloutState state = often(following(), stopped, 3);
        assertThat("the service may not show yet what replaced it", state.verdictInSight, nullValue());
        assertThat(decide(state, stopped, 40_000).verdictInSight, is(Verdict.STOPPED));
    }

    @Test
    public void oneStrangeSightingOfTheListIsNoEnd() {
        RolloutState byId = Seen.following(null, "ecs-svc/5", 300_000);
        Observation strange = replaced(V6, null);

        assertThat(often(byId, strange, 2).hasEnded(), is(false));
        assertThat(often(byId, strange, 3).verdict, is(Verdict.SUPERSEDED));
    }

    @Test
    public void anotherDeploymentOfTheSameRevisionIsFollowedInstead() {
        RolloutState state = often(following(), replaced(V5, Seen.own("own", "IN_PROGRESS", null, false, 1, 3)), 3);

        assertThat(state.phase, is(Phase.RESOLVING));
        assertThat(state.deploymentId, is("ecs-svc/9"));
        assertThat(state.deploymentCreatedAt, is(900_000L));
        assertThat(state.serviceDeployment, nullValue());
        assertThat(state.targetRevision, nullValue());
        assertThat("it has digests of its own", state.digests, is(Map.of()));
        assertThat(OwnServiceDeployment.mayBeOurs(state, Seen.listed("own", 900_000)), is(false));
        assertThat(OwnServiceDeployment.mayBeOurs(state, Seen.listed("theirs", 900_000)), is(true));
    }

    @Test
    public void oneThatWasStoppedByItIsFollowedInsteadToo() {
        RolloutState state = decide(following(), replaced(V5, Seen.own("own", "STOPPED", null, false, 1, 3)), 0);

        assertThat(state.phase, is(Phase.RESOLVING));
        assertThat(state.deploymentId, is("ecs-svc/9"));
    }

    @Test
    public void whatEcsBringsBackAfterAFailureIsNotFollowedInstead() {
        RolloutState byId = Seen.following(null, "ecs-svc/5", 300_000);
        byId.previous.taskDefinition = V5;

        RolloutState state = often(byId, replaced(V5, null), 3);

        assertThat("a rollback to the same revision looks the same", state.verdict, is(Verdict.SUPERSEDED));
    }

    @Test
    public void afterTheEndAnotherOneOfTheSameRevisionIsFollowedToItsEnd() {
        RolloutState state = following();
        state.phase = Phase.PROVING;
        Observation seen = replaced(V5, null);
        seen.tasks = Seen.tasks(3, V5);

        assertThat(decide(state, seen, 0).phase, is(Phase.RESOLVING));
        assertThat(decide(state, seen, 0).deploymentId, is("ecs-svc/9"));
    }

    @Test
    public void afterTheEndAnotherRevisionHasTakenItsPlace() {
        RolloutState state = following();
        state.phase = Phase.PROVING;

        assertThat(decide(state, replaced(V6, null), 0).verdict, is(Verdict.SUPERSEDED));
    }

    @Test
    public void whoIsAttachedToOneDeploymentFollowsNoOther() {
        RolloutState state = RolloutState.begin(request().attachTo("own").build(), NOW);
        state.phase = Phase.FOLLOWING;
        state.taskDefinition = V5;
        state.deploymentId = "ecs-svc/5";
        state.deploymentCreatedAt = 300_000;

        Observation seen = replaced(V5, Seen.own("own", "IN_PROGRESS", null, false, 1, 3));

        assertThat(often(state, seen, 3).verdict, is(Verdict.SUPERSEDED));
    }

    @Test
    public void aDeploymentThatSomebodyForcesMeanwhileIsFollowedToASuccess() {
        for (boolean stops : new boolean[] {true, false}) {
            var ecs = newSandbox(true);
            ecs.behavior().supersededStops(stops);
            SandboxRollout rollout = rollout(ecs, request());
            rollout.runUntil(state -> state.phase() == Phase.FOLLOWING && state.counts.runningCount > 0);
            ecs.region()
                    .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"forceNewDeployment\":true}");

            Outcome outcome = rollout.run();

            assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(outcome.proof(), containsString("all 2 running tasks use api:2 and its pinned image digests"));
        }
    }

    @Test
    public void aDeploymentThatIsNotOursByTimeIsNotOurs() {
        RolloutState state = Seen.state(Phase.RESOLVING, request());
        state.deploymentId = "ecs-svc/5";
        state.deploymentCreatedAt = 300_000;
        EcsDeployment entry = Seen.deployment("ecs-svc/5", "PRIMARY", V5, "IN_PROGRESS", 0, 300_000);
        Observation later = Seen.service(entry);
        Seen.list(later, V5, Seen.listed("theirs", 340_000));
        Observation earlier = Seen.service(entry);
        Seen.list(earlier, V5, Seen.listed("theirs", 290_000));

        assertThat(decide(state, later, 0).serviceDeployment, nullValue());
        assertThat(decide(state, earlier, 0).serviceDeployment, nullValue());
        assertThat(decide(state, later, 0).phase, is(Phase.RESOLVING));
    }
}
