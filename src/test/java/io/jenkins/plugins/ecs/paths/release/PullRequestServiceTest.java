package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.operations.OperationOutcome;
import io.jenkins.plugins.ecs.operations.SandboxOperation;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.CreateService;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.PathRequired;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.EcsReleaseStep;
import io.jenkins.plugins.ecs.steps.ReleaseRequest;
import io.jenkins.plugins.ecs.templates.PullRequest;
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import io.jenkins.plugins.ecs.templates.TemplateDraft;
import io.jenkins.plugins.ecs.templates.Templates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The life of the service of a pull request: created and changed by its releases, and deleted without a build. */
public class PullRequestServiceTest extends ReleaseTestCase {

    private static final String FILE =
            "service: front\ntemplate: web@1\nperPullRequest: {environment: staging, timeLimit: 1d}\n";

    private final ReleaseRequest.Places admin = new ReleaseRequest.Places() {

        @Override
        public ReleasePath path(String name) {
            return controller.path;
        }

        @Override
        public EcsSettings ofTarget(String target) {
            return EcsSettings.merge(
                    List.of(SettingsLayer.of("target " + target)
                            .with(Setting.REGION, "eu-central-1")
                            .with(Setting.CLUSTER, target.equals("prod-eu") ? "prod" : "staging")),
                    false);
        }

        @Override
        public Templates templates() {
            TemplateDraft draft = new TemplateDraft(
                    "web",
                    "1.0.0",
                    "the global settings",
                    null,
                    null,
                    "the platform team",
                    List.of(),
                    List.of("variables"),
                    "family: \"{{ service }}\"\ncontainerDefinitions:\n"
                            + "- {name: app, image: \"{{ image }}\", memory: 256}\n",
                    "desiredCount: 1\n");
            return new Templates(TemplateChecks.check(List.of(draft), Map.of()).templates(), Map.of());
        }
    };

    private SandboxRelease release(String digest) {
        EcsReleaseStep step = new EcsReleaseStep();
        step.setSpec(FILE);
        step.setImage("repo/app@" + digest);
        ReleaseState state = new ReleaseRequest(step, admin, Map.of("jenkins:job", "shop/PR-7"))
                .by(new PullRequest("7", false))
                .toRelease("shop #1", sandbox.clock().millis())
                .state();
        return new SandboxRelease(sandbox, controller, state);
    }

    /** As it is deleted without a build: no user has started it. */
    private OperationOutcome delete(Change.OfPath path) {
        Policy policy = new Policy(
                "target staging-eu",
                "",
                List.of(
                        new CreateService(List.of("*-pr-*")),
                        new PathRequired(List.of("web"), List.of("the global settings"))),
                null);
        Change.Context context = new Change.Context(null, false, List.of(), Evidence.NONE, null, null, path);
        OperationRequest request = new OperationRequest(
                "eu-central-1",
                "staging",
                "front-pr-7",
                Duration.ofMinutes(30).toMillis(),
                new Goal.Delete(true, true, true, true),
                new OperationRequest.Origin(null, null, null));
        try (SandboxOperation operation = new SandboxOperation(sandbox, request)) {
            return operation
                    .guardedBy(change -> new Rulebook(List.of(policy), List.of(), List.of())
                            .judge(null, change.in(context), sandbox.clock().instant()))
                    .run();
        }
    }

    private JsonNode live(String cluster, String service) {
        return sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"" + cluster + "\",\"services\":[\"" + service + "\"]}")
                .path("services")
                .path(0);
    }

    private long changesInProduction() {
        return sandbox.calls().stream()
                .filter(call -> List.of("CreateService", "UpdateService").contains(call.operation()))
                .filter(call -> call.request().path("cluster").asText().endsWith("prod"))
                .count();
    }

    @Test
    public void theRulesOfTheTargetDecideWhetherItIsCreated() {
        controller.rules = change -> Judgement.of(
                List.of(new Policy("target staging-eu", "", List.of(new CreateService(List.of("front"))), null)),
                change,
                sandbox.clock().instant());

        ReleaseState end = release(DIGEST).run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("staging/front-pr-7"));
        assertThat(sandbox.calls("CreateService").isEmpty(), is(true));
    }

    @Test
    public void itIsCreatedChangedAndDeletedWithItsRevisionsAndNothingElseIsTouched() {
        SandboxRelease first = release(DIGEST);
        assertThat(String.join("\n", first.lines()), first.run().verdict(), is(Verdict.SUCCESS));
        assertThat(release(DIGEST).run().verdict(), is(Verdict.NO_CHANGE));
        assertThat(release(OTHER).run().verdict(), is(Verdict.SUCCESS));
        assertThat(live("staging", "front-pr-7").path("status").asText(), is("ACTIVE"));
        assertThat(changesInProduction(), is(0L));

        OperationOutcome outcome = delete(new Change.OfPath("web", "the global settings"));

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(live("staging", "front-pr-7").path("status").asText(), is("INACTIVE"));
        assertThat(
                sandbox.region()
                        .call("ListTaskDefinitions", "{\"familyPrefix\":\"front-pr-7\"}")
                        .path("taskDefinitionArns")
                        .size(),
                is(0));
        assertThat(changesInProduction(), is(0L));
        OperationOutcome again = delete(new Change.OfPath("web", "the global settings"));
        assertThat("begun again after a restart", again.verdict(), is(Verdict.NO_CHANGE));
    }

    @Test
    public void withoutItsPathARequiredPathKeepsIt() {
        release(DIGEST).run();

        OperationOutcome outcome = delete(null);

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("pathRequired"));
        assertThat(live("staging", "front-pr-7").path("desiredCount").asInt(), is(1));
    }

    @Test
    public void whatHadTheNameBeforeIsNeitherChangedNorDeleted() {
        sandbox.service("staging", "front-pr-7", service -> service.desiredCount(2));

        ReleaseState end = release(DIGEST).run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("only a new service can get the tag jenkins:ephemeral"));
        OperationOutcome outcome = delete(new Change.OfPath("web", "the global settings"));
        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(live("staging", "front-pr-7").path("desiredCount").asInt(), is(2));
    }
}
