package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import java.time.Duration;
import org.junit.Test;

/** Deployments of CodeDeploy that are refused, fail, are stopped, and go back. */
public class CodeDeployFailureTest extends CodeDeployTestCase {

    private static final String[] ALL = {"DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"
    };

    private String refused(ObjectNode request) {
        Answer answer = client.codeDeploy("CreateDeployment", request.toString());
        assertThat(answer.text(), answer.status(), is(400));
        return answer.error() + ": " + answer.message();
    }

    private ObjectNode good() {
        return request(appSpec(registerWithPort("repo/app:2")));
    }

    @Test
    public void createDeploymentSaysWhatIsWrongWithARequest() {
        group(group -> {});
        assertThat(
                refused(good().put("applicationName", "none")),
                is("ApplicationDoesNotExistException: No application found for name: none"));
        assertThat(
                refused(good().put("deploymentGroupName", "none")),
                is("DeploymentGroupDoesNotExistException: No Deployment Group found for name: none"));
        assertThat(
                refused(good().put("deploymentConfigName", "none")),
                is("DeploymentConfigDoesNotExistException: No Deployment Configuration found for name: none"));
        ObjectNode without = good();
        without.remove("revision");
        assertThat(refused(without), is("RevisionRequiredException: RevisionLocation must be specified"));
        assertThat(refused(good().put("description", "x".repeat(513))), containsString("DescriptionTooLongException"));
        assertThat(refused(request("")), containsString("InvalidRevisionException"));
        ObjectNode hash = good();
        ((ObjectNode) hash.at("/revision/appSpecContent")).put("sha256", "0".repeat(64));
        assertThat(refused(hash), containsString("InvalidRevisionException"));
        ObjectNode alarms = good();
        alarms.putObject("overrideAlarmConfiguration").put("enabled", true).putArray("alarms");
        assertThat(refused(alarms), containsString("InvalidAlarmConfigException"));
        assertThat(sandbox.region().call("ListDeployments", "{}").path("deployments"), hasSizeOf(0));
    }

    @Test
    public void aGroupRunsOneDeploymentAtATime() {
        group(group -> group.termination(0));
        String id = bringOut("repo/app:2");
        assertThat(
                refused(good()),
                is(
                        "DeploymentLimitExceededException: The Deployment Group 'production' already has an active Deployment '"
                                + id + "'"));
        passTo(id, "Succeeded");
        assertThat(client.codeDeploy("CreateDeployment", good().toString()).status(), is(200));
    }

    @Test
    public void idsAreChecked() {
        assertThat(
                client.codeDeploy("GetDeployment", "{'deploymentId':'d-ABCDEFGHI'}")
                        .message(),
                is("The deployment d-ABCDEFGHI could not be found"));
        assertThat(
                client.codeDeploy("GetDeployment", "{'deploymentId':'x'}").error(), is("InvalidDeploymentIdException"));
        assertThat(client.codeDeploy("StopDeployment", "{}").error(), is("DeploymentIdRequiredException"));
    }

    private JsonNode fails(String id, String code) {
        passTo(id, "Failed");
        assertThat(info(id).at("/errorInformation/code").asText(), is(code));
        return info(id);
    }

    @Test
    public void whatIsWrongInTheAppSpecMakesTheDeploymentFail() {
        group(group -> {});
        for (String content : new String[] {
            "{[", "Resources: []", "{\"Resources\":[{\"a\":{\"Type\":\"AWS::Lambda::Function\"}}]}", "just a text"
        }) {
            String message = fails(create(request(content)), "INVALID_REVISION")
                    .at("/errorInformation/message")
                    .asText();
            assertThat(message, containsString("is missing or has an invalid configuration"));
        }
        assertThat(
                fails(bringOut("repo/app:2", "BeforeLunch", "check"), "INVALID_REVISION")
                        .at("/errorInformation/message")
                        .asText(),
                containsString("BeforeLunch"));
        String message = fails(create(request(appSpec("api:99"))), "ECS_UPDATE_ERROR")
                .at("/errorInformation/message")
                .asText();
        assertThat(message, containsString("Error Code: "));
        assertThat(message, containsString("Check your ECS service status."));
        assertThat(taskSets(), contains("PRIMARY api:1 100 blue"));
    }

