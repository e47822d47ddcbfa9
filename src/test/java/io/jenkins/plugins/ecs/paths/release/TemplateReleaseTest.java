package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.policy.CreateService;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.steps.EcsReleaseStep;
import io.jenkins.plugins.ecs.steps.ReleaseRequest;
import io.jenkins.plugins.ecs.templates.ParameterDraft;
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import io.jenkins.plugins.ecs.templates.TemplateDraft;
import io.jenkins.plugins.ecs.templates.Templates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.Test;

/** A release whose service is made from a template: created once, changed by the next release, refused as a whole. */
public class TemplateReleaseTest extends ReleaseTestCase {

    private static final String FILE = """
            service: front
            template: web@1
            environments: {production: {parameters: {tasks: 3}}}
            """;

    private static final String KEPT = "{\"service\":\"front\",\"template\":\"web@1\",\"environments\":"
            + "{\"production\":{\"parameters\":{\"tasks\":3}}},\"variables\":{\"LEVEL\":\"not-kept\"}}";

    private final List<TemplateDraft> drafts = new ArrayList<>(List.of(draft("1.0.0", 256)));

    private static TemplateDraft draft(String version, int memory) {
        return new TemplateDraft(
                "web",
                version,
                "the global settings",
                null,
                null,
                "the platform team",
                List.of(new ParameterDraft(
                        "tasks", "integer", null, null, null, null, 1, 9, List.of(), "1", null, false, true)),
                List.of("variables"),
                "family: \"{{ service }}\"\ncontainerDefinitions:\n- {name: app, image: \"{{ image }}\", memory: "
                        + memory + "}\n- {name: proxy, image: \"repo/proxy:1.0.0\", memory: 64}\n",
                "desiredCount: \"{{ tasks }}\"\n"
                        + "deploymentConfiguration: {deploymentCircuitBreaker: {enable: true, rollback: true}}\n");
    }

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
            TemplateChecks.Checked checked = TemplateChecks.check(drafts, Map.of());
            return new Templates(checked.templates(), Map.of());
        }
    };

    private SandboxRelease front(String file, String digest) {
        EcsReleaseStep step = new EcsReleaseStep();
        step.setSpec(file);
        step.setImage("repo/app@" + digest);
        ReleaseState state = new ReleaseRequest(step, admin, Map.of())
                .toRelease("shop #1", sandbox.clock().millis())
                .state();
        return new SandboxRelease(sandbox, controller, state);
    }

    private long created(String cluster) {
        return sandbox.calls("CreateService").stream()
                .filter(call -> call.status() == 200
                        && call.request().path("cluster").asText().endsWith(cluster))
                .count();
    }

    private JsonNode live(String cluster) {
        return sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"" + cluster + "\",\"services\":[\"front\"]}")
                .path("services")
                .path(0);
    }

    private JsonNode definition(String cluster) {
        return sandbox.region()
                .call(
                        "DescribeTaskDefinition",
                        "{\"taskDefinition\":\""
                                + live(cluster).path("taskDefinition").asText() + "\"}")
                .path("taskDefinition");
    }

    @Test
    public void theServiceIsCreatedInEachEnvironmentAndProven() {
        SandboxRelease release = front(FILE, DIGEST);

        ReleaseState end = release.run();

        assertThat(String.join("\n", release.lines()), end.verdict(), is(Verdict.SUCCESS));
        assertThat(end.template(), is("web@1.0.0"));
        assertThat(live("staging").path("desiredCount").asInt(), is(1));
        assertThat(live("prod").path("desiredCount").asInt(), is(3));
        assertThat(definition("prod").at("/containerDefinitions/0/image").asText(), is("repo/app@" + DIGEST));
        assertThat(definition("prod").at("/containerDefinitions/1/image").asText(), is("repo/proxy:1.0.0"));
    }

    @Test
    public void theNextReleaseBringsANewerTemplateAndTheSameOneIsNoChange() {
        front(FILE, DIGEST).run();
        assertThat(front(FILE, DIGEST).run().verdict(), is(Verdict.NO_CHANGE));

        drafts.add(draft("1.1.0", 512));
        SandboxRelease release = front(FILE + "variables: {LEVEL: info}\n", OTHER);
        ReleaseState end = release.run();

        assertThat(String.join("\n", release.lines()), end.verdict(), is(Verdict.SUCCESS));
        assertThat(end.template(), is("web@1.1.0"));
        assertThat(definition("prod").at("/containerDefinitions/0/memory").asInt(), is(512));
        assertThat(
                definition("prod")
                        .at("/containerDefinitions/0/environment/0/name")
                        .asText(),
                is("LEVEL"));
        assertThat(created("staging") + created("prod"), is(2L));
    }

    @Test
    public void theProofsKeepWhatTheUpgradeOfTheServiceNeeds() {
        front(FILE + "variables: {LEVEL: info-7}\n", DIGEST).run();

        assertThat(
                controller.events.stream()
                        .map(each -> each.environment() + " " + each.teamFile())
                        .toList(),
                is(List.of("staging " + KEPT, "production " + KEPT)));
    }

    @Test
    public void aTemplateThatIsPublishedOrRemovedDuringTheReleaseDoesNotMatter() {
        SandboxRelease release = front(FILE, DIGEST);
        release.runUntil(state -> state.current().name().equals("production"));
        drafts.clear();
        drafts.add(draft("1.2.0", 512));

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(end.template(), is("web@1.0.0"));
        assertThat(definition("prod").at("/containerDefinitions/0/memory").asInt(), is(256));
    }

    @Test
    public void theRulesDecideWhetherAServiceMayBeCreated() {
        controller.rules = change -> Judgement.of(
                List.of(new Policy(
                        "the global settings", "", List.of(new CreateService(List.of("staging/*"))), null, Set.of())),
                change,
                sandbox.clock().instant());
        SandboxRelease release = front(FILE, DIGEST);

        ReleaseState end = release.run();

        assertThat(String.join("\n", release.lines()), end.verdict(), is(Verdict.REFUSED));
        assertThat(created("staging"), is(1L));
        assertThat(created("prod"), is(0L));
        assertThat(end.cause(), containsString("prod/front"));
    }

    @Test
    public void killedAnywhereEachServiceIsCreatedOnce() {
        SandboxRelease whole = front(FILE, DIGEST);
        whole.run();
        List<Integer> points = whole.turningPoints();
        for (int i : IntStream.range(0, points.size() - 1)
                .filter(each -> each % 3 == 1)
                .toArray()) {
            stopSandbox();
            startSandbox();
            SandboxRelease release = front(FILE, DIGEST).killAtSave(points.get(i));

            ReleaseState end = release.run();

            String at = "killed at save " + points.get(i) + "\n" + String.join("\n", release.lines());
            assertThat(at, end.verdict(), is(Verdict.SUCCESS));
            assertThat(at, end.template(), is("web@1.0.0"));
            assertThat(at, created("staging"), is(1L));
            assertThat(at, created("prod"), is(1L));
        }
    }

    @Test
    public void aNewServiceThatIsNotWellIsHeldBecauseThereIsNothingToRollBackTo() {
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        SandboxRelease release = front(FILE, DIGEST);

        ReleaseState end = release.run();

        assertThat(String.join("\n", release.lines()), end.verdict(), is(Verdict.FAILED));
        assertThat(end.cause(), containsString("no previous revision"));
        assertThat("it stays", live("prod").path("status").asText(), is("ACTIVE"));
        drafts.add(draft("1.1.0", 512));
        sandbox.clock().advance(Duration.ofHours(1));
        ReleaseState again = front(FILE, DIGEST).run();
        assertThat(again.verdict(), is(Verdict.REFUSED));
        assertThat(again.cause(), containsString("held since"));
    }
}
