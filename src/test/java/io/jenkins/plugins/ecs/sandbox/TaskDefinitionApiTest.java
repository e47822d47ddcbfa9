package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import org.junit.Test;

public class TaskDefinitionApiTest extends SandboxTestCase {

    private static final String SMALL = "'memory':'9','containerDefinitions':[{'name':'a','image':'b'}]";

    private JsonNode registered(String json) {
        return client.ok("RegisterTaskDefinition", json).path("taskDefinition");
    }

    private void refused(String json, String message) {
        Answer answer = client.call("RegisterTaskDefinition", json);
        assertThat(answer.error(), is("ClientException"));
        assertThat(answer.message(), is(message));
    }

    @Test
    public void ecsAddsItsDefaults() {
        String arn = register("repo/app:1");
        JsonNode definition =
                client.ok("DescribeTaskDefinition", "{'taskDefinition':'api'}").path("taskDefinition");
        assertThat(definition.path("taskDefinitionArn").asText(), is(arn));
        assertThat(
                definition.path("containerDefinitions").path(0),
                is(Json.read(
                        "{\"name\":\"app\",\"image\":\"repo/app:1\",\"cpu\":0,\"portMappings\":[],\"essential\":true,"
                                + "\"environment\":[],\"mountPoints\":[],\"volumesFrom\":[],\"systemControls\":[]}")));
        assertThat(definition.path("volumes").isArray(), is(true));
        assertThat(definition.path("placementConstraints").isArray(), is(true));
        assertThat(Json.texts(definition.path("compatibilities")), contains("EC2", "FARGATE"));
        assertThat(
                texts(definition.path("requiresAttributes"), "name"),
                contains("com.amazonaws.ecs.capability.docker-remote-api.1.18", "ecs.capability.task-eni"));
        assertThat(definition.path("status").asText(), is("ACTIVE"));
        assertThat(definition.path("registeredAt").isNumber(), is(true));
        assertThat(definition.path("registeredBy").asText(), is("arn:aws:iam::123456789012:user/sandbox"));
    }

    @Test
    public void theHostPortIsTheContainerPortWithAwsvpc() {
        String ports = "'containerDefinitions':[{'name':'a','image':'b','portMappings':[{'containerPort':80}]}]}";
        assertThat(
                registered("{'family':'a','memory':'9','networkMode':'awsvpc'," + ports)
                        .at("/containerDefinitions/0/portMappings/0"),
                is(Json.read("{\"containerPort\":80,\"hostPort\":80,\"protocol\":\"tcp\"}")));
        assertThat(
                registered("{'family':'a','memory':'9'," + ports)
                        .at("/containerDefinitions/0/portMappings/0/hostPort")
                        .asInt(),
                is(0));
    }

    @Test
    public void unitsBecomeNumbers() {
        JsonNode definition = registered("{'family':'a','cpu':'1 vCPU'," + SMALL.replace("'9'", "'2 GB'") + "}");
        assertThat(definition.path("cpu").asText(), is("1024"));
        assertThat(definition.path("memory").asText(), is("2048"));
    }

    @Test
    public void membersOfTheApiAreKeptAndOthersIgnored() {
        JsonNode definition = registered("{'family':'a','memory':'9','futureTop':{'x':[1,2]},"
                + "'containerDefinitions':[{'name':'a','image':'b','futureOfContainer':'y','typo':1}],'x-holder':{}}");
        assertThat(definition.at("/futureTop/x/1").asInt(), is(2));
        assertThat(definition.at("/containerDefinitions/0/futureOfContainer").asText(), is("y"));
        assertThat(definition.has("x-holder"), is(false));
        assertThat(definition.at("/containerDefinitions/0").has("typo"), is(false));
    }

    @Test
    public void tagsAreOnlyDescribedWhenAskedFor() {
        registered("{'family':'a'," + SMALL + ",'tags':[{'key':'k','value':'v'}]}");
        assertThat(client.ok("DescribeTaskDefinition", "{'taskDefinition':'a'}").has("tags"), is(false));
        JsonNode tagged = client.ok("DescribeTaskDefinition", "{'taskDefinition':'a','include':['TAGS']}");
        assertThat(tagged.at("/tags/0/value").asText(), is("v"));
        assertThat(tagged.path("taskDefinition").has("tags"), is(false));
    }

