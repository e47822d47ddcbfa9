package io.jenkins.plugins.ecs.servicedef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.taskdef.PlainJson;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a file changes of a service, what it leaves alone, and what ECS cannot change. */
public class ServiceComparisonTest {

    /** As ECS shows a service that was made with little more than a network. */
    private static final String PLAIN = """
            {'serviceArn': 'arn:aws:ecs:eu-central-1:123456789012:service/prod/api', 'serviceName': 'api',
             'clusterArn': 'arn:aws:ecs:eu-central-1:123456789012:cluster/prod', 'status': 'ACTIVE', 'desiredCount': 2,
             'launchType': 'FARGATE', 'platformVersion': 'LATEST', 'platformFamily': 'Linux',
             'taskDefinition': 'arn:aws:ecs:eu-central-1:123456789012:task-definition/api:7',
             'loadBalancers': [], 'serviceRegistries': [], 'placementConstraints': [], 'placementStrategy': [],
             'deploymentConfiguration': {'strategy': 'ROLLING', 'bakeTimeInMinutes': 0, 'maximumPercent': 200,
               'minimumHealthyPercent': 100, 'deploymentCircuitBreaker': {'enable': false, 'rollback': false,
                 'resetOnHealthyTask': true, 'thresholdConfiguration': {'type': 'BOUNDED_PERCENT', 'value': 50}}},
             'networkConfiguration': {'awsvpcConfiguration': {'subnets': ['subnet-a', 'subnet-b'],
               'securityGroups': ['sg-1'], 'assignPublicIp': 'DISABLED'}},
             'healthCheckGracePeriodSeconds': 0, 'schedulingStrategy': 'REPLICA',
             'deploymentController': {'type': 'ECS'}, 'availabilityZoneRebalancing': 'DISABLED',
             'enableECSManagedTags': false, 'propagateTags': 'NONE', 'enableExecuteCommand': false,
             'roleArn': 'arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
             'deployments': [{'id': 'ecs-svc/1', 'status': 'PRIMARY'}], 'tags': []}
            """;

    @Test
    public void whatTheFileLeavesOutIsNotManaged() {
        assertThat(compare("desiredCount: 2", PLAIN).isEmpty(), is(true));
        assertThat(compare("{}", PLAIN).isEmpty(), is(true));
        assertThat(
                "a strategy that the cluster gave it",
                compare(
                                "desiredCount: 2",
                                with("{'launchType': null, 'capacityProviderStrategy':"
                                        + " [{'capacityProvider': 'FARGATE_SPOT', 'base': 0, 'weight': 1}]}"))
                        .isEmpty(),
                is(true));
    }

    @Test
    public void spellingsOfTheSameAreTheSame() {
        assertThat(compare("""
                                cluster: arn:aws:ecs:eu-central-1:123456789012:cluster/prod
                                serviceName: api
                                desiredCount: '2'
                                loadBalancers: []
                                launchType: FARGATE
                                schedulingStrategy: REPLICA
                                deploymentController: {type: ECS}
                                deploymentConfiguration:
                                  strategy: ROLLING
                                  alarms: null
                                  earlySuccessCriteria: {enable: false}
                                networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-b, subnet-a]}}
                                serviceConnectConfiguration: {enabled: false}
                                tags: []
                                """, PLAIN).isEmpty(), is(true));
        assertThat(
                "ECS shows instanceId for host",
                compare(
                                "placementStrategy: [{type: spread, field: host}, {type: binpack, field: cpu}]",
                                with("{'placementStrategy': [{'type': 'spread', 'field': 'instanceId'},"
                                        + " {'type': 'binpack', 'field': 'CPU'}]}"))
                        .isEmpty(),
                is(true));
        assertThat(
                "its order means something",
                compare(
                                "placementStrategy: [{type: binpack, field: cpu}, {type: spread, field: host}]",
                                with("{'placementStrategy': [{'type': 'spread', 'field': 'instanceId'},"
                                        + " {'type': 'binpack', 'field': 'CPU'}]}"))
                        .isEmpty(),
                is(false));
    }

    @Test
    public void oneAttributeIsSentAlone() {
        ServiceChanges changes = compare("healthCheckGracePeriodSeconds: 60\ndesiredCount: 2\n", PLAIN);

        assertThat(changes.lines(), contains("healthCheckGracePeriodSeconds: 0 -> 60"));
        assertThat(changes.update(), is(PlainJson.read("{'healthCheckGracePeriodSeconds': 60}")));
        assertThat(changes.startsDeployment(), is(false));
    }

