package io.jenkins.plugins.ecs.rollout.decide.controller;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a service definition and the parameters of a step change of a service, in one update. */
public class ServicePlanTest {

    private static ObjectNode service() {
        try {
            return (ObjectNode) new ObjectMapper().readTree("""
                    {"serviceName": "api", "status": "ACTIVE", "launchType": "FARGATE", "desiredCount": 2,
                     "healthCheckGracePeriodSeconds": 30, "enableExecuteCommand": false,
                     "deploymentConfiguration": {"strategy": "ROLLING", "maximumPercent": 200, "minimumHealthyPercent": 100,
                       "deploymentCircuitBreaker": {"enable": false, "rollback": false}},
                     "loadBalancers": [], "tags": [{"key": "team", "value": "shop"}]}
                    """);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:5");
    }

    private static ServicePlan plan(DeployRequestBuilder request) {
        return ServicePlan.of(request.build(), service());
    }

    private static DeployRequestBuilder file(String text) {
        return request().with(Setting.SERVICE_DEFINITION, text);
    }

    @Test
    public void aRevisionAloneChangesNoSetting() {
        ServicePlan plan = plan(request().desiredCount(3));
        assertThat(plan.changesNothing(), is(true));
        assertThat(plan.desiredCount(), is(3));
        assertThat(plan.strategy(), is(nullValue()));
        assertThat(plan.startsDeployment(), is(false));
        assertThat(plan.isForced(), is(false));
        assertThat(plan.problems(), is(empty()));
        assertThat(plan.lines(), is(empty()));
        assertThat(plan.tags(service()).isEmpty(), is(true));
        assertThat(ServicePlan.strategy(request().build(), service()), is(nullValue()));
    }

    @Test
    public void theFileIsComparedWithTheService() {
        ServicePlan plan = plan(file("healthCheckGracePeriodSeconds: 60\nenableExecuteCommand: false"));
        assertThat(plan.changesNothing(), is(false));
        assertThat(plan.settings().path("healthCheckGracePeriodSeconds").asInt(), is(60));
        assertThat("what is the same is not sent", plan.settings().has("enableExecuteCommand"), is(false));
        assertThat(plan.lines().toString(), containsString("healthCheckGracePeriodSeconds"));
        assertThat(plan(file("healthCheckGracePeriodSeconds: 30")).changesNothing(), is(true));
    }

    @Test
    public void theCountOfTheStepComesBeforeThatOfTheFile() {
        assertThat(plan(file("desiredCount: 4")).desiredCount(), is(4));
        assertThat("it is no setting", plan(file("desiredCount: 4")).changesNothing(), is(true));
        assertThat(plan(file("desiredCount: 4").desiredCount(5)).desiredCount(), is(5));
        assertThat("the count that it has", plan(file("desiredCount: 2")).desiredCount(), is(nullValue()));
    }

    @Test
    public void theStepComesAfterTheFile() {
        String breaker = "deploymentConfiguration: {deploymentCircuitBreaker: {enable: true, rollback: true}}";
        ServicePlan both = plan(file(breaker).circuitBreaker(false));
        assertThat("the step takes back what the file changes", both.changesNothing(), is(true));

        ServicePlan ofFile = plan(file(breaker));
        assertThat(
                ofFile.settings()
                        .at("/deploymentConfiguration/deploymentCircuitBreaker/enable")
                        .asBoolean(),
                is(true));
        assertThat(ofFile.lines().toString(), containsString("deploymentCircuitBreaker"));
        ServicePlan ofStep = plan(request().circuitBreaker(true));
        assertThat(ofStep.changesNothing(), is(false));
        assertThat(ofStep.lines(), is(not(empty())));
    }

    @Test
    public void whatEcsCannotChangeIsAProblem() {
        assertThat(plan(file("launchType: EC2")).problems().toString(), containsString("launchType"));
        ServicePlan impossible = plan(request()
                .strategy(StrategySettings.of(Strategy.CANARY).bakeMinutes(5).build()));
        assertThat(impossible.problems(), is(not(empty())));
        assertThat("nothing of it is sent", impossible.changesNothing(), is(true));
    }

    @Test
    public void someSettingsStartADeploymentAlone() {
        assertThat(plan(file("healthCheckGracePeriodSeconds: 60")).startsDeployment(), is(false));
        assertThat(
                plan(file("networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-2]}}"))
                        .startsDeployment(),
                is(true));
    }

    @Test
    public void tagsAreChangedBesideTheUpdate() {
        ServicePlan plan = plan(file("tags: [{key: team, value: web}, {key: cost, value: '7'}]"));
        assertThat(plan.changesNothing(), is(true));
        assertThat(plan.tags(service()).set(), is(Map.of("team", "web", "cost", "7")));
        assertThat(plan(file("tags: []")).tags(service()).removed(), is(List.of("team")));
    }

    @Test
    public void theFileMayBringTheLoadBalancers() {
        String balancers = "loadBalancers: [{targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:"
                + "targetgroup/blue/0123456789abcdef', containerName: app, containerPort: 80}]";
        assertThat(ServicePlan.bringsBalancers(file(balancers).build()), is(true));
        assertThat(
                "but not if others own them",
                ServicePlan.bringsBalancers(
                        file(balancers + "\nignore: [loadBalancers]").build()),
                is(false));
        assertThat(ServicePlan.bringsBalancers(file("desiredCount: 1").build()), is(false));
        assertThat(ServicePlan.bringsBalancers(request().build()), is(false));
        assertThat(plan(file(balancers)).lines(), hasItem(containsString("loadBalancers")));
    }
}
