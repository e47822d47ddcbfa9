package io.jenkins.plugins.ecs.rollout.decide.update;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ecs.EcsDeployment;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.Seen;
import io.jenkins.plugins.ecs.rollout.decide.phase.AwsAction;
import io.jenkins.plugins.ecs.rollout.decide.phase.Decision;
import io.jenkins.plugins.ecs.rollout.decide.phase.DecisionDraft;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import org.junit.Test;

/** An update has no client token: after a lost answer its effect is looked for, in the service and in what is listed. */
public class LostUpdateTest {

    private static final EcsDeployment BEFORE = Seen.deployment("ecs-svc/6", "PRIMARY", Seen.V6, "COMPLETED", 3, 100);
    private static final EcsDeployment OURS = Seen.deployment("ecs-svc/7", "PRIMARY", Seen.V5, "IN_PROGRESS", 0, 300);

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5");
    }

    private static RolloutState sent(DeployRequestBuilder request, long since) {
        RolloutState state = Seen.state(Phase.UPDATING, request);
        state.previous.taskDefinition = Seen.V6;
        state.previous.deploymentId = "ecs-svc/6";
        state.previous.deployments.add("ecs-svc/6");
        state.previous.newestAt = 200;
        state.pending = true;
        state.pendingSince = Seen.NOW - since;
        return state;
    }

    private static Decision decide(RolloutState state, Observation seen) {
        DecisionDraft draft = new DecisionDraft(state, Seen.NOW, 0);
        new UpdatingPhase().decide(draft, seen);
        return draft.decision();
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void itsDeploymentIsFoundInTheService() {
        RolloutState after =
                decide(sent(request(), 1_000), Seen.service(OURS, BEFORE)).state();
        assertThat(after.deploymentId, is("ecs-svc/7"));
        assertThat(after.phase, is(Phase.RESOLVING));
    }

    @Test
    public void itsServiceDeploymentIsFoundAlthoughItIsOver() {
        Observation seen = Seen.service(BEFORE);
        Seen.list(seen, Seen.V5, Seen.listed("own", 300));
        RolloutState after = decide(sent(request(), 1_000), seen).state();
        assertThat(after.serviceDeployment, is("own"));
        assertThat(after.phase, is(Phase.FOLLOWING));
    }

    @Test
    public void aChangeOfTheCountIsFoundInTheCount() {
        RolloutState count = sent(request().desiredCount(4), 1_000);
        count.unchanged = true;
        Decision waits = decide(count, Seen.service(BEFORE));
        assertThat("the service has 3", waits.state().phase, is(Phase.UPDATING));
        assertThat(waits.action().isPresent(), is(false));
        assertThat(waits.nextPollMillis(), is(3_000L));
        RolloutState settled = sent(request().desiredCount(4), 31_000);
        settled.unchanged = true;
        assertThat(
                decide(settled, Seen.service(BEFORE)).action().orElseThrow(), is(instanceOf(AwsAction.Update.class)));
    }

    @Test
    public void aServiceThatCannotBeReadIsWaitedFor() {
        AwsFailure busy = new AwsFailure(AwsFailure.Kind.SERVER, "DescribeServices", "InternalFailure", "busy", null);
        Observation seen = new Observation();
        seen.serviceFailure = busy;
        assertThat(decide(sent(request(), 31_000), seen).action().isPresent(), is(false));
        RolloutState first = sent(request(), 0);
        first.pending = false;
        assertThat("for the rules, too", decide(first, seen).action().isPresent(), is(false));
        Observation tree = new Observation();
        tree.serviceTreeFailure = busy;
        assertThat(decide(first.copy(), tree).action().isPresent(), is(false));
    }

    @Test
    public void settingsThatAreThereAlreadyNeedNoUpdate() {
        DeployRequestBuilder file = request().with(Setting.SERVICE_DEFINITION, "healthCheckGracePeriodSeconds: 30");
        RolloutState state = sent(file, 0);
        state.pending = false;
        state.unchanged = true;
        Observation seen = Seen.service(BEFORE);
        seen.serviceTree = tree("{\"healthCheckGracePeriodSeconds\": 30}");
        Decision nothing = decide(state, seen);
        assertThat(nothing.action().isPresent(), is(false));
        assertThat(nothing.state().phase, is(Phase.PROVING));
        assertThat("it says so", nothing.messages().size(), is(1));

        RolloutState joined = state.copy();
        joined.deploymentId = "ecs-svc/6";
        RolloutState follows = decide(joined, seen).state();
        assertThat("the deployment in progress goes on", follows.phase, is(Phase.RESOLVING));
        assertThat(follows.unchanged, is(false));

        RolloutState tagged = state.copy();
        tagged.serviceFile.tagsToSet.put("team", "shop");
        Decision tags = decide(tagged, seen);
        assertThat(tags.state().phase, is(Phase.TAGGING));
        assertThat("there is something to say later", tags.messages().isEmpty(), is(true));

        seen.serviceTree = tree("{\"healthCheckGracePeriodSeconds\": 60}");
        Decision update = decide(state.copy(), seen);
        assertThat(update.action().orElseThrow(), is(instanceOf(AwsAction.Update.class)));
        assertThat(update.state().settingsChanged, is(true));
    }

    @Test
    public void settingsThatStartADeploymentDoNotNameTheRevisionThatIsThere() {
        RolloutState state = sent(request(), 0);
        state.pending = false;
        state.previous.taskDefinition = Seen.V5;
        state.serviceFile.deploys = true;
        AwsAction.Update call =
                (AwsAction.Update) decide(state, Seen.service(BEFORE)).action().orElseThrow();
        assertThat(call.update().taskDefinition(), is(nullValue()));
        state.forced = true;
        AwsAction.Update forced =
                (AwsAction.Update) decide(state, Seen.service(BEFORE)).action().orElseThrow();
        assertThat(forced.update().taskDefinition(), is(Seen.V5));
    }

    @Test
    public void onlyANewDeploymentOfOurRevisionIsOurs() {
        RolloutState state = sent(request(), 0);
        assertThat(OwnEntry.newDeployment(state, Seen.service(OURS).service).isPresent(), is(true));
        assertThat(
                OwnEntry.newDeployment(state, service("ecs-svc/6", Seen.V5, 300))
                        .isPresent(),
                is(false));
        assertThat(
                OwnEntry.newDeployment(state, service("ecs-svc/7", Seen.V6, 300))
                        .isPresent(),
                is(false));
        assertThat(
                OwnEntry.newDeployment(state, service("ecs-svc/7", Seen.V5, 199))
                        .isPresent(),
                is(false));
        assertThat(
                OwnEntry.newDeployment(state, service("ecs-svc/7", Seen.V5, 200))
                        .isPresent(),
                is(true));
        assertThat(
                "untimed",
                OwnEntry.newDeployment(state, service("ecs-svc/7", Seen.V5, 0)).isPresent(),
                is(true));
    }

    private static EcsService service(String id, String revision, long at) {
        return Seen.service(Seen.deployment(id, "PRIMARY", revision, "IN_PROGRESS", 0, at)).service;
    }

    private static boolean altered(RolloutState state, EcsService service) {
        DecisionDraft draft = new DecisionDraft(state, Seen.NOW, 0);
        boolean altered = OwnEntry.alteredDeployment(draft, service).isPresent();
        assertThat(draft.state.alteredDeployment, is(altered));
        assertThat(draft.decision().messages().size(), is(altered ? 1 : 0));
        return altered;
    }

    @Test
    public void someEmulatorsAlterTheDeploymentThatIsThere() {
        assertThat(altered(sent(request(), 0), service("ecs-svc/6", Seen.V5, 100)), is(true));
        assertThat("a new one", altered(sent(request(), 0), service("ecs-svc/7", Seen.V5, 100)), is(false));
        assertThat("not ours", altered(sent(request(), 0), service("ecs-svc/6", Seen.V6, 100)), is(false));
        RolloutState forced = sent(request(), 0);
        forced.previous.taskDefinition = Seen.V5;
        assertThat("the same as before", altered(forced, service("ecs-svc/6", Seen.V5, 100)), is(false));
    }

    @Test
    public void theLogNamesWhatWasBefore() {
        DecisionDraft draft = new DecisionDraft(sent(request(), 0), Seen.NOW, 0);
        OwnEntry.follow(draft, OURS);
        assertThat(draft.decision().messages(), contains(containsString("api:6")));
        RolloutState created = sent(request(), 0);
        created.serviceFile.created = true;
        DecisionDraft first = new DecisionDraft(created, Seen.NOW, 0);
        OwnEntry.follow(first, OURS);
        assertThat(first.decision().messages().toString().contains("api:6"), is(false));
    }
}
