package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import org.junit.Test;

public class ServiceDeploymentApiTest extends SandboxTestCase {

    private Answer stop(String arn) {
        return client.call("StopServiceDeployment", "{'serviceDeploymentArn':'" + arn + "','stopType':'ROLLBACK'}");
    }

    @Test
    public void stoppingRollsBackEvenWithoutACircuitBreaker() {
        sandbox.service("prod", "api", service -> {});
        String arn = deploy("repo/app:2");
        pass(5);
        assertThat(stop(arn).json().path("serviceDeploymentArn").asText(), is(arn));
        assertThat(statuses(arn, 90), contains("ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL"));
        assertThat(
                service().path("taskDefinition").asText(),
                startsWith("arn:aws:ecs:eu-central-1:123456789012:" + "task-definition/api:1"));
        assertThat(deployment(arn).at("/deploymentCircuitBreaker/status").asText(), is("DISABLED"));
    }

    @Test
    public void aPendingDeploymentCanBeStopped() {
        sandbox.service("prod", "api", service -> {});
        String arn = deploy("repo/app:2");
        stop(arn);
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
    }

    @Test
    public void stoppingTwiceIsTheSame() {
        sandbox.service("prod", "api", service -> {});
        String arn = deploy("repo/app:2");
        stop(arn);
        pass(10);
        assertThat(stop(arn).status(), is(200));
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
    }

    @Test
    public void anEndedDeploymentCannotBeStopped() {
        sandbox.service("prod", "api", service -> {});
        Answer answer = stop(newestDeployment().path("serviceDeploymentArn").asText());
        assertThat(answer.error(), is("ConflictException"));
        assertThat(
                stop("arn:aws:ecs:eu-central-1:123456789012:service-deployment/prod/api/x")
                        .error(),
                is("ServiceDeploymentNotFoundException"));
    }

    @Test
    public void abortIsRefusedUnlessItIsAllowed() {
        sandbox.service("prod", "api", service -> {});
        String arn = deploy("repo/app:2");
        String abort = "{'serviceDeploymentArn':'" + arn + "','stopType':'ABORT'}";
        assertThat(client.call("StopServiceDeployment", abort).error(), is("InvalidParameterException"));
        sandbox.behavior().abortAllowed(true);
        client.ok("StopServiceDeployment", abort);
        assertThat(statuses(arn, 5), contains("STOP_REQUESTED", "STOPPED"));
    }

    @Test
    public void aFirstDeploymentHasNoRollbackCandidate() {
        register(BAD);
        sandbox.scenarios().image(BAD, Scenario.CRASH);
        client.ok(
                "CreateService",
                "{'cluster':'prod','serviceName':'api','taskDefinition':'api','desiredCount':1,"
                        + "'launchType':'FARGATE','networkConfiguration':{'awsvpcConfiguration':{'subnets':['s']}},"
                        + "'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':true,'rollback':true}}}");
        String arn = newestDeployment().path("serviceDeploymentArn").asText();
        assertThat(statuses(arn, 120), contains("PENDING", "IN_PROGRESS", "ROLLBACK_REQUESTED", "ROLLBACK_FAILED"));
        assertThat(
                deployment(arn).path("statusReason").asText(),
                is("No rollback candidate was found to run the rollback."));
        assertThat(deployment(arn).path("sourceServiceRevisions"), hasSizeOf(0));
        assertThat(service().at("/deployments/0/rolloutState").asText(), is("FAILED"));
    }

    @Test
    public void aRollbackToAnImageThatIsGoneFails() {
        sandbox.service("prod", "api", service -> service.circuitBreaker(true, true));
        sandbox.scenarios().image("repo/app:1.0.0", Scenario.IMAGE_NOT_FOUND);
        String arn = deploy(Scenario.CRASH);
        passUntil(arn, "ROLLBACK_FAILED");
    }

    @Test
    public void withoutRollbackTheCircuitBreakerStops() {
        sandbox.service("prod", "api", service -> service.circuitBreaker(true, false));
        String arn = deploy(Scenario.CRASH);
        assertThat(statuses(arn, 120), contains("PENDING", "IN_PROGRESS", "STOPPED"));
        JsonNode deployment = deployment(arn);
        assertThat(deployment.has("stoppedAt"), is(true));
        assertThat(deployment.has("rollback"), is(false));
        assertThat(deployment.at("/deploymentCircuitBreaker/status").asText(), is("TRIGGERED"));
        assertThat(service().at("/deployments/0/rolloutState").asText(), is("FAILED"));
        assertThat(service().path("runningCount").asInt(), is(1));
    }

