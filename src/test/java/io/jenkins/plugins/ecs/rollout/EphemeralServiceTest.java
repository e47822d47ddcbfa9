package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.operations.SandboxOperation;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.rollout.lock.Registrations;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.servicedef.ServiceImport;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** The tag that allows the deletion of a service is given at its creation only, whoever may deploy it later. */
public class EphemeralServiceTest extends RolloutTestCase {

    private static final String TASK_DEFINITION = """
            {"family": "pr-7", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "containerDefinitions": [{"name": "app", "image": "repo/app:1.0.0"}]}
            """;

    private static final String FILE = """
            desiredCount: 1
            launchType: FARGATE
            networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-1]}}
            tags:
            - {key: jenkins:ephemeral, value: 'true'}
            """;

    private DeployRequestBuilder preview(String file) {
        return DeployRequest.of("eu-central-1", "prod", "pr-7")
                .taskDefinition(TASK_DEFINITION)
                .trace(Map.of("jenkins:job", "shop/PR-7"))
                .with(Setting.SERVICE_DEFINITION, file);
    }

    private SandboxRollout onto(String tags) {
        return rollout(DeployRequest.of("eu-central-1", "prod", "api")
                .with(Setting.SERVICE_DEFINITION, "enableExecuteCommand: true\ntags: " + tags));
    }

    private ObjectNode live(String service) {
        return (ObjectNode) sandbox.region()
                .call(
                        "DescribeServices",
                        "{\"cluster\":\"prod\",\"services\":[\"" + service + "\"],\"include\":[\"TAGS\"]}")
                .at("/services/0");
    }

    private Map<String, String> tags(String service) {
        Map<String, String> tags = new TreeMap<>();
        for (JsonNode tag : live(service).path("tags")) {
            tags.put(tag.path("key").asText(), tag.path("value").asText());
        }
        return tags;
    }

    @Test
    public void anExistingServiceCannotGetTheTag() {
        Outcome outcome = onto("[{key: jenkins:ephemeral, value: 'true'}]").run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("only a new service can get the tag jenkins:ephemeral"));
        assertThat(sandbox.calls("TagResource"), empty());
        assertThat(sandbox.calls("UpdateService"), empty());
        assertThat(tags("api"), not(hasKey("jenkins:ephemeral")));
    }

    @Test
    public void aTagThatSaysFalseCannotBecomeTrue() {
        sandbox.region()
                .call(
                        "TagResource",
                        "{\"resourceArn\":\"arn:aws:ecs:eu-central-1:123456789012:service/prod/api\","
                                + "\"tags\":[{\"key\":\"jenkins:ephemeral\",\"value\":\"false\"}]}");

        Outcome outcome = onto("[{key: jenkins:ephemeral, value: 'yes'}]").run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(tags("api"), hasEntry("jenkins:ephemeral", "false"));
    }

    @Test
    public void theProofCannotBeWrittenIntoAFile() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> preview("desiredCount: 1\ntags: [{key: jenkins:created-by, value: me}]")
                        .build());

        assertThat(refused.getMessage(), containsString("The plugin sets jenkins:created-by itself"));
    }

    @Test
    public void aServiceThatIsCreatedWithTheTagGetsTheProofAndKeepsIt() {
        Outcome created = rollout(preview(FILE)).run();

        assertThat(created.message(), created.verdict(), is(Verdict.SUCCESS));
        assertThat(tags("pr-7"), hasEntry("jenkins:ephemeral", "true"));
        assertThat(tags("pr-7"), hasEntry("jenkins:created-by", "shop/PR-7"));

        assertThat(rollout(preview(FILE)).run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(ServiceImport.of(live("pr-7")).path("tags").toString(), not(containsString("jenkins:created-by")));
        assertThat(tags("pr-7"), hasEntry("jenkins:created-by", "shop/PR-7"));
    }

    @Test
    public void aServiceThatIsCreatedWithoutItGetsNoProof() {
        rollout(preview(FILE.replace("jenkins:ephemeral", "team"))).run();

        assertThat(tags("pr-7"), not(hasKey("jenkins:created-by")));
        Outcome later = rollout(preview(FILE)).run();
        assertThat(later.verdict(), is(Verdict.REFUSED));
    }

    @Test
    public void theTagCanBeTakenAwayAndNotBeGivenBack() {
        rollout(preview(FILE)).run();
        rollout(preview(FILE.replace("jenkins:ephemeral", "team"))).run();
        assertThat(tags("pr-7"), not(hasKey("jenkins:ephemeral")));

        assertThat(rollout(preview(FILE)).run().verdict(), is(Verdict.REFUSED));
    }

    @Test
    public void aServiceThatWasDeletedWithItsRevisionsIsCreatedAgainAtOnce() {
        Registrations ofThisJenkins = new Registrations();
        rollout(preview(FILE)).registeringWith(ofThisJenkins).run();
        OperationRequest request = new OperationRequest(
                "eu-central-1",
                "prod",
                "pr-7",
                1_800_000,
                new Goal.Delete(true, true, false, false),
                new OperationRequest.Origin(null, null, null));
        try (SandboxOperation deletion = new SandboxOperation(sandbox, request)) {
            deletion.registeringWith(ofThisJenkins).run();
        }
        assertThat(live("pr-7").path("status").asText(), is("INACTIVE"));

        Outcome again = rollout(preview(FILE)).registeringWith(ofThisJenkins).run();

        assertThat(again.message(), again.verdict(), is(Verdict.SUCCESS));
    }
}