    @Test
    public void wrongDefinitionsAreRefused() {
        refused("{'family':'a','containerDefinitions':[]}", "Container list cannot be empty.");
        refused("{'containerDefinitions':[{}]}", "Family should not be null or empty.");
        refused(
                "{'family':'a','memory':'9','containerDefinitions':[{'name':'a'}]}",
                "Container.image should not be null or empty.");
        refused(
                "{'family':'a','memory':'9','containerDefinitions':[{'image':'a'}]}",
                "Container.name should not be null or empty.");
        refused(
                "{'family':'a','containerDefinitions':[{'name':'a','image':'b'}]}",
                "Invalid setting for container 'a'. At least one of 'memory' or 'memoryReservation' must be"
                        + " specified.");
        refused(
                "{'family':'a','requiresCompatibilities':['FARGATE'],'networkMode':'awsvpc','memory':'512',"
                        + "'containerDefinitions':[{'name':'a','image':'b'}]}",
                "Fargate requires that 'cpu' be defined at the task level.");
        refused(
                "{'family':'a','requiresCompatibilities':['FARGATE'],'networkMode':'awsvpc','cpu':'256',"
                        + "'memory':'4 GB','containerDefinitions':[{'name':'a','image':'b'}]}",
                "No Fargate configuration exists for given values: 256 CPU, 4096 memory. See the Amazon ECS"
                        + " documentation for the valid values.");
        refused(
                "{'family':'a','cpu':'much','memory':'9','containerDefinitions':[{'name':'a','image':'b'}]}",
                "Invalid 'cpu' setting for task.");
        assertThat(
                client.call("RegisterTaskDefinition", "{'family':'a','memory':'9','containerDefinitions':['a']}")
                        .error(),
                is("SerializationException"));
    }

    @Test
    public void revisionsCountUpAndAreListed() {
        for (int i = 0; i < 3; i++) {
            registered("{'family':'a'," + SMALL + "}");
        }
        String base = "arn:aws:ecs:eu-central-1:123456789012:task-definition/a:";
        JsonNode first = client.ok("ListTaskDefinitions", "{'familyPrefix':'a','sort':'DESC','maxResults':2}");
        assertThat(Json.texts(first.path("taskDefinitionArns")), contains(base + 3, base + 2));
        JsonNode second = client.ok(
                "ListTaskDefinitions",
                "{'familyPrefix':'a','sort':'DESC','maxResults':2,'nextToken':'"
                        + first.path("nextToken").asText() + "'}");
        assertThat(Json.texts(second.path("taskDefinitionArns")), contains(base + 1));
        assertThat(second.has("nextToken"), is(false));
    }

    @Test
    public void deregisteredRevisionsAreInactiveThenCanBeDeleted() {
        registered("{'family':'a'," + SMALL + "}");
        assertThat(
                client.ok("DeleteTaskDefinitions", "{'taskDefinitions':['a:1']}")
                        .at("/failures/0/reason")
                        .asText(),
                containsString("still in ACTIVE status"));
        client.ok("DeregisterTaskDefinition", "{'taskDefinition':'a:1'}");
        assertThat(
                client.ok("DescribeTaskDefinition", "{'taskDefinition':'a:1'}")
                        .at("/taskDefinition/status")
                        .asText(),
                is("INACTIVE"));
        assertThat(
                client.call("DescribeTaskDefinition", "{'taskDefinition':'a'}").message(),
                is("Unable to describe task definition."));
        assertThat(
                client.call("RunTask", "{'cluster':'prod','taskDefinition':'a:1'}")
                        .message(),
                is("TaskDefinition is inactive"));
        assertThat(
                Json.texts(client.ok("ListTaskDefinitionFamilies", "{'status':'INACTIVE'}")
                        .path("families")),
                contains("a"));
        registered("{'family':'b'," + SMALL + "}");
        assertThat(
                "those of all states by default",
                Json.texts(client.ok("ListTaskDefinitionFamilies", "{}").path("families")),
                contains("a", "b"));
        assertThat(
                Json.texts(client.ok("ListTaskDefinitionFamilies", "{'status':'ACTIVE'}")
                        .path("families")),
                contains("b"));
        assertThat(
                client.ok("DeleteTaskDefinitions", "{'taskDefinitions':['a:1']}")
                        .at("/taskDefinitions/0/status")
                        .asText(),
                is("DELETE_IN_PROGRESS"));
        assertThat(registered("{'family':'a'," + SMALL + "}").path("revision").asInt(), is(2));
    }
}