    @Test
    public void aServiceThatIsNotCodeDeploysIsNotDeployed() {
        sandbox.service("prod", "web", service -> {});
        sandbox.region()
                .deploymentGroup(
                        "shop",
                        "production",
                        group -> group.service("prod", "web").loadBalancer("blue", "green", PRODUCTION, TEST));
        fails(create(good()), "INVALID_ECS_SERVICE");
    }

    @Test
    public void theOriginalTargetGroupMustBeOneOfThePair() {
        sandbox.region()
                .deploymentGroup(
                        "shop",
                        "production",
                        group -> group.service("prod", "api").loadBalancer("red", "green", PRODUCTION, TEST));
        String message = fails(create(good()), "ELASTIC_LOAD_BALANCING_INVALID")
                .at("/errorInformation/message")
                .asText();
        assertThat(message, containsString("Primary taskset target group must be behind listener"));
    }

    @Test
    public void anImageThatFailsTimesOutAfterAnHour() {
        group(group -> group.autoRollback(ALL));
        sandbox.scenarios().image(BAD, Scenario.IMAGE_NOT_FOUND);
        String id = bringOut(BAD);
        passToEvent(id, "Install", "InProgress");
        pass(60);
        JsonNode green = service().path("taskSets").path(1);
        assertThat(green.path("stabilityStatus").asText(), is("STABILIZING"));
        assertThat(green.path("runningCount").asInt(), is(0));
        assertThat(tasks("STOPPED").get(0).path("stoppedReason").asText(), containsString("CannotPullContainerError"));
        assertThat(
                tasks("STOPPED").get(0).path("startedBy").asText(),
                is(green.path("id").asText()));
        pass(3500);
        assertThat(statusOf(id), is("InProgress"));
        assertThat(
                fails(id, "TIMEOUT").at("/errorInformation/message").asText(),
                containsString("This time out period is 60 minutes."));
        isBackBy(id);
    }

    /** Its rollback succeeds: the original task set has all traffic, and nothing of the other one is left. */
    private void isBackBy(String id) {
        String back = info(id).at("/rollbackInfo/rollbackDeploymentId").asText();
        assertThat(
                info(id).at("/rollbackInfo/rollbackMessage").asText(),
                is("Deployment " + id + " terminated. Automatic rollback is triggered with a DeploymentId " + back
                        + "."));
        assertThat(info(back).at("/rollbackInfo/rollbackTriggeringDeploymentId").asText(), is(id));
        assertThat(info(back).path("creator").asText(), is("codeDeployRollback"));
        assertThat(info(back).path("deploymentConfigName").asText(), is("CodeDeployDefault.ECSAllAtOnce"));
        passTo(back, "Succeeded");
        pass(60);
        assertThat(taskSets(), contains("PRIMARY api:1 100 blue"));
        assertThat(weights(PRODUCTION), is("blue=100 green=0"));
        assertThat(weights(TEST), is("blue=100 green=0"));
        assertThat(service().path("runningCount").asInt(), is(2));
        assertThat(service().path("taskDefinition").asText(), containsString("api:1"));
    }

    @Test
    public void aHookThatFailsRollsBackWhereThatIsConfigured() {
        group(group -> group.autoRollback(ALL));
        sandbox.hooks().lambda("check", LifecycleHooks.Result.FAILED);
        String id = bringOut("repo/app:2", "AfterAllowTraffic", "check");
        passTo(id, "Failed");
        assertThat(info(id).at("/errorInformation/code").asText(), is("HOOK_EXECUTION_FAILURE"));
        assertThat(
                info(id).at("/errorInformation/message").asText(),
                is("The deployment failed because one or more of the lifecycle event validation functions failed."));
        assertThat(events(id), hasItem("AfterAllowTraffic Failed"));
        isBackBy(id);
    }

