package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.SandboxClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.Before;

/** A service of CodeDeploy with its deployment group, and the questions that the tests ask most. */
public abstract class CodeDeployTestCase extends SandboxTestCase {

    static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
    static final String BLUE = ELB + "targetgroup/blue/0123456789abcdef";
    static final String PRODUCTION = ELB + "listener/app/shop/50dc6c495c0c9188/0000000000000001";
    static final String TEST = ELB + "listener/app/shop/50dc6c495c0c9188/0000000000000002";

    @Before
    public void makeService() {
        sandbox.service(
                "prod",
                "api",
                service -> service.controller("CODE_DEPLOY").desiredCount(2).loadBalancer(BLUE, "app", 8080));
    }

    void group(Consumer<DeploymentGroupSpec> configure) {
        sandbox.region()
                .deploymentGroup(
                        "shop",
                        "production",
                        group -> configure.accept(
                                group.service("prod", "api").loadBalancer("blue", "green", PRODUCTION, TEST)));
    }

    JsonNode ask(String operation, String json) {
        Answer answer = client.codeDeploy(operation, json);
        assertThat(operation + ": " + answer.text(), answer.status(), is(200));
        return answer.json();
    }

    static String appSpec(String taskDefinition, String... hooks) {
        StringBuilder spec = new StringBuilder("{\"version\":\"0.0\",\"Resources\":[{\"TargetService\":{\"Type\":"
                + "\"AWS::ECS::Service\",\"Properties\":{\"TaskDefinition\":\"" + taskDefinition
                + "\",\"LoadBalancerInfo\":{\"ContainerName\":\"app\",\"ContainerPort\":8080}}}}],\"Hooks\":[");
        for (int i = 0; i < hooks.length; i += 2) {
            spec.append(i == 0 ? "" : ",")
                    .append("{\"")
                    .append(hooks[i])
                    .append("\":\"")
                    .append(hooks[i + 1])
                    .append("\"}");
        }
        return spec.append("]}").toString();
    }

    static ObjectNode request(String content) {
        ObjectNode request = Json.object().put("applicationName", "shop").put("deploymentGroupName", "production");
        request.putObject("revision")
                .put("revisionType", "AppSpecContent")
                .putObject("appSpecContent")
                .put("content", content);
        return request;
    }

    /** Registers a revision with the image and deploys it; returns the deployment's id. */
    String bringOut(String image, String... hooks) {
        return create(request(appSpec(registerWithPort(image), hooks)));
    }

    String create(ObjectNode request) {
        return ask("CreateDeployment", request.toString()).path("deploymentId").asText();
    }

    String registerWithPort(String image) {
        return client.ok(
                        "RegisterTaskDefinition",
                        "{'family':'api','networkMode':'awsvpc','cpu':'256','memory':'512',"
                                + "'requiresCompatibilities':['FARGATE'],'containerDefinitions':[{'name':'app','image':'"
                                + image + "','portMappings':[{'containerPort':8080}]}]}")
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText();
    }

    JsonNode info(String id) {
        return ask("GetDeployment", "{'deploymentId':'" + id + "'}").path("deploymentInfo");
    }

    String statusOf(String id) {
        return info(id).path("status").asText();
    }

    JsonNode target(String id) {
        return ask("GetDeploymentTarget", "{'deploymentId':'" + id + "','targetId':'prod:api'}")
                .at("/deploymentTarget/ecsTarget");
    }

    /** Passes time until a deployment has a status, at most six hours. */
    void passTo(String id, String wanted) {
        for (int i = 0; i < 6 * 3600 && !statusOf(id).equals(wanted); i++) {
            pass(1);
        }
        assertThat(info(id).toString(), statusOf(id), is(wanted));
    }

    /** Passes time until a lifecycle event has a status. */
    void passToEvent(String id, String event, String wanted) {
        passTo(id, "InProgress");
        for (int i = 0; i < 6 * 3600 && !events(id).contains(event + " " + wanted); i++) {
            pass(1);
        }
        assertThat(events(id).toString(), events(id).contains(event + " " + wanted), is(true));
    }

    List<String> events(String id) {
        return StreamSupport.stream(target(id).path("lifecycleEvents").spliterator(), false)
                .map(event -> event.path("lifecycleEventName").asText() + " "
                        + event.path("status").asText())
                .toList();
    }

    /** Status, image and scale of the service's task sets. */
    List<String> taskSets() {
        return StreamSupport.stream(service().path("taskSets").spliterator(), false)
                .map(set -> set.path("status").asText() + " "
                        + set.path("taskDefinition").asText().replaceAll(".*/", "") + " "
                        + set.at("/scale/value").asInt() + " "
                        + set.at("/loadBalancers/0/targetGroupArn").asText().split("/")[1])
                .toList();
    }

    /** The weights of a listener: {@code blue=90 green=10}. */
    String weights(String listener) {
        List<String> weights = new ArrayList<>();
        sandbox.region()
                .call("DescribeListeners", "{\"ListenerArns\":[\"" + listener + "\"]}")
                .at("/Listeners/0/DefaultActions/0/ForwardConfig/TargetGroups")
                .forEach(
                        each -> weights.add(each.path("TargetGroupArn").asText().split("/")[1] + "="
                                + each.path("Weight").asInt()));
        weights.sort(null);
        return String.join(" ", weights);
    }
}