    @Test
    public void networksStartADeployment() {
        ServiceChanges changes =
                compare("networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-c]}}\ndesiredCount: 3\n", PLAIN);

        assertThat(
                changes.lines(),
                contains(
                        "desiredCount: 2 -> 3",
                        "networkConfiguration.awsvpcConfiguration.subnets: [\"subnet-a\",\"subnet-b\"] -> [\"subnet-c\"]"));
        assertThat(
                "what the file does not say of it stays",
                changes.update().get("networkConfiguration"),
                is(PlainJson.read("{'awsvpcConfiguration': {'subnets': ['subnet-c'], 'securityGroups': ['sg-1'],"
                        + " 'assignPublicIp': 'DISABLED'}}")));
        assertThat(changes.startsDeployment(), is(true));
    }

    @Test
    public void whatIsEmptyIsRemoved() {
        String alarms = with("{'deploymentConfiguration': {'strategy': 'ROLLING', 'alarms':"
                + " {'alarmNames': ['a'], 'enable': true, 'rollback': true}}}");
        for (String file : List.of("alarms: []", "alarms: null", "alarms: {alarmNames: []}")) {
            assertThat(
                    file,
                    compare("deploymentConfiguration: {" + file + "}", alarms)
                            .update()
                            .at("/deploymentConfiguration/alarms"),
                    is(PlainJson.read("{'alarmNames': [], 'enable': false, 'rollback': false}")));
        }
        String connect = with("{'deployments': [{'status': 'PRIMARY', 'serviceConnectConfiguration':"
                + " {'enabled': true, 'namespace': 'arn:aws:servicediscovery:eu-central-1:1:namespace/ns-1'}}]}");
        assertThat(
                compare("serviceConnectConfiguration: null", connect).update(),
                is(PlainJson.read("{'serviceConnectConfiguration': {'enabled': false}}")));
        assertThat(
                compare("serviceConnectConfiguration: {enabled: false}", connect)
                        .update(),
                is(PlainJson.read("{'serviceConnectConfiguration': {'enabled': false}}")));
        assertThat(
                compare(
                                "loadBalancers: []",
                                with("{'loadBalancers': [{'targetGroupArn': 'a', 'containerName': 'app',"
                                        + " 'containerPort': 80}]}"))
                        .update(),
                is(PlainJson.read("{'loadBalancers': []}")));
    }

    @Test
    public void membersThatAreNewerThanThePluginStay() {
        String live = with(
                "{'quantumMode': 'ON', 'deploymentConfiguration': {'strategy': 'ROLLING', 'nextYear': 3},"
                        + " 'loadBalancers': [{'targetGroupArn': 'a', 'containerName': 'app', 'containerPort': 80, 'new': 1}]}");

        ServiceChanges same =
                compare("loadBalancers: [{targetGroupArn: a, containerName: app, containerPort: 80}]", live);
        ServiceChanges changed = compare("deploymentConfiguration: {maximumPercent: 150}", live);

        assertThat(same.isEmpty(), is(true));
        assertThat(
                same.notes(),
                contains("Members of the service that this plugin does not know are left alone: quantumMode"));
        assertThat(
                changed.update(),
                is(PlainJson.read("{'deploymentConfiguration': {'strategy': 'ROLLING', 'nextYear': 3,"
                        + " 'maximumPercent': 150}}")));
    }

    @Test
    public void whatEcsCannotChangeIsRefused() {
        assertRefused("launchType: EC2", PLAIN, "launchType: FARGATE -> EC2: ECS cannot change it");
        assertRefused(
                "schedulingStrategy: DAEMON", PLAIN, "schedulingStrategy: REPLICA -> DAEMON: ECS cannot change it");
        assertRefused(
                "deploymentController: {type: CODE_DEPLOY}", PLAIN, "deploymentController.type: ECS -> CODE_DEPLOY");
        assertRefused("role: other", PLAIN, "role: AWSServiceRoleForECS -> other: ECS cannot change it");
        assertRefused(
                "serviceName: web",
                PLAIN,
                "serviceName: the service definition is for 'web', but the step deploys to 'api'");
        assertRefused(
                "cluster: test",
                PLAIN,
                "cluster: the service definition is for 'test', but the step deploys to 'prod'");
        assertRefused(
                "launchType: FARGATE",
                with("{'launchType': null, 'capacityProviderStrategy': [{'capacityProvider': 'FARGATE'}]}"),
                "launchType: the service has a capacity provider strategy instead of a launch type.");
        assertRefused(
                "desiredCount: 2",
                with("{'schedulingStrategy': 'DAEMON'}"),
                "desiredCount: a DAEMON service runs one task on each instance.");
        assertRefused(
                "deploymentConfiguration: {strategy: BLUE_GREEN}",
                with("{'deploymentConfiguration': {'strategy': 'ROLLING', 'earlySuccessCriteria': {'enable': true}}}"),
                "deploymentConfiguration.earlySuccessCriteria: it is on");
        assertThat(
                "both at once",
                compare("launchType: EC2\nschedulingStrategy: DAEMON\n", PLAIN)
                        .refusals()
                        .size(),
                is(2));
        assertThat(
                "ignored",
                compare("launchType: EC2\nignore: [launchType]\n", PLAIN).isPossible(),
                is(true));
    }