    @Test
    public void withoutRollbackAFailedDeploymentLeavesEverythingAsItIs() {
        group(group -> group.termination(0));
        sandbox.hooks().lambda("check", LifecycleHooks.Result.FAILED);
        String id = bringOut("repo/app:2", "BeforeAllowTraffic", "check");
        fails(id, "HOOK_EXECUTION_FAILURE");
        assertThat(info(id).has("rollbackInfo"), is(false));
        assertThat(events(id), hasItem("AllowTraffic Skipped"));
        pass(600);
        assertThat(taskSets(), contains("PRIMARY api:1 100 blue", "ACTIVE api:2 100 green"));
        String next = bringOut("repo/app:3");
        passTo(next, "Succeeded");
        pass(60);
        assertThat(taskSets(), contains("PRIMARY api:3 100 green"));
    }

    @Test
    public void aHookThatNeverCallsBackFailsAfterAnHour() {
        group(group -> {});
        sandbox.hooks().lambda("check", LifecycleHooks.Result.IN_PROGRESS);
        String id = bringOut("repo/app:2", "AfterInstall", "check");
        passToEvent(id, "AfterInstall", "InProgress");
        sandbox.clock().advance(Duration.ofMinutes(59));
        assertThat(statusOf(id), is("InProgress"));
        assertThat(
                fails(id, "HOOK_EXECUTION_FAILURE")
                        .at("/errorInformation/message")
                        .asText(),
                containsString("CodeDeploy expects a status callback within one hour"));
    }

    @Test
    public void aRoleThatMayNotInvokeTheHookSaysSo() {
        group(group -> {});
        sandbox.hooks().lambda("check", LifecycleHooks.Result.ROLE_REFUSED);
        assertThat(
                fails(bringOut("repo/app:2", "BeforeInstall", "check"), "IAM_ROLE_PERMISSIONS")
                        .at("/errorInformation/message")
                        .asText(),
                containsString("role/ecsCodeDeploy does not give you permission"));
    }

    @Test
    public void aReadyDeploymentThatNobodyContinuesIsStopped() {
        group(group -> group.ready("STOP_DEPLOYMENT", 10).autoRollback(ALL));
        String id = bringOut("repo/app:2");
        passTo(id, "Ready");
        passTo(id, "Stopped");
        assertThat(
                info(id).at("/errorInformation/message").asText(),
                is("The deployment timed out while waiting for a notification to continue. This time out period is 10"
                        + " minutes."));
        isBackBy(id);
    }

    @Test
    public void anAlarmStopsInTheMiddleOfAShift() {
        group(group -> group.config("CodeDeployDefault.ECSLinear10PercentEvery1Minutes")
                .alarms("errors")
                .autoRollback(ALL));
        String id = bringOut("repo/app:2");
        passToEvent(id, "AllowTraffic", "InProgress");
        pass(65);
        assertThat(weights(PRODUCTION), is("blue=80 green=20"));
        sandbox.alarm("errors").state(Alarm.State.ALARM);
        passTo(id, "Stopped");
        assertThat(info(id).at("/errorInformation/code").asText(), is("ALARM_ACTIVE"));
        assertThat(info(id).at("/errorInformation/message").asText(), containsString("Activated alarms: <errors>"));
        assertThat(events(id), hasItem("AllowTraffic Failed"));
        assertThat(events(id), hasItem("AfterAllowTraffic Skipped"));
        isBackBy(id);
    }

    @Test
    public void alarmsOfTheDeploymentReplaceThoseOfTheGroup() {
        group(group -> group.alarms("errors").termination(0));
        sandbox.alarm("errors").state(Alarm.State.ALARM);
        String stopped = bringOut("repo/app:2");
        passTo(stopped, "Stopped");
        ObjectNode request = good();
        request.putObject("overrideAlarmConfiguration").put("enabled", false);
        String id = create(request);
        passTo(id, "Succeeded");
        assertThat(info(id).at("/overrideAlarmConfiguration/enabled").asBoolean(true), is(false));
    }

