package io.jenkins.plugins.ecs.servicedef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.taskdef.PlainJson;
import java.util.Set;
import org.junit.Test;

/** What the text of a service may hold, and what it gets when it holds something else. */
public class ServiceTextTest {

    @Test
    public void unknownMembersHaveAPlaceAndTheNearestName() {
        assertProblem(
                "desiredCount: 2\ndesiredCnt: 3\n",
                "Service definition, line 2, column 13 (desiredCnt): A service has no member 'desiredCnt' here. Did you"
                        + " mean 'desiredCount'?");
        assertProblem(
                "{\"subnets\": [\"subnet-1\"]}",
                "Service definition, line 1, column 13 (subnets): A service has no member 'subnets' here. It belongs to"
                        + " 'networkConfiguration.awsvpcConfiguration.subnets'.");
        assertProblem(
                "{\"frobnicate\": 1}",
                "(frobnicate): A service has no member 'frobnicate' here, as far as this plugin knows.");
        assertProblem(
                "loadBalancers:\n- targetGroup: x\n",
                "(loadBalancers[0].targetGroup): A service has no member 'targetGroup' here, as far");
    }

    @Test
    public void otherSpellingsAreNamed() {
        assertProblem(
                "DesiredCount: 2",
                "This is the spelling of CloudFormation. In the ECS API it is 'desiredCount', not 'DesiredCount'.");
        assertProblem(
                "networkConfiguration:\n  AwsvpcConfiguration: {}\n",
                "spelling of CloudFormation. In the ECS API it is 'networkConfiguration.awsvpcConfiguration'");
        assertProblem("Resources: {}", "This looks like a CloudFormation template.");
        assertProblem("resource: {}", "This looks like a Terraform configuration.");
        assertProblem("desired_count: 2", "spelling of Terraform. In the ECS API it is 'desiredCount'");
        assertProblem("load_balancer: []", "spelling of Terraform. In the ECS API it is 'loadBalancers'");
        assertProblem(
                "deployment_maximum_percent: 200",
                "spelling of Terraform. In the ECS API it is 'deploymentConfiguration.maximumPercent'");
        assertProblem("enable_ecs_managed_tags: true", "In the ECS API it is 'enableECSManagedTags'");
        assertProblem(
                "network_configuration: {}", "spelling of Terraform. In the ECS API it is 'networkConfiguration'");
        assertProblem("name: api", "spelling of Terraform. In the ECS API it is 'serviceName'");
    }

    @Test
    public void allProblemsComeAtOnce() {
        ServiceText.Reading reading = ServiceText.read(
                "desiredCount: many\nlaunch: FARGATE\nenableExecuteCommand: perhaps\nignore: [desiredCuont]\n");

        assertThat(reading.problems(), hasSize(4));
        assertThat(reading.definition(), is(nullValue()));
        assertThat(
                reading.problems(),
                hasItem(
                        "Service definition, line 1, column 15 (desiredCount): ECS expects a whole number here, but this is"
                                + " 'many'."));
        assertThat(reading.message(), containsString("(launch): A service has no member 'launch' here, as far"));
        assertThat(reading.message(), containsString("ECS expects true or false here, but this is 'perhaps'."));
        assertThat(
                reading.message(),
                containsString("'desiredCuont' is not a member of a service. Did you mean 'desiredCount'?"));
    }

    @Test
    public void whatIsNoServiceIsRefused() {
        assertProblem("", "The text of the service definition is empty.");
        assertProblem("service.yaml", "The text is a single value.");
        assertProblem("- a", "The text is a list.");
        assertProblem("{", "Service definition, line 1, column 2: This is not valid JSON");
        assertProblem("{\"services\": []}", "The text has 0 services. Give exactly one.");
        assertProblem("{\"services\": [{}, {}]}", "The text has 2 services.");
        assertProblem("desiredCount: 1\ndesiredCount: 2\n", "'desiredCount' occurs twice");
    }

