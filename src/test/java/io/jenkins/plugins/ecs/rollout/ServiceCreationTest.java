package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.services.WaveService;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Fault;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.servicedef.RandomServices;
import io.jenkins.plugins.ecs.servicedef.ServiceImport;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

/** A service that does not exist and has a file: it is created once, whatever happens in between, or not at all. */
public class ServiceCreationTest extends RolloutTestCase {

    private static final String DEFINITION = """
            {"family": "shop", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "containerDefinitions": [{"name": "app", "image": "repo/app:2.0.0",
               "portMappings": [{"containerPort": 8080}]}]}
            """;

    private static final String FILE = """
            desiredCount: 2
            launchType: FARGATE
            deploymentConfiguration: {deploymentCircuitBreaker: {enable: true, rollback: true}}
            networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-1]}}
            tags: [{key: team, value: shop}]
            """;

    @Test
    public void aMissingServiceIsCreatedAndFollowed() {
        SandboxRollout rollout = rollout(request(FILE));

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.runningCount(), is(2));
        assertThat(sandbox.calls("CreateService").size(), is(1));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
        JsonNode sent = sandbox.calls("CreateService").get(0).request();
        assertThat(sent.path("taskDefinition").asText(), containsString("shop:1"));
        assertThat(sent.path("clientToken").asText().length(), is(36));
        assertThat(live(sandbox).at("/tags/0/value").asText(), is("shop"));
        assertThat(rollout.lines(), hasItem(containsString("The service shop does not exist: creating it with shop:")));
        assertThat(rollout.lines(), hasItem("- launchType: FARGATE"));
        assertThat(rollout.lines(), hasItem(containsString("Created service arn:aws:ecs:")));
        assertThat("the next time", rollout(request(FILE)).run().verdict(), is(Verdict.NO_CHANGE));
    }

    @Test
    public void anExistingRevisionNeedsNoRegistration() {
        SandboxRollout rollout = rollout(DeployRequest.of("eu-central-1", "prod", "shop")
                .taskDefinition("api")
                .with(Setting.SERVICE_DEFINITION, FILE));

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(0));
        assertThat(live(sandbox).path("taskDefinition").asText(), containsString("api:1"));
    }

    @Test
    public void aLostAnswerMakesOneService() {
        sandbox.faults().on("CreateService").times(2).resetAfterEffect();

        Outcome outcome = rollout(request(FILE)).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(deploymentsOfShop(sandbox), is(1));
    }

    @Test
    public void aKillAtAnySaveMakesOneService() {
        for (boolean before : new boolean[] {false, true}) {
            for (int kill = 1; kill < 14; kill++) {
                EcsSandbox ecs = newSandbox(true);
                SandboxRollout rollout = rollout(ecs, request(FILE)).killAtSave(kill, before);

                Outcome outcome = rollout.run();

                assertThat(kill + " " + rollout.lines(), outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(kill + " " + rollout.lines(), deploymentsOfShop(ecs), is(1));
                assertThat(ecs.calls("RegisterTaskDefinition").size(), is(1));
            }
        }
    }

    @Test
    public void passingFaultsChangeNothing() {
        for (String operation :
                new String[] {"DescribeServices", "DescribeClusters", "CreateService", "RegisterTaskDefinition"}) {
            EcsSandbox ecs = newSandbox(true);
            ecs.faults().on(operation).times(3).serverError();
            Outcome outcome = rollout(ecs, request(FILE)).run();
            assertThat(operation + " " + outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(deploymentsOfShop(ecs), is(1));
        }
    }

    @Test
    public void refusalsThatPassAreWaitedOut() {
        sandbox.faults()
                .on("CreateService")
                .times(2)
                .error(
                        400,
                        "InvalidParameterException",
                        "The target group with targetGroupArn x does not have an associated load balancer.");
        SandboxRollout rollout = rollout(request(FILE));

        assertThat(rollout.run().verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem(containsString("ECS cannot create the service yet (The target group")));

        EcsSandbox ever = newSandbox(true);
        ever.faults()
                .on("CreateService")
                .error(
                        400,
                        "InvalidParameterException",
                        "The target group with targetGroupArn x does not have an associated load balancer.");
        Outcome refused = rollout(ever, request(FILE)).run();
        assertThat(refused.verdict(), is(Verdict.REFUSED));
        assertThat(refused.message(), containsString("AWS refused to create the service: "));
        assertThat(refused.message(), containsString("shop:1 is registered but not used"));
    }

    @Test
    public void aServiceThatSomebodyElseMakesMeanwhileIsUpdated() {
        SandboxRollout rollout = rollout(request(FILE));
        rollout.runUntil(state -> state.phase() == Phase.UPDATING);
        sandbox.service("prod", "shop", s -> s.desiredCount(1));

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem(containsString("Creation of service was not idempotent.")));
        assertThat(live(sandbox).path("desiredCount").asInt(), is(2));
        assertThat(outcome.runningCount(), is(2));
    }

    @Test
    public void aDrainingServiceIsWaitedFor() {
        sandbox.service("prod", "shop", s -> s.desiredCount(2));
        sandbox.clock().advance(Duration.ofMinutes(5));
        sandbox.region().call("DeleteService", "{\"cluster\":\"prod\",\"service\":\"shop\",\"force\":true}");
        SandboxRollout rollout = rollout(request(FILE));

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem(containsString("A service shop is still DRAINING")));
        assertThat(live(sandbox).path("status").asText(), is("ACTIVE"));
    }

    @Test
    public void aServiceThatDrainsForEverIsAStall() {
        sandbox.service("prod", "shop", s -> s.status("DRAINING"));
        Outcome outcome = rollout(request(FILE).with(Setting.STALL_TIMEOUT, Duration.ofMinutes(3)))
                .hearing(call -> (operation, input) -> {
                    ObjectNode answer = call.call(operation, input);
                    answer.path("services").forEach(service -> ((ObjectNode) service).put("status", "DRAINING"));
                    return answer;
                })
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.STALLED));
        assertThat(outcome.message(), containsString("is still DRAINING after 3 min"));
        assertThat(sandbox.calls("CreateService").size(), is(0));
    }

    @Test
    public void anInactiveServiceIsNotThere() {
        sandbox.service("prod", "shop", s -> s.status("INACTIVE").launchType("EC2"));

        Outcome outcome = rollout(request(FILE)).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(live(sandbox).path("launchType").asText(), is("FARGATE"));
    }

    @Test
    public void aFirstDeploymentThatFailsHasNothingToRollBackTo() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        SandboxRollout rollout = rollout(request(FILE));

        Outcome outcome = rollout.run();

        assertThat(outcome.message(), outcome.verdict(), not(is(Verdict.ROLLED_BACK)));
        assertThat(outcome.message(), outcome.verdict().isGreen(), is(false));
        assertThat(sandbox.calls("StopServiceDeployment").size(), is(0));
        assertThat("kept", live(sandbox).path("status").asText(), is("ACTIVE"));
        assertThat(sandbox.calls("DeleteService").size(), is(0));
    }

    @Test
    public void aServiceThatDoesNotComeUpIsDeletedIfTheStepSaysSo() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        SandboxRollout rollout = rollout(request(FILE).with(Setting.ON_CREATE_FAILURE, "delete"));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict().isGreen(), is(false));
        assertThat(sandbox.calls("DeleteService").size(), is(1));
        assertThat(live(sandbox).path("status").asText(), is(not("ACTIVE")));
        assertThat(rollout.lines(), hasItem("Deleted the new service shop (onCreateFailure: delete)"));
    }

    @Test
    public void aServiceThatIsDeployedAgainMeanwhileIsNotDeleted() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        SandboxRollout rollout = rollout(request(FILE).with(Setting.ON_CREATE_FAILURE, "delete"));
        rollout.runUntil(state -> state.phase() == Phase.REMOVING);
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"shop\",\"forceNewDeployment\":true}");

        rollout.run();

        assertThat(sandbox.calls("DeleteService").size(), is(0));
        assertThat(
                rollout.lines(),
                hasItem("Warning: the new service shop was not deleted: another deployment has been started since"));
    }

    @Test
    public void aNameThatIsLookedUpMustBeThatOfTheStep() {
        sandbox.parameter("/name", "String", "other");

        assertRefused(
                request(FILE + "serviceName: ${ssm:/name}\n"),
                "serviceName: the service definition is for 'other', but the step deploys to 'shop'");
    }

    @Test
    public void anExistingServiceIsNeverDeleted() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        sandbox.service("prod", "shop", s -> s.desiredCount(2));
        sandbox.clock().advance(Duration.ofMinutes(10));

        rollout(request(FILE).with(Setting.ON_CREATE_FAILURE, "delete")).run();

        assertThat(sandbox.calls("DeleteService").size(), is(0));
    }

    @Test
    public void anAbortLeavesWhatTheStepSays() {
        for (String choice : new String[] {"keep", "delete"}) {
            EcsSandbox ecs = newSandbox(true);
            SandboxRollout rollout = rollout(ecs, request(FILE).with(Setting.ON_CREATE_FAILURE, choice));
            rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
            rollout.abort("ann");
            Outcome outcome = rollout.run();

            assertThat(outcome.verdict(), is(Verdict.ABORTED));
            assertThat(ecs.calls("StopServiceDeployment").size(), is(0));
            assertThat(ecs.calls("DeleteService").size(), is(choice.equals("delete") ? 1 : 0));
        }
    }

    @Test
    public void anAbortInEachPhaseEndsAborted() {
        for (Phase phase :
                new Phase[] {Phase.PLANNING, Phase.REGISTERING, Phase.UPDATING, Phase.RESOLVING, Phase.PROVING}) {
            EcsSandbox ecs = newSandbox(true);
            SandboxRollout rollout = rollout(ecs, request(FILE));
            rollout.runUntil(state -> state.phase() == phase);
            rollout.abort("ann");
            Outcome outcome = rollout.run();
            assertThat(phase + " " + outcome.message(), outcome.verdict(), is(Verdict.ABORTED));
            int created = ecs.calls("CreateService").size();
            assertThat(phase + "", created, is(phase.isBeforeUpdate() || phase == Phase.UPDATING ? 0 : 1));
        }
    }

    @Test
    public void anAbortAfterALostAnswerFindsTheService() {
        sandbox.faults().on("CreateService").times(1).resetAfterEffect();
        SandboxRollout rollout = rollout(request(FILE).with(Setting.ON_CREATE_FAILURE, "delete"));
        rollout.runUntil(state -> state.phase() == Phase.UPDATING && state.isPending());
        rollout.abort("ann");

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.ABORTED));
        assertThat(sandbox.calls("CreateService").size(), is(1));
        assertThat(sandbox.calls("DeleteService").size(), is(1));
    }

    @Test
    public void whatIsMissingIsRefusedBeforeTheFirstCall() {
        assertRefused(request("launchType: FARGATE"), "desiredCount: missing, and a service is created with one.");
        assertRefused(
                DeployRequest.of("eu-central-1", "prod", "shop").with(Setting.SERVICE_DEFINITION, FILE),
                "a new one needs a task definition");
        assertRefused(
                DeployRequest.of("eu-central-1", "prod", "shop")
                        .taskDefinition("api")
                        .with(
                                Setting.SERVICE_DEFINITION,
                                FILE + "loadBalancers: [{targetGroupArn: a, containerName: web, containerPort: 80}]\n"),
                "the task definition has no container 'web'");
        assertRefused(
                DeployRequest.of("eu-central-1", "prod", "shop")
                        .taskDefinition("api")
                        .with(Setting.SERVICE_DEFINITION, "deploymentController: {type: EXTERNAL}\ndesiredCount: 1\n"),
                "creates services with the deployment controllers ECS and CODE_DEPLOY");
        assertRefused(
                DeployRequest.of("eu-central-1", "elsewhere", "shop")
                        .taskDefinition("api")
                        .with(Setting.SERVICE_DEFINITION, FILE),
                "elsewhere");
    }

    private void assertRefused(DeployRequestBuilder request, String why) {
        Outcome outcome = rollout(request).run();
        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.message(), containsString(why));
        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(0));
        assertThat(sandbox.calls("CreateService").size(), is(0));
    }

    @Test
    public void aManagedDaemonIsNoServiceAndIsRefusedAsThat() {
        sandbox.daemon("prod", "shop");
        for (DeployRequestBuilder request : new DeployRequestBuilder[] {
            request(FILE), DeployRequest.of("eu-central-1", "prod", "shop").taskDefinition("api")
        }) {
            assertRefused(
                    request,
                    "arn:aws:ecs:eu-central-1:123456789012:daemon/prod/shop is a managed daemon, not a service");
        }
        sandbox.deny("ecs:ListDaemons");
        assertThat(rollout(request(FILE)).run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void withoutAFileAMissingServiceIsRefused() {
        Outcome outcome = rollout(
                        DeployRequest.of("eu-central-1", "prod", "shop").taskDefinition("api"))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.advice(), containsString("for example with ecsDeploy and 'serviceDefinition'"));
    }

    @Test
    public void aDryRunCreatesNothing() {
        Outcome outcome = rollout(request(FILE).dryRun(true)).run();

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(outcome.plan().serviceChanges(), hasItem("launchType: FARGATE"));
        assertThat(outcome.plan().reasons(), hasItem("the service is created"));
        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(0));
    }

    @Test
    public void twoBuildsQueueForOneService() {
        DeploymentLocks locks = new DeploymentLocks();
        locks.open();
        SandboxRollout first = rollout(request(FILE)).inQueue(locks, "a");
        SandboxRollout second = rollout(request(FILE)).inQueue(locks, "b");
        first.round();
        second.round();

        assertThat(second.state().lockKey(), is(first.state().lockKey()));
        assertThat(second.state().phase(), is(Phase.QUEUED));
        assertThat(first.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aKillWhileTheNewServiceIsDeletedIsNoHarm() {
        int last = 0;
        for (int before = 0; before < 5; before++) {
            EcsSandbox ecs = newSandbox(true);
            ecs.scenarios().image(NEW, Scenario.CRASH);
            SandboxRollout rollout = rollout(ecs, request(FILE).with(Setting.ON_CREATE_FAILURE, "delete"));
            if (before > 0) {
                rollout.killAtSave(last - before + 1, before % 2 == 0);
            }
            Outcome outcome = rollout.run();
            last = Math.max(last, rollout.saves());

            assertThat(before + " " + rollout.lines(), outcome.verdict().isGreen(), is(false));
            assertThat(before + " " + rollout.lines(), live(ecs).path("status").asText(), is(not("ACTIVE")));
            assertThat(before + "", deploymentsOfShop(ecs), is(1));
        }
    }

    @Test
    public void faultsWhileItIsDeletedChangeNothing() {
        for (Consumer<Fault> fault : List.<Consumer<Fault>>of(
                Fault::throttle, Fault::serverError, Fault::resetAfterEffect, Fault::garbage)) {
            EcsSandbox ecs = newSandbox(true);
            ecs.scenarios().image(NEW, Scenario.CRASH);
            fault.accept(ecs.faults().on("DeleteService").times(2));
            SandboxRollout rollout = rollout(ecs, request(FILE).with(Setting.ON_CREATE_FAILURE, "delete"));

            assertThat(rollout.run().verdict().isGreen(), is(false));
            assertThat(rollout.lines().toString(), live(ecs).path("status").asText(), is(not("ACTIVE")));
        }
        EcsSandbox denied = newSandbox(true);
        denied.scenarios().image(NEW, Scenario.CRASH);
        denied.deny("ecs:DeleteService");
        SandboxRollout rollout = rollout(denied, request(FILE).with(Setting.ON_CREATE_FAILURE, "delete"));
        assertThat(rollout.run().verdict().isGreen(), is(false));
        assertThat(rollout.lines(), hasItem(containsString("Warning: the new service shop was not deleted: ")));
    }

    @Test
    public void theStrategyOfTheStepIsCreatedWithIt() {
        String group = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/";
        String rule =
                "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/shop/50dc6c495c0c9188/f2f7/aa";
        String balancer =
                "loadBalancers: [{targetGroupArn: '" + group + "a/1', containerName: app, containerPort: 8080,"
                        + " advancedConfiguration: {alternateTargetGroupArn: '" + group
                        + "b/2', productionListenerRule: '" + rule
                        + "', roleArn: 'arn:aws:iam::123456789012:role/ecs'}}]\n";

        Outcome outcome = rollout(request(FILE + balancer)
                        .strategy(StrategySettings.of(Strategy.BLUE_GREEN).build()))
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        JsonNode sent = sandbox.calls("CreateService").get(0).request();
        assertThat(sent.at("/deploymentConfiguration/strategy").asText(), is("BLUE_GREEN"));
        assertThat(
                "what the file says of it stays",
                sent.at("/deploymentConfiguration/deploymentCircuitBreaker/enable")
                        .asBoolean(),
                is(true));
    }

    /** Services of every shape, as the plugin itself creates them: the second deployment changes nothing. */
    @Test
    public void whatWasCreatedIsNoChange() {
        int created = 0;
        for (int seed = 0; seed < 30; seed++) {
            EcsSandbox ecs = newSandbox(true);
            ObjectNode file = ServiceImport.of(new RandomServices(seed).next());
            file.remove("serviceName");
            if (file.path("launchType").asText().equals("FARGATE") && !file.has("networkConfiguration")) {
                continue;
            }
            DeployRequestBuilder request = DeployRequest.of("eu-central-1", "prod", "shop")
                    .taskDefinition(fitting(file))
                    .waitForEnd(false)
                    .with(Setting.SERVICE_DEFINITION, file.toString());
            SandboxRollout first = rollout(ecs, request);
            Outcome outcome = first.run();
            if (outcome.verdict() == Verdict.REFUSED) {
                assertThat(seed + " " + outcome.message(), outcome.message(), containsString("AWS refused to create"));
                continue;
            }
            created++;
            ecs.clock().advance(Duration.ofMinutes(30));
            ecs.clearCalls();
            SandboxRollout second = rollout(ecs, request.waitForEnd(true).dryRun(true));
            Outcome again = second.run();
            assertThat(seed + " " + file + again.message(), again.verdict(), is(Verdict.PLANNED));
            assertThat(seed + " " + file, again.plan().serviceChanges(), is(List.of()));
            assertThat(seed + " " + file, again.plan().startsDeployment(), is(false));
        }
        assertThat("seeds with a service that ECS takes", created, is(greaterThan(8)));
    }

    private static String fitting(ObjectNode file) {
        String mode = file.has("networkConfiguration") ? "awsvpc" : "bridge";
        StringBuilder ports = new StringBuilder();
        for (String name : List.of("http", "grpc", "p0", "p1", "p2")) {
            ports.append(ports.length() == 0 ? "" : ",")
                    .append("{\"name\":\"" + name + "\",\"containerPort\":" + (80 + ports.length() / 30) + "}");
        }
        return "{\"family\":\"shop\",\"networkMode\":\"" + mode + "\",\"cpu\":\"256\",\"memory\":\"512\","
                + "\"requiresCompatibilities\":[\"" + (mode.equals("awsvpc") ? "FARGATE\",\"EC2" : "EC2") + "\"],"
                + "\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"repo/app:2.0.0\",\"portMappings\":[" + ports
                + "]}],\"volumes\":[{\"name\":\"v0\",\"configuredAtLaunch\":true},{\"name\":\"v1\",\"configuredAtLaunch\":true}]}";
    }

    @Test
    public void oneOfSeveralServicesIsCreated() {
        long now = sandbox.clock().millis();
        SandboxWaves waves = new SandboxWaves(
                sandbox,
                WavesState.begin(
                        List.of(
                                WaveService.of("1", 1, RolloutTestCase.request().build(), now),
                                WaveService.of("2", 2, request(FILE).build(), now)),
                        0,
                        OnWaveFailure.STOP,
                        now));
        waves.run();

        assertThat(waves.lines().toString(), waves.verdicts().values(), everyItem(is(Verdict.SUCCESS)));
        assertThat(deploymentsOfShop(sandbox), is(1));
        waves.close();
    }

    @Test
    public void aNewServiceOfAWaveThatFailsIsDeletedAndTheOtherRolledBack() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        long now = sandbox.clock().millis();
        SandboxWaves waves = new SandboxWaves(
                sandbox,
                WavesState.begin(
                        List.of(
                                WaveService.of(
                                        "1",
                                        1,
                                        DeployRequest.of("eu-central-1", "prod", "api")
                                                .forceNewDeployment(true)
                                                .build(),
                                        now),
                                WaveService.of(
                                        "2",
                                        2,
                                        request(FILE)
                                                .with(Setting.ON_CREATE_FAILURE, "delete")
                                                .build(),
                                        now)),
                        0,
                        OnWaveFailure.ROLLBACK_ALL,
                        now));
        waves.run();

        assertThat(waves.verdicts().get("shop").isGreen(), is(false));
        assertThat(sandbox.calls("DeleteService").size(), is(1));
        waves.close();
    }

    @Test
    public void registeringAlone() {
        Outcome registered = rollout(DeployRequest.of("eu-central-1", "prod", "api")
                        .changes(request().build().changes())
                        .with(Setting.REGISTER_ONLY, true))
                .run();

        assertThat(registered.message(), registered.verdict(), is(Verdict.REGISTERED));
        assertThat(registered.taskDefinition(), containsString("api:2"));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
        Outcome again = rollout(DeployRequest.of("eu-central-1", "prod", "api").with(Setting.REGISTER_ONLY, true))
                .run();
        assertThat(again.message(), containsString("the task definition is unchanged: api:1"));
        Outcome without = rollout(DeployRequest.of("eu-central-1", "prod", "shop")
                        .taskDefinition(DEFINITION)
                        .with(Setting.REGISTER_ONLY, true))
                .run();
        assertThat(without.message(), without.taskDefinition(), containsString("shop:1"));
    }

    private static DeployRequestBuilder request(String file) {
        return DeployRequest.of("eu-central-1", "prod", "shop")
                .taskDefinition(DEFINITION)
                .with(Setting.SERVICE_DEFINITION, file);
    }

    private static int deploymentsOfShop(EcsSandbox ecs) {
        return ecs.region()
                .call("ListServiceDeployments", "{\"cluster\":\"prod\",\"service\":\"shop\"}")
                .path("serviceDeployments")
                .size();
    }

    private static JsonNode live(EcsSandbox ecs) {
        return ecs.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"shop\"],\"include\":[\"TAGS\"]}")
                .path("services")
                .path(0);
    }
}
