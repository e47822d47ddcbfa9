package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.ServiceSpec;
import io.jenkins.plugins.ecs.servicedef.ServiceImport;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

/** A service that exists and its file: one update for all that differs, and nothing for what does not. */
public class ServiceFileTest extends RolloutTestCase {

    private static final List<String> CHANGES =
            List.of("UpdateService", "CreateService", "TagResource", "UntagResource", "RegisterTaskDefinition");

    private static final String WITH_NAMED_PORT = """
            {"family": "shop", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "containerDefinitions": [{"name": "app", "image": "repo/app:1.0.0",
               "portMappings": [{"containerPort": 8080, "name": "http"}]}]}
            """;

    @Test
    public void anImportedServiceIsNoChangeAndNoCall() {
        for (Consumer<ServiceSpec> kind : kinds()) {
            EcsSandbox ecs = newSandbox(true);
            ecs.service("prod", "shop", kind);
            ecs.clock().advance(Duration.ofMinutes(10));
            String file = ServiceImport.of((ObjectNode) live(ecs, "shop")).toString();
            ecs.clearCalls();

            Outcome outcome = rollout(
                            ecs,
                            DeployRequest.of("eu-central-1", "prod", "shop").with(Setting.SERVICE_DEFINITION, file))
                    .run();

            assertThat(outcome.message() + file, outcome.verdict(), is(Verdict.NO_CHANGE));
            assertThat(changes(ecs), is(empty()));
        }
    }

    private static List<Consumer<ServiceSpec>> kinds() {
        String group = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/a/0123456789abcdef";
        return List.of(
                s -> s.desiredCount(1),
                s -> s.loadBalancer(group, "app", 8080).tag("team", "shop").with("enableExecuteCommand", "true"),
                s -> s.strategy("BLUE_GREEN")
                        .shiftingLoadBalancer("app", 8080)
                        .with("healthCheckGracePeriodSeconds", "30"),
                s -> s.with("capacityProviderStrategy", "[{\"capacityProvider\":\"FARGATE_SPOT\",\"weight\":1}]")
                        .launchType(null),
                s -> s.taskDefinition(WITH_NAMED_PORT)
                        .with("networkConfiguration", "{\"awsvpcConfiguration\":{\"subnets\":[\"subnet-1\"]}}")
                        .with(
                                "serviceConnectConfiguration",
                                "{\"enabled\":true,\"namespace\":\"prod\",\"services\":[{\"portName\":\"http\"}]}"));
    }

    @Test
    public void oneAttributeIsOneUpdateWithoutADeployment() {
        Outcome outcome = file("healthCheckGracePeriodSeconds: 60").run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        JsonNode update = onlyUpdate();
        assertThat(update.has("taskDefinition"), is(false));
        assertThat(update.path("healthCheckGracePeriodSeconds").asInt(), is(60));
        assertThat(update.size(), is(3));
        assertThat(deployments(sandbox), is(1));
        assertThat(
                "a second time", file("healthCheckGracePeriodSeconds: 60").run().verdict(), is(Verdict.NO_CHANGE));
    }

