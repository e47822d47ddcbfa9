package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** Log streams of tasks grow while they run, and are read page by page. */
public class TaskLogsTest extends SandboxTestCase {

    private static final String APP = "repo/app:1";

    @Before
    public void logging() {
        client.ok(
                "RegisterTaskDefinition",
                "{'family':'api','networkMode':'awsvpc','cpu':'256','memory':'512',"
                        + "'requiresCompatibilities':['FARGATE'],'containerDefinitions':[{'name':'app','image':'" + APP
                        + "','logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':'/ecs/api',"
                        + "'awslogs-region':'eu-central-1','awslogs-stream-prefix':'run'}}}]}");
    }

    private String stream() {
        String arn = client.ok(
                        "RunTask",
                        "{'cluster':'prod','taskDefinition':'api','launchType':'FARGATE',"
                                + "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['subnet-1']}}}")
                .at("/tasks/0/taskArn")
                .asText();
        return "run/app/" + arn.substring(arn.lastIndexOf('/') + 1);
    }

    private SandboxClient.Answer get(String stream, String more) {
        return client.logs(
                "GetLogEvents",
                "{'logGroupName':'/ecs/api','logStreamName':'" + stream + "','startFromHead':true" + more + "}");
    }

    private JsonNode after(String stream, String token) {
        return get(stream, ",'nextToken':'" + token + "'").json();
    }

    private static List<String> messages(JsonNode page) {
        return texts(page.path("events"), "message");
    }

    private static String next(JsonNode page) {
        return page.path("nextForwardToken").asText();
    }

    @Test
    public void aStreamComesIntoBeingWithItsFirstLine() {
        sandbox.scenarios().image(APP, Scenario.OK).writes(Duration.ofSeconds(4), "one");
        String stream = stream();
        pass(12);
        assertThat(get(stream, "").error(), is("ResourceNotFoundException"));
        pass(3);
        assertThat(messages(get(stream, "").json()), is(List.of("one")));
    }

    @Test
    public void theTokenThatWasSentIsTheEnd() {
        sandbox.scenarios()
                .image(APP, Scenario.OK)
                .writes(Duration.ofSeconds(1), "one", "two")
                .writes(Duration.ofSeconds(5), "three");
        String stream = stream();
        pass(12);
        JsonNode first = get(stream, ",'limit':1").json();
        JsonNode second = after(stream, next(first));
        assertThat(messages(first), is(List.of("one")));
        assertThat(messages(second), is(List.of("two")));
        assertThat(next(after(stream, next(second))), is(next(second)));
        pass(5);
        assertThat(messages(after(stream, next(second))), is(List.of("three")));
    }

    @Test
    public void pagesInTheMiddleMayBeEmpty() {
        sandbox.behavior().emptyLogPages(2);
        sandbox.scenarios().image(APP, Scenario.OK).writes(Duration.ofSeconds(1), "one", "two");
        String stream = stream();
        pass(12);
        JsonNode first = get(stream, ",'limit':1").json();
        JsonNode second = after(stream, next(first));
        JsonNode third = after(stream, next(second));
        assertThat(messages(second), is(List.of()));
        assertThat(next(second), not(next(first)));
        assertThat(messages(third), is(List.of()));
        assertThat(messages(after(stream, next(third))), is(List.of("two")));
    }

    @Test
    public void aTokenLivesForADay() {
        sandbox.scenarios().image(APP, Scenario.OK).writes(Duration.ofSeconds(1), "one");
        String stream = stream();
        pass(12);
        String token = next(get(stream, "").json());
        pass(86_401);
        assertThat(get(stream, ",'nextToken':'" + token + "'").error(), is("InvalidParameterException"));
    }

    @Test
    public void linesArriveLate() {
        sandbox.behavior().logDelay(Duration.ofSeconds(30));
        sandbox.scenarios().image(APP, Scenario.OK).log("last");
        String stream = stream();
        pass(40);
        assertThat(get(stream, "").error(), is("ResourceNotFoundException"));
        pass(30);
        assertThat(messages(get(stream, "").json()), is(List.of("last")));
    }

    @Test
    public void aPageHasAtMostOneMebibyte() {
        String line = String.join("", Collections.nCopies(100_000, "x"));
        sandbox.scenarios()
                .image(APP, Scenario.OK)
                .writes(Duration.ofSeconds(1), Collections.nCopies(15, line).toArray(new String[0]));
        String stream = stream();
        pass(12);
        assertThat(get(stream, "").json().path("events").size(), is(11));
    }
}
