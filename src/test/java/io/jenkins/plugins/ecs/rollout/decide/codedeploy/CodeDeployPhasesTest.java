package io.jenkins.plugins.ecs.rollout.decide.codedeploy;

import static io.jenkins.plugins.ecs.rollout.decide.phase.PhaseCalls.NOW;
import static io.jenkins.plugins.ecs.rollout.decide.phase.PhaseCalls.completed;
import static io.jenkins.plugins.ecs.rollout.decide.phase.PhaseCalls.decide;
import static io.jenkins.plugins.ecs.rollout.decide.phase.PhaseCalls.failed;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployTarget;
import io.jenkins.plugins.ecs.aws.codedeploy.CodeDeployment;
import io.jenkins.plugins.ecs.aws.ecs.CircuitBreaker;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentAlarms;
import io.jenkins.plugins.ecs.aws.ecs.DeploymentStrategyInfo;
import io.jenkins.plugins.ecs.aws.ecs.LifecycleHook;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.controller.CodeDeployPlan;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.PhaseHandler;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.observe.CodeDeployRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.OnOtherDeployment;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.WaitUntil;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** Decisions of the phases that differ with CodeDeploy, as plain function calls. */
public class CodeDeployPhasesTest {

    private static final AwsFailure BUSY = failure(AwsFailure.Kind.SERVER, "InternalFailure");