    @Test
    public void theNameOfANamespaceIsComparedWithItsArn() {
        Consumer<ServiceSpec> connected = kinds().get(4);
        sandbox.service("prod", "shop", connected);
        sandbox.clock().advance(Duration.ofMinutes(10));
        DeployRequestBuilder shop = DeployRequest.of("eu-central-1", "prod", "shop");
        String file = "serviceConnectConfiguration: {enabled: true, namespace: prod}";

        SandboxRollout same = rollout(shop.with(Setting.SERVICE_DEFINITION, file));
        assertThat(same.run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(same.lines(), not(hasItem(containsString("namespace"))));

        SandboxRollout other = rollout(shop.with(Setting.SERVICE_DEFINITION, file.replace("prod", "stage")));
        assertThat(other.run().verdict(), is(Verdict.SUCCESS));
        assertThat(other.lines(), hasItem(containsString("serviceConnectConfiguration.namespace: prod -> stage")));

        sandbox.deny("servicediscovery:GetNamespace");
        SandboxRollout unread = rollout(shop.with(Setting.SERVICE_DEFINITION, file));
        assertThat(unread.run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(unread.lines(), hasItem(containsString("namespace")));
    }

    @Test
    public void monitoringIsComparedWithTheRevisionThatShowsIt() {
        String file = "monitoring: {metricConfigurations: [{metricNames: [CPU], resolutionSeconds: 20}]}";

        assertThat(file(file).run().verdict(), is(Verdict.SUCCESS));
        assertThat(
                onlyUpdate()
                        .at("/monitoring/metricConfigurations/0/resolutionSeconds")
                        .asInt(),
                is(20));
        assertThat("a second time", file(file).run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(file(file.replace("20", "60")).run().verdict(), is(Verdict.SUCCESS));

        sandbox.deny("ecs:DescribeServiceRevisions");
        SandboxRollout unread = file(file);
        assertThat(unread.run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(unread.lines(), hasItem(containsString("monitoring: not compared")));
    }

    @Test
    public void networkAndImageAreOneUpdateAndOneDeployment() {
        SandboxRollout rollout = rollout(request()
                .with(
                        Setting.SERVICE_DEFINITION,
                        "desiredCount: 3\nnetworkConfiguration: {awsvpcConfiguration: {subnets: [subnet-new]}}\n"));

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(onlyUpdate().path("taskDefinition").asText(), containsString("api:2"));
        assertThat(onlyUpdate().path("desiredCount").asInt(), is(3));
        assertThat(
                onlyUpdate()
                        .at("/networkConfiguration/awsvpcConfiguration/securityGroups")
                        .size(),
                is(1));
        assertThat(deployments(sandbox), is(2));
        assertThat(rollout.lines(), hasItem("- desiredCount: 2 -> 3"));
        assertThat(outcome.runningCount(), is(3));
    }

    @Test
    public void aNetworkAloneStartsADeploymentOfTheSameRevision() {
        SandboxRollout rollout = file("networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-new]}}");

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(onlyUpdate().has("taskDefinition"), is(false));
        assertThat(onlyUpdate().has("forceNewDeployment"), is(false));
        assertThat(deployments(sandbox), is(2));
        assertThat(
                rollout.lines(),
                hasItem(containsString("is unchanged; the changes of the service start a deployment")));
    }

    @Test
    public void capacityProvidersAreSentWithANewDeployment() {
        Outcome outcome = file("capacityProviderStrategy: [{capacityProvider: FARGATE_SPOT, weight: 1}]")
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(onlyUpdate().path("forceNewDeployment").asBoolean(), is(true));
        assertThat(deployments(sandbox), is(2));
        sandbox.clearCalls();
        assertThat(
                file("capacityProviderStrategy: [{capacityProvider: FARGATE_SPOT, weight: 1}]")
                        .run()
                        .verdict(),
                is(Verdict.NO_CHANGE));
    }

    @Test
    public void whatOthersOwnStays() {
        Outcome outcome = rollout(noRevision()
                        .with(Setting.SERVICE_DEFINITION, "desiredCount: 5\nenableExecuteCommand: true\n")
                        .with(Setting.IGNORE, "desiredCount"))
                .run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(onlyUpdate().has("desiredCount"), is(false));
    }

    @Test
    public void tagsGoApartAndAfterTheUpdate() {
        SandboxRollout rollout = file("healthCheckGracePeriodSeconds: 60\ntags: [{key: team, value: shop}]");
        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(changes(sandbox), is(List.of("UpdateService", "TagResource")));
        assertThat(live(sandbox, "api").at("/tags/0/value").asText(), is("shop"));
        sandbox.clearCalls();
        assertThat(file("tags: [{key: team, value: shop}]").run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(changes(sandbox), is(empty()));
        assertThat(file("tags: []").run().verdict(), is(Verdict.SUCCESS));
        assertThat(changes(sandbox), is(List.of("UntagResource")));
        assertThat(live(sandbox, "api").path("tags").size(), is(0));
    }

    @Test
    public void tagsThatMayNotBeSetDoNotStopTheDeployment() {
        sandbox.deny("ecs:TagResource");
        SandboxRollout rollout = rollout(
                request().with(Setting.SERVICE_DEFINITION, "desiredCount: 2\ntags: [{key: team, value: shop}]"));

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem(containsString("Warning: the tags of the service were not changed:")));
    }

    @Test
    public void whatEcsCannotChangeIsRefusedBeforeTheFirstChange() {
        Outcome outcome = rollout(
                        request()
                                .with(
                                        Setting.SERVICE_DEFINITION,
                                        "launchType: EC2\nschedulingStrategy: DAEMON\n"
                                                + "loadBalancers: [{targetGroupArn: a, containerName: web, containerPort: 1}]\n"))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.message(), containsString("launchType: FARGATE -> EC2: ECS cannot change it"));
        assertThat(outcome.message(), containsString("schedulingStrategy: REPLICA -> DAEMON"));
        assertThat(outcome.message(), containsString("the task definition has no container 'web' (it has app)"));
        assertThat(changes(sandbox), is(empty()));
    }

    @Test
    public void aDryRunNamesWhatStartsADeployment() {
        SandboxRollout rollout = rollout(noRevision()
                .with(
                        Setting.SERVICE_DEFINITION,
                        "desiredCount: 3\nenableExecuteCommand: true\ntags: [{key: a, value: b}]\n"
                                + "networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-new]}}\n")
                .dryRun(true));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(outcome.message(), containsString("networkConfiguration"));
        assertThat(outcome.plan().startsDeployment(), is(true));
        assertThat(outcome.plan().serviceChanges().toString(), containsString("enableExecuteCommand: false -> true"));
        assertThat(changes(sandbox), is(empty()));
        Outcome quiet = rollout(noRevision()
                        .with(Setting.SERVICE_DEFINITION, "enableExecuteCommand: true")
                        .dryRun(true))
                .run();
        assertThat(quiet.plan().startsDeployment(), is(false));
    }

    @Test
    public void aLostAnswerIsNoSecondUpdate() {
        sandbox.faults().on("UpdateService").times(1).resetAfterEffect();

        Outcome outcome = file("networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-new]}}")
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        onlyUpdate();
    }

    @Test
    public void aKillAtAnySaveIsNoSecondUpdate() {
        for (int kill = 1; kill < 14; kill++) {
            EcsSandbox ecs = newSandbox(true);
            SandboxRollout rollout = rollout(
                            ecs,
                            noRevision()
                                    .with(
                                            Setting.SERVICE_DEFINITION,
                                            "healthCheckGracePeriodSeconds: 5\ntags: [{key: a, value: b}]\n"))
                    .killAtSave(kill, kill % 2 == 0);

            Outcome outcome = rollout.run();

            assertThat(kill + " " + rollout.lines(), outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(ecs.calls("UpdateService").size(), is(1));
            assertThat(live(ecs, "api").path("tags").size(), is(1));
        }
    }

    @Test
    public void membersOfNextYearStay() {
        SandboxRollout rollout = file("desiredCount: 2").hearing(call -> (operation, input) -> {
            ObjectNode answer = call.call(operation, input);
            answer.path("services").forEach(service -> ((ObjectNode) service).put("quantumMode", "ON"));
            return answer;
        });

        assertThat(rollout.run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(rollout.lines(), hasItem(containsString("left alone: quantumMode")));
    }

    @Test
    public void servicesOfExpressModeAreRefused() {
        sandbox.service("prod", "express", s -> s.with("resourceManagementType", "\"ECS\""));

        Outcome outcome = rollout(DeployRequest.of("eu-central-1", "prod", "express")
                        .changes(List.of(ContainerChange.of(null).image(NEW).build())))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.message(), containsString("is a service of Express Mode (resourceManagementType: ECS)"));
        assertThat(outcome.advice(), containsString("update-express-gateway-service"));
        assertThat(changes(sandbox), not(hasItem("UpdateService")));
    }

    private SandboxRollout file(String text) {
        return rollout(noRevision().with(Setting.SERVICE_DEFINITION, text));
    }

    private static DeployRequestBuilder noRevision() {
        return DeployRequest.of("eu-central-1", "prod", "api");
    }

    private JsonNode onlyUpdate() {
        assertThat(sandbox.calls("UpdateService").size(), is(1));
        return sandbox.calls("UpdateService").get(0).request();
    }

    private static List<String> changes(EcsSandbox ecs) {
        return ecs.calls().stream()
                .map(Call::operation)
                .filter(CHANGES::contains)
                .toList();
    }

    private static JsonNode live(EcsSandbox ecs, String service) {
        return ecs.region()
                .call(
                        "DescribeServices",
                        "{\"cluster\":\"prod\",\"services\":[\"" + service + "\"],\"include\":[\"TAGS\"]}")
                .path("services")
                .path(0);
    }
}
