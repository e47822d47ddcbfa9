package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Fault;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.Test;

/** Endpoints that are not quite ECS: emulators, proxies, partitions. The verdict is the truth, and comes in time. */
public class OtherEndpointTest extends RolloutTestCase {

    private static final List<String> NOT_EVERYWHERE = List.of(
            "ListServiceDeployments",
            "DescribeServiceDeployments",
            "DescribeServiceRevisions",
            "StopServiceDeployment");

    private void without(Consumer<Fault> answer) {
        NOT_EVERYWHERE.forEach(operation -> answer.accept(sandbox.faults().on(operation)));
    }

    /** Alters each answer. */
    private static UnaryOperator<AwsCall> altering(BiConsumer<String, ObjectNode> change) {
        return ecs -> (operation, input) -> {
            ObjectNode answer = ecs.call(operation, input);
            change.accept(operation, answer);
            return answer;
        };
    }

    private static void services(ObjectNode answer, Consumer<ObjectNode> change) {
        answer.path("services").forEach(service -> change.accept((ObjectNode) service));
        if (answer.path("service") instanceof ObjectNode service) {
            change.accept(service);
        }
    }

    private Duration runTime(Outcome outcome) {
        return Duration.ofMillis(outcome.finishedAt() - outcome.startedAt());
    }

    private static String story(SandboxRollout rollout) {
        return String.join("\n", rollout.lines());
    }

    /** From the line about the update to the one about where the deployment is followed. */
    private long secondsUntilFollowed(SandboxRollout rollout) {
        rollout.runUntil(state -> state.phase() == Phase.RESOLVING);
        long since = sandbox.clock().millis();
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        return (sandbox.clock().millis() - since) / 1000;
    }

    @Test
    public void anEndpointWithoutServiceDeploymentsCostsNoTime() {
        without(f -> f.error(501, "InternalFailure", "not yet implemented"));
        SandboxRollout rollout = rollout(request())
                .hearing(altering((operation, answer) -> services(
                        answer,
                        service -> service.remove(List.of("currentServiceDeployment", "currentServiceRevisions")))));

        assertThat(secondsUntilFollowed(rollout), lessThan(3L));
        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(story(rollout), containsString("because this endpoint does not support ListServiceDeployments"));
    }

    @Test
    public void anOperationThatBreaksForGoodIsNotWaitedForForLong() {
        without(Fault::serviceUnavailable);
        SandboxRollout rollout = rollout(request());

        assertThat(secondsUntilFollowed(rollout), lessThan(25L));
        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aListThatDoesNotNameTheRevisionIsNoObstacle() {
        SandboxRollout rollout = rollout(request())
                .hearing(altering((operation, answer) -> answer.path("serviceDeployments")
                        .forEach(deployment -> ((ObjectNode) deployment).remove("targetServiceRevisionArn"))));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.state().serviceDeployment, notNullValue());
    }

