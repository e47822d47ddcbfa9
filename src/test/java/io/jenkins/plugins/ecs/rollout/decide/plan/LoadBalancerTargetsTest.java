package io.jenkins.plugins.ecs.rollout.decide.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** A container or a port that the load balancer needs and the definition lacks is known before a revision is registered. */
public class LoadBalancerTargetsTest extends RolloutTestCase {

    private static final String TARGET_GROUP =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef";
    private static final String TEXT =
            "family: web\nnetworkMode: awsvpc\nrequiresCompatibilities: [FARGATE]\ncpu: 256\n"
                    + "memory: 512\ncontainerDefinitions:\n- {name: app, image: 'repo/app:2.0.0', portMappings: [{containerPort:"
                    + " 8080}]}\n";

    @Before
    public void aServiceBehindALoadBalancer() {
        sandbox.service("prod", "web", s -> s.image(OLD).desiredCount(2).loadBalancer(TARGET_GROUP, "app", 8080));
        sandbox.clock().advance(Duration.ofMinutes(10));
    }

    private Outcome deploy(String text) {
        return rollout(DeployRequest.of("eu-central-1", "prod", "web").taskDefinition(text))
                .run();
    }

    @Test
    public void aRenamedContainerIsRefusedBeforeAnythingIsRegistered() {
        Outcome outcome = deploy(TEXT.replace("name: app", "name: server"));

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(
                outcome.message(),
                allOf(
                        containsString("port 8080 of container 'app'"),
                        containsString("no such container (it has server)")));
        assertThat(outcome.advice(), containsString("nothing was changed"));
        assertThat(sandbox.calls("RegisterTaskDefinition"), is(empty()));
    }

    @Test
    public void aPortThatIsGoneIsRefusedToo() {
        Outcome outcome = deploy(TEXT.replace("8080", "9090"));

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.message(), containsString("that container has no such port"));
        assertThat(sandbox.calls("RegisterTaskDefinition"), is(empty()));
    }

    @Test
    public void aPlanSaysSoAsWell() {
        Outcome outcome = rollout(DeployRequest.of("eu-central-1", "prod", "web")
                        .taskDefinition(TEXT.replace("name: app", "name: server"))
                        .dryRun(true))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
    }

    @Test
    public void whatFitsIsDeployed() {
        for (String text : List.of(TEXT, TEXT.replace("containerPort: 8080", "containerPort: 8080, name: http"))) {
            assertThat(deploy(text).verdict(), is(Verdict.SUCCESS));
        }
    }
}
