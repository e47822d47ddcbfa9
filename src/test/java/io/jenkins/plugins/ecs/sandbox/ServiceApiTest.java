package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import org.junit.Test;

public class ServiceApiTest extends SandboxTestCase {

    private static final String NETWORK = "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1']}}";

    private Answer create(String name, String more) {
        return client.call(
                "CreateService",
                "{'cluster':'prod','serviceName':'" + name + "','taskDefinition':'api','launchType':'FARGATE',"
                        + NETWORK + more + "}");
    }

    private Answer update(String more) {
        return client.call("UpdateService", "{'cluster':'prod','service':'api'," + more + "}");
    }

    private void refused(Answer answer, String error, String message) {
        assertThat(answer.status(), is(400));
        assertThat(answer.error(), is(error));
        assertThat(answer.message(), is(message));
    }

    private int deployments() {
        return client.ok("ListServiceDeployments", "{'cluster':'prod','service':'api'}")
                .path("serviceDeployments")
                .size();
    }

    @Test
    public void createFillsInTheDefaults() {
        register("repo/app:1");
        JsonNode service = create("api", ",'desiredCount':1").json().path("service");
        assertThat(
                service.path("deploymentConfiguration"),
                is(Json.read("{\"deploymentCircuitBreaker\":"
                        + "{\"enable\":false,\"rollback\":false,\"resetOnHealthyTask\":true,"
                        + "\"thresholdConfiguration\":{\"type\":\"BOUNDED_PERCENT\",\"value\":50}},\"maximumPercent\":200,\"minimumHealthyPercent\":100,"
                        + "\"strategy\":\"ROLLING\",\"bakeTimeInMinutes\":0}")));
        assertThat(service.path("schedulingStrategy").asText(), is("REPLICA"));
        assertThat(service.path("propagateTags").asText(), is("NONE"));
        assertThat(service.path("platformVersion").asText(), is("LATEST"));
        assertThat(service.path("availabilityZoneRebalancing").asText(), is("ENABLED"));
        assertThat(service.has("deploymentController"), is(false));
        assertThat(service.path("events"), hasSizeOf(0));
        assertThat(service.at("/deployments/0/id").asText(), startsWith("ecs-svc/"));
        assertThat(
                service.at("/deployments/0/rolloutStateReason").asText(),
                is("ECS deployment " + service.at("/deployments/0/id").asText() + " in progress."));
        pass(60);
        assertThat(newestDeployment().path("status").asText(), is("SUCCESSFUL"));
    }

    @Test
    public void theCurrentDeploymentAppearsAMomentAfterTheUpdate() {
        sandbox.service("prod", "api", service -> {});
        JsonNode updated = update("'forceNewDeployment':true").json().path("service");
        assertThat(updated.has("currentServiceDeployment"), is(false));
        pass(3);
        assertThat(
                service().path("currentServiceDeployment"),
                is(newestDeployment().path("serviceDeploymentArn")));
    }

    @Test
    public void revisionAndDeploymentHaveTheSameNumber() {
        sandbox.service("prod", "api", service -> {});
        JsonNode service = service();
        String id = service.at("/deployments/0/id").asText().substring("ecs-svc/".length());
        assertThat(Arns.name(service.at("/currentServiceRevisions/0/arn").asText()), is(id));
    }

    @Test
    public void onlySomeChangesStartADeployment() {
        sandbox.service("prod", "api", service -> {});
        update("'desiredCount':3,'healthCheckGracePeriodSeconds':5,'enableExecuteCommand':true,"
                + "'deploymentConfiguration':{'maximumPercent':150}");
        update("'taskDefinition':'api:1'");
        assertThat(deployments(), is(1));
        update("'forceNewDeployment':true");
        assertThat(deployments(), is(2));
        update("'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-9']}}");
        assertThat(deployments(), is(3));
        update("'taskDefinition':'" + register("repo/app:2") + "'");
        assertThat(deployments(), is(4));
        JsonNode configuration = service().path("deploymentConfiguration");
        assertThat(configuration.path("maximumPercent").asInt(), is(150));
        assertThat(configuration.path("minimumHealthyPercent").asInt(), is(100));
    }

    @Test
    public void scalingStartsAndStopsTasks() {
        sandbox.service("prod", "api", service -> service.desiredCount(2));
        update("'desiredCount':4");
        pass(12);
        assertThat(service().path("runningCount").asInt(), is(4));
        update("'desiredCount':1");
        pass(10);
        assertThat(service().path("runningCount").asInt(), is(1));
        pass(60);
        assertThat(events().get(0), is("(service api) has reached a steady state."));
    }

    @Test
    public void wrongUpdatesAreRefused() {
        sandbox.service("prod", "api", service -> {});
        refused(
                client.call("UpdateService", "{'cluster':'nope','service':'api'}"),
                "ClusterNotFoundException",
                "Cluster not found.");
        refused(
                client.call("UpdateService", "{'cluster':'prod','service':'nope'}"),
                "ServiceNotFoundException",
                "Service not found.");
        refused(update("'taskDefinition':'api:99'"), "ClientException", "TaskDefinition not found.");
        client.ok(
                "RegisterTaskDefinition",
                "{'family':'ec2','memory':'9','containerDefinitions':[{'name':'a','image':'b'}]}");
        refused(
                update("'taskDefinition':'ec2'"),
                "InvalidParameterException",
                "Task definition does not support launch_type FARGATE.");
    }

