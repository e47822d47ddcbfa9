package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What is refused before anything changes, with the words that a person reads; and what is registered if it is not. */
public class PlanningTest extends RolloutTestCase {

    private static final String TWO_CONTAINERS = "{\"family\":\"api\",\"containerDefinitions\":["
            + "{\"name\":\"app\",\"image\":\"repo/app:1.0.0\",\"memory\":128},"
            + "{\"name\":\"proxy\",\"image\":\"repo/proxy:1.0.0\",\"memory\":64}],"
            + "\"requiresCompatibilities\":[\"FARGATE\"],\"networkMode\":\"awsvpc\",\"cpu\":\"256\",\"memory\":\"512\"}";

    @Test
    public void aMissingServiceIsNamed() {
        refused(
                DeployRequest.of("eu-central-1", "prod", "web"),
                "there is no service 'web' in cluster 'prod' in eu-central-1",
                "create the service first");
    }

    @Test
    public void aMissingClusterIsNamed() {
        refused(
                DeployRequest.of("eu-central-1", "staging", "api"),
                "there is no cluster 'staging' in eu-central-1",
                "check 'cluster', 'region' and the account");
    }

    @Test
    public void aServiceThatIsNotActiveIsRefused() {
        sandbox.service("prod", "gone", s -> s.image(OLD).status("INACTIVE"));
        refused(DeployRequest.of("eu-central-1", "prod", "gone"), "is INACTIVE, not ACTIVE", "create it again");
    }

    @Test
    public void aServiceOfCodeDeployPointsToTheOtherStep() {
        sandbox.service("prod", "cd", s -> s.image(OLD).controller("CODE_DEPLOY"));
        refused(DeployRequest.of("eu-central-1", "prod", "cd"), "deployed by CodeDeploy", "use ecsBlueGreen");
    }

    @Test
    public void aServiceWithItsOwnControllerIsRefused() {
        sandbox.service("prod", "ext", s -> s.image(OLD).controller("EXTERNAL"));
        refused(DeployRequest.of("eu-central-1", "prod", "ext"), "deployment controller EXTERNAL", "its task sets");
    }

    @Test
    public void anUnknownContainerIsAnsweredWithTheOnesThereAre() {
        refused(
                DeployRequest.of("eu-central-1", "prod", "api")
                        .changes(List.of(ContainerChange.of("ap").image(NEW).build())),
                "app",
                "nothing was changed");
    }

    @Test
    public void anImageForSeveralContainersNeedsTheirNames() {
        sandbox.service("prod", "two", s -> s.taskDefinition(TWO_CONTAINERS));
        refused(
                DeployRequest.of("eu-central-1", "prod", "two")
                        .changes(List.of(ContainerChange.of(null).image(NEW).build())),
                "proxy",
                "nothing was changed");
    }

    @Test
    public void aRevisionThatDoesNotExistIsAwssWord() {
        refused(
                DeployRequest.of("eu-central-1", "prod", "api").taskDefinition("api:99"),
                "there is no task definition 'api:99' in eu-central-1 (Unable to describe task definition",
                "in 'taskDefinition'");
    }

    @Test
    public void aDefinitionThatAwsRefusesChangesNothing() {
        sandbox.faults().on("RegisterTaskDefinition").error(400, "ClientException", "Invalid 'cpu' setting for task.");

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("Invalid 'cpu' setting for task."));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
    }

    @Test
    public void anUpdateThatAwsRefusesNamesTheRevisionThatIsLeft() {
        sandbox.deny("ecs:UpdateService");

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("ecs:UpdateService"));
        assertThat(outcome.cause(), containsString("api:2 is registered but not used"));
        assertThat(outcome.advice(), containsString("allow ecs:UpdateService"));
    }

    @Test
    public void withoutTheRightToTagItDoesWithoutTheTags() {
        sandbox.faults()
                .on("RegisterTaskDefinition")
                .times(1)
                .error(
                        400,
                        "AccessDeniedException",
                        "User is not authorized to perform: ecs:TagResource on resource: *");
        SandboxRollout rollout = rollout(request().trace(Map.of("jenkins:build", "7")));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.lines(), hasItem(containsString("ecs:TagResource is not allowed")));
        assertThat(sandbox.calls("RegisterTaskDefinition").get(1).request().has("tags"), is(false));
    }

    @Test
    public void unknownFieldsAndTagsPassAndReadOnlyOnesDoNot() {
        sandbox.service(
                "prod",
                "new",
                s -> s.taskDefinition(
                        TWO_CONTAINERS.replace("{\"family\"", "{\"futureField\":{\"x\":[1]},\"family\"")));
        String arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:2";
        sandbox.region()
                .call("TagResource", "{\"resourceArn\":\"" + arn + "\",\"tags\":[{\"key\":\"team\",\"value\":\"a\"}]}");
        sandbox.clock().advance(Duration.ofMinutes(1));

        Outcome outcome = rollout(DeployRequest.of("eu-central-1", "prod", "new")
                        .changes(List.of(ContainerChange.of("proxy")
                                .image("repo/proxy:2.0.0")
                                .build()))
                        .trace(Map.of("jenkins:build", "7")))
                .run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        JsonNode sent = sandbox.calls("RegisterTaskDefinition").get(0).request();
        assertThat(sent.at("/futureField/x/0").asInt(), is(1));
        assertThat(sent.path("tags").toString(), containsString("team"));
        assertThat(sent.path("tags").toString(), containsString("jenkins:build"));
        for (String readOnly :
                new String[] {"taskDefinitionArn", "revision", "status", "requiresAttributes", "registeredAt"}) {
            assertThat(readOnly, sent.has(readOnly), is(false));
        }
    }

    @Test
    public void aYamlTextIsTheBaseAndTheChangesAreApplied() {
        String yaml = "family: api\n"
                + "networkMode: awsvpc\n"
                + "requiresCompatibilities: [FARGATE]\n"
                + "cpu: 256\n"
                + "memory: 512\n"
                + "containerDefinitions:\n"
                + "  - name: app\n"
                + "    image: repo/app:0\n"
                + "    environment:\n"
                + "      - {name: PORT, value: 8080}\n";

        Outcome outcome = rollout(request().taskDefinition(yaml)).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        JsonNode sent = sandbox.calls("RegisterTaskDefinition").get(0).request();
        assertThat(sent.at("/containerDefinitions/0/image").asText(), is(NEW));
        assertThat(sent.at("/containerDefinitions/0/environment/0/value").isTextual(), is(true));
        assertThat(sent.path("cpu").asText(), is("256"));
    }

    private void refused(DeployRequestBuilder request, String cause, String advice) {
        Outcome outcome = rollout(request).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString(cause));
        assertThat(outcome.advice(), containsString(advice));
        assertThat(sandbox.calls("RegisterTaskDefinition").size(), is(0));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
    }
}
