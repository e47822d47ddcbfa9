package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.Test;

/** In which of two target groups the tasks of a revision are registered. */
public class RegisteredTargetsTest extends SandboxTestCase {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/";
    private static final String BLUE = ELB + "blue/0123456789abcdef";
    private static final String GREEN = ELB + "green/fedcba9876543210";

    private void service(String strategy) {
        sandbox.service(
                "prod",
                "api",
                service -> service.image("repo/app:1").desiredCount(2).shiftingLoadBalancer("app", 8080));
        set(strategy);
    }

    private void set(String strategy) {
        client.ok(
                "UpdateService",
                "{'cluster':'prod','service':'api','deploymentConfiguration':{'strategy':'" + strategy + "'}}");
    }

    private String bringOut(String image) {
        String arn = client.ok(
                        "RegisterTaskDefinition",
                        "{'family':'api','networkMode':'awsvpc','cpu':'256','memory':'512',"
                                + "'requiresCompatibilities':['FARGATE'],'containerDefinitions':[{'name':'app','image':'"
                                + image + "','portMappings':[{'containerPort':8080}]}]}")
                .at("/taskDefinition/taskDefinitionArn")
                .asText();
        client.ok("UpdateService", "{'cluster':'prod','service':'api','taskDefinition':'" + arn + "'}");
        return newestDeployment().path("serviceDeploymentArn").asText();
    }

    private String groupOf(String deployment) {
        String revision =
                deployment(deployment).at("/targetServiceRevision/arn").asText();
        return client.ok("DescribeServiceRevisions", "{'serviceRevisionArns':['" + revision + "']}")
                .at("/serviceRevisions/0/resolvedConfiguration/loadBalancers/0/targetGroupArn")
                .asText();
    }

    private List<String> targets(String group) {
        JsonNode answer = sandbox.region().call("DescribeTargetHealth", "{\"TargetGroupArn\":\"" + group + "\"}");
        return StreamSupport.stream(answer.path("TargetHealthDescriptions").spliterator(), false)
                .filter(each -> !each.at("/TargetHealth/State").asText().equals("draining"))
                .map(each -> each.at("/Target/Id").asText() + ":"
                        + each.at("/Target/Port").asText())
                .toList();
    }

    @Test
    public void aRollingUpdateStaysInItsTargetGroup() {
        service("ROLLING");
        String second = bringOut("repo/app:2");
        passUntil(second, "SUCCESSFUL");
        String third = bringOut("repo/app:3");
        passUntil(third, "SUCCESSFUL");

        assertThat(groupOf(second), is(BLUE));
        assertThat(groupOf(third), is(BLUE));
        assertThat(targets(BLUE), hasSize(2));
        assertThat(targets(GREEN), empty());
    }

    @Test
    public void aRollingUpdateStaysWhereTrafficWasShiftedTo() {
        service("BLUE_GREEN");
        passUntil(bringOut("repo/app:2"), "SUCCESSFUL");
        set("ROLLING");

        String rolling = bringOut("repo/app:3");
        passUntil(rolling, "SUCCESSFUL");

        assertThat(groupOf(rolling), is(GREEN));
        assertThat(targets(GREEN), hasSize(2));
        assertThat(targets(BLUE), empty());
    }

    private void isShifted(String strategy, String from, String to) {
        set(strategy);
        String arn = bringOut("repo/app:2");
        pass(60);
        List<String> old = targets(from);
        List<String> brought = targets(to);

        assertThat(strategy, groupOf(arn), is(to));
        assertThat(strategy, old, hasSize(2));
        assertThat(strategy, brought, hasSize(2));
        assertThat(strategy, brought, everyItem(endsWith(":8080")));
        assertThat(strategy, old.stream().noneMatch(brought::contains), is(true));
        pass(4000);
        assertThat(strategy, status(arn), is("SUCCESSFUL"));
        assertThat(strategy, targets(from), empty());
    }

    @Test
    public void eachRevisionOfAShiftIsInAGroupOfItsOwn() {
        service("ROLLING");
        isShifted("BLUE_GREEN", BLUE, GREEN);
        isShifted("LINEAR", GREEN, BLUE);
        isShifted("CANARY", BLUE, GREEN);
    }

    @Test
    public void whatIsRolledBackLeavesItsGroup() {
        service("BLUE_GREEN");
        sandbox.scenarios().image("repo/app:2", Scenario.CRASH);
        client.ok(
                "UpdateService",
                "{'cluster':'prod','service':'api','deploymentConfiguration':{'deploymentCircuitBreaker':"
                        + "{'enable':true,'rollback':true}}}");
        passUntil(bringOut("repo/app:2"), "ROLLBACK_SUCCESSFUL");
        pass(60);
        assertThat(targets(BLUE), hasSize(2));
        assertThat(targets(GREEN), empty());

        String again = bringOut("repo/app:3");
        passUntil(again, "SUCCESSFUL");
        assertThat(groupOf(again), is(GREEN));
    }

    @Test
    public void anEventNamesTheGroupOfTheRevision() {
        service("BLUE_GREEN");
        passUntil(bringOut("repo/app:2"), "SUCCESSFUL");

        List<String> events = texts(service().path("events"), "message");
        assertThat(events, hasItem("(service api) registered 1 targets in (target-group " + GREEN + ")"));
        assertThat(events, not(hasItem("(service api) registered 1 targets in (target-group " + BLUE + ")")));
    }
}
