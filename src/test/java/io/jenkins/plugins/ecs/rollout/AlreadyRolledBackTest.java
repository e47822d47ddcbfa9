package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** {@code ecsRollback} of a service that was brought back already: it must not go one version too far. */
public class AlreadyRolledBackTest extends RolloutTestCase {

    private static DeployRequestBuilder back() {
        return DeployRequest.of("eu-central-1", "prod", "api")
                .goesBack(true)
                .with(Setting.ON_PERMANENT_FAILURE, FailureReaction.FAIL);
    }

    private void deploy(String image, Duration then) {
        sandbox.region()
                .call(
                        "RegisterTaskDefinition",
                        ("{'family':'api','networkMode':'awsvpc','requiresCompatibilities':['FARGATE'],'cpu':'256',"
                                        + "'memory':'512','executionRoleArn':'arn:aws:iam::123456789012:role/exec',"
                                        + "'containerDefinitions':[{'name':'app','image':'" + image + "'}]}")
                                .replace('\'', '"'));
        set("api");
        sandbox.clock().advance(then);
    }

    private void set(String taskDefinition) {
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"" + taskDefinition + "\"}");
    }

    private String runs() {
        return sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .at("/services/0/taskDefinition")
                .asText();
    }

    private void staysAt(String revision, SandboxRollout rollout) {
        sandbox.clearCalls();
        Outcome outcome = rollout.run();
        String story = String.join("\n", rollout.lines());
        assertThat(story, outcome.verdict(), is(Verdict.NO_CHANGE));
        assertThat(outcome.message(), containsString("already rolled back to " + revision));
        assertThat(outcome.message(), containsString("'to'"));
        assertThat(runs(), endsWith("/" + revision));
        assertThat(sandbox.calls("UpdateService"), empty());
        assertThat(sandbox.calls("RegisterTaskDefinition"), empty());
    }

    @Test
    public void whatECSRolledBackItselfStays() {
        deploy(NEW, Duration.ofMinutes(10));
        sandbox.scenarios().image("repo/app:3", Scenario.CRASH);
        deploy("repo/app:3", Duration.ofMinutes(30));
        assertThat(runs(), endsWith("/api:2"));

        staysAt("api:2", rollout(back()));
    }

    @Test
    public void whatECSRolledBackToTheOnlyGoodRevisionStays() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);
        deploy(NEW, Duration.ofMinutes(30));
        assertThat(runs(), endsWith("/api:1"));

        staysAt("api:1", rollout(back()));
    }

    @Test
    public void toGoesFurther() {
        deploy(NEW, Duration.ofMinutes(10));
        sandbox.scenarios().image("repo/app:3", Scenario.CRASH);
        deploy("repo/app:3", Duration.ofMinutes(30));

        Outcome outcome = rollout(back().taskDefinition("api:1")).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(runs(), endsWith("/api:1"));
    }

    @Test
    public void whatARollbackOfOursBroughtBackStays() {
        deploy(NEW, Duration.ofMinutes(10));
        rollout(back()).run();
        assertThat(runs(), endsWith("/api:1"));

        staysAt("api:1", rollout(back()));
    }

    @Test
    public void whatARollbackOfOursEndedWhileItWasUnderWayStays() {
        deploy(NEW, Duration.ofMinutes(10));
        sandbox.scenarios().image("repo/app:3", Scenario.STUCK);
        deploy("repo/app:3", Duration.ofSeconds(20));
        rollout(back()).run();
        assertThat(runs(), endsWith("/api:2"));

        staysAt("api:2", rollout(back()));
    }

    @Test
    public void whatBuildsRecordedAsARollbackStaysWhereECSCantBeAsked() {
        deploy(NEW, Duration.ofMinutes(10));
        sandbox.deny("ecs:ListServiceDeployments").deny("ecs:DescribeServiceDeployments");
        String live = runs();
        KnownGood recorded = new KnownGood() {
            @Override
            public List<Revision> revisions(String region, String cluster, String service) {
                return List.of(new Revision(live.replace("api:2", "api:1"), Map.of(), "build x #1"));
            }

            @Override
            public Optional<String> broughtBackBy(String region, String cluster, String service, String revision) {
                return Optional.of("build x #3").filter(by -> revision.equals(live));
            }
        };

        staysAt("api:2", rollout(back()).knowing(recorded));
    }

    @Test
    public void whatECSStoppedWithoutRollingBackIsRolledBackFrom() {
        sandbox.region()
                .call(
                        "UpdateService",
                        "{\"cluster\":\"prod\",\"service\":\"api\",\"deploymentConfiguration\":"
                                + "{\"deploymentCircuitBreaker\":{\"enable\":true,\"rollback\":false}}}");
        deploy(NEW, Duration.ofMinutes(10));
        sandbox.scenarios().image("repo/app:3", Scenario.CRASH);
        deploy("repo/app:3", Duration.ofMinutes(30));
        assertThat(runs(), endsWith("/api:3"));

        Outcome outcome = rollout(back()).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat("the newest good one, and no further", runs(), endsWith("/api:2"));
    }

    @Test
    public void whatSomebodyDeployedSinceIsRolledBackFrom() {
        deploy(NEW, Duration.ofMinutes(10));
        rollout(back()).run();
        deploy("repo/app:3", Duration.ofMinutes(10));
        assertThat(runs(), endsWith("/api:3"));

        Outcome outcome = rollout(back()).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(runs(), endsWith("/api:1"));
    }

    @Test
    public void ofAServiceThatThisJenkinsNeverDeployedEcsKnowsWhatWasGood() {
        deploy(NEW, Duration.ofMinutes(10));
        deploy("repo/app:3", Duration.ofMinutes(10));

        assertThat(rollout(back()).run().taskDefinition(), endsWith("/api:2"));
    }
}