    @Test
    public void theControllerDecidesWhatAnUpdateTakes() {
        String codeDeploy = with("{'deploymentController': {'type': 'CODE_DEPLOY'}}");

        assertRefused(
                "networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-c]}}",
                codeDeploy,
                "networkConfiguration: not updatable for the deployment controller CODE_DEPLOY");
        assertThat(
                compare("healthCheckGracePeriodSeconds: 60", codeDeploy).update(),
                is(PlainJson.read("{'healthCheckGracePeriodSeconds': 60}")));
        assertRefused(
                "deploymentConfiguration: {maximumPercent: 150}",
                with("{'deploymentController': {'type': 'EXTERNAL'}}"),
                "deploymentConfiguration: not updatable for the deployment controller EXTERNAL");
    }

    @Test
    public void codeDeployExchangesTheTargetGroup() {
        String green = with("{'deploymentController': {'type': 'CODE_DEPLOY'}, 'loadBalancers': [{'targetGroupArn':"
                + " 'arn:green', 'containerName': 'app', 'containerPort': 8080}]}");

        ServiceChanges changes = compare(
                "loadBalancers: [{targetGroupArn: 'arn:blue', containerName: app, containerPort: 8080}]", green);

        assertThat(changes.refusals(), is(empty()));
        assertThat(changes.isEmpty(), is(true));
        assertRefused(
                "loadBalancers: [{targetGroupArn: 'arn:blue', containerName: app, containerPort: 9090}]",
                green,
                "loadBalancers: not updatable for the deployment controller CODE_DEPLOY");
    }

    @Test
    public void capacityProviders() {
        String live = with("{'launchType': null, 'capacityProviderStrategy': [{'capacityProvider': 'a', 'base': 0,"
                + " 'weight': 1}, {'capacityProvider': 'b', 'base': 1, 'weight': 1}]}");

        assertThat(
                "the same in another order",
                compare(
                                "capacityProviderStrategy: [{capacityProvider: b, base: 1, weight: 1},"
                                        + " {capacityProvider: a, weight: 1}]",
                                live)
                        .isEmpty(),
                is(true));
        ServiceChanges changes = compare("capacityProviderStrategy: [{capacityProvider: a, weight: 2}]", live);
        assertThat(
                changes.lines(),
                contains(
                        "capacityProviderStrategy[a].weight: 1 -> 2",
                        "capacityProviderStrategy[b]: removed {\"base\":1,\"capacityProvider\":\"b\",\"weight\":1}"));
        assertThat(changes.isForced(), is(true));
        assertThat(
                "back to the launch type",
                compare("capacityProviderStrategy: []\nlaunchType: FARGATE\n", live)
                        .update(),
                is(PlainJson.read("{'capacityProviderStrategy': []}")));
    }

    @Test
    public void oldServicesDoNotRebalance() {
        assertThat(compare("desiredCount: 2", PLAIN).isEmpty(), is(true));
        ServiceChanges changes = compare("availabilityZoneRebalancing: ENABLED", PLAIN);
        assertThat(changes.lines(), contains("availabilityZoneRebalancing: DISABLED -> ENABLED"));
        assertThat(changes.startsDeployment(), is(false));
    }

    @Test
    public void namesOfNamespacesAreNotCompared() {
        String live = with(
                "{'deployments': [{'status': 'PRIMARY', 'serviceConnectConfiguration': {'enabled': true,"
                        + " 'namespace': 'arn:aws:servicediscovery:eu-central-1:1:namespace/ns-1', 'services': ["
                        + "{'portName': 'http', 'discoveryName': 'http', 'clientAliases': [{'port': 80, 'dnsName': 'http.prod'}]}]}}]}");

        ServiceChanges same = compare(
                "serviceConnectConfiguration: {enabled: true, namespace: prod, services: [{portName: http,"
                        + " clientAliases: [{port: 80}]}]}",
                live);

        assertThat(same.lines(), is(empty()));
        assertThat(same.notes().get(0), containsString("'prod' is not compared"));
        assertThat(
                compare(
                                "serviceConnectConfiguration: {enabled: true, services: [{portName: http, discoveryName: web}]}",
                                live)
                        .lines(),
                contains("serviceConnectConfiguration.services[http].discoveryName: http -> web"));
    }