    @Test
    public void withoutACircuitBreakerItGoesOnForEver() {
        sandbox.service("prod", "api", service -> {});
        String arn = deploy(Scenario.CRASH);
        pass(6 * 3600);
        assertThat(status(arn), is("IN_PROGRESS"));
        assertThat(service().at("/deployments/0/failedTasks").asInt(), not(0));
    }

    @Test
    public void theThresholdIsHalfOfTheDesiredCountWithinBounds() {
        assertThat(CircuitBreaker.threshold(Json.object(), 1), is(3));
        assertThat(CircuitBreaker.threshold(Json.object(), 9), is(5));
        assertThat(CircuitBreaker.threshold(Json.object(), 1000), is(200));
        assertThat(CircuitBreaker.threshold(Json.read("{\"type\":\"COUNT\",\"value\":7}"), 1), is(7));
        assertThat(CircuitBreaker.threshold(Json.read("{\"type\":\"UNBOUNDED_PERCENT\",\"value\":50}"), 1000), is(500));
    }

    @Test
    public void anAlarmThatIsOnAtTheStartIsIgnored() {
        sandbox.service("prod", "api", service -> service.alarms(true, "errors", "latency"));
        sandbox.alarm("errors").state(Alarm.State.ALARM);
        String arn = deploy("repo/app:2");
        assertThat(Json.texts(deployment(arn).at("/alarms/alarmNames")), contains("latency"));
        passUntil(arn, "SUCCESSFUL");
        assertThat(deployment(arn).at("/alarms/status").asText(), is("MONITORING_COMPLETE"));
    }

    @Test
    public void anAlarmInTheBakeTimeStopsWhenRollbackIsOff() {
        sandbox.service("prod", "api", service -> service.alarms(false, "errors"));
        String arn = deploy("repo/app:2");
        pass(120);
        assertThat(status(arn), is("IN_PROGRESS"));
        sandbox.alarm("errors").state(Alarm.State.ALARM);
        pass(2);
        assertThat(status(arn), is("STOPPED"));
        assertThat(deployment(arn).at("/alarms/triggeredAlarmNames/0").asText(), is("errors"));
    }

    @Test
    public void anUpdateReplacesARunningDeployment() {
        sandbox.service("prod", "api", service -> {});
        String first = deploy("repo/app:2");
        pass(5);
        String second = deploy("repo/app:3");
        assertThat(status(first), is("STOPPED"));
        assertThat(deployment(second).path("sourceServiceRevisions"), hasSizeOf(2));
        assertThat(texts(service().path("deployments"), "status"), contains("PRIMARY", "ACTIVE", "ACTIVE"));
        passUntil(second, "SUCCESSFUL");
        assertThat(service().path("deployments"), hasSizeOf(1));
        assertThat(stop(first).error(), is("ConflictException"));
    }

    @Test
    public void deploymentsAreListedNewestFirstAndFiltered() {
        sandbox.service("prod", "api", service -> {});
        String arn = deploy("repo/app:2");
        String list = "{'cluster':'prod','service':'api',";
        assertThat(
                texts(
                        client.ok("ListServiceDeployments", list + "'status':['PENDING']}")
                                .path("serviceDeployments"),
                        "serviceDeploymentArn"),
                contains(arn));
        long now = SandboxClock.DEFAULT_START.getEpochSecond();
        assertThat(
                texts(
                        client.ok("ListServiceDeployments", list + "'createdAt':{'after':" + now + "}}")
                                .path("serviceDeployments"),
                        "serviceDeploymentArn"),
                contains(arn));
        assertThat(
                texts(
                        client.ok("ListServiceDeployments", list + "'createdAt':{'before':" + now + "}}")
                                .path("serviceDeployments"),
                        "status"),
                contains("SUCCESSFUL"));
        JsonNode page = client.ok("ListServiceDeployments", list + "'maxResults':1}");
        assertThat(page.path("serviceDeployments"), hasSizeOf(1));
        assertThat(page.has("nextToken"), is(true));
    }

    @Test
    public void noDeploymentWaitsInAHook() {
        sandbox.service("prod", "api", service -> {});
        String arn = deploy("repo/app:2");
        assertThat(
                client.call(
                                "ContinueServiceDeployment",
                                "{'serviceDeploymentArn':'" + arn + "','hookId':'x','action':'CONTINUE'}")
                        .error(),
                is("InvalidParameterException"));
    }
}