    @Test
    public void theContainerOfALoadBalancerMustExist() {
        sandbox.service("prod", "api", service -> service.loadBalancer("arn:tg", "app", 8080));
        refused(
                update("'taskDefinition':'" + register("repo/app:2") + "'"),
                "InvalidParameterException",
                "The container app did not have a container port 8080 defined.");
    }

    @Test
    public void createIsRefusedForANameInUse() {
        register("repo/app:1");
        create("api", ",'desiredCount':1");
        refused(
                create("api", ",'desiredCount':1"),
                "InvalidParameterException",
                "Creation of service was not idempotent.");
    }

    @Test
    public void deleteNeedsForceWhileScaledUp() {
        sandbox.service("prod", "api", service -> {});
        String delete = "{'cluster':'prod','service':'api'";
        refused(
                client.call("DeleteService", delete + "}"),
                "InvalidParameterException",
                "The service cannot be stopped while it is scaled above 0.");
        assertThat(
                client.ok("DeleteService", delete + ",'force':true}")
                        .at("/service/status")
                        .asText(),
                is("DRAINING"));
        refused(update("'desiredCount':1"), "ServiceNotActiveException", "Service was not ACTIVE.");
        pass(10);
        assertThat(service().path("status").asText(), is("INACTIVE"));
        assertThat(client.ok("ListServices", "{'cluster':'prod'}").path("serviceArns"), hasSizeOf(0));
        assertThat(create("api", ",'desiredCount':1").status(), is(200));
        pass(7200);
        assertThat(service().path("status").asText(), is("ACTIVE"));
    }

    @Test
    public void missingServicesAreFailures() {
        JsonNode answer = client.ok("DescribeServices", "{'cluster':'prod','services':['nope']}");
        assertThat(answer.path("services"), hasSizeOf(0));
        assertThat(answer.at("/failures/0/reason").asText(), is("MISSING"));
        assertThat(
                answer.at("/failures/0/arn").asText(), is("arn:aws:ecs:eu-central-1:123456789012:service/prod/nope"));
    }

    @Test
    public void atMostTenServicesAreDescribed() {
        assertThat(
                client.call(
                                "DescribeServices",
                                "{'cluster':'prod','services':['a','b','c','d','e','f','g','h','i'," + "'j','k']}")
                        .error(),
                is("InvalidParameterException"));
    }

    @Test
    public void codeDeployServicesAreNotUpdatedHere() {
        sandbox.service("prod", "api", service -> service.controller("CODE_DEPLOY"));
        refused(
                update("'taskDefinition':'api:1'"),
                "InvalidParameterException",
                "Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS"
                        + " CodeDeploy to trigger a new deployment.");
        JsonNode service = service();
        assertThat(service.at("/deploymentController/type").asText(), is("CODE_DEPLOY"));
        assertThat(service.path("deployments"), hasSizeOf(0));
        assertThat(service.at("/taskSets/0/stabilityStatus").asText(), is("STEADY_STATE"));
        assertThat(deployments(), is(0));
        update("'desiredCount':2");
        pass(60);
        assertThat(service().path("runningCount").asInt(), is(2));
    }

    @Test
    public void eventsAreCutAtAHundred() {
        sandbox.service("prod", "api", service -> service.desiredCount(1));
        deploy(Scenario.CRASH);
        pass(6 * 3600);
        assertThat(events(), hasSize(100));
    }

    @Test
    public void tagsAreSeparate() {
        String arn = sandbox.service("prod", "api", service -> service.tag("team", "red"));
        assertThat(service().has("tags"), is(false));
        client.ok("TagResource", "{'resourceArn':'" + arn + "','tags':[{'key':'a','value':'b'}]}");
        client.ok("UntagResource", "{'resourceArn':'" + arn + "','tagKeys':['team']}");
        JsonNode tagged = client.ok("DescribeServices", "{'cluster':'prod','services':['api'],'include':['TAGS']}");
        assertThat(tagged.at("/services/0/tags"), is(Json.read("[{\"key\":\"a\",\"value\":\"b\"}]")));
        assertThat(
                client.ok("ListTagsForResource", "{'resourceArn':'" + arn + "'}")
                        .path("tags"),
                hasSizeOf(1));
    }

    @Test
    public void clustersWithServicesStay() {
        sandbox.service("prod", "api", service -> {});
        assertThat(client.call("DeleteCluster", "{'cluster':'prod'}").error(), is("ClusterContainsServicesException"));
        assertThat(
                client.ok("DescribeClusters", "{'clusters':['prod']}")
                        .at("/clusters/0/runningTasksCount")
                        .asInt(),
                is(1));
        assertThat(
                client.ok("DescribeClusters", "{'clusters':['nope']}")
                        .at("/failures/0/reason")
                        .asText(),
                is("MISSING"));
        assertThat(client.call("Nonsense", "{}").error(), is("UnknownOperationException"));
        assertThat(client.call("ListClusters", "{").error(), is("SerializationException"));
        assertThat(deployments(), not(0));
    }
}
