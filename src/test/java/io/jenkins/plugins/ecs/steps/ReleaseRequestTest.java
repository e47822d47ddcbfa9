package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.definition.TasksBefore;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.strategy.Strategy;
import io.jenkins.plugins.ecs.rollout.strategy.StrategySettings;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.templates.PullRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** What {@code ecsRelease} makes of its parameters, and what it refuses before AWS is called. */
public class ReleaseRequestTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private static final class Admin implements ReleaseRequest.Places {

        private final ReleasePath path;

        Admin(ApprovalRule approval) {
            ArrayList<CheckSpec> checks = new ArrayList<>(List.of(
                    CheckSpec.of(CheckKind.STABLE_FOR).option("seconds", 7200).build()));
            path = ReleasePath.of("web", "the global settings")
                    .environments(List.of(
                            PathEnvironment.of("staging", "staging-eu").build(),
                            PathEnvironment.of("production", "prod-eu")
                                    .from("staging")
                                    .checks(checks)
                                    .approval(approval)
                                    .build()))
                    .build();
        }

        @Override
        public ReleasePath path(String name) {
            if (name != null && !name.equals("web")) {
                throw new IllegalArgumentException("path: '" + name + "' does not exist for this job");
            }
            return path;
        }

        @Override
        public EcsSettings ofTarget(String target) {
            SettingsLayer layer = SettingsLayer.of("target " + target)
                    .with(Setting.REGION, "eu-central-1")
                    .with(Setting.TARGET, target);
            return EcsSettings.merge(
                    List.of(target.equals("prod-eu") ? layer.with(Setting.CLUSTER, "prod") : layer), false);
        }
    }

    private static EcsReleaseStep step(String service, String image) {
        EcsReleaseStep step = new EcsReleaseStep(service);
        step.setImage(image);
        return step;
    }

    private static ReleaseRequest request(EcsReleaseStep step, ReleaseRequest.Places places) {
        return new ReleaseRequest(step, places, Map.of()).toRelease("shop #1", 5);
    }

    private static String refused(EcsReleaseStep step) {
        return assertThrows(IllegalArgumentException.class, () -> request(step, new Admin(null)))
                .getMessage();
    }

    @Test
    public void aDryRunOfAHotfixOrAForkIsRefused() {
        EcsReleaseStep step = step("api", "repo/app@" + DIGEST);
        step.setDryRun(true);
        ReleaseRequest ofFork = new ReleaseRequest(step, complete(null), Map.of()).by(new PullRequest("7", true));
        assertThat(
                assertThrows(IllegalArgumentException.class, () -> ofFork.toRelease("shop #1", 5))
                        .getMessage(),
                containsString("dryRun: pull request 7 comes from a fork"));

        step.setHotfix("login is broken");
        assertThat(
                refused(step),
                containsString("hotfix: 'login is broken' cannot be combined with dryRun: a dry run waits for no"
                        + " condition that a hotfix could skip. Remove hotfix or dryRun"));
    }

    @Test
    public void aDryRunOfAPullRequestIsThatOfItsBranch() {
        EcsReleaseStep step = step("api", "repo/app@" + DIGEST);
        step.setDryRun(true);

        ReleaseRequest request = new ReleaseRequest(step, complete(TestApprovals.any(1)), Map.of())
                .by(new PullRequest("7", false))
                .toRelease("shop #1", 5);

        assertThat(request.state().isDryRun(), is(true));
        assertThat("it waits for no other release", request.state().isQueued(), is(false));
        assertThat(request.state().service(), is("api"));
        assertThat(request.state().environments().size(), is(2));
        assertThat("nothing is to be deleted again", request.shortLived("shop", 5), is(Optional.empty()));
    }

    private static ReleaseRequest.Places complete(ApprovalRule approval) {
        return on(new Admin(approval).path(null));
    }

    private static ReleaseRequest.Places on(ReleasePath path) {
        return new ReleaseRequest.Places() {
            @Override
            public ReleasePath path(String name) {
                return path;
            }

            @Override
            public EcsSettings ofTarget(String target) {
                return EcsSettings.merge(
                        List.of(SettingsLayer.of("target " + target)
                                .with(Setting.REGION, "eu-central-1")
                                .with(Setting.CLUSTER, target)),
                        false);
            }
        };
    }

    @Test
    public void allThatIsWrongIsReportedAtOnce() {
        EcsReleaseStep step = step("a b", "repo/app:2.0.0");
        step.setTo("nowhere");

        String message = refused(step);

        for (String part : List.of(
                "service",
                "image: 'repo/app:2.0.0' has no digest",
                "to: path web has no environment 'nowhere'. Use one of: staging, production",
                "environment staging: ")) {
            errors.checkThat(message, message, containsString(part));
        }
    }

    @Test
    public void aReleaseWithoutDigestsIsRefused() {
        assertThat(refused(step("api", null)), containsString("image: missing"));
        ContainerSettings container = new ContainerSettings("app");
        container.setImage("repo/app:2.0.0");
        EcsReleaseStep step = step("api", null);
        step.setContainers(List.of(container));
        assertThat(refused(step), containsString("'repo/app:2.0.0' has no digest"));
    }

    @Test
    public void anArnNamesAPlaceWhichOnlyThePathMay() {
        assertThat(
                refused(step("arn:aws:ecs:eu-central-1:123456789012:service/prod/api", "repo/app@" + DIGEST)),
                containsString("is an ARN. Use the name"));
    }

    @Test
    public void anUnknownPathIsRefused() {
        EcsReleaseStep step = step("api", "repo/app@" + DIGEST);
        step.setPath("other");

        assertThat(refused(step), containsString("path: 'other' does not exist for this job"));
    }

    @Test
    public void aServiceThatThePathIsNotForIsRefused() {
        ReleasePath.Builder shop = ReleasePath.of("shop", "the global settings")
                .owner("the shop team")
                .services(List.of("shop-*"))
                .environments(List.of(PathEnvironment.of("prod", "prod-eu").build()));
        EcsReleaseStep api = step("api", "repo/app@" + DIGEST);

        assertThat(
                assertThrows(IllegalArgumentException.class, () -> request(api, on(shop.build())))
                        .getMessage(),
                is("service 'api' may not use this path (services: shop-*)"
                        + " (path 'shop' of the global settings; ask the shop team)"));
        assertThat(
                request(step("shop-api", "repo/app@" + DIGEST), on(shop.build()))
                        .state()
                        .service(),
                is("shop-api"));
        assertThat(request(api, on(shop.warns(true).build())).state().service(), is("api"));
    }

    private static ReleasePath one(PathEnvironment environment) {
        return ReleasePath.of("web", "the global settings")
                .environments(List.of(environment))
                .build();
    }

    @Test
    public void anEnvironmentIsExpandedToItsTargets() {
        PathEnvironment prod = PathEnvironment.of("prod", "")
                .waves(List.of(
                        PathWave.of(List.of("prod-eu"), Duration.ZERO),
                        PathWave.of(List.of("prod-us", "prod-ap"), Duration.ofMinutes(30))))
                .build();

        ReleaseRequest request = request(step("api", "repo/app@" + DIGEST), on(one(prod)));

        assertThat(
                request.state().environments().stream()
                        .map(each -> each.label() + " " + each.wave() + " "
                                + each.request().cluster())
                        .toList(),
                is(List.of("prod/prod-eu 0 prod-eu", "prod/prod-us 1 prod-us", "prod/prod-ap 1 prod-ap")));
        assertThat(
                request.settings().stream().map(EcsSettings::cluster).toList(),
                is(List.of("prod-eu", "prod-us", "prod-ap")));
    }

    @Test
    public void twoTargetsOfOneClusterAreRefused() {
        PathEnvironment prod = PathEnvironment.of("prod", "")
                .waves(List.of(PathWave.of(List.of("prod-eu", "again"), Duration.ZERO)))
                .build();
        ReleaseRequest.Places places = new ReleaseRequest.Places() {
            @Override
            public ReleasePath path(String name) {
                return one(prod);
            }

            @Override
            public EcsSettings ofTarget(String target) {
                return on(one(prod)).ofTarget("prod");
            }
        };

        assertThat(
                assertThrows(IllegalArgumentException.class, () -> request(step("api", "repo/app@" + DIGEST), places))
                        .getMessage(),
                containsString("environment prod: targets prod-eu and again lead to the same cluster"));
    }

    private static EcsReleaseStep migrating() {
        DeploymentTask task = new DeploymentTask();
        task.setContainer("app");
        task.setCommand(List.of("rake", "db:migrate"));
        EcsReleaseStep step = step("api", "repo/app@" + DIGEST);
        step.setBefore(List.of(task));
        return step;
    }

    private static String refused(EcsReleaseStep step, PathEnvironment.Builder environment) {
        return assertThrows(IllegalArgumentException.class, () -> request(step, on(one(environment.build()))))
                .getMessage();
    }

    private static String definition(EcsReleaseStep step) {
        return request(step, complete(null)).state().definition();
    }

    private static EcsReleaseStep withVariable(String digest, String name, String value) {
        ContainerSettings app = new ContainerSettings("app");
        app.setImage("repo/app@" + digest);
        app.setEnvironment(List.of(new NamedValue(name, value)));
        EcsReleaseStep step = step("api", null);
        step.setContainers(List.of(app));
        return step;
    }

    @Test
    public void theDefinitionIsAllButTheDigests() {
        String other = "sha256:" + "cd".repeat(32);
        String plain = definition(step("api", "repo/app@" + DIGEST));
        String debug = definition(withVariable(DIGEST, "LOG", "debug"));

        assertThat(plain.length(), is(64));
        assertThat(definition(step("api", "repo/app@" + other)), is(plain));
        assertThat(definition(withVariable(other, "LOG", "debug")), is(debug));
        Set<String> different = new TreeSet<>(List.of(
                plain,
                debug,
                definition(step("api", "elsewhere/app@" + DIGEST)),
                definition(withVariable(DIGEST, "LOG", "info")),
                definition(withVariable(DIGEST, "LOG2", "debug")),
                definition(migrating())));
        assertThat(different.size(), is(6));
    }

    @Test
    public void tasksBeforeAreAllowedForbiddenOrRequired() {
        PathEnvironment.Builder prod = PathEnvironment.of("prod", "prod-eu");

        DeployRequest allowed =
                request(migrating(), on(one(prod.build()))).state().current().request();
        assertThat(allowed.tasks().before().get(0).commandLine(), is("rake db:migrate"));
        assertThat(
                refused(migrating(), prod.before(TasksBefore.NO)),
                containsString("environment prod: before: the path allows no task before the deployment."
                        + " Remove 'before' of the step"));
        assertThat(
                refused(step("api", "repo/app@" + DIGEST), prod.before(TasksBefore.REQUIRED)),
                containsString("environment prod: before: the path requires a task before the deployment"));
        request(migrating(), on(one(prod.build())));
        request(
                step("api", "repo/app@" + DIGEST),
                on(one(prod.before(TasksBefore.NO).build())));
    }

    @Test
    public void aTaskThatTurnsTheRollbackOffNeedsThePathToSaySo() {
        EcsReleaseStep step = migrating();
        step.getBefore().get(0).setIrreversible(true);
        String problem = "environment prod: before: a task with irreversible: true turns off the rollback of the path";

        for (TasksBefore before : List.of(TasksBefore.ALLOWED, TasksBefore.REQUIRED)) {
            PathEnvironment.Builder prod = PathEnvironment.of("prod", "prod-eu").before(before);
            assertThat(refused(step, prod), containsString(problem));
            assertThat(refused(step, prod.rollback(false).rollbackInconclusive(true)), containsString(problem));
            request(step, on(one(prod.rollbackInconclusive(false).build())));
        }
        DeployRequest allowed = request(
                        step,
                        on(one(PathEnvironment.of("prod", "prod-eu")
                                .before(TasksBefore.IRREVERSIBLE)
                                .build())))
                .state()
                .current()
                .request();
        assertThat(allowed.isIrreversible(), is(true));
        request(
                step("api", "repo/app@" + DIGEST),
                on(one(PathEnvironment.of("prod", "prod-eu")
                        .before(TasksBefore.IRREVERSIBLE)
                        .build())));
    }

    @Test
    public void tasksOfTheTargetComeFirstAndCannotBeReplaced() {
        DeploymentTask ofTarget = new DeploymentTask();
        ofTarget.setCommand(List.of("check"));
        ReleaseRequest.Places places = new ReleaseRequest.Places() {
            @Override
            public ReleasePath path(String name) {
                return one(PathEnvironment.of("prod", "prod-eu").build());
            }

            @Override
            public EcsSettings ofTarget(String target) {
                return EcsSettings.merge(
                        List.of(SettingsLayer.of("target " + target)
                                .with(Setting.REGION, "eu-central-1")
                                .with(Setting.CLUSTER, target)
                                .with(List.of(ofTarget), null)),
                        false);
            }
        };

        DeployRequest request = request(migrating(), places).state().current().request();

        assertThat(
                request.tasks().before().stream().map(TaskRequest::commandLine).toList(),
                is(List.of("check", "rake db:migrate")));
    }

    @Test
    public void theStrategyAndThePausesAreThoseOfTheEnvironment() {
        PathEnvironment prod = PathEnvironment.of("prod", "prod-eu")
                .strategy(StrategySettings.of(Strategy.CANARY).canary(10.0, 15).build())
                .pauses(List.of("managers"))
                .build();

        DeployRequest request = request(step("api", "repo/app@" + DIGEST), on(one(prod)))
                .state()
                .current()
                .request();

        assertThat(request.strategy().strategy(), is(Strategy.CANARY));
        assertThat(request.strategy().canaryPercent(), is(10.0));
        assertThat(request.submitters(), is(List.of("managers")));
    }

    @Test
    public void eachEnvironmentHasTheSettingsOfItsTarget() {
        ReleaseRequest request = request(step("api", "repo/app@" + DIGEST), complete(null));

        assertThat(
                request.settings().stream().map(EcsSettings::cluster).toList(), is(List.of("staging-eu", "prod-eu")));
        ReleaseState state = request.state();
        assertThat(state.digests(), is(Map.of("", DIGEST)));
        assertThat(
                state.environments().stream()
                        .map(each -> each.request().cluster())
                        .toList(),
                is(List.of("staging-eu", "prod-eu")));
    }

    @Test
    public void theCommitOfTheBuildIsShown() {
        ReleaseState state = new ReleaseRequest(
                        step("api", "repo/app@" + DIGEST), complete(null), Map.of("jenkins:commit", "0a1b2c"))
                .toRelease("shop #1", 5)
                .state();

        assertThat(ReleaseOutcome.of(state).commit(), is("0a1b2c"));
    }

    @Test
    public void withToOnlyThatEnvironmentIsEntered() {
        EcsReleaseStep step = step("api", "repo/app@" + DIGEST);
        step.setTo("production");

        ReleaseState state = request(step, complete(null)).state();

        assertThat(state.environments().stream().map(each -> each.isWanted()).toList(), is(List.of(false, true)));
        assertThat(state.current().name(), is("production"));
    }

    @Test
    public void withoutSecurityNobodyCouldApprove() {
        ReleaseRequest request = request(step("api", "repo/app@" + DIGEST), complete(TestApprovals.any(1)));

        request.requireApprovable(true);
        assertThat(
                assertThrows(IllegalArgumentException.class, () -> request.requireApprovable(false))
                        .getMessage(),
                containsString("environment production: its approval cannot be given"));
    }
}
