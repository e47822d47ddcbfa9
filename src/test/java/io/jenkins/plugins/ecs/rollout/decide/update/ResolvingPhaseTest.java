package io.jenkins.plugins.ecs.rollout.decide.update;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.CircuitBreaker;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentAlarms;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentStrategyInfo;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Which service deployment is ours, by its revision and its time; and what is done where that cannot be told. */
public class ResolvingPhaseTest {

    private static final long NOW = Seen.NOW + 5_000;
    private static final long CREATED = 500_000;
    private static final EcsDeployment OURS =
            Seen.deployment("ecs-svc/7", "PRIMARY", Seen.V5, "IN_PROGRESS", 0, CREATED);

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5");
    }

    private static RolloutState state(DeployRequestBuilder request) {
        RolloutState state = Seen.state(Phase.RESOLVING, request);
        state.phaseSince = Seen.NOW;
        state.previous.taskDefinition = Seen.V6;
        state.previous.deploymentId = "ecs-svc/6";
        state.previous.deployments.add("ecs-svc/6");
        state.previous.serviceDeployment = "before";
        state.previous.serviceDeployments.add("long before");
        state.previous.newestAt = 100_000;
        state.deploymentId = "ecs-svc/7";
        state.deploymentCreatedAt = CREATED;
        return state;
    }

    private static RolloutState state() {
        return state(request());
    }

    private static Decision decide(RolloutState state, Observation seen, long after) {
        DecisionDraft draft = new DecisionDraft(state, Seen.NOW + after, 0);
        new ResolvingPhase().decide(draft, seen);
        return draft.decision();
    }

    private static RolloutState after(RolloutState state, Observation seen) {
        return decide(state, seen, NOW - Seen.NOW).state();
    }

    private static Observation listed(ServiceDeployment... deployments) {
        Observation seen = Seen.service(OURS);
        Seen.list(seen, Seen.V5, deployments);
        return seen;
    }

    private static Observation refused(AwsFailure.Kind kind, String code) {
        Observation seen = Seen.service(OURS);
        seen.serviceDeploymentsFailure = new AwsFailure(kind, "ListServiceDeployments", code, "no", null);
        return seen;
    }

    private static String found(RolloutState state, ServiceDeployment... deployments) {
        return after(state, listed(deployments)).serviceDeployment;
    }

    @Test
    public void itIsTheOneOfOurRevisionAndOurTime() {
        RolloutState state = state();
        state.digests.put("old", "sha256:1");
        Observation seen = listed(Seen.listed("own", CREATED + 1_000));
        RolloutState after = after(state, seen);
        assertThat(after.serviceDeployment, is("own"));
        assertThat(after.targetRevision, is("rev-own"));
        assertThat(after.phase, is(Phase.FOLLOWING));
        assertThat(after.progress.lastProgressAt, is(NOW));
        assertThat("those of its revision", after.digests.isEmpty(), is(true));

        Observation other = Seen.service(OURS);
        Seen.list(other, Seen.V6, Seen.listed("other", CREATED));
        assertThat("another revision", after(state(), other).phase, is(Phase.RESOLVING));
        assertThat(decide(state(), other, 5_000).nextPollMillis(), is(2_000L));
    }

    @Test
    public void whatWasThereBeforeIsNotOurs() {
        assertThat(found(state(), Seen.listed("before", CREATED)), is(nullValue()));
        assertThat(found(state(), Seen.listed("long before", CREATED)), is(nullValue()));
        assertThat("too old", found(state(), Seen.listed("older", CREATED - 3_001)), is(nullValue()));
        assertThat("too new", found(state(), Seen.listed("newer", CREATED + 30_001)), is(nullValue()));
        assertThat("without a time", found(state(), Seen.listed("untimed", 0)), is("untimed"));

        RolloutState unknown = state();
        unknown.deploymentCreatedAt = 0;
        assertThat("as old as what was there", found(unknown, Seen.listed("own", 100_000)), is("own"));
        assertThat(found(unknown.copy(), Seen.listed("older", 99_999)), is(nullValue()));
        assertThat(after(unknown, listed(Seen.listed("own", 100_000))).deploymentCreatedAt, is(100_000L));
    }

    @Test
    public void ofSeveralItIsTheCurrentOneOrTheNearest() {
        assertThat(
                found(state(), Seen.listed("far", CREATED + 20_000), Seen.listed("near", CREATED + 1_000)), is("near"));
        Observation named = Seen.service("far", OURS);
        Seen.list(named, Seen.V5, Seen.listed("near", CREATED + 1_000), Seen.listed("far", CREATED + 20_000));
        assertThat("the service names it", after(state(), named).serviceDeployment, is("far"));
        Observation replaced =
                Seen.service("far", Seen.deployment("ecs-svc/8", "PRIMARY", Seen.V5, "IN_PROGRESS", 0, CREATED));
        Seen.list(replaced, Seen.V5, Seen.listed("near", CREATED + 1_000), Seen.listed("far", CREATED + 20_000));
        assertThat("ours is not the primary one", after(state(), replaced).serviceDeployment, is("near"));
        assertThat(
                "without times there is no telling",
                found(state(), Seen.listed("one", 0), Seen.listed("two", CREATED)),
                is(nullValue()));
    }

    @Test
    public void withoutItsRevisionTheTimeMustDo() {
        Observation hidden = listed(Seen.listed("own", CREATED));
        hidden.revisions = new LinkedHashMap<>();
        assertThat("it is waited for", after(state(), hidden).serviceDeployment, is(nullValue()));
        hidden.revisionsFailure =
                new AwsFailure(AwsFailure.Kind.DENIED, "DescribeServiceRevisions", "AccessDeniedException", "no", null);
        assertThat("it may not be read", after(state(), hidden).serviceDeployment, is("own"));
        hidden.revisionsFailure =
                new AwsFailure(AwsFailure.Kind.SERVER, "DescribeServiceRevisions", "InternalFailure", "busy", null);
        assertThat("it may still be", after(state(), hidden).serviceDeployment, is(nullValue()));
        assertThat("but not forever", decide(state(), hidden, 45_001).state().serviceDeployment, is("own"));
    }

    @Test
    public void anAnswerThatWasLostIsMadeUpFor() {
        RolloutState lost = state();
        lost.deploymentId = null;
        lost.deploymentCreatedAt = 0;
        Observation seen = Seen.service(OURS);
        Decision decision = decide(lost, seen, 5_000);
        assertThat(decision.state().deploymentId, is("ecs-svc/7"));
        assertThat(decision.state().deploymentCreatedAt, is(CREATED));
        assertThat(decision.messages(), hasItem(containsString("ecs-svc/7")));
    }

    @Test
    public void whoStopsOrDoesNotWaitGoesNoFurther() {
        RolloutState stopping = state();
        stopping.stop.stopReason = StopReason.ABORT;
        assertThat(after(stopping, listed(Seen.listed("own", CREATED))).phase, is(Phase.STOPPING));
        RolloutState started = state(request().waitForEnd(false));
        assertThat(after(started, listed(Seen.listed("own", CREATED))).verdict, is(Verdict.STARTED));
    }

    @Test
    public void whereServiceDeploymentsAreNotToBeHadTheEntryIsFollowed() {
        RolloutState denied = decide(state(), refused(AwsFailure.Kind.DENIED, "AccessDeniedException"), 8_001)
                .state();
        assertThat(denied.phase, is(Phase.FOLLOWING));
        assertThat(denied.byDeploymentId, is(true));
        assertThat("they will not be listed later", denied.mayBeListedLater, is(false));
        assertThat(
                "the service may name it in a moment",
                decide(state(), refused(AwsFailure.Kind.DENIED, "AccessDeniedException"), 8_000)
                        .state()
                        .byDeploymentId,
                is(false));
        assertThat(
                "an endpoint without the operation never will",
                after(state(), refused(AwsFailure.Kind.UNSUPPORTED, "UnknownOperationException")).byDeploymentId,
                is(true));

        RolloutState slow = decide(state(), Seen.service(OURS), 45_001).state();
        assertThat("nothing is listed", slow.byDeploymentId, is(true));
        assertThat(slow.mayBeListedLater, is(true));
        assertThat(decide(state(), Seen.service(OURS), 45_000).state().byDeploymentId, is(false));
    }

    @Test
    public void anInternalErrorWithoutACodeIsBelievedAtTheThirdTime() {
        RolloutState twice = state();
        twice.reading.failures = 2;
        Observation broken = refused(AwsFailure.Kind.SERVER, null);
        broken.serviceDeploymentsFailure = broken.serviceDeploymentsFailure.withStatus(500);
        assertThat(decide(twice, broken, 8_001).state().byDeploymentId, is(true));
        RolloutState once = state();
        once.reading.failures = 1;
        assertThat(decide(once, broken, 8_001).state().byDeploymentId, is(false));
        assertThat(
                "AWS's own errors have a code",
                decide(twice, refused(AwsFailure.Kind.SERVER, "InternalFailure"), 8_001)
                        .state()
                        .byDeploymentId,
                is(false));
    }

    @Test
    public void withoutAnyDeploymentTheRunningTasksTell() {
        RolloutState nothing = state();
        nothing.deploymentId = null;
        nothing.deploymentCreatedAt = 0;
        Observation set = Seen.service();
        assertThat("it is looked for", after(nothing, set).phase, is(Phase.RESOLVING));
        RolloutState taken = decide(nothing, set, 45_001).state();
        assertThat("the service is set to our revision", taken.phase, is(Phase.PROVING));
        assertThat(taken.alteredDeployment, is(true));

        RolloutState stopping = nothing.copy();
        stopping.stop.stopReason = StopReason.ABORT;
        assertThat(decide(stopping, set, 45_001).state().verdict, is(Verdict.UNKNOWN));
        RolloutState same = nothing.copy();
        same.previous.taskDefinition = Seen.V5;
        assertThat("it was before", decide(same, set, 45_001).state().verdict, is(Verdict.UNKNOWN));
        Observation other = Seen.service(Seen.deployment("ecs-svc/6", "PRIMARY", Seen.V6, "COMPLETED", 3, 50));
        assertThat("it is not", decide(nothing, other, 45_001).state().verdict, is(Verdict.UNKNOWN));
    }

    // One that somebody else started.

    private static RolloutState attached() {
        RolloutState state = Seen.state(
                Phase.RESOLVING, DeployRequest.of("eu-central-1", "prod", "api").attachTo("own"));
        state.serviceDeployment = "own";
        state.taskDefinition = null;
        return state;
    }

    private static Observation theirs() {
        Observation seen = Seen.service(OURS);
        seen.own = new ServiceDeployment(
                "own",
                "IN_PROGRESS",
                "",
                "rev-new",
                null,
                List.of(new RevisionCounts("rev-old", 3, 3, 0, null, null)),
                null,
                List.of(),
                DeploymentStrategyInfo.UNKNOWN,
                new CircuitBreaker("", 0, 0),
                new DeploymentAlarms("", List.of()),
                null,
                CREATED + 1_000);
        Map<String, ServiceRevision> revisions = new LinkedHashMap<>();
        revisions.put(
                "rev-new", new ServiceRevision("rev-new", Seen.V5, Map.of(), Map.of("app", "sha256:1"), List.of()));
        revisions.put("rev-old", new ServiceRevision("rev-old", Seen.V6, Map.of(), Map.of(), List.of()));
        seen.revisions = revisions;
        return seen;
    }

    @Test
    public void whatAnUpdateWouldHaveToldIsLearned() {
        Decision decision = decide(attached(), theirs(), 5_000);
        RolloutState after = decision.state();
        assertThat(after.phase, is(Phase.FOLLOWING));
        assertThat(after.taskDefinition, is(Seen.V5));
        assertThat(after.targetRevision, is("rev-new"));
        assertThat(after.digests, is(Map.of("app", "sha256:1")));
        assertThat(after.previous.taskDefinition, is(Seen.V6));
        assertThat(after.deploymentId, is("ecs-svc/7"));
        assertThat(after.deploymentCreatedAt, is(CREATED));
        assertThat(after.serviceArn, is("arn"));
        assertThat(after.circuitBreaker, is(true));
        assertThat(after.counts.desiredCount, is(3));
        assertThat(after.progress.lastProgressAt, is(NOW));
        assertThat(decision.messages(), contains(containsString("api:5")));

        Observation alone = theirs();
        alone.service = null;
        RolloutState without = after(attached(), alone);
        assertThat(without.deploymentId, is(nullValue()));
        assertThat(without.deploymentCreatedAt, is(CREATED + 1_000));
        Observation far = theirs();
        far.service = Seen.service(Seen.deployment("ecs-svc/9", "PRIMARY", Seen.V5, "COMPLETED", 3, CREATED + 31_001))
                .service;
        assertThat("of another time", after(attached(), far).deploymentId, is(nullValue()));
    }

    @Test
    public void whatIsNotThereIsLookedForThreeTimes() {
        RolloutState state = attached();
        state.progress.strangeSightings = 1;
        Decision second = decide(state, new Observation(), 5_000);
        assertThat(second.state().phase, is(Phase.RESOLVING));
        assertThat(second.nextPollMillis(), is(2_000L));
        assertThat(decide(second.state(), new Observation(), 5_000).state().verdict, is(Verdict.REFUSED));
        Observation withoutRevision = theirs();
        withoutRevision.revisions = new LinkedHashMap<>();
        assertThat(decide(second.state(), withoutRevision, 5_000).state().verdict, is(Verdict.REFUSED));
        Observation busy = theirs();
        busy.ownFailure =
                new AwsFailure(AwsFailure.Kind.SERVER, "DescribeServiceDeployments", "InternalFailure", "busy", null);
        assertThat(decide(second.state(), busy, 5_000).state().phase, is(Phase.RESOLVING));
        busy.ownFailure = null;
        busy.definitionFailure =
                new AwsFailure(AwsFailure.Kind.SERVER, "DescribeTaskDefinition", "InternalFailure", "busy", null);
        assertThat("its roles are waited for", after(attached(), busy).phase, is(Phase.RESOLVING));
        busy.definitionFailure =
                new AwsFailure(AwsFailure.Kind.DENIED, "DescribeTaskDefinition", "AccessDeniedException", "no", null);
        assertThat("but not needed", after(attached(), busy).phase, is(Phase.FOLLOWING));
    }

    @Test
    public void itsRevisionsAreReadOnceTheyAreKnown() {
        assertThat(new ResolvingPhase().reads(attached(), new Observation()), hasSize(2));
        assertThat("with the definition for the rules", new ResolvingPhase().reads(attached(), theirs()), hasSize(4));
        assertThat("an own one is searched for", new ResolvingPhase().reads(state(), new Observation()), hasSize(2));
        RolloutState byId = state();
        byId.byDeploymentId = true;
        assertThat(new ResolvingPhase().reads(byId, new Observation()), hasSize(1));
        byId.mayBeListedLater = true;
        assertThat(new ResolvingPhase().reads(byId, new Observation()), hasSize(2));
    }
}
