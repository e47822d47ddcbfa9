package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.Before;
import org.junit.Test;

/** How ECS shows what CreateService and UpdateService were sent, and what it refuses of it. */
public class ServiceFormApiTest extends SandboxTestCase {

    private SandboxRegion ecs;

    @Before
    public void register() {
        ecs = sandbox.region();
        ecs.call(
                "RegisterTaskDefinition",
                json(
                        "{'family':'api','networkMode':'bridge','containerDefinitions':"
                                + "[{'name':'app','image':'repo/app:1','memory':64,'portMappings':[{'containerPort':80,'name':'http'}]}]}"));
    }

    @Test
    public void theSameTokenIsTheSameService() {
        JsonNode first = create("'desiredCount':1,'clientToken':'t-1'").path("service");
        JsonNode second = create("'desiredCount':1,'clientToken':'t-1'").path("service");

        assertThat(second.path("createdAt"), is(first.path("createdAt")));
        assertThat(
                refusal("'desiredCount':1,'clientToken':'t-2'"),
                containsString("Creation of service was not idempotent."));
        assertThat(refusal("'desiredCount':1"), containsString("not idempotent"));
    }

    @Test
    public void defaultsAreFilledIn() {
        JsonNode service = create("'desiredCount':1,'capacityProviderStrategy':[{'capacityProvider':'spot'}],"
                        + "'placementStrategy':[{'type':'spread','field':'host'},{'type':'binpack','field':'memory'}],"
                        + "'serviceConnectConfiguration':{'enabled':true,'namespace':'prod','services':[{'portName':'http'}]},"
                        + "'deploymentConfiguration':{'lifecycleHooks':[{'targetType':'PAUSE','lifecycleStages':"
                        + "['POST_SCALE_UP']}]}")
                .path("service");

        assertThat(
                service.path("capacityProviderStrategy"),
                is(Json.read("[{\"capacityProvider\":\"spot\",\"weight\":0,\"base\":0}]")));
        assertThat(service.has("launchType"), is(false));
        assertThat(service.at("/placementStrategy/0/field").asText(), is("instanceId"));
        assertThat(service.at("/placementStrategy/1/field").asText(), is("MEMORY"));
        JsonNode connect = service.at("/deployments/0/serviceConnectConfiguration");
        assertThat(connect.path("namespace").asText(), containsString("arn:aws:servicediscovery:"));
        assertThat(connect.at("/services/0/discoveryName").asText(), is("http"));
        assertThat(service.has("serviceConnectConfiguration"), is(false));
        assertThat(
                service.at("/deploymentConfiguration/lifecycleHooks/0/timeoutConfiguration"),
                is(Json.read("{\"timeoutInMinutes\":1440,\"action\":\"ROLLBACK\"}")));
    }

    @Test
    public void daemonsHaveNoCountOfTheirOwn() {
        assertThat(
                refusal("'schedulingStrategy':'DAEMON','desiredCount':1"),
                containsString("does not support a desired count"));
        assertThat(
                refusal("'schedulingStrategy':'DAEMON','deploymentConfiguration':{'maximumPercent':200}"),
                containsString("does not support values above 100 for maximumPercent"));
        JsonNode service = create("'schedulingStrategy':'DAEMON'").path("service");
        assertThat(service.at("/deploymentConfiguration/maximumPercent").asInt(), is(100));
        assertThat(service.path("availabilityZoneRebalancing").asText(), is("DISABLED"));
    }

    @Test
    public void whatExcludesItselfIsRefused() {
        assertThat(refusal("'launchType':'EC2'"), containsString("Desired count is required"));
        assertThat(
                refusal("'desiredCount':1,'launchType':'EC2','capacityProviderStrategy':[{'capacityProvider':'a'}]"),
                containsString("both a launch type and capacity provider strategy"));
        create("'desiredCount':1");
        assertThat(
                refusalOf(
                        "UpdateService",
                        "'capacityProviderStrategy':[{'capacityProvider':'managed-a'},"
                                + "{'capacityProvider':'managed-b'}]"),
                containsString("Specifying multiple capacity providers is not supported"));
    }

    @Test
    public void anEmptyStrategyReturnsToTheLaunchType() {
        create("'desiredCount':1,'capacityProviderStrategy':[{'capacityProvider':'spot'}]");
        JsonNode back = ecs.call(
                        "UpdateService", json("{'cluster':'prod','service':'api','capacityProviderStrategy':[]}"))
                .path("service");

        assertThat(back.has("capacityProviderStrategy"), is(false));
        assertThat(back.path("launchType").asText(), is("EC2"));
    }

    private JsonNode create(String members) {
        return ecs.call(
                "CreateService", json("{'cluster':'prod','serviceName':'api','taskDefinition':'api'," + members + "}"));
    }

    private String refusal(String members) {
        return refusalOf("CreateService", "'serviceName':'api','taskDefinition':'api'," + members);
    }

    private String refusalOf(String operation, String members) {
        String input = json("{'cluster':'prod','service':'api'," + members + "}");
        return assertThrows(IllegalArgumentException.class, () -> ecs.call(operation, input))
                .getMessage();
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
