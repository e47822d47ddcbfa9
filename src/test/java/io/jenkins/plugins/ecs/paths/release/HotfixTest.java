package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.notifications.DeploymentEvents;
import io.jenkins.plugins.ecs.notifications.ReleaseEvents;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.Proofs;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** A hotfix skips the conditions about its proof, and nothing else. */
public class HotfixTest extends ReleaseTestCase {

    private SandboxRelease hotfix() {
        SandboxRelease release = release(DIGEST, "production");
        return new SandboxRelease(sandbox, controller, release.state().asHotfix("login is broken")).byUser();
    }

    private boolean isProvenInProduction() {
        return Proofs.of(
                        controller.events,
                        controller.path.id(),
                        "production",
                        hotfix().state().digests())
                .isPresent();
    }

    @Test
    public void withoutThePermissionItIsRefused() {
        ReleaseState end = hotfix().run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("needs the permission ECS deployments/Hotfix"));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void aFreezeAnApprovalAndARuleStay() {
        controller.hotfixBy = "admin";
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(Duration.ofHours(4))
                .approval(TestApprovals.any(1))
                .build());
        long until = sandbox.clock().millis() + Duration.ofHours(1).toMillis();
        controller.frozen = new Evidence.Frozen("weekend", until);
        SandboxRelease release = hotfix();
        release.runUntil(state -> sandbox.clock().millis() > until + 600_000);

        assertThat(release.state().current().slot(), is(Slot.WAITING));
        assertThat(updates("prod"), is(0L));
        release.answer("amy", true);
        controller.rules = change -> new Judgement(List.of("not in this Region"), List.of());

        ReleaseState end = release.run();
        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("not in this Region"));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void aPermissionThatIsTakenAwayBeforeTheChangeStopsIt() {
        controller.hotfixBy = "admin";
        SandboxRelease release = hotfix();
        release.runUntil(state -> state.current().slot() == Slot.DEPLOYING);
        controller.hotfixBy = "";

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("ECS deployments/Hotfix"));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void itIsMarkedUntilItIsReleasedRegularly() {
        controller.hotfixBy = "admin";
        SandboxRelease release = hotfix();
        ReleaseState end = release.run();

        assertThat(String.join("\n", release.lines()), end.verdict(), is(Verdict.SUCCESS));
        assertThat(updates("staging"), is(0L));
        assertThat(release.slots(), not(hasItem(Slot.CONFIRMING)));
        assertThat(
                release.lines(),
                hasItem(
                        "production: production is entered as a hotfix, although these digests are not proven in staging;"
                                + " release them there first"));
        PathEvent marked = controller.events.get(controller.events.size() - 1);
        assertThat(marked.kind(), is(PathEvent.Kind.HOTFIX));
        assertThat(marked.reason(), is("login is broken"));
        assertThat(isProvenInProduction(), is(false));
        assertThat("it was verified", Proofs.held(controller.events).isEmpty(), is(true));

        assertThat(release().byUser().run().verdict(), is(Verdict.SUCCESS));
        assertThat(isProvenInProduction(), is(true));
    }

    @Test
    public void itIsOneEventAndShownWithItsReason() {
        controller.hotfixBy = "admin";
        SandboxRelease release = hotfix();
        release.run();
        ReleaseOutcome outcome = ReleaseOutcome.of(release.state());
        DeploymentEvents.Build build = new DeploymentEvents.Build(new BuildFacts("shop", 1, "", "", 0), "job/shop/1/");

        List<DeploymentEvent> events = ReleaseEvents.between("r", build, null, outcome, 5).stream()
                .filter(event -> event.getType() == EventType.RELEASE_HOTFIX)
                .toList();
        assertThat(events.size(), is(1));
        assertThat(events.get(0).get(EventField.CAUSE), containsString("by admin: login is broken; these digests"));
        assertThat(outcome.hotfix(), is("login is broken"));
        assertThat(ReleaseEvents.between("r", build, outcome, outcome, 5).isEmpty(), is(true));
    }
}