    @Test
    public void tagsGoApart() {
        String live = with("{'tags': [{'key': 'a', 'value': '1'}, {'key': 'b', 'value': '2'},"
                + " {'key': 'aws:cloudformation:stack-name', 'value': 's'}]}");
        ServiceChanges changes = compare("tags: [{key: b, value: '3'}, {key: apiToken, value: x}]", live);

        assertThat(changes.update(), is(PlainJson.read("{}")));
        assertThat(
                changes.lines(), contains("tags[a]: removed 1", "tags[b].value: 2 -> 3", "tags[apiToken]: added ***"));
        TagChange tags = TagChange.of(
                PlainJson.read(live).get("tags"),
                changes.of(ServiceAttribute.TAGS).orElseThrow().value());
        assertThat(tags.set(), is(Map.of("b", "3", "apiToken", "x")));
        assertThat(tags.removed(), contains("a"));
        assertThat(TagChange.isTaggable("arn:aws:ecs:eu-central-1:1:service/api"), is(false));
        assertThat(TagChange.isTaggable("arn:aws:ecs:eu-central-1:1:service/prod/api"), is(true));
    }

    @Test
    public void monitoringIsComparedWhereItIsShown() {
        String file = "monitoring: {metricConfigurations: [{metricNames: [CPU], resolutionSeconds: 20}]}";

        assertThat(
                compare(file, PLAIN).notes(),
                contains("monitoring: not compared, because the revision of the service that shows it cannot be read"));
        assertThat(
                compare(
                                file,
                                with("{'monitoring': {'metricConfigurations': [{'metricNames': ['CPU'],"
                                        + " 'resolutionSeconds': 60}]}}"))
                        .lines(),
                contains("monitoring.metricConfigurations[CPU].resolutionSeconds: 60 -> 20"));
    }

    @Test
    public void creationTakesWhatTheFileSays() {
        ServiceDefinition file = ServiceText.read(
                        "desiredCount: 2\nloadBalancers: []\ntaskDefinition: old\nignore: [desiredCount]\n"
                                + "deploymentConfiguration: {alarms: null, maximumPercent: 150}\n")
                .definition();

        assertThat(
                ServiceCreation.input(file, "prod", "api", "arn:7", null, "token", "shop"),
                is(PlainJson.read("{'desiredCount': 2, 'taskDefinition': 'arn:7', 'deploymentConfiguration': {'alarms':"
                        + " {'alarmNames': [], 'enable': false, 'rollback': false}, 'maximumPercent': 150},"
                        + " 'cluster': 'prod', 'serviceName': 'api', 'clientToken': 'token'}")));
        assertThat(ServiceCreation.problems(file, null), is(empty()));
        assertThat(
                ServiceCreation.problems(ServiceText.read("{}").definition(), null)
                        .get(0),
                containsString("desiredCount: missing"));
        assertThat(ServiceCreation.problems(ServiceText.read("{}").definition(), 0), is(empty()));
        assertThat(
                ServiceCreation.problems(
                        ServiceText.read("schedulingStrategy: DAEMON").definition(), null),
                is(empty()));
        assertThat(
                ServiceCreation.problems(
                                ServiceText.read("deploymentController: {type: CODE_DEPLOY}\ndesiredCount: 1\n")
                                        .definition(),
                                null)
                        .get(0),
                containsString("needs an Application or Network Load Balancer"));
    }

    private static void assertRefused(String file, String live, String refusal) {
        ServiceChanges changes = compare(file, live);
        assertThat(String.join("\n", changes.refusals()), containsString(refusal));
        assertThat(changes.isPossible(), is(false));
    }

    private static ServiceChanges compare(String file, String live) {
        ServiceText.Reading reading = ServiceText.read(file);
        assertThat(reading.message(), reading.isUsable(), is(true));
        return ServiceComparison.of(reading.definition(), (ObjectNode) PlainJson.read(live));
    }

    /** The plain service with other members. */
    private static String with(String members) {
        ObjectNode live = (ObjectNode) PlainJson.read(PLAIN);
        live.setAll((ObjectNode) PlainJson.read(members));
        return live.toString();
    }
}
