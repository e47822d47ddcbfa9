package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.release.EnvironmentRun;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.schedules.ScheduleSelection;
import io.jenkins.plugins.ecs.templates.ParameterDraft;
import io.jenkins.plugins.ecs.templates.PullRequest;
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import io.jenkins.plugins.ecs.templates.TemplateDraft;
import io.jenkins.plugins.ecs.templates.Templates;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** What {@code ecsRelease} makes of the file of a team, and what it refuses before AWS is called. */
public class ReleaseSpecTest {

    private static final String IMAGE = "shop/api@sha256:" + "ab".repeat(32);
    private static final String FILE = "service: api\ntemplate: worker@1\npath: web\n";
    private static final String TASK = """
            family: "{{ service }}"
            executionRoleArn: ${cfn:base.Role}
            containerDefinitions:
              - {name: app, image: "{{ image }}", memory: 128}
              - {name: proxy, image: "shop/proxy:1.0.0", memory: 64}
            """;

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private final List<TemplateDraft> drafts = new ArrayList<>(List.of(draft("1.0.0", 128), draft("1.1.0", 256)));

    private static TemplateDraft draft(String version, int memory) {
        return new TemplateDraft(
                "worker",
                version,
                "the global settings",
                null,
                null,
                "the platform team",
                List.of(new ParameterDraft(
                        "tasks", "integer", null, null, null, null, 1, 9, List.of(), "2", null, false, true)),
                List.of("variables", "secrets", "before", "scheduledTasks", "scaling"),
                TASK.replace("128", String.valueOf(memory)),
                "desiredCount: \"{{ tasks }}\"\n");
    }

    private final ReleaseRequest.Places admin = new ReleaseRequest.Places() {

        @Override
        public ReleasePath path(String name) {
            if (name != null && !name.equals("web")) {
                throw new IllegalArgumentException("path: '" + name + "' does not exist for this job");
            }
            return ReleasePath.of("web", "the global settings")
                    .environments(List.of(
                            PathEnvironment.of("staging", "staging-eu").build(),
                            PathEnvironment.of("production", "prod-eu")
                                    .from("staging")
                                    .checks(List.of(CheckSpec.of(CheckKind.STABLE_FOR)
                                            .option("seconds", 600)
                                            .build()))
                                    .build()))
                    .build();
        }

        @Override
        public EcsSettings ofTarget(String target) {
            DeploymentTask own = new DeploymentTask();
            own.setCommand(List.of("audit"));
            return EcsSettings.merge(
                    List.of(SettingsLayer.of("target " + target)
                            .with(Setting.REGION, "eu-central-1")
                            .with(Setting.CLUSTER, target)
                            .with(Setting.SCHEDULED_TASKS, target.equals("staging-eu") ? "rule:audit" : null)
                            .with(target.equals("prod-eu") ? List.of(own) : null, null)),
                    false);
        }

        @Override
        public boolean isProduction(String target) {
            return target.equals("prod-eu");
        }

        @Override
        public Templates templates() {
            return new Templates(TemplateChecks.check(drafts, Map.of()).templates(), Map.of());
        }
    };

    private static EcsReleaseStep step(String spec) {
        EcsReleaseStep step = new EcsReleaseStep();
        step.setSpec(spec);
        step.setImage(IMAGE);
        return step;
    }

    private ReleaseState release(String spec) {
        return new ReleaseRequest(step(spec), admin, Map.of())
                .toRelease("shop #1", 5)
                .state();
    }

