package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.rollout.request.CodeDeploySettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.sandbox.DeploymentGroupSpec;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Before;

/** The service {@code prod/web} of CodeDeploy, with the deployment group {@code shop/production}. */
public abstract class CodeDeployRolloutTestCase extends RolloutTestCase {

    protected static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
    protected static final String PRODUCTION = ELB + "listener/app/shop/50dc6c495c0c9188/0000000000000001";
    protected static final String TEST = ELB + "listener/app/shop/50dc6c495c0c9188/0000000000000002";
    protected static final String BUILD = "https://jenkins.example.com/job/shop/7/";
    protected static final String[] ALL = {
        "DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"
    };

    protected SandboxRollout rollout;

    @Before
    public void makeService() {
        sandbox.service(
                "prod",
                "web",
                s -> s.image(OLD)
                        .desiredCount(2)
                        .controller("CODE_DEPLOY")
                        .loadBalancer(ELB + "targetgroup/blue/0123456789abcdef", "app", 8080));
        group(group -> {});
        sandbox.clock().advance(java.time.Duration.ofMinutes(10));
    }

    protected void group(Consumer<DeploymentGroupSpec> configure) {
        sandbox.region()
                .deploymentGroup(
                        "shop",
                        "production",
                        group -> configure.accept(group.service("prod", "web")
                                .loadBalancer("blue", "green", PRODUCTION, TEST)
                                .termination(1)));
    }

    protected static DeployRequestBuilder web() {
        return web(new CodeDeploySettings(null, null, null, null, List.of()));
    }

    protected static DeployRequestBuilder web(CodeDeploySettings settings) {
        return web(settings, StrategySettings.of(null));
    }

    protected static DeployRequestBuilder web(CodeDeploySettings settings, StrategySettings.Builder strategy) {
        return DeployRequest.of("eu-central-1", "prod", "web")
                .changes(List.of(ContainerChange.of(null).image(NEW).build()))
                .strategy(strategy.build())
                .codeDeploy(settings)
                .origin(BUILD);
    }

    protected static CodeDeploySettings appSpec(String text) {
        return new CodeDeploySettings(null, null, null, text, List.of());
    }

    protected SandboxRollout begin(DeployRequestBuilder request) {
        rollout = rollout(sandbox, request);
        return rollout;
    }

    protected void ended(Outcome outcome, Verdict verdict, String cause) {
        assertThat(story(), outcome.verdict(), is(verdict));
        assertThat(story(), outcome.cause(), containsString(cause));
        assertThat(story(), created(), is(1));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
    }

    protected void refused(DeployRequestBuilder request, String cause, String advice) {
        Outcome outcome = begin(request).run();
        assertThat(story(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString(cause));
        assertThat(outcome.advice(), containsString(advice));
        assertThat(story(), sandbox.calls("RegisterTaskDefinition").size(), is(0));
        assertThat(story(), sandbox.calls("CreateDeployment").size(), is(0));
    }

    /** To a wait of CodeDeploy that is open then. */
    protected void toWait(String stage) {
        rollout.runUntil(state -> state.pauses().stream()
                .anyMatch(pause -> pause.isOpen() && pause.stage().equals(stage)));
        assertThat(
                story(),
                rollout.state().pauses().stream().anyMatch(p -> p.stage().equals(stage)),
                is(true));
    }

    /** Deployments that a user created, not those that roll back. */
    protected int created() {
        int created = 0;
        for (String id : ids()) {
            created += deployment(id).path("creator").asText().equals("user") ? 1 : 0;
        }
        return created;
    }

    protected List<String> ids() {
        List<String> ids = new ArrayList<>();
        sandbox.region().call("ListDeployments", "{}").path("deployments").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    protected JsonNode deployment(String id) {
        return sandbox.region()
                .call("GetDeployment", "{\"deploymentId\":\"" + id + "\"}")
                .path("deploymentInfo");
    }

    /** The image that has the production traffic. */
    protected String running() {
        JsonNode service = sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"web\"]}")
                .path("services")
                .path(0);
        return sandbox.region()
                .call(
                        "DescribeTaskDefinition",
                        "{\"taskDefinition\":\""
                                + service.path("taskDefinition").asText() + "\"}")
                .at("/taskDefinition/containerDefinitions/0/image")
                .asText();
    }

    protected String story() {
        return String.join("\n", rollout.lines());
    }
}
