package io.jenkins.plugins.ecs.rollout.decide.update;

import static io.jenkins.plugins.ecs.rollout.decide.phase.PhaseCalls.NOW;
import static io.jenkins.plugins.ecs.rollout.decide.phase.PhaseCalls.completed;
import static io.jenkins.plugins.ecs.rollout.decide.phase.PhaseCalls.decide;
import static io.jenkins.plugins.ecs.rollout.decide.phase.PhaseCalls.failed;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** The calls around an update, as plain function calls: when each is sent, and what its answer or refusal means. */
public class UpdatePhasesTest {

    private static final String RESOURCE = "service/prod/api";
    private static final ScalableTarget.Suspension ALL = new ScalableTarget.Suspension(true, true, true);
    private static final ScalableTarget.Suspension NONE = new ScalableTarget.Suspension(false, false, false);
    private static final ScalableTarget.Suspension IN = new ScalableTarget.Suspension(true, false, false);
    private static final AwsFailure BUSY = failure(AwsFailure.Kind.SERVER, "InternalFailure", "busy");
    private static final AwsFailure DENIED = failure(AwsFailure.Kind.DENIED, "AccessDeniedException", "no");

    private static AwsFailure failure(AwsFailure.Kind kind, String code, String text) {
        return new AwsFailure(kind, "UpdateService", code, text, null);
    }

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5");
    }

    private static RolloutState state(Phase phase, DeployRequestBuilder request) {
        RolloutState state = Seen.state(phase, request);
        state.clusterArn = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
        state.serviceArn = "arn:aws:ecs:eu-central-1:123456789012:service/prod/api";
        state.previous.taskDefinition = Seen.V6;
        state.previous.deploymentId = "ecs-svc/6";
        state.previous.deployments.add("ecs-svc/6");
        return state;
    }

    private static RolloutState state(Phase phase) {
        return state(phase, request());
    }

    private static Observation running() {
        return Seen.service(Seen.deployment("ecs-svc/6", "PRIMARY", Seen.V6, "COMPLETED", 3, 100));
    }

    private static Observation scalable(int min, int max, ScalableTarget.Suspension suspension) {
        Observation seen = running();
        seen.scalableTarget = Optional.of(new ScalableTarget(min, max, suspension));
        return seen;
    }

    // Suspending.

    @Test
    public void scalingIsSuspendedAndWhatWasBeforeIsKept() {
        Decision sends = decide(new SuspendingPhase(), state(Phase.SUSPENDING), scalable(1, 6, IN));
        assertThat(sends.action().orElseThrow(), is(new AwsAction.Suspend(RESOURCE, ALL)));
        RolloutState sent = sends.state();
        assertThat(sent.scaling.resourceId, is(RESOURCE));
        assertThat(sent.scaling.inBefore, is(true));
        assertThat(sent.scaling.outBefore, is(false));
        assertThat(sent.scaling.scheduledBefore, is(false));
        assertThat(sent.scaling.sent, is(1));

        RolloutState after = completed(
                        new SuspendingPhase(), sent, sends.action().orElseThrow(), "")
                .state();
        assertThat(after.phase, is(Phase.UPDATING));
        assertThat(after.scaling.confirmed, is(true));

        Decision early = decide(new SuspendingPhase(), sent, scalable(1, 6, IN));
        assertThat("its effect may still show", early.action().isPresent(), is(false));
    }

    @Test
    public void aSuspensionWhoseAnswerWasLostIsLookedFor() {
        RolloutState lost = decide(new SuspendingPhase(), state(Phase.SUSPENDING), scalable(1, 6, IN))
                .state();
        lost.pending = true;
        lost.pendingSince = NOW - 1_000;
        Decision waits = decide(new SuspendingPhase(), lost, scalable(1, 6, IN));
        assertThat(waits.action().isPresent(), is(false));
        assertThat(waits.nextPollMillis(), is(3_000L));

        RolloutState shows =
                decide(new SuspendingPhase(), lost, scalable(1, 6, ALL)).state();
        assertThat(shows.phase, is(Phase.UPDATING));
        assertThat(shows.scaling.confirmed, is(true));

        lost.pendingSince = NOW - 31_000;
        RolloutState again =
                decide(new SuspendingPhase(), lost, scalable(1, 6, IN)).state();
        assertThat("what was before is what was before the first", again.scaling.inBefore, is(true));
        assertThat(again.scaling.sent, is(2));
    }

    @Test
    public void withoutScalingTheUpdateIsNext() {
        Observation none = running();
        none.scalableTarget = Optional.empty();
        assertThat(decide(new SuspendingPhase(), state(Phase.SUSPENDING), none).state().phase, is(Phase.UPDATING));
        Decision already = decide(new SuspendingPhase(), state(Phase.SUSPENDING), scalable(1, 6, ALL));
        assertThat("others have suspended it", already.state().phase, is(Phase.UPDATING));
        assertThat("so it is not resumed", already.state().scaling.isToResume(), is(false));
        Observation gone = scalable(1, 6, IN);
        gone.service = null;
        assertThat(decide(new SuspendingPhase(), state(Phase.SUSPENDING), gone).state().phase, is(Phase.UPDATING));
        Observation hidden = running();
        hidden.scalableTargetFailure = BUSY;
        assertThat(
                decide(new SuspendingPhase(), state(Phase.SUSPENDING), hidden).state().phase, is(Phase.SUSPENDING));
        assertThat(
                new SuspendingPhase().reads(state(Phase.SUSPENDING), new Observation()),
                contains(Reads.SERVICE, new OtherRead.Scaling(RESOURCE)));
    }

    /** The call also moves the count into the range. */
    @Test
    public void aCountOutsideOfTheRangeIsRefused() {
        RolloutState few = decide(new SuspendingPhase(), state(Phase.SUSPENDING), scalable(4, 6, NONE))
                .state();
        assertThat(few.verdict, is(Verdict.REFUSED));
        assertThat(few.scaling.resourceId, is(nullValue()));
        RolloutState wanted = decide(
                        new SuspendingPhase(), state(Phase.SUSPENDING, request().desiredCount(9)), scalable(1, 6, NONE))
                .state();
        assertThat(wanted.cause, containsString("9"));
        RolloutState pauses = state(Phase.SUSPENDING);
        pauses.expected.pauseMinutes = 60;
        assertThat(
                "it could not scale out while it waits",
                decide(new SuspendingPhase(), pauses, scalable(1, 6, NONE)).state().verdict,
                is(Verdict.REFUSED));
        assertThat(
                decide(new SuspendingPhase(), state(Phase.SUSPENDING, request().desiredCount(6)), scalable(1, 6, NONE))
                        .action()
                        .isPresent(),
                is(true));
    }

    @Test
    public void aFirstSuspensionThatIsRefusedLeavesNothingToResume() {
        RolloutState sent = decide(new SuspendingPhase(), state(Phase.SUSPENDING), scalable(1, 6, NONE))
                .state();
        AwsAction call = new AwsAction.Suspend(RESOURCE, ALL);
        RolloutState first = failed(new SuspendingPhase(), sent, call, DENIED).state();
        assertThat(first.verdict, is(Verdict.REFUSED));
        sent.scaling.sent = 2;
        RolloutState second = failed(new SuspendingPhase(), sent, call, DENIED).state();
        assertThat("the first may have taken effect", second.phase, is(Phase.RESUMING));
    }

    // Resuming.

    private static RolloutState resuming() {
        RolloutState state = state(Phase.RESUMING);
        state.phaseSince = NOW;
        state.scaling.resourceId = RESOURCE;
        state.scaling.confirmed = true;
        state.scaling.inBefore = true;
        state.scaling.verdict = Verdict.STOPPED;
        state.scaling.cause = "the circuit breaker";
        state.scaling.advice = "look";
        state.scaling.endedAt = Seen.NOW + 5;
        return state;
    }

    private static Observation target(ScalableTarget.Suspension suspension) {
        Observation seen = new Observation();
        seen.scalableTarget = Optional.of(new ScalableTarget(1, 6, suspension));
        return seen;
    }

    @Test
    public void scalingGetsBackWhatItWasBefore() {
        Decision sends = decide(new ResumingPhase(), resuming(), target(ALL));
        assertThat(sends.action().orElseThrow(), is(new AwsAction.Suspend(RESOURCE, IN)));
        RolloutState after = completed(
                        new ResumingPhase(), sends.state(), sends.action().orElseThrow(), "")
                .state();
        assertThat(after.verdict, is(Verdict.STOPPED));
        assertThat(after.cause, is("the circuit breaker"));
        assertThat(after.advice, is("look"));
        assertThat("the deployment has ended before", after.finishedAt, is(Seen.NOW + 5));
        assertThat(after.scaling.problem, is(""));

        RolloutState pending = resuming();
        pending.pending = true;
        pending.pendingSince = NOW - 1_000;
        assertThat(decide(new ResumingPhase(), pending, target(ALL)).nextPollMillis(), is(3_000L));
        assertThat(new ResumingPhase().reads(resuming(), new Observation()), contains(new OtherRead.Scaling(RESOURCE)));
    }

    @Test
    public void whatOthersChangedIsLeftAlone() {
        Decision changed = decide(new ResumingPhase(), resuming(), target(NONE));
        assertThat(changed.state().verdict, is(Verdict.STOPPED));
        assertThat(changed.action().isPresent(), is(false));
        assertThat(changed.messages(), hasSize(1));
        Observation gone = new Observation();
        gone.scalableTarget = Optional.empty();
        assertThat(decide(new ResumingPhase(), resuming(), gone).state().verdict, is(Verdict.STOPPED));
    }

    @Test
    public void aSuspensionWhoseAnswerWasLostMayStillShow() {
        RolloutState lost = resuming();
        lost.scaling.confirmed = false;
        assertThat(decide(new ResumingPhase(), lost, target(IN)).state().phase, is(Phase.RESUMING));
        lost.phaseSince = NOW - 30_000;
        assertThat(decide(new ResumingPhase(), lost, target(IN)).state().verdict, is(Verdict.STOPPED));
        assertThat(
                "one that was confirmed has shown",
                decide(new ResumingPhase(), resuming(), target(IN)).state().verdict,
                is(Verdict.STOPPED));
    }

    @Test
    public void whatStaysSuspendedIsSaid() {
        Observation denied = new Observation();
        denied.scalableTargetFailure = DENIED;
        RolloutState left = decide(new ResumingPhase(), resuming(), denied).state();
        assertThat(left.verdict, is(Verdict.STOPPED));
        assertThat(left.scaling.problem, containsString(RESOURCE));
        RolloutState refused = failed(new ResumingPhase(), resuming(), new AwsAction.Suspend(RESOURCE, IN), DENIED)
                .state();
        assertThat(refused.scaling.problem, containsString(RESOURCE));

        Observation busy = new Observation();
        busy.scalableTargetFailure = BUSY;
        assertThat(decide(new ResumingPhase(), resuming(), busy).state().phase, is(Phase.RESUMING));
        RolloutState late = resuming();
        late.phaseSince = NOW - 10 * 60_000 - 1;
        assertThat("nobody had tried", decide(new ResumingPhase(), late, busy).state().phase, is(Phase.RESUMING));
        late.reading.failures = 5;
        assertThat(decide(new ResumingPhase(), late, busy).state().scaling.problem, containsString(RESOURCE));
        assertThat(decide(new ResumingPhase(), late, target(ALL)).state().scaling.problem, containsString(RESOURCE));
    }

    // Tagging.

    @Test
    public void tagsAreSetAndThenRemoved() {
        RolloutState state = state(Phase.TAGGING);
        state.serviceFile.tagsToSet.put("team", "shop");
        state.serviceFile.tagsToRemove.add("old");
        state.serviceFile.next = Phase.RESOLVING;
        Decision sets = decide(new TaggingPhase(), state, new Observation());
        assertThat(sets.action().orElseThrow(), is(new AwsAction.Tag(state.serviceArn, Map.of("team", "shop"))));
        RolloutState set = completed(
                        new TaggingPhase(), sets.state(), sets.action().orElseThrow(), "")
                .state();
        assertThat(set.phase, is(Phase.TAGGING));
        assertThat(set.pending, is(false));
        assertThat(set.updated, is(true));
        Decision removes = decide(new TaggingPhase(), set, new Observation());
        assertThat(removes.action().orElseThrow(), is(new AwsAction.Untag(state.serviceArn, List.of("old"))));
        Decision done =
                completed(new TaggingPhase(), removes.state(), removes.action().orElseThrow(), "");
        assertThat(done.state().phase, is(Phase.RESOLVING));
        assertThat(done.messages().toString(), containsString("old"));
        assertThat(new TaggingPhase().reads(state, new Observation()), is(empty()));
    }

    @Test
    public void tagsDoNotStopADeployment() {
        RolloutState state = state(Phase.TAGGING);
        state.serviceFile.tagsToSet.put("team", "shop");
        state.serviceFile.tagsToRemove.add("old");
        state.serviceFile.next = Phase.RESOLVING;
        Decision refused = failed(new TaggingPhase(), state, new AwsAction.Tag(state.serviceArn, Map.of()), DENIED);
        assertThat(refused.state().phase, is(Phase.RESOLVING));
        assertThat("they are not tried again", refused.state().serviceFile.changesTags(), is(false));
        assertThat(refused.messages(), is(not(empty())));

        RolloutState stopping = state.copy();
        stopping.stop.stopReason = StopReason.ABORT;
        assertThat(decide(new TaggingPhase(), stopping, new Observation()).state().phase, is(Phase.RESOLVING));
    }

    // Removal of a created service.

    private static RolloutState removing() {
        RolloutState state = state(Phase.REMOVING);
        state.phaseSince = NOW;
        state.verdictInSight = Verdict.STOPPED;
        state.cause = "the circuit breaker";
        state.deploymentId = "ecs-svc/7";
        return state;
    }

    private static Observation created(EcsDeployment deployment) {
        return Seen.service(deployment);
    }

    private static final EcsDeployment OURS = Seen.deployment("ecs-svc/7", "PRIMARY", Seen.V5, "FAILED", 0, 300);

    @Test
    public void aServiceThatDidNotComeUpIsDeleted() {
        Decision sends = decide(new CreatedServiceRemoval(), removing(), created(OURS));
        assertThat(sends.action().orElseThrow(), is(new AwsAction.Delete("prod", "api")));
        RolloutState after = completed(
                        new CreatedServiceRemoval(),
                        sends.state(),
                        sends.action().orElseThrow(),
                        "")
                .state();
        assertThat(after.verdict, is(Verdict.STOPPED));
        assertThat(after.cause, is("the circuit breaker"));
        assertThat(
                "it is gone already",
                decide(new CreatedServiceRemoval(), removing(), new Observation())
                        .state()
                        .verdict,
                is(Verdict.STOPPED));
        assertThat(new CreatedServiceRemoval().reads(removing(), new Observation()), contains(Reads.SERVICE));
    }

    @Test
    public void aServiceThatOthersHaveTakenOverStays() {
        for (EcsDeployment theirs : List.of(
                Seen.deployment("ecs-svc/7", "PRIMARY", Seen.V6, "COMPLETED", 3, 400),
                Seen.deployment("ecs-svc/8", "PRIMARY", Seen.V5, "COMPLETED", 3, 400))) {
            Decision left = decide(new CreatedServiceRemoval(), removing(), created(theirs));
            assertThat(left.action().isPresent(), is(false));
            assertThat(left.state().verdict, is(Verdict.STOPPED));
        }
        RolloutState unknown = removing();
        unknown.deploymentId = null;
        assertThat(
                "which one was ours is not known",
                decide(new CreatedServiceRemoval(), unknown, created(OURS))
                        .action()
                        .isPresent(),
                is(true));
    }

    @Test
    public void aServiceThatCannotBeDeletedStays() {
        Observation busy = new Observation();
        busy.serviceFailure = BUSY;
        assertThat(decide(new CreatedServiceRemoval(), removing(), busy).state().phase, is(Phase.REMOVING));
        RolloutState late = removing();
        late.phaseSince = NOW - 3 * 60_000 - 1;
        assertThat(decide(new CreatedServiceRemoval(), late, busy).state().verdict, is(Verdict.STOPPED));
        Observation denied = new Observation();
        denied.serviceFailure = DENIED;
        assertThat(decide(new CreatedServiceRemoval(), removing(), denied).state().verdict, is(Verdict.STOPPED));
        Decision refused = failed(new CreatedServiceRemoval(), removing(), new AwsAction.Delete("prod", "api"), DENIED);
        assertThat(refused.state().verdict, is(Verdict.STOPPED));
        assertThat(refused.messages(), hasItem(containsString("api")));
    }

    // Creation.

    private static RolloutState creating() {
        RolloutState state = state(
                Phase.UPDATING, request().with(Setting.SERVICE_DEFINITION, "desiredCount: 1\nlaunchType: FARGATE"));
        state.serviceFile.creates = true;
        state.serviceFile.token = "token";
        state.previous.deployments.clear();
        return state;
    }

    private static EcsService createdService() {
        return created(OURS).service;
    }

    @Test
    public void aServiceIsCreatedOnce() {
        Decision sends = decide(new UpdatingPhase(), creating(), new Observation());
        AwsAction.Create call = (AwsAction.Create) sends.action().orElseThrow();
        assertThat(call.input().path("clientToken").asText(), is("token"));
        RolloutState after = completed(new UpdatingPhase(), sends.state(), call, createdService())
                .state();
        assertThat(after.phase, is(Phase.RESOLVING));
        assertThat(after.deploymentId, is("ecs-svc/7"));
        assertThat(after.serviceFile.created, is(true));
        assertThat(after.serviceFile.creates, is(false));
        assertThat(after.updated, is(true));

        RolloutState lost = creating();
        lost.pending = true;
        lost.pendingSince = NOW - 1_000;
        assertThat(
                "it is there", decide(new UpdatingPhase(), lost, created(OURS)).state().serviceFile.created, is(true));
        assertThat(
                "the token makes a second call harmless",
                decide(new UpdatingPhase(), lost, new Observation()).action().orElseThrow(),
                is(instanceOf(AwsAction.Create.class)));
        Observation busy = new Observation();
        busy.serviceFailure = BUSY;
        assertThat(decide(new UpdatingPhase(), lost, busy).action().isPresent(), is(false));
        assertThat(new UpdatingPhase().reads(lost, new Observation()), contains(Reads.SERVICE));
        assertThat(new UpdatingPhase().reads(creating(), new Observation()), is(empty()));
    }

    @Test
    public void whoStopsCreatesNothing() {
        RolloutState stopping = creating();
        stopping.stop.stopReason = StopReason.ABORT;
        assertThat(decide(new UpdatingPhase(), stopping, new Observation()).state().verdict, is(Verdict.ABORTED));
        stopping.pending = true;
        stopping.pendingSince = NOW - 1_000;
        assertThat(
                "unless it may have been",
                decide(new UpdatingPhase(), stopping, new Observation()).state().phase,
                is(Phase.UPDATING));
    }

    @Test
    public void aRefusalOfACreationMayPass() {
        AwsAction call = new AwsAction.Create(JsonNodeFactory.instance.objectNode());
        AwsFailure role = failure(
                AwsFailure.Kind.INVALID, "InvalidParameterException", "Unable to assume the service linked role.");
        Decision waits = failed(new UpdatingPhase(), creating(), call, role);
        assertThat(waits.state().phase, is(Phase.UPDATING));
        assertThat(waits.state().pending, is(false));
        assertThat(waits.nextPollMillis(), is(10_000L));
        assertThat(waits.state().serviceFile.refusedSince, is(NOW));
        RolloutState minutes = creating();
        minutes.serviceFile.refusedSince = NOW - 5 * 60_000;
        assertThat(failed(new UpdatingPhase(), minutes, call, role).state().verdict, is(Verdict.REFUSED));

        Decision exists = failed(
                new UpdatingPhase(),
                creating(),
                call,
                failure(
                        AwsFailure.Kind.INVALID,
                        "InvalidParameterException",
                        "Creation of service was not idempotent."));
        assertThat("it is looked at again", exists.state().phase, is(Phase.PLANNING));
        assertThat(exists.state().serviceFile.creates, is(false));
        assertThat(exists.nextPollMillis(), is(3_000L));
        assertThat(failed(new UpdatingPhase(), creating(), call, DENIED).state().verdict, is(Verdict.REFUSED));
    }

    // Update.

    @Test
    public void anUpdateBringsTheRevisionAndTheCount() {
        Decision sends =
                decide(new UpdatingPhase(), state(Phase.UPDATING, request().desiredCount(4)), new Observation());
        AwsAction.Update call = (AwsAction.Update) sends.action().orElseThrow();
        assertThat(call.update().taskDefinition(), is(Seen.V5));
        assertThat(call.update().desiredCount(), is(4));
        assertThat(call.update().forceNewDeployment(), is(false));

        RolloutState forced = state(Phase.UPDATING);
        forced.forced = true;
        AwsAction.Update again = (AwsAction.Update)
                decide(new UpdatingPhase(), forced, new Observation()).action().orElseThrow();
        assertThat(again.update().forceNewDeployment(), is(true));
        RolloutState count = state(Phase.UPDATING, request().desiredCount(4));
        count.unchanged = true;
        AwsAction.Update alone = (AwsAction.Update)
                decide(new UpdatingPhase(), count, new Observation()).action().orElseThrow();
        assertThat("a count alone starts no deployment", alone.update().taskDefinition(), is(nullValue()));
    }

    @Test
    public void theAnswerNamesOurDeployment() {
        AwsAction call = new AwsAction.Update(null);
        EcsService answer =
                Seen.service(OURS, Seen.deployment("ecs-svc/6", "ACTIVE", Seen.V6, "COMPLETED", 3, 100)).service;
        RolloutState after = completed(new UpdatingPhase(), state(Phase.UPDATING), call, answer)
                .state();
        assertThat(after.phase, is(Phase.RESOLVING));
        assertThat(after.deploymentId, is("ecs-svc/7"));
        assertThat(after.updated, is(true));
        assertThat(after.counts.desiredCount, is(3));

        RolloutState altered = completed(
                        new UpdatingPhase(),
                        state(Phase.UPDATING),
                        call,
                        Seen.service(Seen.deployment("ecs-svc/6", "PRIMARY", Seen.V5, "COMPLETED", 3, 100)).service)
                .state();
        assertThat("an emulator's", altered.alteredDeployment, is(true));
        RolloutState unknown = completed(new UpdatingPhase(), state(Phase.UPDATING), call, running().service)
                .state();
        assertThat("it is looked for", unknown.phase, is(Phase.RESOLVING));
        assertThat(unknown.deploymentId, is(nullValue()));
    }

    @Test
    public void settingsAloneAreProven() {
        RolloutState count = state(Phase.UPDATING, request().desiredCount(3));
        count.unchanged = true;
        Decision proves = completed(new UpdatingPhase(), count, new AwsAction.Update(null), running().service);
        assertThat(proves.state().phase, is(Phase.PROVING));
        assertThat(proves.messages(), hasItem(containsString("3")));
        RolloutState leaves = state(Phase.UPDATING, request().desiredCount(3).waitForEnd(false));
        leaves.unchanged = true;
        assertThat(
                completed(new UpdatingPhase(), leaves, new AwsAction.Update(null), running().service)
                        .state()
                        .verdict,
                is(Verdict.STARTED));
        RolloutState joined = state(Phase.UPDATING, request().desiredCount(3));
        joined.unchanged = true;
        joined.deploymentId = "ecs-svc/6";
        RolloutState follows = completed(new UpdatingPhase(), joined, new AwsAction.Update(null), running().service)
                .state();
        assertThat("the deployment in progress goes on", follows.phase, is(Phase.RESOLVING));
        assertThat(follows.unchanged, is(false));

        RolloutState lost = count.copy();
        lost.pending = true;
        lost.pendingSince = NOW - 1_000;
        assertThat(
                "the count is there",
                decide(new UpdatingPhase(), lost, running()).state().phase,
                is(Phase.PROVING));
    }

    @Test
    public void anUpdateThatIsRefusedChangedNothing() {
        RolloutState refused = failed(new UpdatingPhase(), state(Phase.UPDATING), new AwsAction.Update(null), DENIED)
                .state();
        assertThat(refused.verdict, is(Verdict.REFUSED));
        assertThat(refused.advice, containsString("credentials"));
        RolloutState stopping = state(Phase.UPDATING);
        stopping.stop.stopReason = StopReason.ABORT;
        assertThat(decide(new UpdatingPhase(), stopping, new Observation()).state().verdict, is(Verdict.ABORTED));
        Observation judged = running();
        RolloutState state = state(Phase.UPDATING);
        assertThat(
                "the rules judge the circuit breaker of now",
                decide(new UpdatingPhase(), state, judged).state().circuitBreaker,
                is(true));
    }
}
