package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

public class TaskApiTest extends SandboxTestCase {

    private static final String RUN = "'cluster':'prod','launchType':'FARGATE','startedBy':'build-7',"
            + "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1']}}";

    private JsonNode run(String more) {
        return client.ok("RunTask", "{'taskDefinition':'api'," + RUN + more + "}")
                .path("tasks");
    }

    private JsonNode described(String arn) {
        return client.ok("DescribeTasks", "{'cluster':'prod','tasks':['" + arn + "']}")
                .at("/tasks/0");
    }

    private int listed(String filter) {
        return client.ok("ListTasks", "{'cluster':'prod'" + filter + "}")
                .path("taskArns")
                .size();
    }

    @Test
    public void tasksOfAServiceCarryDeploymentAndDigest() {
        sandbox.service("prod", "api", service -> service.image("repo/app:1"));
        JsonNode task = tasks("RUNNING").get(0);
        assertThat(task.path("startedBy"), is(service().at("/deployments/0/id")));
        assertThat(task.path("group").asText(), is("service:api"));
        assertThat(task.path("healthStatus").asText(), is("UNKNOWN"));
        assertThat(task.at("/containers/0/image").asText(), is("repo/app:1"));
        assertThat(
                task.at("/containers/0/imageDigest").asText(),
                is(sandbox.images().digest("repo/app:1")));
        assertThat(task.path("taskDefinitionArn"), is(service().path("taskDefinition")));
    }

    @Test
    public void aDeploymentPinsTheDigestsOfItsTags() {
        sandbox.service("prod", "api", service -> service.image("repo/app:latest"));
        String before = sandbox.images().digest("repo/app:latest");
        String pushed = sandbox.images().push("repo/app:latest");
        assertThat(pushed, not(before));
        client.ok(
                "StopTask",
                "{'cluster':'prod','task':'"
                        + tasks("RUNNING").get(0).path("taskArn").asText() + "'}");
        pass(30);
        assertThat(tasks("RUNNING").get(0).at("/containers/0/imageDigest").asText(), is(before));

        client.ok("UpdateService", "{'cluster':'prod','service':'api','forceNewDeployment':true}");
        passUntil(newestDeployment().path("serviceDeploymentArn").asText(), "SUCCESSFUL");
        assertThat(tasks("RUNNING").get(0).at("/containers/0/imageDigest").asText(), is(pushed));
        String revision = newestDeployment().path("targetServiceRevisionArn").asText();
        JsonNode described = client.ok("DescribeServiceRevisions", "{'serviceRevisionArns':['" + revision + "']}");
        assertThat(
                described
                        .at("/serviceRevisions/0/containerImages/0/imageDigest")
                        .asText(),
                is(pushed));
    }

    @Test
    public void aStoppedTaskOfAServiceIsReplacedByTheSameRevision() {
        sandbox.service("prod", "api", service -> service.desiredCount(2));
        String arn = tasks("RUNNING").get(0).path("taskArn").asText();
        client.ok("StopTask", "{'cluster':'prod','task':'" + arn + "','reason':'because'}");
        assertThat(tasks("RUNNING"), hasSize(1));
        pass(60);
        assertThat(tasks("RUNNING"), hasSize(2));
        assertThat(described(arn).path("stopCode").asText(), is("UserInitiated"));
        assertThat(described(arn).path("stoppedReason").asText(), is("because"));
        assertThat(service().path("deployments"), hasSizeOf(1));
    }

    @Test
    public void stoppedTasksAreVisibleForAnHour() {
        sandbox.service("prod", "api", service -> {});
        String arn = tasks("RUNNING").get(0).path("taskArn").asText();
        client.ok("StopTask", "{'cluster':'prod','task':'" + arn + "'}");
        pass(3590);
        assertThat(described(arn).path("lastStatus").asText(), is("STOPPED"));
        pass(60);
        assertThat(
                client.ok("DescribeTasks", "{'cluster':'prod','tasks':['" + arn + "']}")
                        .at("/failures/0/reason")
                        .asText(),
                is("MISSING"));
    }

    @Test
    public void aTaskDoesItsWorkAndExits() {
        register("repo/app:1");
        String arn = run("").at("/0/taskArn").asText();
        assertThat(described(arn).path("lastStatus").asText(), is("PROVISIONING"));
        pass(4);
        assertThat(described(arn).path("lastStatus").asText(), is("PENDING"));
        pass(10);
        assertThat(described(arn).path("lastStatus").asText(), is("RUNNING"));
        pass(30);
        assertThat(described(arn).path("lastStatus").asText(), is("STOPPED"));
        assertThat(described(arn).at("/containers/0/exitCode").asInt(-1), is(0));
        assertThat(described(arn).path("group").asText(), is("family:api"));
    }

    @Test
    public void aTaskFailsAsItsImageSays() {
        register(BAD);
        sandbox.scenarios().image(BAD, Scenario.CRASH);
        String arn = run("").at("/0/taskArn").asText();
        pass(30);
        assertThat(described(arn).at("/containers/0/exitCode").asInt(), is(1));
    }

    @Test
    public void aClientTokenRunsOnce() {
        register("repo/app:1");
        String first = run(",'clientToken':'t'").at("/0/taskArn").asText();
        assertThat(run(",'clientToken':'t'").at("/0/taskArn").asText(), is(first));
        assertThat(listed(",'startedBy':'build-7'"), is(1));
        assertThat(
                client.call("RunTask", "{'taskDefinition':'api','clientToken':'t','count':2," + RUN + "}")
                        .error(),
                is("ConflictException"));
    }

