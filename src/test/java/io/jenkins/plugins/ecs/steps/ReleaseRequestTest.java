package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.SettingsLayer;
import io.jenkins.plugins.ecs.paths.ApprovalRule;
import io.jenkins.plugins.ecs.paths.TestApprovals;
import io.jenkins.plugins.ecs.paths.PathEnvironment;
import io.jenkins.plugins.ecs.paths.ReleasePath;
import io.jenkins.plugins.ecs.paths.ReleaseState;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                request(step("shop-api", "repo/app@" + DIGEST), on(shop.build())).state().service(), is("shop-api"));
        assertThat(request(api, on(shop.warns(true).build())).state().service(), is("api"));
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
    public void withToOnlyThatEnvironmentIsEntered() {
        EcsReleaseStep step = step("api", "repo/app@" + DIGEST);
        step.setTo("production");

        ReleaseState state = request(step, complete(null)).state();

        assertThat(state.environments().stream().map(each -> each.isWanted()).toList(), is(List.of(false, true)));
        assertThat(state.current().name(), is("production"));
    }

    @Test
    public void withoutSecurityNobodyCouldApprove() {
        ReleaseRequest request =
                request(step("api", "repo/app@" + DIGEST), complete(TestApprovals.any(1)));

        request.requireApprovable(true);
        assertThat(
                assertThrows(IllegalArgumentException.class, () -> request.requireApprovable(false))
                        .getMessage(),
                containsString("environment production: its approval cannot be given"));
    }
}
