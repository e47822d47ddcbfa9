package io.jenkins.plugins.ecs.rollout.decide.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.TasksTestCase;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.Reads;
import io.jenkins.plugins.ecs.rollout.observe.LocalRead;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.observe.OtherRead;
import io.jenkins.plugins.ecs.rollout.observe.Read;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Pause;
import io.jenkins.plugins.ecs.rollout.state.PauseAnswer;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.StopReason;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.scaling.ScalingChange;
import io.jenkins.plugins.ecs.schedules.ScheduleProgress;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import io.jenkins.plugins.ecs.tasks.request.DeploymentTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** Which calls the rules are asked about, and what becomes of one that they refuse. */
public class PolicyGateTest {

    private static final long NOW = Seen.NOW + 60_000;
    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
    private static final String OTHER_CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/batch";
    private static final ScalableTarget.Suspension ALL = new ScalableTarget.Suspension(true, true, true);

    private final List<Change> asked = new ArrayList<>();
    private Judgement answer = Judgement.ALLOWED;
    private final PolicyCheck rules = change -> {
        asked.add(change);
        return answer;
    };

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5");
    }

    private static RolloutState state(Phase phase, DeployRequestBuilder request) {
        RolloutState state = Seen.state(phase, request);
        state.clusterArn = CLUSTER;
        state.serviceArn = "arn:aws:ecs:eu-central-1:123456789012:service/prod/api";
        state.verdictInSight = Verdict.SUCCESS;
        state.schedules = ScheduleProgress.NOT_LISTED.listed(
                List.of(ScheduleRef.rule("default", "night"), ScheduleRef.rule("default", "day")));
        return state;
    }

    private static RolloutState state(Phase phase) {
        return state(phase, request());
    }

    private static Decision with(RolloutState state, AwsAction action) {
        state.pending = true;
        return new Decision(state, List.of("said before"), Optional.of(action), 0);
    }

    private Decision check(RolloutState state, AwsAction action) {
        return PolicyGate.check(with(state, action), rules, NOW);
    }

    private static AwsAction.MoveRule move(String cluster) {
        return new AwsAction.MoveRule(
                ScheduleRef.rule("default", "night"),
                List.of(JsonNodeFactory.instance.objectNode().put("Id", "1").put("Arn", cluster)));
    }

    private static AwsAction.Scale scale() {
        return new AwsAction.Scale("service/prod/api", new ScalingChange.Range(1, 3, "1 to 3"));
    }

    private void refuse() {
        answer = new Judgement(List.of("Rule: not on Fridays"), List.of());
    }

    @Test
    public void eachCallThatMovesForwardIsRefusedBeforeItIsSent() {
        refuse();
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        Object[][] table = {
            {Phase.REGISTERING, new AwsAction.Register(input, "hash")},
            {Phase.SUSPENDING, new AwsAction.Suspend("service/prod/api", ALL)},
            {Phase.UPDATING, new AwsAction.Update(null)},
            {Phase.UPDATING, new AwsAction.CreateDeployment(input)},
            {Phase.TAGGING, new AwsAction.Tag("arn", Map.of("team", "shop"))},
        };
        for (Object[] row : table) {
            Decision refused = check(state((Phase) row[0]), (AwsAction) row[1]);
            assertThat(row[0] + " is not sent", refused.action().isPresent(), is(false));
            assertThat(refused.state().verdict, is(Verdict.REFUSED));
            assertThat(refused.state().pending, is(false));
            assertThat(refused.state().cause, containsString("not on Fridays"));
            assertThat(refused.messages(), hasItem("said before"));
        }
        assertThat(asked, hasSize(table.length));
    }

    @Test
    public void aRefusalSaysWhatRemains() {
        refuse();
        RolloutState registered = state(Phase.UPDATING);
        registered.registered = true;
        assertThat(
                check(registered, new AwsAction.Update(null)).state().advice,
                is(not(check(state(Phase.UPDATING), new AwsAction.Update(null)).state().advice)));

        RolloutState suspending = state(Phase.SUSPENDING);
        suspending.scaling.resourceId = "service/prod/api";
        suspending.scaling.sent = 1;
        RolloutState after = check(suspending, new AwsAction.Suspend("service/prod/api", ALL))
                .state();
        assertThat("nothing was suspended, so nothing is resumed", after.verdict, is(Verdict.REFUSED));
        assertThat(after.scaling.resourceId, is(nullValue()));
    }

    @Test
    public void whatIsAllowedIsSentAsItWas() {
        Decision update = check(state(Phase.UPDATING), new AwsAction.Update(null));
        assertThat(update.action().orElseThrow(), is(new AwsAction.Update(null)));
        assertThat("what follows it is part of it", update.state().judged, is(true));
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        assertThat(
                "a revision alone moves nothing",
                check(state(Phase.REGISTERING), new AwsAction.Register(input, "hash"))
                        .state()
                        .judged,
                is(false));
    }

    @Test
    public void whatTakesBackIsFree() {
        refuse();
        RolloutState aborted = state(Phase.STOPPING);
        aborted.stop.stopReason = StopReason.ABORT;
        Decision back = with(aborted, new AwsAction.RollBack("own"));
        assertThat(PolicyGate.check(back, rules, NOW), is(sameInstance(back)));
        Decision answered = with(state(Phase.ANSWERING), new AwsAction.Proceed("own", "hook", PauseAnswer.ROLLBACK));
        assertThat(PolicyGate.check(answered, rules, NOW), is(sameInstance(answered)));
        RolloutState updated = state(Phase.TAGGING);
        updated.updated = true;
        Decision tags = with(updated, new AwsAction.Tag("arn", Map.of()));
        assertThat("tags after the update are part of it", PolicyGate.check(tags, rules, NOW), is(sameInstance(tags)));
        Decision looks = new Decision(state(Phase.UPDATING), List.of(), Optional.empty(), 0);
        assertThat(PolicyGate.check(looks, rules, NOW), is(sameInstance(looks)));
        assertThat(asked, is(empty()));
    }

    @Test
    public void aRollbackThatIsAskedForIsJudged() {
        refuse();
        RolloutState requested = state(Phase.STOPPING, request().goesBack(true));
        requested.stop.stopReason = StopReason.REQUEST;
        Decision refused = check(requested, new AwsAction.RollBack("own"));
        assertThat(refused.state().verdict, is(Verdict.REFUSED));
        assertThat("ECS chooses to what", asked.get(0).images(), is(empty()));
        assertThat(asked.get(0).longest(), is(Duration.ZERO));
        assertThat(asked.get(0).rollbackRequested(), is(true));
    }

    private static RolloutState paused(DeployRequestBuilder request) {
        RolloutState state = state(Phase.ANSWERING, request);
        state.pauses.add(new Pause("hook", "PRE_SCALE_UP", -1, Seen.NOW, 0, "ROLLBACK")
                .answered(PauseAnswer.CONTINUE, "alice", Seen.NOW));
        return state;
    }

    @Test
    public void aPauseThatMayNotBeContinuedStays() {
        refuse();
        Decision kept = check(paused(request()), new AwsAction.Proceed("own", "hook", PauseAnswer.CONTINUE));
        assertThat(kept.action().isPresent(), is(false));
        assertThat(kept.state().phase, is(Phase.FOLLOWING));
        assertThat("it may be answered again", kept.state().pauses.get(0).isOpen(), is(true));
        assertThat(kept.messages(), hasItem(containsString("not on Fridays")));
        assertThat(kept.nextPollMillis(), is(2_500L));

        Decision gated =
                check(paused(request().gated(true)), new AwsAction.Proceed("own", "hook", PauseAnswer.CONTINUE));
        Pause held = gated.state().pauses.get(0);
        assertThat("the answer of a block is kept", held.isHeld(), is(true));
        assertThat(held.isToBeSent(NOW + 29_999, 0), is(false));
        assertThat(held.isToBeSent(NOW + 30_000, 0), is(true));

        Decision codeDeploy = check(paused(request()), new AwsAction.ContinueDeployment("d-1", "hook", "READY_WAIT"));
        assertThat(codeDeploy.action().isPresent(), is(false));
    }

    @Test
    public void whatFollowsASuccessIsLeftUndone() {
        refuse();
        RolloutState scaling = check(state(Phase.SCALING), scale()).state();
        assertThat("the deployment was a success", scaling.verdict, is(Verdict.SUCCESS));
        RolloutState nothingDeployed = state(Phase.SCALING);
        nothingDeployed.verdictInSight = Verdict.NO_CHANGE;
        assertThat("scaling alone is refused", check(nothingDeployed, scale()).state().verdict, is(Verdict.REFUSED));

        Decision moves = check(state(Phase.SCHEDULING), move(CLUSTER));
        assertThat(moves.state().verdict, is(Verdict.SUCCESS));
        assertThat(moves.action().isPresent(), is(false));
        assertThat(moves.messages().toString(), containsString("not on Fridays"));

        RolloutState judged = state(Phase.SCALING);
        judged.judged = true;
        int before = asked.size();
        assertThat("what was judged is", check(judged, scale()).action().isPresent(), is(true));
        assertThat(asked, hasSize(before));
    }

    @Test
    public void aScheduledTaskInAnotherClusterIsJudgedThere() {
        Decision own = check(state(Phase.SCHEDULING), move(CLUSTER));
        assertThat(own.action().isPresent(), is(true));
        assertThat(own.state().judged, is(true));
        assertThat(asked, hasSize(1));

        check(state(Phase.SCHEDULING), move(OTHER_CLUSTER));
        assertThat(asked, hasSize(3));
        assertThat(asked.get(2).cluster(), is("batch"));

        RolloutState judged = state(Phase.SCHEDULING);
        judged.judged = true;
        PolicyCheck notBatch = change -> change.cluster().equals("batch")
                ? new Judgement(List.of("Rule: not in batch"), List.of())
                : Judgement.ALLOWED;
        Decision dropped = PolicyGate.check(with(judged, move(OTHER_CLUSTER)), notBatch, NOW);
        assertThat(dropped.action().isPresent(), is(false));
        assertThat("the next one may move", dropped.state().phase, is(Phase.SCHEDULING));
        assertThat(dropped.state().schedules.next().name(), is("day"));
        assertThat(dropped.messages().toString(), containsString("not in batch"));
        assertThat(
                PolicyGate.check(with(judged.copy(), move(CLUSTER)), notBatch, NOW)
                        .action()
                        .isPresent(),
                is(true));

        PolicyCheck warns = change -> change.cluster().equals("batch")
                ? new Judgement(List.of(), List.of(), List.of("Rule: batch soon"), Map.of(), false)
                : Judgement.ALLOWED;
        assertThat(
                PolicyGate.check(with(judged.copy(), move(OTHER_CLUSTER)), warns, NOW)
                        .messages()
                        .toString(),
                containsString("batch soon"));
    }

    @Test
    public void whatRulesSayIsSaidOnce() {
        answer = new Judgement(
                List.of(),
                List.of("freeze"),
                List.of("Rule: would refuse"),
                Map.of("7", new Evidence.Approval("7", "alice", List.of(), false, NOW, Map.of(), null)),
                false);
        Decision first = check(state(Phase.UPDATING), new AwsAction.Update(null));
        assertThat(first.messages().toString(), containsString("freeze"));
        assertThat(first.messages().toString(), containsString("would refuse"));
        assertThat(first.messages().toString(), containsString("alice"));
        assertThat(first.state().ruleWarnings, contains("Rule: would refuse"));

        Decision again = check(first.state(), new AwsAction.Update(null));
        assertThat(again.messages(), contains("said before"));
        assertThat(again.state().ruleWarnings, hasSize(1));
    }

    @Test
    public void tasksAreJudgedBeforeAnythingIsChanged() {
        PolicyCheck noTasks = change ->
                change.task() == null ? Judgement.ALLOWED : new Judgement(List.of("Rule: no commands"), List.of());
        DeployRequestBuilder tasks =
                request().tasks(new DeploymentTasks(List.of(TasksTestCase.task("migrate", "migrate")), List.of()));
        Decision refused =
                PolicyGate.check(with(state(Phase.UPDATING, tasks), new AwsAction.Update(null)), noTasks, NOW);
        assertThat(refused.state().cause, containsString("no commands"));
        assertThat(
                PolicyGate.check(with(state(Phase.UPDATING), new AwsAction.Update(null)), noTasks, NOW)
                        .action()
                        .isPresent(),
                is(true));
        RolloutState unchanged = state(Phase.UPDATING, tasks);
        unchanged.unchanged = true;
        assertThat(
                "none runs for a change of settings",
                PolicyGate.check(with(unchanged, new AwsAction.Update(null)), noTasks, NOW)
                        .action()
                        .isPresent(),
                is(true));
    }

    @Test
    public void rulesThatBreakRefuse() {
        PolicyCheck broken = change -> {
            throw new IllegalStateException("a bug");
        };
        assertThat(
                PolicyGate.check(with(state(Phase.UPDATING), new AwsAction.Update(null)), broken, NOW)
                        .state()
                        .verdict,
                is(Verdict.REFUSED));
        RolloutState planned = planned(true);
        assertThat(
                "in a plan it is said",
                PolicyGate.check(new Decision(planned, List.of(), Optional.empty(), 0), broken, NOW)
                        .messages()
                        .toString(),
                containsString("a bug"));
    }

    private static RolloutState planned(boolean changes) {
        RolloutState state = state(Phase.ENDED);
        state.verdict = Verdict.PLANNED;
        state.plan =
                new Plan(List.of(), changes ? List.of("desiredCount: 2 -> 3") : List.of(), false, List.of(), Map.of());
        return state;
    }

    @Test
    public void aPlanSaysWhatTheRulesWouldRefuse() {
        refuse();
        Decision plan = PolicyGate.check(new Decision(planned(true), List.of(), Optional.empty(), 0), rules, NOW);
        assertThat(plan.state().verdict, is(Verdict.PLANNED));
        assertThat(plan.messages().toString(), containsString("not on Fridays"));

        Decision nothing = new Decision(planned(false), List.of(), Optional.empty(), 0);
        assertThat(PolicyGate.check(nothing, rules, NOW), is(sameInstance(nothing)));
    }

    @Test
    public void theRulesKnowHowLongItMayTake() {
        RolloutState state = state(Phase.UPDATING, request().with(Setting.TIMEOUT, Duration.ofMinutes(20)));
        check(state.copy(), new AwsAction.Update(null));
        assertThat("not known", asked.get(0).longest(), is(nullValue()));
        state.expected.longestWaitMillis = 5 * 60_000L;
        check(state, new AwsAction.Update(null));
        assertThat(asked.get(1).longest(), is(Duration.ofMinutes(25)));
        assertThat(asked.get(1).account(), is("123456789012"));
        assertThat(asked.get(1).cluster(), is("prod"));
        assertThat(asked.get(1).service(), is("api"));
        assertThat("before a definition is chosen", asked.get(1).images(), is(nullValue()));
        assertThat(asked.get(1).creates(), is(false));
    }

    @Test
    public void aServiceThatIsCreatedIsJudgedByItsNames() {
        RolloutState creates = state(Phase.UPDATING, request().with(Setting.SERVICE_DEFINITION, "desiredCount: 1"));
        creates.serviceFile.creates = true;
        creates.serviceArn = null;
        creates.clusterArn = null;
        creates.images.put("app", "repo/app:2");
        check(creates, new AwsAction.Create(JsonNodeFactory.instance.objectNode()));
        assertThat(asked.get(0).creates(), is(true));
        assertThat(asked.get(0).region(), is("eu-central-1"));
        assertThat(asked.get(0).cluster(), is("prod"));
        assertThat(asked.get(0).service(), is("api"));
        assertThat(asked.get(0).images(), contains("repo/app:2"));
    }

    @Test
    public void theCircuitBreakerIsJudgedAsItWillBe() {
        RolloutState asIs = state(Phase.UPDATING);
        asIs.circuitBreaker = true;
        check(asIs, new AwsAction.Update(null));
        RolloutState byStep = state(Phase.UPDATING, request().circuitBreaker(false));
        byStep.circuitBreaker = true;
        check(byStep, new AwsAction.Update(null));
        RolloutState byFile = state(
                Phase.UPDATING,
                request()
                        .with(
                                Setting.SERVICE_DEFINITION,
                                "deploymentConfiguration: {deploymentCircuitBreaker: {enable: false, rollback: false}}"));
        byFile.circuitBreaker = true;
        check(byFile, new AwsAction.Update(null));
        RolloutState byCodeDeploy = state(Phase.UPDATING, request().circuitBreaker(false));
        byCodeDeploy.circuitBreaker = true;
        byCodeDeploy.byCodeDeploy = true;
        check(byCodeDeploy, new AwsAction.Update(null));
        assertThat(asked.stream().map(Change::circuitBreaker).toList(), contains(true, false, false, true));
    }

    // Reads.

    private static final List<Read> LOOK_UPS =
            List.of(Reads.SERVICE, new LocalRead.BuildLookups(), new OtherRead.Lookups());

    private static PolicyCheck forLookUps(Judgement judgement, List<Change> asked) {
        return new PolicyCheck() {
            @Override
            public Judgement judge(Change change) {
                return Judgement.ALLOWED;
            }

            @Override
            public Judgement judgeLookUps(Change change) {
                asked.add(change);
                return judgement;
            }

            @Override
            public boolean isAboutCircuitBreaker() {
                return true;
            }
        };
    }

    @Test
    public void valuesThatMayNotBeLookedUpAreNotRead() {
        RolloutState planning = Seen.state(Phase.PLANNING, request());
        Observation seen = Seen.service();
        assertThat(PolicyGate.reads(planning, seen, LOOK_UPS, forLookUps(Judgement.ALLOWED, asked)), is(LOOK_UPS));
        List<Read> rest = PolicyGate.reads(
                planning, seen, LOOK_UPS, forLookUps(new Judgement(List.of("Rule: no secrets"), List.of()), asked));
        assertThat(rest, hasSize(2));
        assertThat(rest.get(0), is(Reads.SERVICE));
        assertThat(rest.get(1).toString(), containsString("no secrets"));
        assertThat("nothing to ask about", PolicyGate.reads(planning, seen, List.of(Reads.SERVICE), rules), hasSize(1));
        assertThat(asked, hasSize(2));
        assertThat("the service is known by then", asked.get(0).subject().serviceArn(), is("arn"));
    }

    @Test
    public void theCircuitBreakerIsReadAgainBeforeEachUpdate() {
        PolicyCheck about = forLookUps(Judgement.ALLOWED, asked);
        assertThat(
                PolicyGate.reads(state(Phase.UPDATING), new Observation(), List.of(), about), contains(Reads.SERVICE));
        assertThat(
                "no rule is about it",
                PolicyGate.reads(state(Phase.UPDATING), new Observation(), List.of(), PolicyCheck.NONE),
                is(empty()));
        RolloutState sent = state(Phase.UPDATING);
        sent.pending = true;
        assertThat(PolicyGate.reads(sent, new Observation(), List.of(), about), is(empty()));
        RolloutState byCodeDeploy = state(Phase.UPDATING);
        byCodeDeploy.byCodeDeploy = true;
        assertThat(PolicyGate.reads(byCodeDeploy, new Observation(), List.of(), about), is(empty()));
        assertThat(PolicyGate.reads(state(Phase.REGISTERING), new Observation(), List.of(), about), is(empty()));
    }

    // What a rollout is about.

    @Test
    public void aRolloutIsAboutNothingBeforeTheServiceIsRead() {
        assertThat(PolicySubject.of(Seen.state(Phase.PLANNING, request())), is(Subject.UNKNOWN));
        RolloutState known = state(Phase.UPDATING);
        assertThat("before a definition is chosen", PolicySubject.of(known).newImages(), is(nullValue()));
        known.images.put("app", "repo/app:2");
        known.images.put("proxy", "repo/proxy:1");
        known.previous.images.putAll(Map.of("app", "repo/app:1", "proxy", "repo/proxy:1"));
        assertThat(PolicySubject.of(known).newImages(), contains("repo/app:2"));
        assertThat("not deployed yet", PolicySubject.of(known).begunAt(), is(0L));
    }
}