    @Test
    public void aClientTokenIsForgottenWithItsTasks() {
        register("repo/app:1");
        String first = run(",'clientToken':'t'").at("/0/taskArn").asText();
        pass(30);
        pass(3700);
        assertThat(run(",'clientToken':'t'").at("/0/taskArn").asText(), not(first));
    }

    @Test
    public void whatCannotBePlacedIsNamedInFailures() {
        register("repo/app:1");
        sandbox.behavior().runTaskFailures(1, "RESOURCE:MEMORY");
        JsonNode answer = client.ok("RunTask", "{'taskDefinition':'api','count':3," + RUN + "}");
        assertThat(answer.path("tasks"), hasSizeOf(2));
        assertThat(answer.at("/failures/0/reason").asText(), is("RESOURCE:MEMORY"));
    }

    @Test
    public void aNewTaskMayBeMissingForAWhile() {
        register("repo/app:1");
        sandbox.behavior().taskVisibleAfter(Duration.ofSeconds(5));
        String arn = run("").at("/0/taskArn").asText();
        assertThat(
                client.ok("DescribeTasks", "{'cluster':'prod','tasks':['" + arn + "']}")
                        .at("/failures/0/reason")
                        .asText(),
                is("MISSING"));
        assertThat(listed(",'startedBy':'build-7'"), is(0));
        pass(5);
        assertThat(described(arn).path("lastStatus").asText(), is("PENDING"));
        assertThat(listed(",'startedBy':'build-7'"), is(1));
    }

    @Test
    public void eachContainerHasItsExitCode() {
        client.ok(
                "RegisterTaskDefinition",
                "{'family':'api','networkMode':'awsvpc','cpu':'256','memory':'512',"
                        + "'requiresCompatibilities':['FARGATE'],'containerDefinitions':["
                        + "{'name':'app','image':'repo/app:1'},{'name':'proxy','image':'repo/proxy:1'},"
                        + "{'name':'init','image':'repo/init:1','essential':false}]}");
        sandbox.scenarios().image("repo/app:1", Scenario.OK).exit("app", 3).exit("init", null);
        String arn = run("").at("/0/taskArn").asText();
        pass(60);
        assertThat(described(arn).path("stopCode").asText(), is("EssentialContainerExited"));
        assertThat(described(arn).at("/containers/0/exitCode").asInt(), is(3));
        assertThat(described(arn).at("/containers/1/exitCode").asInt(), is(143));
        assertThat(described(arn).at("/containers/2").has("exitCode"), is(false));
    }

    @Test
    public void aProvisioningTaskCanBeStopped() {
        register(BAD);
        sandbox.scenarios().image(BAD, Scenario.STUCK);
        String arn = run("").at("/0/taskArn").asText();
        client.ok("StopTask", "{'cluster':'prod','task':'" + arn + "','reason':'build 7'}");
        pass(10);
        assertThat(described(arn).path("lastStatus").asText(), is("STOPPED"));
        assertThat(described(arn).path("stoppedReason").asText(), is("build 7"));
        assertThat(described(arn).at("/containers/0").has("exitCode"), is(false));
    }

    @Test
    public void tasksAreFilteredAndPaged() {
        sandbox.service("prod", "api", service -> service.desiredCount(3));
        run(",'count':2");
        assertThat(listed(""), is(5));
        assertThat(listed(",'serviceName':'api'"), is(3));
        assertThat(listed(",'family':'api'"), is(5));
        assertThat(listed(",'family':'other'"), is(0));
        assertThat(listed(",'desiredStatus':'STOPPED'"), is(0));
        assertThat(listed(",'maxResults':4"), is(4));
        assertThat(
                client.call("ListTasks", "{'cluster':'prod','startedBy':'x','family':'api'}")
                        .error(),
                is("InvalidParameterException"));
        assertThat(
                client.call("ListTasks", "{'cluster':'prod','serviceName':'nope'}")
                        .error(),
                is("ServiceNotFoundException"));
    }

    @Test
    public void limitsOfRunTask() {
        register("repo/app:1");
        for (String wrong : List.of(
                "'count':11",
                "'startedBy':'with blanks'",
                "'group':'service:api'",
                "'propagateTags':'SERVICE'",
                "'capacityProviderStrategy':[{'capacityProvider':'FARGATE_SPOT'}]",
                "'overrides':{'containerOverrides':[{'name':'web'}]}",
                "'clientToken':'" + "x".repeat(65) + "'",
                "'overrides':{'x':'" + "x".repeat(8192) + "'}")) {
            assertThat(
                    client.call("RunTask", "{'taskDefinition':'api'," + RUN + "," + wrong + "}")
                            .error(),
                    is("InvalidParameterException"));
        }
        assertThat(
                client.call("RunTask", "{'cluster':'prod','taskDefinition':'api','launchType':'FARGATE'}")
                        .message(),
                startsWith("Network Configuration must be provided"));
    }

    @Test
    public void containerHealthChecksAreReported() {
        sandbox.service("prod", "api", service -> service.taskDefinition("""
                {"family": "api", "memory": "512", "containerDefinitions": [
                  {"name": "app", "image": "repo/app:1", "healthCheck": {"command": ["CMD", "true"], "interval": 20}}]}
                """).launchType("EC2"));
        JsonNode task = tasks("RUNNING").get(0);
        assertThat(task.path("healthStatus").asText(), is("HEALTHY"));
        assertThat(task.path("containerInstanceArn").asText(), containsString(":container-instance/prod/"));
    }
}
