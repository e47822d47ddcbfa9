package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

public class FaultsTest extends SandboxTestCase {

    private static final String DESCRIBE = "{'cluster':'prod','services':['api']}";
    private static final String SCALE = "{'cluster':'prod','service':'api','desiredCount':5}";

    @Before
    public void steadyService() {
        sandbox.service("prod", "api", service -> service.desiredCount(2));
        sandbox.clearCalls();
    }

    @Test
    public void throttlesAsOftenAsAsked() {
        Fault fault = sandbox.faults().on("DescribeServices").times(2).throttle();
        for (int i = 0; i < 2; i++) {
            Answer answer = client.call("DescribeServices", DESCRIBE);
            assertThat(answer.status(), is(400));
            assertThat(answer.error(), is("ThrottlingException"));
            assertThat(answer.message(), is("Rate exceeded"));
        }
        assertThat(client.call("DescribeServices", DESCRIBE).status(), is(200));
        assertThat(fault.hits(), is(2));
    }

    @Test
    public void hitsOnlyItsOperation() {
        sandbox.faults().on("UpdateService").throttle();
        assertThat(client.call("DescribeServices", DESCRIBE).status(), is(200));
    }

    @Test
    public void letsTheFirstCallsPass() {
        sandbox.faults().onAll().skip(1).serverError();
        assertThat(client.call("DescribeServices", DESCRIBE).status(), is(200));
        assertThat(client.call("DescribeServices", DESCRIBE).status(), is(500));
    }

    @Test
    public void goesOnUntilItIsSwitchedOff() {
        Fault fault = sandbox.faults().onAll().serverError();
        assertThat(client.call("DescribeServices", DESCRIBE).error(), is("ServerException"));
        fault.off();
        assertThat(client.call("DescribeServices", DESCRIBE).status(), is(200));
    }

    @Test
    public void anErrorBeforeTheEffectDoesNothing() {
        sandbox.faults().on("UpdateService").times(1).serverError();
        client.call("UpdateService", SCALE);
        assertThat(service().path("desiredCount").asInt(), is(2));
    }

    @Test
    public void anErrorAfterTheEffectHidesIt() {
        sandbox.faults().on("UpdateService").times(1).afterEffect().serverError();
        assertThat(client.call("UpdateService", SCALE).status(), is(500));
        assertThat(service().path("desiredCount").asInt(), is(5));
    }

    @Test
    public void unavailableHasNoBody() {
        sandbox.faults().onAll().times(1).serviceUnavailable();
        Answer answer = client.call("DescribeServices", DESCRIBE);
        assertThat(answer.status(), is(503));
        assertThat(answer.text(), is(""));
    }

    @Test
    public void aResetClosesTheConnectionBeforeTheEffect() {
        sandbox.faults().on("UpdateService").times(1).reset();
        assertThat(client.call("UpdateService", SCALE).status(), is(0));
        assertThat(service().path("desiredCount").asInt(), is(2));
        assertThat(sandbox.calls("UpdateService").get(0).errorCode(), is("ConnectionReset"));
    }

    @Test
    public void aResetAfterTheEffectLosesTheAnswer() {
        sandbox.faults().on("UpdateService").times(1).resetAfterEffect();
        assertThat(client.call("UpdateService", SCALE).status(), is(0));
        assertThat(service().path("desiredCount").asInt(), is(5));
    }

    @Test
    public void slowAnswersComeLateInRealTime() {
        sandbox.faults().onAll().times(1).slow(Duration.ofMillis(150));
        long start = System.nanoTime();
        assertThat(client.call("DescribeServices", DESCRIBE).status(), is(200));
        assertThat(System.nanoTime() - start, greaterThanOrEqualTo(150_000_000L));
    }

    @Test
    public void tokensExpire() {
        sandbox.faults().onAll().times(1).expiredToken();
        assertThat(client.call("DescribeServices", DESCRIBE).error(), is("ExpiredTokenException"));
    }

    @Test
    public void deniedCallsNamePrincipalActionAndResource() {
        sandbox.faults().onAll().times(1).denied();
        Answer answer = client.call("UpdateService", SCALE);
        assertThat(answer.status(), is(400));
        assertThat(answer.error(), is("AccessDeniedException"));
        assertThat(
                answer.message(),
                is("User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: ecs:UpdateService on"
                        + " resource: arn:aws:ecs:eu-central-1:123456789012:service/prod/api because no identity-based"
                        + " policy allows the ecs:UpdateService action"));
    }

    @Test
    public void denyingLastsUntilItIsTakenBack() {
        sandbox.deny("ecs:Describe*");
        assertThat(client.call("DescribeServices", DESCRIBE).error(), is("AccessDeniedException"));
        sandbox.allow("ecs:Describe*");
        assertThat(client.call("DescribeServices", DESCRIBE).status(), is(200));
    }

    @Test
    public void passRoleIsAskedForRoles() {
        sandbox.deny("iam:PassRole");
        Answer answer = client.call(
                "RegisterTaskDefinition",
                "{'family':'a','executionRoleArn':'arn:role','memory':'9',"
                        + "'containerDefinitions':[{'name':'a','image':'b'}]}");
        assertThat(answer.message(), containsString("iam:PassRole on resource: arn:role"));
    }

    @Test
    public void emulatorsDoNotKnowAnOperation() {
        sandbox.faults().on("ListServiceDeployments").unknownOperation();
        assertThat(
                client.call("ListServiceDeployments", "{'cluster':'prod','service':'api'}")
                        .error(),
                is("UnknownOperationException"));
    }

    @Test
    public void garbageIsAnAnswerCutInHalf() {
        sandbox.faults().onAll().times(1).garbage();
        Answer answer = client.call("DescribeServices", DESCRIBE);
        assertThat(answer.status(), is(200));
        assertThat(answer.text(), not(containsString("failures")));
    }

    @Test
    public void staleReadsAnswerThePast() {
        Fault stale = sandbox.faults().on("DescribeServices").stale(Duration.ofSeconds(5));
        client.ok("UpdateService", SCALE);
        assertThat(service().path("desiredCount").asInt(), is(2));
        pass(4);
        assertThat(service().path("desiredCount").asInt(), is(2));
        pass(1);
        assertThat(service().path("desiredCount").asInt(), is(5));
        stale.off();
    }

    @Test
    public void staleReadsDoNotKnowWhatIsNew() {
        sandbox.faults().onAll().stale(Duration.ofSeconds(5));
        String definition = register("repo/app:2");
        Answer answer = client.call("DescribeTaskDefinition", "{'taskDefinition':'" + definition + "'}");
        assertThat(answer.message(), is("Unable to describe task definition."));
        pass(5);
        assertThat(
                client.call("DescribeTaskDefinition", "{'taskDefinition':'" + definition + "'}")
                        .status(),
                is(200));
    }

    @Test
    public void callsAreLogged() {
        client.ok("DescribeServices", DESCRIBE);
        client.call("UpdateService", "{'cluster':'prod','service':'nope'}");
        List<Call> calls = sandbox.calls();
        assertThat(calls, hasSize(2));
        assertThat(calls.get(0).errorCode(), is(nullValue()));
        assertThat(calls.get(0).request().path("services").path(0).asText(), is("api"));
        assertThat(calls.get(0).instant(), is(SandboxClock.DEFAULT_START));
        assertThat(calls.get(1).errorCode(), is("ServiceNotFoundException"));
        assertThat(calls.get(1).status(), is(400));
        assertThat(sandbox.calls("UpdateService"), hasSize(1));
    }
}