    private void stop(String id, String rollback) {
        JsonNode answer = ask("StopDeployment", "{'deploymentId':'" + id + "'" + rollback + "}");
        assertThat(answer.path("status").asText(), is("Pending"));
        passTo(id, "Stopped");
        assertThat(info(id).at("/errorInformation/code").asText(), is("MANUAL_STOP"));
    }

    @Test
    public void stoppingRollsBackWhenItIsAskedTo() {
        group(group -> {});
        String id = bringOut("repo/app:2");
        passToEvent(id, "AfterAllowTraffic", "Succeeded");
        assertThat(taskSets(), hasItem("PRIMARY api:2 100 green"));
        stop(id, ",'autoRollbackEnabled':true");
        isBackBy(id);
        assertThat(
                client.codeDeploy("StopDeployment", "{'deploymentId':'" + id + "'}")
                        .error(),
                is("DeploymentAlreadyCompletedException"));
    }

    @Test
    public void stoppingWithoutRollbackLeavesTheTrafficWhereItIs() {
        group(group -> group.autoRollback(ALL).config("CodeDeployDefault.ECSCanary10Percent5Minutes"));
        String id = bringOut("repo/app:2");
        passToEvent(id, "AllowTraffic", "InProgress");
        stop(id, ",'autoRollbackEnabled':false");
        assertThat(info(id).has("rollbackInfo"), is(false));
        assertThat(weights(PRODUCTION), is("blue=90 green=10"));
        assertThat(taskSets(), hasSize(2));
    }

    @Test
    public void theGroupDecidesWhetherAStopRollsBack() {
        group(group -> group.autoRollback("DEPLOYMENT_STOP_ON_REQUEST"));
        String id = bringOut("repo/app:2");
        passToEvent(id, "Install", "InProgress");
        stop(id, "");
        isBackBy(id);
    }

    @Test
    public void whatOthersDoCountsAsWell() {
        group(group -> {});
        String id = bringOut("repo/app:2");
        passToEvent(id, "Install", "InProgress");
        sandbox.region().call("StopDeployment", "{\"deploymentId\":\"" + id + "\"}");
        passTo(id, "Stopped");
    }

    @Test
    public void aServiceThatIsDeletedEndsItsDeployment() {
        group(group -> {});
        String id = bringOut("repo/app:2");
        passToEvent(id, "Install", "InProgress");
        client.ok("DeleteService", "{'cluster':'prod','service':'api','force':true}");
        fails(id, "INVALID_ECS_SERVICE");
    }

    @Test
    public void ecsItselfRefusesToDeploy() {
        group(group -> {});
        Answer answer = client.call(
                "UpdateService",
                "{'cluster':'prod','service':'api','taskDefinition':'" + registerWithPort("repo/app:2") + "'}");
        assertThat(answer.error(), is("InvalidParameterException"));
        assertThat(
                answer.message(),
                containsString(
                        "Unable to update task definition on services with a CODE_DEPLOY deployment controller"));
    }

    @Test
    public void faultsAndPermissionsHitCodeDeployToo() {
        group(group -> {});
        sandbox.deny("codedeploy:CreateDeployment");
        assertThat(
                client.codeDeploy("CreateDeployment", good().toString()).message(),
                containsString(
                        "on resource: arn:aws:codedeploy:eu-central-1:123456789012:deploymentgroup:shop/production"));
        sandbox.allow("codedeploy:CreateDeployment");
        sandbox.faults().on("CreateDeployment").times(1).throttle();
        assertThat(client.codeDeploy("CreateDeployment", good().toString()).error(), is("ThrottlingException"));
        sandbox.faults().on("CreateDeployment").times(1).resetAfterEffect();
        client.codeDeploy("CreateDeployment", good().toString());
        String id = sandbox.region()
                .call("ListDeployments", "{}")
                .path("deployments")
                .path(0)
                .asText();
        passTo(id, "InProgress");
        pass(2);
        sandbox.faults().on("GetDeployment").times(1).stale(Duration.ofSeconds(4));
        assertThat(statusOf(id), not("InProgress"));
        assertThat(statusOf(id), is("InProgress"));
    }
}
