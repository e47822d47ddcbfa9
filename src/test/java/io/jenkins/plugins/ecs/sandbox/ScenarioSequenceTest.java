package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** What each scenario shows on its way, as a client sees it. */
public class ScenarioSequenceTest extends SandboxTestCase {

    @Before
    public void steadyService() {
        sandbox.service(
                "prod",
                "api",
                service -> service.desiredCount(2).circuitBreaker(true, true).loadBalancer("arn:tg/blue", "app", 8080));
    }

    @Override
    String register(String image) {
        return client.ok(
                        "RegisterTaskDefinition",
                        "{'family':'api','networkMode':'awsvpc','cpu':'256','memory':'512',"
                                + "'requiresCompatibilities':['FARGATE'],'containerDefinitions':[{'name':'app','image':'"
                                + image + "','portMappings':[{'containerPort':8080}],"
                                + "'secrets':[{'name':'TOKEN','valueFrom':'arn:secret'}]}]}")
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText();
    }

    @Test
    public void okReplacesTheOldTasksOnceTheNewOnesAreHealthy() {
        String arn = deploy("repo/app:1.0.1");

        assertThat(service().path("deployments").path(0).path("desiredCount").asInt(), is(0));
        pass(3);
        assertThat(service().path("pendingCount").asInt(), is(2));
        pass(10);
        assertThat(service().path("runningCount").asInt(), is(4));
        assertThat(statuses(arn, 60), contains("IN_PROGRESS", "SUCCESSFUL"));

        JsonNode service = service();
        assertThat(service.path("runningCount").asInt(), is(2));
        assertThat(service.path("deployments"), hasSizeOf(1));
        assertThat(service.path("deployments").path(0).path("rolloutState").asText(), is("COMPLETED"));
        assertThat(
                events().subList(0, 2),
                contains(is("(service api) has reached a steady state."), containsString("deployment completed.")));
        assertThat(tasks("STOPPED"), hasSize(2));
        assertThat(
                tasks("STOPPED").get(0).path("stoppedReason").asText(),
                startsWith("Scaling activity initiated by (deployment ecs-svc/"));
        assertThat(
                deployment(arn).path("deploymentCircuitBreaker").path("status").asText(), is("MONITORING_COMPLETE"));
    }

    @Test
    public void slowTakesTenMinutes() {
        String arn = deploy(Scenario.SLOW);
        pass(600);
        assertThat(status(arn), is("IN_PROGRESS"));
        pass(60);
        assertThat(status(arn), is("SUCCESSFUL"));
    }

