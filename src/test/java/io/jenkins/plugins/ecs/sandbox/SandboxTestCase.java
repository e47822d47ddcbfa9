package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.junit.After;
import org.junit.Before;

/** A sandbox with the cluster {@code prod}, a client, and the questions that the tests ask most. */
public abstract class SandboxTestCase {

    static final String BAD = "repo/app:bad";

    EcsSandbox sandbox;
    SandboxClient client;

    @Before
    public void startSandbox() {
        sandbox = EcsSandbox.start();
        client = new SandboxClient(sandbox);
        sandbox.cluster("prod");
    }

    @After
    public void stopSandbox() {
        assertThat(sandbox.errors(), empty());
        sandbox.close();
    }

    /** Registers a revision of family {@code api} with the image; returns its ARN. */
    String register(String image) {
        return client.ok(
                        "RegisterTaskDefinition",
                        "{'family':'api','networkMode':'awsvpc','cpu':'256','memory':'512',"
                                + "'requiresCompatibilities':['FARGATE'],"
                                + "'containerDefinitions':[{'name':'app','image':'" + image + "'}]}")
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText();
    }

    /** Updates {@code prod/api} to an image; returns the ARN of the service deployment. */
    String deploy(String image) {
        client.ok("UpdateService", "{'cluster':'prod','service':'api','taskDefinition':'" + register(image) + "'}");
        return newestDeployment().path("serviceDeploymentArn").asText();
    }

    /** A deployment of an image to which a scenario applies. */
    String deploy(Scenario scenario) {
        sandbox.scenarios().image(BAD, scenario);
        return deploy(BAD);
    }

    void pass(int seconds) {
        sandbox.clock().advance(Duration.ofSeconds(seconds));
    }

    JsonNode service() {
        return client.ok("DescribeServices", "{'cluster':'prod','services':['api']}")
                .path("services")
                .path(0);
    }

    JsonNode newestDeployment() {
        return client.ok("ListServiceDeployments", "{'cluster':'prod','service':'api'}")
                .path("serviceDeployments")
                .path(0);
    }

    JsonNode deployment(String arn) {
        return client.ok("DescribeServiceDeployments", "{'serviceDeploymentArns':['" + arn + "']}")
                .path("serviceDeployments")
                .path(0);
    }

    String status(String arn) {
        return deployment(arn).path("status").asText();
    }

    /** The statuses that a deployment shows, second by second, each once. */
    List<String> statuses(String arn, int seconds) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i <= seconds; i++) {
            String status = status(arn);
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(status)) {
                seen.add(status);
            }
            pass(1);
        }
        return seen;
    }

    /** Passes time until a deployment shows a status, at most half an hour. */
    void passUntil(String arn, String wanted) {
        String status = status(arn);
        for (int i = 0; i < 1800 && !status.equals(wanted); i++) {
            pass(1);
            status = status(arn);
        }
        assertThat(status, is(wanted));
    }

    List<String> events() {
        return texts(service().path("events"), "message");
    }

    List<JsonNode> tasks(String desiredStatus) {
        JsonNode arns = client.ok(
                        "ListTasks", "{'cluster':'prod','serviceName':'api','desiredStatus':'" + desiredStatus + "'}")
                .path("taskArns");
        if (arns.isEmpty()) {
            return List.of();
        }
        JsonNode tasks = client.ok("DescribeTasks", "{'cluster':'prod','tasks':" + arns + "}")
                .path("tasks");
        return StreamSupport.stream(tasks.spliterator(), false).toList();
    }

    static List<String> texts(JsonNode array, String member) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> each.path(member).asText())
                .toList();
    }

    static Matcher<JsonNode> has(String member, String text) {
        return new FeatureMatcher<>(is(text), member, member) {
            @Override
            protected String featureValueOf(JsonNode node) {
                return node.path(member).asText();
            }
        };
    }

    static Matcher<JsonNode> hasSizeOf(int size) {
        return new FeatureMatcher<>(is(size), "size", "size") {
            @Override
            protected Integer featureValueOf(JsonNode node) {
                return node.size();
            }
        };
    }
}