    @Test
    public void valuesThatExcludeThemselves() {
        assertProblem("launchType: Fargate", "'Fargate' is unknown. Use EC2, FARGATE, EXTERNAL, MANAGED_INSTANCES.");
        assertProblem(
                "launchType: FARGATE\ncapacityProviderStrategy: [{capacityProvider: FARGATE}]\n",
                "A service has either a launch type or a capacity provider strategy.");
        assertProblem("schedulingStrategy: DAEMON\ndesiredCount: 1\n", "runs one task on each instance");
        assertProblem(
                "schedulingStrategy: DAEMON\ndeploymentConfiguration: {maximumPercent: 200}\n",
                "A DAEMON service does not support values above 100.");
        assertProblem(
                "deploymentConfiguration: {minimumHealthyPercent: 100, maximumPercent: 50}",
                "50 is less than minimumHealthyPercent, 100.");
        assertProblem(
                "deploymentConfiguration: {strategy: BLUE_GREEN, canaryConfiguration: {canaryPercent: 5}}",
                "These are settings of CANARY, but 'strategy' is BLUE_GREEN.");
        assertProblem(
                "deploymentConfiguration: {strategy: BLUE_GREEN, earlySuccessCriteria: {enable: true}}",
                "Early success criteria are not supported for BLUE_GREEN.");
        assertProblem(
                "availabilityZoneRebalancing: ENABLED\nschedulingStrategy: DAEMON\n",
                "not support this together with schedulingStrategy DAEMON");
        assertProblem("launchType: EC2\nplatformVersion: LATEST\n", "Only FARGATE has platform versions");
        assertProblem("desiredCount: -1", "-1 is negative. Use 0 or more.");
        assertProblem("desiredCount: null", "This is empty (null), but a service always has it.");
        assertProblem("tags: [{key: 'aws:x', value: y}]", "Only AWS sets tags");
        assertProblem("tags: [{key: a, value: x}, {key: a, value: y}]", "The key 'a' occurs twice.");
        assertProblem(
                "serviceRegistries: [{registryArn: a}, {registryArn: b}]", "2 entries, but ECS accepts at most 1.");
        assertProblem("forceNewDeployment: true", "Set 'forceNewDeployment' in the step.");
        assertProblem("clientToken: x", "which the step sets itself");
        assertProblem("ignore: desiredCount", "it lists what others own");
        assertProblem("ignore: [cluster]", "'cluster' says which service is meant");
    }

    @Test
    public void typesAreThoseOfTheApi() {
        ServiceDefinition file = read("desiredCount: '2'\nenableExecuteCommand: 'true'\nlaunchType: FARGATE\n"
                + "deploymentConfiguration: {linearConfiguration: {stepPercent: '12.5'}}\n");

        assertThat(
                file.members().toString(),
                is("{\"desiredCount\":2,\"enableExecuteCommand\":true,\"launchType\":\"FARGATE\","
                        + "\"deploymentConfiguration\":{\"linearConfiguration\":{\"stepPercent\":12.5}}}"));
        assertThat(file.desiredCount(), is(2));
    }

    @Test
    public void theAnswerOfDescribeServicesIsAFile() {
        ServiceDefinition file =
                read("{\"services\": [{\"serviceArn\": \"arn:aws:ecs:eu-central-1:1:service/prod/api\","
                        + " \"status\": \"ACTIVE\", \"runningCount\": 2, \"desiredCount\": 2, \"createdAt\": 17,"
                        + " \"deployments\": [{}], \"roleArn\": \"arn:aws:iam::1:role/x\"}], \"failures\": []}");

        assertThat(file.members(), is(PlainJson.read("{'desiredCount': 2}")));
    }

    @Test
    public void notesAreNoMembers() {
        assertThat(
                read("{\"$schema\": \"x\", \"//\": \"a comment\", \"desiredCount\": 1}")
                        .members(),
                is(PlainJson.read("{'desiredCount': 1}")));
    }

    @Test
    public void ignoredMembersAreThoseOfTheFileAndOfOthers() {
        ServiceDefinition file = read(
                "desiredCount: 2\nignore: [desiredCount]\n"
                        + "deploymentConfiguration: {maximumPercent: 150, alarms: {alarmNames: [a], enable: true, rollback: true}}\n");

        assertThat(file.ignored(), is(Set.of("desiredCount")));
        assertThat(
                file.ignoring(Set.of("deploymentConfiguration.alarms")).managed(),
                is(PlainJson.read("{'deploymentConfiguration': {'maximumPercent': 150}}")));
        assertThat(file.desiredCount(), is(nullValue()));
    }

    @Test
    public void scalingIsNotForEcs() {
        ServiceDefinition file = read("desiredCount: 2\nscaling: {min: 1, max: 4}\n");

        assertThat(file.members().has("scaling"), is(false));
        assertThat(file.scaling().toString(), is("{\"min\":1,\"max\":4}"));
        assertThat(file.hasScaling(), is(true));
        assertThat(file.ignoring(Set.of("scaling")).hasScaling(), is(false));
        assertThat(read("scaling: null\n").hasScaling(), is(false));
    }

    @Test
    public void scalingIsChecked() {
        assertProblem("desiredCount: 2\nscaling: {min: 3, max: 2}\n", "scaling.minCapacity: 3 is above maxCapacity: 2");
        assertProblem("scaling: {min: 3, max: 4, policy: []}\n", "scaling.policy: is not a member");
    }

    private static ServiceDefinition read(String text) {
        ServiceText.Reading reading = ServiceText.read(text);
        assertThat(reading.message(), reading.isUsable(), is(true));
        return reading.definition();
    }

    private static void assertProblem(String text, String problem) {
        ServiceText.Reading reading = ServiceText.read(text);
        assertThat(reading.message(), containsString(problem));
        assertThat(reading.definition(), is(nullValue()));
    }
}
