package io.jenkins.plugins.ecs.servicedef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.PlainJson;
import java.util.List;
import org.junit.Test;

/** A service and a task definition that do not fit each other. */
public class DefinitionFitTest {

    private static final ObjectNode DEFINITION = (ObjectNode) PlainJson.read("""
            {'family': 'api', 'networkMode': 'awsvpc', 'containerDefinitions': [
              {'name': 'app', 'image': 'x:1', 'portMappings': [{'containerPort': 8080, 'name': 'http'}]},
              {'name': 'proxy', 'image': 'y:1'}],
             'volumes': [{'name': 'data', 'configuredAtLaunch': true}, {'name': 'fixed'}]}
            """);

    @Test
    public void whatFitsIsNoProblem() {
        assertThat(
                problems("loadBalancers: [{targetGroupArn: a, containerName: app, containerPort: 8080}]\n"
                        + "serviceConnectConfiguration: {enabled: true, services: [{portName: http}]}\n"
                        + "volumeConfigurations: [{name: data}]\nlaunchType: FARGATE\nnetworkConfiguration: {}\n"),
                is(empty()));
    }

    @Test
    public void containersAndPortsOfLoadBalancers() {
        assertThat(
                problems("loadBalancers: [{targetGroupArn: a, containerName: api, containerPort: 8080},"
                        + " {targetGroupArn: b, containerName: app, containerPort: 80},"
                        + " {targetGroupArn: b, containerName: proxy, containerPort: 80}]"),
                contains(
                        "loadBalancers[0]: the task definition has no container 'api' (it has app, proxy)",
                        "loadBalancers[1]: the container 'app' has no container port 80 in the task definition (it has"
                                + " 8080)",
                        "loadBalancers[2]: the container 'proxy' has no container port 80 in the task definition (it has"
                                + " none)"));
    }

    @Test
    public void namedPortsAndVolumes() {
        assertThat(
                problems("serviceConnectConfiguration: {enabled: true, services: [{portName: grpc}]}\n"
                        + "vpcLatticeConfigurations: [{portName: web}]\n"
                        + "volumeConfigurations: [{name: fixed}, {name: other}]\n"),
                contains(
                        "serviceConnectConfiguration.services[0].portName: no port mapping of the task definition has the"
                                + " name 'grpc' (names: http)",
                        "vpcLatticeConfigurations[0].portName: no port mapping of the task definition has the name 'web'"
                                + " (names: http)",
                        "volumeConfigurations[0].name: the task definition has no volume 'fixed' with"
                                + " \"configuredAtLaunch\": true",
                        "volumeConfigurations[1].name: the task definition has no volume 'other' with"
                                + " \"configuredAtLaunch\": true"));
    }

    @Test
    public void networks() {
        ObjectNode bridge = DEFINITION.deepCopy();
        bridge.remove("networkMode");

        assertThat(
                DefinitionFit.problems(
                        ServiceText.read("launchType: FARGATE\nnetworkConfiguration: {}\n")
                                .definition(),
                        bridge),
                contains(
                        "networkConfiguration: only for task definitions with \"networkMode\": \"awsvpc\", but it is"
                                + " bridge",
                        "launchType: FARGATE needs a task definition with \"networkMode\": \"awsvpc\""));
    }

    @Test
    public void whatOthersOwnIsNotCompared() {
        assertThat(
                problems("loadBalancers: [{containerName: api, containerPort: 1}]\nignore: [loadBalancers]\n"),
                is(empty()));
    }

    private static List<String> problems(String text) {
        return DefinitionFit.problems(ServiceText.read(text).definition(), DEFINITION);
    }
}