    private String refused(EcsReleaseStep step) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new ReleaseRequest(step, admin, Map.of()).toRelease("shop #1", 5))
                .getMessage();
    }

    private static DeployRequest in(ReleaseState state, String environment) {
        return state.environments().stream()
                .filter(each -> each.name().equals(environment))
                .map(EnvironmentRun::request)
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void eachEnvironmentGetsItsRendering() throws Exception {
        ReleaseState state = release(FILE + "environments: {production: {parameters: {tasks: 6}}}\n"
                + "variables: {LEVEL: info}\nscheduledTasks: ['rule:nightly', family]\n");

        assertThat(state.service(), is("api"));
        assertThat("the newest of the major number", state.template(), is("worker@1.1.0"));
        assertThat(state.digests(), is(Map.of("", "sha256:" + "ab".repeat(32))));
        assertThat(in(state, "staging").serviceFile().desiredCount(), is(2));
        assertThat(in(state, "production").serviceFile().desiredCount(), is(6));
        var definition = new ObjectMapper().readTree(in(state, "production").taskDefinition());
        assertThat(definition.at("/family").asText(), is("api"));
        assertThat(definition.at("/executionRoleArn").asText(), is("${cfn:base.Role}"));
        assertThat(definition.at("/containerDefinitions/0/image").asText(), is(IMAGE));
        assertThat(definition.at("/containerDefinitions/0/memory").asInt(), is(256));
        assertThat(
                definition.at("/containerDefinitions/0/environment/0").toString(),
                is("{\"name\":\"LEVEL\",\"value\":\"info\"}"));
        assertThat(
                in(state, "staging").changes().stream()
                        .map(each -> each.name() + "=" + each.image())
                        .toList(),
                is(List.of("app=" + IMAGE)));
    }

    @Test
    public void anExactVersionStaysAndAReleasedOneDoesNotLeakIn() {
        ReleaseState pinned = release(FILE.replace("@1", "@1.0.0"));
        ReleaseState major = release(FILE);
        drafts.add(draft("1.2.0", 512));

        assertThat(pinned.template(), is("worker@1.0.0"));
        assertThat("what is rendered is saved", major.template(), is("worker@1.1.0"));
        assertThat(in(major, "production").taskDefinition(), containsString("\"memory\":256"));
        assertThat(release(FILE).template(), is("worker@1.2.0"));
    }

    @Test
    public void theFileWithTheVersionOfTheTemplateIsTheDefinition() {
        ReleaseState major = release(FILE);

        assertThat(release(FILE.replace("\n", "  \r\n")).definition(), is(major.definition()));
        assertThat(release(FILE + "variables: {LEVEL: info}\n").definition(), is(not(major.definition())));
        drafts.add(draft("1.2.0", 512));
        assertThat(release(FILE).definition(), is(not(major.definition())));
    }

    @Test
    public void theTasksOfTheTargetStayBeforeThoseOfTheTeam() {
        ReleaseState state = release(FILE + "before: [rake, 'db:migrate']\n");

        assertThat(in(state, "staging").tasks().before().size(), is(1));
        assertThat(
                in(state, "production").tasks().before().toString(),
                in(state, "production").tasks().before().size(),
                is(2));
        assertThat(in(release(FILE), "production").tasks().before().size(), is(1));
    }

    @Test
    public void checksAreAddedAndNoneIsReplaced() {
        ReleaseState state =
                release(FILE + "verify: [{http: {path: /ready, failureLimit: 2}}, {logs: {pattern: ERROR}}]\n");

        assertThat(
                state.environments().get(1).verification().checks().stream()
                        .map(each -> each.kind().word())
                        .toList(),
                is(List.of("service", "tasks", "digest", "health", "targets", "alarms", "http", "logs", "stableFor")));
        Object[][] table = {
            {"[tasks]", "The check 'tasks' runs in every environment, as the path has it. Remove it here."},
            {"[{alarms: {failureLimit: 99}}]", "The check 'alarms' runs in every environment"},
            {"[{stableFor: {time: 1s}}]", "with the checks that the path has in production: checks: 'stableFor'"},
            {"[ping]", "There is no check 'ping'. Use one of: http, logs, metric"},
            {"[{http: {pth: /x}}]", "the check http has no parameter 'pth'. It has: body, consecutiveErrorLimit"},
            {"[{http: {path: /x, failureLimit: many}}]", "failureLimit: 'many' is not a number"},
            {"[{http: {path: /x, interval: soon}}]", "http.interval: 'soon' is no length of time"},
        };
        for (Object[] row : table) {
            String message = refused(step(FILE + "verify: " + row[0]));
            errors.checkThat(message, containsString((String) row[1]));
            errors.checkThat(message, containsString("ecs.yaml, line 4"));
        }
    }

    @Test
    public void whatTheTemplateDoesNotTakeIsRefusedBeforeAwsIsCalled() {
        Object[][] table = {
            {"service: api\n", "ecs.yaml, line 1, column 1 (template): The template is missing"},
            {FILE.replace("@1", "@3"), "ecs.yaml, line 2, column 11 (template): template worker has no version 3"},
            {FILE.replace("worker@", "wrker@"), "there is no template 'wrker' for this job. Templates: worker"},
            {FILE + "privileged: true\n", "(privileged): 'privileged' cannot be set here"},
            {FILE + "parameters: {tasks: 0}\n", "(parameters.tasks): 0 is out of range. Use 1 to 9"},
            {FILE + "environments: {test: {}}\n", "There is no environment 'test' in the path"},
            {FILE.replace("web", "other"), "path: 'other' does not exist for this job"},
            {FILE.replace("api", "'a b'"), "service"},
        };
        for (Object[] row : table) {
            errors.checkThat(refused(step((String) row[0])), containsString((String) row[1]));
        }
    }

    @Test
    public void theStepCannotSayOtherwise() {
        EcsReleaseStep other = step(FILE);
        other.setService("web");
        other.setPath("fast");
        assertThat(refused(other), containsString("service: 'web' is not the service of the file, 'api'"));
        assertThat(refused(other), containsString("path: 'fast' is not the path of the file, 'web'"));
        EcsReleaseStep containers = step(FILE);
        ContainerSettings proxy = new ContainerSettings("proxy");
        proxy.setImage(IMAGE);
        containers.setContainers(List.of(proxy));
        assertThat(refused(containers), containsString("containers: the template of the file has the containers"));
        EcsReleaseStep noImage = step(FILE);
        noImage.setImage(null);
        assertThat(refused(noImage), containsString("image: missing"));
        EcsReleaseStep tag = step(FILE);
        tag.setImage("shop/api:1.0.0");
        assertThat(refused(tag), containsString("has no digest"));
    }

    @Test
    public void withoutAFileNothingChanges() {
        EcsReleaseStep step = step(null);
        step.setService("api");

        ReleaseState state = new ReleaseRequest(step, admin, Map.of())
                .toRelease("shop #1", 5)
                .state();

        assertThat(state.template(), is(""));
        assertThat(in(state, "staging").taskDefinition(), is(nullValue()));
        assertThat(in(state, "staging").changes().size(), is(not(0)));
    }

    private static final String PER_PULL_REQUEST = FILE + "perPullRequest: {environment: staging, timeLimit: 12h}\n";

    private ReleaseRequest ofPullRequest(EcsReleaseStep step, PullRequest request) {
        return new ReleaseRequest(step, admin, Map.of()).by(request).toRelease("shop #1", 5);
    }

    private String refusedOfPullRequest(EcsReleaseStep step, PullRequest request) {
        return assertThrows(IllegalArgumentException.class, () -> ofPullRequest(step, request))
                .getMessage();
    }

    @Test
    public void aPullRequestReleasesAServiceOfItsOwnToItsEnvironmentOnly() {
        ReleaseRequest release = ofPullRequest(
                step(PER_PULL_REQUEST + "scheduledTasks: ['rule:nightly', family]\n"), new PullRequest("7", false));

        ReleaseState state = release.state();
        assertThat(state.service(), is("api-pr-7"));
        assertThat(
                state.environments().stream()
                        .filter(EnvironmentRun::isWanted)
                        .map(EnvironmentRun::name)
                        .toList(),
                is(List.of("staging")));
        DeployRequest request = in(state, "staging");
        assertThat(request.serviceName(), is("api-pr-7"));
        assertThat(request.taskDefinition(), containsString("\"family\":\"api-pr-7\""));
        assertThat(request.serviceFile().members().path("tags").toString(), containsString("jenkins:ephemeral"));
        assertThat("they run what the branches release", request.scheduledTasks(), is(ScheduleSelection.NONE));
        assertThat(
                release.shortLived("shop/PR-7", 1_000).orElseThrow(),
                is(new ShortLivedService(
                        "shop/PR-7",
                        new ServiceKey("eu-central-1", "staging-eu", "api-pr-7"),
                        "staging-eu",
                        "web",
                        1_000 + 12 * 3_600_000)));
    }

    @Test
    public void aBranchReleasesAsBefore() {
        ReleaseRequest release = ofPullRequest(step(PER_PULL_REQUEST), null);

        assertThat(release.state().service(), is("api"));
        assertThat(release.state().environments().stream().allMatch(EnvironmentRun::isWanted), is(true));
        assertThat(in(release.state(), "staging").serviceFile().members().has("tags"), is(false));
        assertThat(release.shortLived("shop/main", 1_000), is(Optional.empty()));
    }

    @Test
    public void whatAPullRequestMayNotReleaseIsRefusedBeforeAwsIsCalled() {
        PullRequest seven = new PullRequest("7", false);
        String without = "this build belongs to pull request 7, and releases come from branches. Add 'perPullRequest'";
        EcsReleaseStep bare = new EcsReleaseStep("api");
        bare.setImage(IMAGE);
        EcsReleaseStep elsewhere = step(PER_PULL_REQUEST);
        elsewhere.setTo("production");
        EcsReleaseStep hotfix = step(PER_PULL_REQUEST);
        hotfix.setHotfix("now");
        EcsReleaseStep same = step(PER_PULL_REQUEST);
        same.setTo("staging");
        EcsReleaseStep named = step(PER_PULL_REQUEST);
        named.setService("other");

        errors.checkThat(refusedOfPullRequest(bare, seven), containsString(without));
        errors.checkThat(refusedOfPullRequest(step(FILE), seven), containsString(without));
        errors.checkThat(
                refusedOfPullRequest(step(PER_PULL_REQUEST), new PullRequest("7", true)),
                containsString("comes from a fork"));
        errors.checkThat(
                refusedOfPullRequest(elsewhere, seven),
                containsString("to: 'production' is not the environment of pull requests, 'staging'. Remove 'to'"));
        errors.checkThat(
                refusedOfPullRequest(hotfix, seven),
                containsString("hotfix: this build belongs to pull request 7. Release hotfixes from a branch"));
        errors.checkThat(
                refusedOfPullRequest(named, seven), containsString("'other' is not the service of the file, 'api'"));
        String production = PER_PULL_REQUEST.replace("environment: staging", "environment: production");
        errors.checkThat(
                refusedOfPullRequest(step(production), seven),
                allOf(
                        containsString("cannot be in production, because it comes from staging"),
                        containsString("because its target prod-eu is for production")));
        errors.checkThat(
                refusedOfPullRequest(step(PER_PULL_REQUEST.replace("environment: staging", "environment: dev")), seven),
                containsString("(perPullRequest.environment): There is no environment 'dev' in the path."));
        errors.checkThat(
                refusedOfPullRequest(
                        step(PER_PULL_REQUEST.replace("service: api", "service: " + "a".repeat(251))), seven),
                containsString("would have 256 characters"));
        errors.checkThat(ofPullRequest(same, seven).state().service(), is("api-pr-7"));
    }

    @Test
    public void aPullRequestDoesNotGetRequestsOfTheEnvironment() {
        String group = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/%s/0123456789abcdef";
        TemplateDraft behindALoadBalancer = new TemplateDraft(
                "web",
                "1.0.0",
                "the global settings",
                null,
                null,
                "the platform team",
                List.of(new ParameterDraft(
                        "group",
                        "string",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        group.formatted("staging"),
                        null,
                        false,
                        true)),
                List.of(),
                "family: \"{{ service }}\"\nnetworkMode: bridge\ncontainerDefinitions:\n- {name: app, image:"
                        + " \"{{ image }}\", memory: 128, portMappings: [{containerPort: 80}]}\n",
                "desiredCount: 1\nloadBalancers:\n- {targetGroupArn: \"{{ group }}\", containerName: app,"
                        + " containerPort: 80}\n");
        drafts.add(behindALoadBalancer);
        String file = PER_PULL_REQUEST.replace("worker@1", "web@1");
        PullRequest seven = new PullRequest("7", false);

        assertThat(
                refusedOfPullRequest(step(file), seven),
                containsString("environment staging: perPullRequest: the service of a pull request would have the same"
                        + " loadBalancers as the service in staging"));
        String other = file.replace("12h}", "12h, parameters: {group: '" + group.formatted("previews") + "'}}");
        assertThat(
                in(ofPullRequest(step(other), seven).state(), "staging")
                        .serviceFile()
                        .members()
                        .toString(),
                containsString("targetgroup/previews/"));
    }
}