    private static AwsFailure failure(AwsFailure.Kind kind, String code) {
        return new AwsFailure(kind, "codedeploy", "CreateDeployment", code, "no", null);
    }

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api")
                .taskDefinition("api:5")
                .with(Setting.TIMEOUT, Duration.ofMinutes(20))
                .with(Setting.ON_TIMEOUT, Reaction.LEAVE);
    }

    private static RolloutState state(Phase phase, DeployRequestBuilder request) {
        RolloutState state = Seen.state(phase, request);
        state.byCodeDeploy = true;
        state.codeDeploy.application = "shop";
        state.codeDeploy.group = "blue-green";
        state.codeDeploy.deployment = phase == Phase.UPDATING ? null : "d-1";
        state.previous.taskDefinition = Seen.V6;
        state.progress.lastProgressAt = NOW;
        return state;
    }

    private static RolloutState state(Phase phase) {
        return state(phase, request());
    }

    private static CodeDeployment deployment(String id, String status, String description, String rollback) {
        return deployment(id, status, description, rollback, List.of());
    }

    private static CodeDeployment deployment(
            String id, String status, String description, String rollback, List<String> autoRollback) {
        return new CodeDeployment(
                id,
                status,
                "shop",
                "blue-green",
                description,
                300,
                0,
                "",
                "",
                rollback,
                "",
                autoRollback,
                "STOP_DEPLOYMENT",
                5,
                5,
                false);
    }

    private static Observation seen(CodeDeployment own) {
        Observation seen = Seen.service();
        seen.codeDeployment = own;
        seen.own = new ServiceDeployment(
                own.id(),
                own.status(),
                "",
                null,
                null,
                List.of(),
                null,
                List.of(new LifecycleHook("d-1/ready", "READY_WAIT", null, "AWAITING_ACTION", 0, "ROLLBACK")),
                DeploymentStrategyInfo.UNKNOWN,
                new CircuitBreaker("", 0, 0),
                new DeploymentAlarms("", List.of()),
                null,
                300);
        return seen;
    }

    private static Observation unreadable() {
        Observation seen = new Observation();
        seen.codeDeployFailure = BUSY;
        return seen;
    }

    // Creation.

    private static Observation withTree() {
        Observation seen = new Observation();
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.putArray("loadBalancers")
                .addObject()
                .put("targetGroupArn", "blue")
                .put("containerName", "app")
                .put("containerPort", 8080);
        seen.serviceTree = tree;
        return seen;
    }

    private static RolloutState unanswered(long since) {
        RolloutState state = state(Phase.UPDATING);
        state.pending = true;
        state.pendingSince = NOW - since;
        return state;
    }

    @Test
    public void aDeploymentIsCreatedOnce() {
        Decision create = decide(new CodeDeployCreation(), state(Phase.UPDATING), withTree());
        AwsAction.CreateDeployment call =
                (AwsAction.CreateDeployment) create.action().orElseThrow();
        assertThat(call.input().path("applicationName").asText(), is("shop"));

        RolloutState after =
                completed(new CodeDeployCreation(), create.state(), call, "d-7").state();
        assertThat(after.codeDeploy.deployment, is("d-7"));
        assertThat(after.phase, is(Phase.FOLLOWING));
        assertThat(after.updated, is(true));
        assertThat(after.progress.lastProgressAt, is(NOW));
        List<String> lines =
                completed(new CodeDeployCreation(), create.state(), call, "d-7").messages();
        assertThat(
                "its id, and where to look at it", lines, contains(containsString("d-7"), containsString("https://")));
    }

    @Test
    public void theUpdateBeforeItIsNoDeployment() {
        RolloutState changing = state(Phase.UPDATING);
        changing.serviceFile.changing = true;
        changing.pending = true;
        RolloutState after = completed(new CodeDeployCreation(), changing, new AwsAction.Update(null), null)
                .state();
        assertThat(after.phase, is(Phase.UPDATING));
        assertThat(after.codeDeploy.deployment, is(nullValue()));
        assertThat(after.serviceFile.changed, is(true));
    }

    @Test
    public void aStepThatDoesNotWaitEndsWithTheCall() {
        RolloutState started = completed(
                        new CodeDeployCreation(),
                        state(Phase.UPDATING, request().waitForEnd(false)),
                        new AwsAction.CreateDeployment(JsonNodeFactory.instance.objectNode()),
                        "d-7")
                .state();
        assertThat(started.verdict, is(Verdict.STARTED));

        RolloutState stopping = state(Phase.UPDATING);
        stopping.stop.stopReason = StopReason.ABORT;
        assertThat(
                "who wants to stop stops it",
                completed(
                                new CodeDeployCreation(),
                                stopping,
                                new AwsAction.CreateDeployment(JsonNodeFactory.instance.objectNode()),
                                "d-7")
                        .state()
                        .phase,
                is(Phase.STOPPING));
    }

    @Test
    public void afterALostAnswerItIsKnownByItsDescription() {
        RolloutState state = unanswered(5_000);
        Observation seen = withTree();
        seen.codeDeployments = List.of(
                deployment("d-6", "InProgress", "of somebody else", null),
                deployment("d-7", "InProgress", CodeDeployPlan.description(state), null));
        assertThat(decide(new CodeDeployCreation(), state, seen).state().codeDeploy.deployment, is("d-7"));

        Observation others = withTree();
        others.codeDeployments = List.of(deployment("d-6", "InProgress", "of somebody else", null));
        Decision waits = decide(new CodeDeployCreation(), state, others);
        assertThat("it may still show", waits.action().isPresent(), is(false));
        assertThat(waits.nextPollMillis(), is(3_000L));
        assertThat(
                "after half a minute it is sent again",
                decide(new CodeDeployCreation(), unanswered(31_000), others)
                        .action()
                        .orElseThrow(),
                is(instanceOf(AwsAction.CreateDeployment.class)));

        Observation hidden = withTree();
        hidden.codeDeployFailure = BUSY;
        assertThat(
                "not while it cannot be seen",
                decide(new CodeDeployCreation(), unanswered(31_000), hidden)
                        .action()
                        .isPresent(),
                is(false));
        assertThat(new CodeDeployCreation().reads(state, new Observation()), hasItem(CodeDeployRead.NEWER_DEPLOYMENTS));
        assertThat(
                new CodeDeployCreation().reads(state(Phase.UPDATING), new Observation()),
                not(hasItem(CodeDeployRead.NEWER_DEPLOYMENTS)));
    }

    @Test
    public void whatIsStoppedBeforeIsNotDeployed() {
        RolloutState stopping = state(Phase.UPDATING);
        stopping.stop.stopReason = StopReason.ABORT;
        assertThat(decide(new CodeDeployCreation(), stopping, withTree()).state().verdict, is(Verdict.ABORTED));
        assertThat(
                decide(new CodeDeployCreation(), state(Phase.UPDATING), new Observation())
                        .state()
                        .verdict,
                is(Verdict.REFUSED));
        Observation hidden = new Observation();
        hidden.serviceTreeFailure = BUSY;
        assertThat(
                decide(new CodeDeployCreation(), state(Phase.UPDATING), hidden).state().phase, is(Phase.UPDATING));
    }

    /** The error code of CodeDeploy, a part of the advice. */
    @Test
    public void eachRefusalHasItsAdvice() {
        String[][] table = {
            {"DeploymentConfigDoesNotExistException", "deploymentConfig"},
            {"InvalidDeploymentConfigNameException", "deploymentConfig"},
            {"DeploymentLimitExceededException", "onOtherDeployment"},
            {"InvalidRevisionException", "appSpec"},
            {"InvalidAlarmConfigException", "alarms"},
            {"AlarmsLimitExceededException", "alarms"},
            {"InvalidAutoRollbackConfigException", "autoRollback"},
        };
        AwsAction call = new AwsAction.CreateDeployment(JsonNodeFactory.instance.objectNode());
        for (String[] row : table) {
            RolloutState state =
                    state(Phase.UPDATING, request().with(Setting.ON_OTHER_DEPLOYMENT, OnOtherDeployment.FAIL));
            RolloutState refused = failed(
                            new CodeDeployCreation(), state, call, failure(AwsFailure.Kind.INVALID, row[0]))
                    .state();
            assertThat(row[0], refused.verdict, is(Verdict.REFUSED));
            assertThat(row[0], refused.advice, containsString(row[1]));
        }
        RolloutState other = failed(
                        new CodeDeployCreation(),
                        state(Phase.UPDATING),
                        call,
                        failure(AwsFailure.Kind.DENIED, "AccessDeniedException"))
                .state();
        assertThat(other.advice, containsString("credentials"));

        RolloutState update = failed(
                        new CodeDeployCreation(),
                        state(Phase.UPDATING),
                        new AwsAction.Update(null),
                        failure(AwsFailure.Kind.INVALID, "InvalidParameterException"))
                .state();
        assertThat("of the update before it", update.verdict, is(Verdict.REFUSED));
    }

    @Test
    public void aGroupThatIsBusyIsWaitedForIfTheStepSaysSo() {
        RolloutState state = state(Phase.UPDATING, request().with(Setting.ON_OTHER_DEPLOYMENT, OnOtherDeployment.WAIT));
        state.pending = true;
        Decision waits = failed(
                new CodeDeployCreation(),
                state,
                new AwsAction.CreateDeployment(JsonNodeFactory.instance.objectNode()),
                failure(AwsFailure.Kind.INVALID, "DeploymentLimitExceededException"));
        assertThat(waits.state().phase, is(Phase.UPDATING));
        assertThat("it was not created", waits.state().pending, is(false));
        assertThat(waits.nextPollMillis(), is(15_000L));
        assertThat(waits.messages(), contains(containsString("blue-green")));
    }

    // Following.

    @Test
    public void aSuccessIsProven() {
        RolloutState after = decide(
                        new CodeDeployFollowing(),
                        state(Phase.FOLLOWING),
                        seen(deployment("d-1", "Succeeded", "", null)))
                .state();
        assertThat(after.phase, is(Phase.PROVING));
        assertThat(after.deploymentCreatedAt, is(300L));
    }

    @Test
    public void aDeploymentThatIsNotThereIsLookedForTenTimes() {
        RolloutState state = state(Phase.FOLLOWING);
        state.progress.strangeSightings = 8;
        Decision ninth = decide(new CodeDeployFollowing(), state, new Observation());
        assertThat(ninth.state().phase, is(Phase.FOLLOWING));
        assertThat(ninth.nextPollMillis(), is(5_000L));
        assertThat(
                decide(new CodeDeployFollowing(), ninth.state(), new Observation())
                        .state()
                        .verdict,
                is(Verdict.UNKNOWN));
        assertThat(
                "who cannot read sees nothing strange",
                decide(new CodeDeployFollowing(), ninth.state(), unreadable()).state().phase,
                is(Phase.FOLLOWING));
    }

    @Test
    public void whatDoesNotMoveIsPolledLessOften() {
        RolloutState quiet = state(Phase.FOLLOWING);
        quiet.progress.lastProgressAt = NOW - 2 * 60_000;
        assertThat(decide(new CodeDeployFollowing(), quiet, new Observation()).nextPollMillis(), is(5_000L));
        quiet.progress.lastProgressAt = NOW - 2 * 60_000 - 1;
        assertThat(decide(new CodeDeployFollowing(), quiet, new Observation()).nextPollMillis(), is(10_000L));
    }

    @Test
    public void theRollbackOfCodeDeployIsFollowedToItsEnd() {
        Observation begun = seen(deployment("d-1", "Stopped", "", "d-2"));
        Decision first = decide(new CodeDeployFollowing(), state(Phase.FOLLOWING), begun);
        assertThat(first.state().codeDeploy.rollbackDeployment, is("d-2"));
        assertThat(first.state().stop.rollbackSeen, is(true));
        assertThat(first.messages(), hasItem(containsString("d-2")));
        assertThat("it is not shown yet", first.state().phase, is(Phase.FOLLOWING));

        begun.codeDeployRollback = deployment("d-2", "InProgress", "", null);
        Decision goesOn = decide(new CodeDeployFollowing(), first.state(), begun);
        assertThat(goesOn.state().phase, is(Phase.FOLLOWING));
        assertThat(goesOn.messages(), hasItem(containsString("InProgress")));

        begun.codeDeployRollback = deployment("d-2", "Succeeded", "", null);
        RolloutState back =
                decide(new CodeDeployFollowing(), first.state(), begun).state();
        assertThat(back.phase, is(Phase.DIAGNOSING));
        assertThat(back.verdictInSight, is(Verdict.ROLLED_BACK));
        assertThat(back.rollbackTaskDefinition, is(Seen.V5));

        begun.codeDeployRollback = deployment("d-2", "Failed", "", null);
        RolloutState stuck =
                decide(new CodeDeployFollowing(), first.state(), begun).state();
        assertThat(stuck.verdictInSight, is(Verdict.ROLLBACK_FAILED));
        assertThat(stuck.rollbackTaskDefinition, is(nullValue()));
    }

    @Test
    public void withoutASecondDeploymentTheServiceTellsWhatRuns() {
        Observation stopped = seen(deployment("d-1", "Stopped", "", null));
        Decision first = decide(new CodeDeployFollowing(), state(Phase.FOLLOWING), stopped);
        assertThat("once may be too early", first.state().phase, is(Phase.FOLLOWING));
        RolloutState second =
                decide(new CodeDeployFollowing(), first.state(), stopped).state();
        assertThat(second.verdictInSight, is(Verdict.STOPPED));
        assertThat(second.cause, containsString("Stopped"));
        assertThat("and what runs now", second.cause, containsString("api:5"));

        RolloutState asked = state(Phase.FOLLOWING);
        asked.stop.stopSentAt = NOW - 1_000;
        asked.progress.strangeSightings = 4;
        Decision fifth = decide(new CodeDeployFollowing(), asked, stopped);
        assertThat("a rollback is to come", fifth.state().phase, is(Phase.FOLLOWING));
        assertThat(
                decide(new CodeDeployFollowing(), fifth.state(), stopped).state().verdictInSight, is(Verdict.STOPPED));

        Observation automatic = seen(deployment("d-1", "Failed", "", null, List.of("DEPLOYMENT_FAILURE")));
        RolloutState waits = state(Phase.FOLLOWING);
        waits.progress.strangeSightings = 2;
        assertThat(decide(new CodeDeployFollowing(), waits, automatic).state().phase, is(Phase.FOLLOWING));
    }

    @Test
    public void trafficThatNeverMovedIsARollback() {
        RolloutState asked = state(Phase.FOLLOWING);
        asked.stop.stopSentAt = NOW - 1_000;
        asked.previous.taskDefinition = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:4";
        asked.progress.strangeSightings = 5;
        Observation before = seen(deployment("d-1", "Stopped", "", null));
        before.service = Seen.service(
                null, null, 3, Seen.deployment("x", "PRIMARY", asked.previous.taskDefinition, "COMPLETED", 3, 100));
        RolloutState after = decide(new CodeDeployFollowing(), asked, before).state();
        assertThat(after.verdictInSight, is(Verdict.ROLLED_BACK));
        assertThat(after.rollbackTaskDefinition, is(asked.previous.taskDefinition));
    }

    @Test
    public void aPauseThatWasAnsweredWithARollbackIsTheCause() {
        RolloutState answered = state(Phase.FOLLOWING);
        answered.pauses.add(new Pause("d-1/ready", "READY_WAIT", -1, Seen.NOW, 0, "ROLLBACK")
                .answered(PauseAnswer.ROLLBACK, "alice", Seen.NOW));
        answered.codeDeploy.rollbackDeployment = "d-2";
        Observation back = seen(deployment("d-1", "Stopped", "", "d-2"));
        back.codeDeployRollback = deployment("d-2", "Succeeded", "", null);
        RolloutState after = decide(new CodeDeployFollowing(), answered, back).state();
        assertThat("nothing is left to diagnose", after.verdict, is(Verdict.ROLLED_BACK));
        assertThat(after.cause, containsString("alice"));

        RolloutState stopping = state(Phase.FOLLOWING);
        stopping.stop.stopReason = StopReason.ABORT;
        stopping.codeDeploy.rollbackDeployment = "d-2";
        RolloutState aborted = decide(new CodeDeployFollowing(), stopping, back).state();
        assertThat(aborted.verdict, is(Verdict.ABORTED));
        assertThat(aborted.cause, containsString("rolled back"));
    }

    @Test
    public void aServiceThatIsGoneIsBelievedAtTheThirdSight() {
        RolloutState state = state(Phase.FOLLOWING);
        Observation gone = seen(deployment("d-1", "InProgress", "", null));
        gone.service = null;
        state.progress.strangeSightings = 1;
        Decision second = decide(new CodeDeployFollowing(), state, gone);
        assertThat(second.state().phase, is(Phase.FOLLOWING));
        assertThat(second.state().progress.strangeSightings, is(2));
        assertThat(decide(new CodeDeployFollowing(), second.state(), gone).state().verdictInSight, is(Verdict.STOPPED));
        assertThat(
                "it is there again",
                decide(new CodeDeployFollowing(), second.state(), seen(deployment("d-1", "InProgress", "", null)))
                        .state()
                        .progress
                        .strangeSightings,
                is(0));
    }

    @Test
    public void anAnswerIsSentAndAStopIsRepeated() {
        RolloutState answered = state(Phase.FOLLOWING);
        answered.pauses.add(new Pause("d-1/ready", "READY_WAIT", -1, Seen.NOW, 0, "ROLLBACK")
                .answered(PauseAnswer.CONTINUE, "alice", Seen.NOW));
        Observation ready = seen(deployment("d-1", "Ready", "", null));
        assertThat(decide(new CodeDeployFollowing(), answered, ready).state().phase, is(Phase.ANSWERING));

        RolloutState stopping = state(Phase.FOLLOWING);
        stopping.stop.stopReason = StopReason.ABORT;
        stopping.stop.stopSentAt = NOW - 31_000;
        assertThat(decide(new CodeDeployFollowing(), stopping, ready).state().phase, is(Phase.STOPPING));
    }

    @Test
    public void aStateThatNobodyKnowsIsSaidAndFollowed() {
        Decision odd = decide(
                new CodeDeployFollowing(), state(Phase.FOLLOWING), seen(deployment("d-1", "Thinking", "", null)));
        assertThat(odd.messages(), hasItem(containsString("Thinking")));
        assertThat(odd.state().said, hasItem("status Thinking"));
        assertThat(odd.state().phase, is(Phase.FOLLOWING));
        Decision known = decide(
                new CodeDeployFollowing(), state(Phase.FOLLOWING), seen(deployment("d-1", "InProgress", "", null)));
        assertThat(known.state().said, not(hasItem("status InProgress")));
    }

    @Test
    public void whatMovesIsNoted() {
        Observation ready = seen(deployment("d-1", "Ready", "", null));
        ready.codeDeployTarget = new CodeDeployTarget(
                "", List.of(), List.of(new CodeDeployTarget.TaskSet("ecs-svc/9", "Green", "ACTIVE", 3, 3, 0, 0)));
        RolloutState after =
                decide(new CodeDeployFollowing(), state(Phase.FOLLOWING), ready).state();
        assertThat("its tasks are started by it", after.deploymentId, is("ecs-svc/9"));
        assertThat(after.progress.lastSeen, containsString("Ready"));
        assertThat(after.pauses.get(0).hookId(), is("d-1/ready"));
    }

    @Test
    public void theStepMayEndAtAPoint() {
        RolloutState paused = state(Phase.FOLLOWING, request().waitUntil(WaitUntil.parse("paused")));
        assertThat(
                decide(new CodeDeployFollowing(), paused, seen(deployment("d-1", "Ready", "", null)))
                        .state()
                        .verdict,
                is(Verdict.REACHED));
    }

    @Test
    public void tasksThatDoNotComeAreAStall() {
        Observation goesOn = seen(deployment("d-1", "InProgress", "", null));
        goesOn.own = Seen.own("d-1", "InProgress", "Install", false, 1, 3);
        RolloutState follows = decide(new CodeDeployFollowing(), state(Phase.FOLLOWING), goesOn)
                .state();
        assertThat(follows.phase, is(Phase.FOLLOWING));
        follows.progress.lastProgressAt = NOW - Duration.ofHours(2).toMillis();
        RolloutState stalled =
                decide(new CodeDeployFollowing(), follows, goesOn).state();
        assertThat(stalled.stop.stopReason, is(StopReason.STALL));
    }

    @Test
    public void aRollbackThatWasAnsweredIsToCome() {
        RolloutState answered = state(Phase.FOLLOWING);
        answered.pauses.add(new Pause("d-1/ready", "READY_WAIT", -1, Seen.NOW, 0, "ROLLBACK")
                .answered(PauseAnswer.ROLLBACK, "alice", Seen.NOW)
                .sent(Seen.NOW));
        answered.progress.strangeSightings = 2;
        Observation stopped = seen(deployment("d-1", "Stopped", "", null));
        assertThat(decide(new CodeDeployFollowing(), answered, stopped).state().phase, is(Phase.FOLLOWING));

        RolloutState continued = state(Phase.FOLLOWING);
        continued.pauses.add(new Pause("d-1/ready", "READY_WAIT", -1, Seen.NOW, 0, "ROLLBACK")
                .answered(PauseAnswer.CONTINUE, "alice", Seen.NOW)
                .sent(Seen.NOW));
        continued.progress.strangeSightings = 2;
        assertThat(decide(new CodeDeployFollowing(), continued, stopped).state().phase, is(Phase.DIAGNOSING));
    }

    @Test
    public void ourDeploymentAndTheServiceAreRead() {
        for (PhaseHandler phase :
                List.of(new CodeDeployFollowing(), new CodeDeployStopping(), new CodeDeployAnswering())) {
            assertThat(
                    phase.reads(state(Phase.FOLLOWING), new Observation()),
                    contains(Reads.SERVICE, CodeDeployRead.OWN_DEPLOYMENT));
        }
    }

    // Stopping.

    @Test
    public void aStopIsSentUnlessItIsOver() {
        RolloutState state = state(Phase.STOPPING);
        state.stop.stopReason = StopReason.ABORT;
        Observation goesOn = seen(deployment("d-1", "InProgress", "", null));
        Decision asks = decide(new CodeDeployStopping(), state, goesOn);
        assertThat(asks.action().orElseThrow(), is(new AwsAction.StopDeployment("d-1", "")));
        RolloutState sent = completed(
                        new CodeDeployStopping(), asks.state(), asks.action().orElseThrow(), "")
                .state();
        assertThat(sent.phase, is(Phase.FOLLOWING));
        assertThat(sent.stop.stopSentAt, is(NOW));

        Decision over = decide(new CodeDeployStopping(), state, seen(deployment("d-1", "Succeeded", "", null)));
        assertThat(over.action().isPresent(), is(false));
        assertThat(over.state().phase, is(Phase.FOLLOWING));

        RolloutState pending = state.copy();
        pending.pending = true;
        pending.pendingSince = NOW - 1_000;
        Decision waits = decide(new CodeDeployStopping(), pending, goesOn);
        assertThat(waits.action().isPresent(), is(false));
        assertThat(waits.nextPollMillis(), is(3_000L));

        assertThat(decide(new CodeDeployStopping(), state, new Observation()).nextPollMillis(), is(5_000L));
        assertThat(decide(new CodeDeployStopping(), state, unreadable()).state().reading.failures, is(1));
        assertThat(
                failed(
                                new CodeDeployStopping(),
                                state,
                                asks.action().orElseThrow(),
                                failure(AwsFailure.Kind.INVALID, "DeploymentAlreadyCompletedException"))
                        .state()
                        .phase,
                is(Phase.FOLLOWING));
    }

    // Answering.

    private static RolloutState answering(PauseAnswer answer) {
        RolloutState state = state(Phase.ANSWERING);
        state.pauses.add(
                new Pause("d-1/ready", "READY_WAIT", -1, Seen.NOW, 0, "ROLLBACK").answered(answer, "alice", Seen.NOW));
        return state;
    }

    @Test
    public void anAnswerIsSentWhileCodeDeployWaits() {
        Observation ready = seen(deployment("d-1", "Ready", "", null));
        Decision goesOn = decide(new CodeDeployAnswering(), answering(PauseAnswer.CONTINUE), ready);
        assertThat(
                goesOn.action().orElseThrow(), is(new AwsAction.ContinueDeployment("d-1", "d-1/ready", "READY_WAIT")));
        Decision back = decide(new CodeDeployAnswering(), answering(PauseAnswer.ROLLBACK), ready);
        assertThat(back.action().orElseThrow(), is(new AwsAction.StopDeployment("d-1", "d-1/ready")));

        RolloutState sent = completed(
                        new CodeDeployAnswering(),
                        goesOn.state(),
                        goesOn.action().orElseThrow(),
                        "")
                .state();
        assertThat(sent.phase, is(Phase.FOLLOWING));
        assertThat(sent.pauses.get(0).isToBeSent(NOW, 30_000), is(false));
        RolloutState refused = failed(
                        new CodeDeployAnswering(),
                        goesOn.state(),
                        goesOn.action().orElseThrow(),
                        failure(AwsFailure.Kind.DENIED, "AccessDeniedException"))
                .state();
        assertThat("it may be answered again", refused.pauses.get(0).isOpen(), is(true));
    }

    @Test
    public void anotherWaitIsNotAnswered() {
        RolloutState other = state(Phase.ANSWERING);
        other.pauses.add(new Pause("d-1/termination", "TERMINATION_WAIT", -1, Seen.NOW, 0, "CONTINUE")
                .answered(PauseAnswer.CONTINUE, "alice", Seen.NOW));
        Decision decision = decide(new CodeDeployAnswering(), other, seen(deployment("d-1", "Ready", "", null)));
        assertThat(decision.action().isPresent(), is(false));
        assertThat(decision.state().phase, is(Phase.FOLLOWING));
    }

    @Test
    public void whatDoesNotWaitAnyMoreIsFollowed() {
        RolloutState answer = answering(PauseAnswer.CONTINUE);
        Observation over = seen(deployment("d-1", "Succeeded", "", null));
        assertThat(decide(new CodeDeployAnswering(), answer, over).state().phase, is(Phase.FOLLOWING));

        RolloutState other = state(Phase.ANSWERING);
        assertThat(
                "nothing to send",
                decide(new CodeDeployAnswering(), other, seen(deployment("d-1", "Ready", "", null)))
                        .state()
                        .phase,
                is(Phase.FOLLOWING));
        RolloutState stopping = answering(PauseAnswer.CONTINUE);
        stopping.stop.stopReason = StopReason.ABORT;
        assertThat(decide(new CodeDeployAnswering(), stopping, over).state().phase, is(Phase.STOPPING));

        RolloutState pending = answering(PauseAnswer.CONTINUE);
        pending.pending = true;
        pending.pendingSince = NOW - 1_000;
        Decision waits = decide(new CodeDeployAnswering(), pending, seen(deployment("d-1", "Ready", "", null)));
        assertThat(waits.action().isPresent(), is(false));
        assertThat(waits.nextPollMillis(), is(3_000L));
        assertThat(decide(new CodeDeployAnswering(), answer, new Observation()).nextPollMillis(), is(5_000L));
        assertThat(decide(new CodeDeployAnswering(), answer, unreadable()).state().reading.failures, is(1));
    }
}