    @Test
    public void crashIsRolledBack() {
        String arn = deploy(Scenario.CRASH);
        assertThat(
                statuses(arn, 120),
                contains(
                        "PENDING", "IN_PROGRESS", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL"));

        JsonNode deployment = deployment(arn);
        assertThat(
                deployment.path("statusReason").asText(),
                is("Service deployment rolled back because the circuit breaker threshold was exceeded."));
        assertThat(deployment.path("deploymentCircuitBreaker").path("status").asText(), is("TRIGGERED"));
        assertThat(deployment.path("deploymentCircuitBreaker").path("threshold").asInt(), is(3));
        assertThat(
                deployment.path("rollback").path("serviceRevisionArn"),
                is(deployment.path("sourceServiceRevisions").path(0).path("arn")));
        assertThat(service().path("taskDefinition").asText(), containsString("task-definition/api:1"));
        JsonNode crashed = tasks("STOPPED").stream()
                .filter(task -> task.path("stopCode").asText().equals("EssentialContainerExited"))
                .findFirst()
                .orElseThrow();
        assertThat(crashed.path("stoppedReason").asText(), is("Essential container in task exited"));
        assertThat(crashed.path("containers").path(0).path("exitCode").asInt(), is(1));
    }

    @Test
    public void theRollbackIsANewPrimaryThatNamesTheDeploymentItGoesBackTo() {
        String before = service().path("deployments").path(0).path("id").asText();
        String arn = deploy(Scenario.CRASH);
        passUntil(arn, "ROLLBACK_IN_PROGRESS");

        JsonNode primary = service().path("deployments").path(0);
        assertThat(
                primary.path("rolloutStateReason").asText(),
                is("ECS deployment circuit breaker: rolling back to deploymentId " + before + "."));
        assertThat(primary.path("id").asText(), not(before));
        JsonNode failed = service().path("deployments").path(1);
        assertThat(failed.path("status").asText(), is("ACTIVE"));
        assertThat(failed.path("rolloutState").asText(), is("FAILED"));
        assertThat(
                failed.path("rolloutStateReason").asText(),
                is("ECS deployment circuit breaker: tasks failed to start."));
        assertThat(events(), hasItem(containsString("deployment failed: tasks failed to start.")));
    }

    @Test
    public void outOfMemoryExitsWith137() {
        deploy(Scenario.OUT_OF_MEMORY);
        pass(17);
        JsonNode container = tasks("STOPPED").get(0).path("containers").path(0);
        assertThat(container.path("exitCode").asInt(), is(137));
        assertThat(container.path("reason").asText(), is("OutOfMemoryError: Container killed due to memory usage"));
    }

    @Test
    public void imageNotFoundFailsToStart() {
        deploy(Scenario.IMAGE_NOT_FOUND);
        pass(12);
        JsonNode task = tasks("STOPPED").get(0);
        assertThat(task.path("stopCode").asText(), is("TaskFailedToStart"));
        assertThat(task.path("stoppedReason").asText(), startsWith("CannotPullContainerError"));
        assertThat(task.path("stoppedReason").asText(), containsString("docker.io/repo/app:bad: not found"));
        assertThat(task.path("containers").path(0).has("exitCode"), is(false));
        assertThat(task.path("containers").path(0).has("imageDigest"), is(false));
        assertThat(task.has("startedAt"), is(false));
    }

    @Test
    public void secretMissingNamesTheSecret() {
        deploy(Scenario.SECRET_MISSING);
        pass(12);
        assertThat(
                tasks("STOPPED").get(0).path("stoppedReason").asText(),
                containsString("ResourceInitializationError: unable to pull secrets or registry auth"));
        assertThat(tasks("STOPPED").get(0).path("stoppedReason").asText(), containsString("fetch secret arn:secret"));
    }

    @Test
    public void execFormatIsAReasonOfTheContainer() {
        deploy(Scenario.EXEC_FORMAT);
        pass(12);
        assertThat(
                tasks("STOPPED")
                        .get(0)
                        .path("containers")
                        .path(0)
                        .path("reason")
                        .asText(),
                containsString("exec format error"));
    }

    @Test
    public void elbUnhealthyStopsRunningTasks() {
        String arn = deploy(Scenario.ELB_UNHEALTHY);
        pass(60);
        assertThat(service().path("runningCount").asInt(), is(4));
        pass(30);
        assertThat(
                tasks("STOPPED").get(0).path("stoppedReason").asText(),
                is("Task failed ELB health checks in (target-group arn:tg/blue)"));
        assertThat(events(), hasItem(containsString("is unhealthy in (target-group arn:tg/blue) due to (reason")));
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
    }

    @Test
    public void noCapacityStartsNoTask() {
        String arn = deploy(Scenario.NO_CAPACITY);
        pass(10);
        assertThat(events().get(0), containsString("Capacity is unavailable at this time"));
        assertThat(service().path("deployments").path(0).path("pendingCount").asInt(), is(0));
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
        assertThat(tasks("STOPPED"), everyItem(has("stopCode", "ServiceSchedulerInitiated")));
    }

    @Test
    public void stuckStaysPendingAndSaysNothing() {
        String arn = deploy(Scenario.STUCK);
        pass(10);
        int events = events().size();
        pass(24 * 3600);
        assertThat(status(arn), is("IN_PROGRESS"));
        assertThat(service().path("pendingCount").asInt(), is(2));
        assertThat(events(), hasSize(events));
    }

    @Test
    public void flakyRecovers() {
        sandbox.scenarios().image(BAD, Scenario.FLAKY).tasks(2);
        String arn = deploy(BAD);
        pass(16);
        assertThat(
                deployment(arn)
                        .path("deploymentCircuitBreaker")
                        .path("failureCount")
                        .asInt(),
                is(2));
        assertThat(statuses(arn, 120), contains("IN_PROGRESS", "SUCCESSFUL"));
        assertThat(
                deployment(arn)
                        .path("deploymentCircuitBreaker")
                        .path("failureCount")
                        .asInt(),
                is(0));
    }

    @Test
    public void supersededIsReplacedByTheRevisionBefore() {
        String arn = deploy(Scenario.SUPERSEDED);
        assertThat(statuses(arn, 30), contains("PENDING", "IN_PROGRESS", "STOPPED"));
        String newest = newestDeployment().path("serviceDeploymentArn").asText();
        assertThat(newest, not(arn));
        passUntil(newest, "SUCCESSFUL");
        assertThat(service().path("taskDefinition").asText(), containsString("task-definition/api:1"));
        assertThat(service().path("deployments"), hasSizeOf(1));
    }

    @Test
    public void supersededCanStayInProgress() {
        sandbox.behavior().supersededStops(false);
        String arn = deploy(Scenario.SUPERSEDED);
        pass(600);
        assertThat(status(arn), is("IN_PROGRESS"));
        assertThat(newestDeployment().path("status").asText(), is("SUCCESSFUL"));
    }

    @Test
    public void deletedMidwayLeavesAnInactiveService() {
        String arn = deploy(Scenario.DELETED_MIDWAY);
        pass(18);
        assertThat(service().path("status").asText(), is("DRAINING"));
        pass(10);
        assertThat(service().path("status").asText(), is("INACTIVE"));
        assertThat(status(arn), is("STOPPED"));
        pass(3700);
        assertThat(service().isMissingNode(), is(true));
    }

    @Test
    public void alarmRollsBack() {
        client.ok(
                "UpdateService",
                "{'cluster':'prod','service':'api','deploymentConfiguration':"
                        + "{'alarms':{'alarmNames':['errors'],'enable':true,'rollback':true}}}");
        String arn = deploy(Scenario.ALARM);
        pass(10);
        assertThat(deployment(arn).path("alarms").path("status").asText(), is("MONITORING"));
        passUntil(arn, "ROLLBACK_SUCCESSFUL");
        assertThat(
                deployment(arn)
                        .path("alarms")
                        .path("triggeredAlarmNames")
                        .path(0)
                        .asText(),
                is("errors"));
    }

    @Test
    public void unknownStatusPasses() {
        String arn = deploy(Scenario.UNKNOWN_STATUS);
        assertThat(statuses(arn, 120), contains("PENDING", "IN_PROGRESS", "RECONCILING", "IN_PROGRESS", "SUCCESSFUL"));
    }

    @Test
    public void successButOldTasksKeepsOneForEver() {
        String arn = deploy(Scenario.SUCCESS_BUT_OLD_TASKS);
        passUntil(arn, "SUCCESSFUL");
        pass(3600);
        assertThat(tasks("RUNNING"), hasSize(3));
        assertThat(
                tasks("RUNNING"),
                hasItem(has(
                        "taskDefinitionArn", service().path("taskDefinition").asText())));
        assertThat(service().path("deployments"), hasSizeOf(2));
    }

    @Test
    public void successButOldTasksCanEnd() {
        sandbox.scenarios().image(BAD, Scenario.SUCCESS_BUT_OLD_TASKS).lasting(Duration.ofSeconds(90));
        String arn = deploy(BAD);
        passUntil(arn, "SUCCESSFUL");
        assertThat(tasks("RUNNING"), hasSize(3));
        pass(120);
        assertThat(tasks("RUNNING"), hasSize(2));
        assertThat(events().get(0), is("(service api) has reached a steady state."));
    }

    @Test
    public void placementStuckByMinimumAndMaximumSaysSo() {
        String arn = deploy(Scenario.PLACEMENT_STUCK_MIN_MAX);
        pass(3600);
        assertThat(status(arn), is("IN_PROGRESS"));
        List<String> complaints = events().stream()
                .filter(event -> event.contains("because of the service deployment configuration"))
                .toList();
        assertThat(complaints, not(empty()));
        assertThat(tasks("STOPPED"), empty());
    }
}