    @Test
    public void whereNobodyNamesTheRevisionTheTimeTellsWhichDeploymentIsOurs() {
        SandboxRollout rollout = rollout(request())
                .hearing(altering((operation, answer) -> answer.path("serviceDeployments")
                        .forEach(deployment -> ((ObjectNode) deployment)
                                .remove(List.of("targetServiceRevisionArn", "targetServiceRevision")))));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.state().serviceDeployment, notNullValue());
    }

    @Test
    public void aDeploymentWithoutAnIdIsKnownByWhatItBrings() {
        without(Fault::unknownOperation);
        SandboxRollout rollout = rollout(request())
                .hearing(altering((operation, answer) -> services(
                        answer, service -> service.path("deployments").forEach(d -> ((ObjectNode) d).remove("id")))));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.state().serviceDeployment, nullValue());
    }

    /** The deployment of before, with what it brings now: what moto does. */
    private UnaryOperator<AwsCall> alteringItsOnlyDeployment(String rolloutState) {
        return altering((operation, answer) -> services(answer, service -> {
            ObjectNode only = (ObjectNode) service.path("deployments").path(0);
            only.put("id", "ecs-svc/1").put("createdAt", 1_000).put("rolloutState", rolloutState);
            only.put("runningCount", service.path("runningCount").asInt());
            service.putArray("deployments").add(only);
        }));
    }

    @Test
    public void aDeploymentThatIsAlteredInPlaceIsProvenByTheTasksThatRun() {
        provenByTasks("IN_PROGRESS");
    }

    @Test
    public void whatADeploymentSaidBeforeItWasAlteredIsNotAboutOurs() {
        provenByTasks("COMPLETED");
    }

    private void provenByTasks(String stale) {
        without(Fault::serviceUnavailable);
        SandboxRollout rollout = rollout(request()).hearing(alteringItsOnlyDeployment(stale));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.proof(), containsString("all 2 running tasks use api:2"));
        assertThat(story(rollout), containsString("judging by running tasks only"));
    }

    /** What moto does: the service names the new revision, its deployments stay as they were. */
    private UnaryOperator<AwsCall> withDeploymentsThatNeverChange() {
        String before = sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .at("/services/0/taskDefinition")
                .asText();
        return altering((operation, answer) -> services(answer, service -> {
            ObjectNode only = (ObjectNode) service.path("deployments").path(0);
            only.put("id", "ecs-svc/1").put("createdAt", 1_000).put("rolloutState", "IN_PROGRESS");
            only.put("taskDefinition", before);
            service.putArray("deployments").add(only);
        }));
    }

    @Test
    public void whereDeploymentsNeverChangeTheTasksThatRunAreTheProof() {
        without(Fault::serviceUnavailable);
        SandboxRollout rollout = rollout(request()).hearing(withDeploymentsThatNeverChange());

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.proof(), containsString("all 2 running tasks use api:2"));
    }

    @Test
    public void whereDeploymentsNeverChangeAndNothingRunsNobodyCanTell() {
        without(Fault::serviceUnavailable);
        sandbox.scenarios().image(NEW, Scenario.STUCK);
        SandboxRollout rollout = rollout(request()).hearing(withDeploymentsThatNeverChange());

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.UNKNOWN));
        assertThat(outcome.cause(), containsString("the service is set to it, but 2 running tasks still use api:1"));
        assertThat(runTime(outcome).toMinutes(), lessThan(10L));
    }

    @Test
    public void aDeploymentThatIsAlteredInPlaceAndRunsNothingIsNoSuccess() {
        without(Fault::serviceUnavailable);
        sandbox.scenarios().image(NEW, Scenario.STUCK);
        SandboxRollout rollout = rollout(request().with(Setting.TIMEOUT, Duration.ofMinutes(20)))
                .hearing(alteringItsOnlyDeployment("COMPLETED"));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict().isGreen(), is(false));
    }

    @Test
    public void timesMayBeWrittenAsText() {
        SandboxRollout rollout = rollout(request()).hearing(altering((operation, answer) -> withTextTimes(answer)));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.state().deploymentCreatedAt > 0, is(true));
    }

    private static void withTextTimes(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (name.endsWith("At") && object.path(name).isNumber()) {
                    long millis = Math.round(object.path(name).asDouble() * 1000);
                    object.put(name, Instant.ofEpochMilli(millis).toString());
                }
            });
        }
        node.forEach(OtherEndpointTest::withTextTimes);
    }

    @Test
    public void aLookForEqualRevisionsThatAlwaysBreaksIsDoneWithout() {
        sandbox.faults().on("ListTaskDefinitions").error(500, "InternalFailure", "");
        SandboxRollout rollout = rollout(request());

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(story(rollout), containsString("Registering without checking for an identical revision"));
        assertThat(runTime(outcome).toMinutes(), lessThan(5L));
    }

    @Test
    public void tasksThatCanNeverBeReadLeaveTheCountsOfEcs() {
        sandbox.faults().on("ListTasks").error(500, "InternalFailure", "");
        SandboxRollout rollout = rollout(request());

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.proof(), containsString("by the service's counts only"));
    }

    @Test
    public void tasksThatAreNeverListedAreNoSuccessAndDoNotTakeTheWholeTimeout() {
        SandboxRollout rollout = rollout(request()).hearing(altering((operation, answer) -> {
            if (operation.equals("ListTasks")) {
                answer.putArray("taskArns");
            }
        }));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.UNKNOWN));
        assertThat(outcome.cause(), containsString("only 0 of 2 tasks are running"));
        assertThat(runTime(outcome).toMinutes(), lessThan(10L));
    }

    @Test
    public void aTokenThatIsNotRenewedIsRefusedBeforeAnythingIsDone() {
        sandbox.faults().onAll().expiredToken();
        SandboxRollout rollout = rollout(request());

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("the session token of these credentials has expired"));
        assertThat(outcome.advice(), containsString("renew the keys"));
        assertThat(runTime(outcome).toMinutes(), lessThan(3L));
    }

    @Test
    public void anAddressWhereNobodyIsIsRefusedBeforeAnythingIsDone() {
        SandboxRollout rollout = rollout(request()).hearing(ecs -> (operation, input) -> {
            throw new AwsFailure(
                    AwsFailure.Kind.UNREACHABLE, operation, "UnknownHostException", "ecs.eu-nowhere-9.example", null);
        });

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("UnknownHostException: ecs.eu-nowhere-9.example"));
        assertThat(outcome.advice(), containsString("check 'region'"));
        assertThat(runTime(outcome).toMinutes(), lessThan(5L));
    }

    @Test
    public void aTokenThatRunsOutUnderWayIsWaitedFor() {
        SandboxRollout rollout = rollout(request());
        rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
        sandbox.faults().onAll().times(10).expiredToken();

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void keysThatAwsDoesNotKnowAreNoMatterOfPolicies() {
        sandbox.faults()
                .onAll()
                .error(400, "UnrecognizedClientException", "The security token included in the request is invalid.");

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(
                outcome.cause(),
                is(
                        "these credentials are not accepted by AWS: The security token included in the request is invalid."));
        assertThat(outcome.advice(), containsString("check that the access key and the secret key"));
        assertThat(outcome.advice(), not(containsString("IAM policy")));
    }

    @Test
    public void aTimeoutWithoutAnswersSaysWhatWasAnswered() {
        sandbox.faults().onAll().error(500, "InternalFailure", "the disk is full");

        Outcome outcome =
                rollout(request().with(Setting.TIMEOUT, Duration.ofMinutes(4))).run();

        assertThat(outcome.verdict(), is(Verdict.TIMED_OUT));
        assertThat(outcome.cause(), containsString(": DescribeServices: InternalFailure"));
        assertThat(outcome.cause(), containsString("the disk is full"));
        assertThat(outcome.cause(), containsString("no answer for 4 min"));
        assertThat(outcome.advice(), containsString("why the endpoint cannot be reached"));
    }

    @Test
    public void whereNoTaskStoppedNobodySaysThatOneDid() {
        sandbox.scenarios().image(NEW, Scenario.STUCK);
        SandboxRollout rollout = rollout(request().with(Setting.STALL_TIMEOUT, Duration.ofMinutes(3)))
                .hearing(altering((operation, answer) -> services(answer, service -> service.putArray("events"))));

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.STALLED));
        assertThat(story(rollout), not(containsString("stopped for an unknown reason")));
        assertThat(story(rollout), not(containsString("see the stopped task")));
    }
}
