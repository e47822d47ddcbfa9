package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.ui.dashboard.Releases;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** A path in mode {@code warn}: all conditions are judged, none stops a release. */
public class WarningPathTest extends ReleaseTestCase {

    private static final String WOULD = "WARNING: production would not be entered in mode block: ";

    private static ReleasePath path(boolean warns, PathEnvironment production) {
        return ReleasePath.of("web", "the global settings")
                .owner("the platform team")
                .warns(warns)
                .environments(List.of(staging(), production))
                .build();
    }

    private static PathEnvironment strict() {
        return PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(Duration.ofHours(4))
                .approval(TestApprovals.groups(2, "managers"))
                .build();
    }

    @Test
    public void whatWasNeverProvenIsDeployedWithAWarning() {
        controller.path = path(true, production());
        SandboxRelease release = release(DIGEST, "production");

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(
                release.lines(),
                hasItem(containsString(WOULD + "these digests are not proven in staging; release them there first")));
        assertThat(
                ReleaseOutcome.of(end).environments().get(0).warnings(),
                is("these digests are not proven in staging; release them there first"));
    }

    @Test
    public void soakAndApprovalAreShownAndNotWaitedFor() {
        controller.path = path(true, strict());
        long before = sandbox.clock().millis();
        SandboxRelease release = release();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(sandbox.clock().millis() - before < Duration.ofHours(1).toMillis(), is(true));
        assertThat(release.lines(), hasItem(containsString(WOULD + "soaked ")));
        assertThat(release.lines(), hasItem(containsString("0 of 2 approvals by managers")));
        assertThat(in(end, "production").asksForApproval(), is(false));
    }

    @Test
    public void aServiceThatThePathIsNotForIsWarnedOf() {
        controller.path = ReleasePath.of("web", "the global settings")
                .warns(true)
                .services(List.of("shop-*"))
                .environments(List.of(staging()))
                .build();
        SandboxRelease release = release(DIGEST, "staging");

        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
        assertThat(release.lines(), hasItem(containsString("service 'api' may not use this path (services: shop-*)")));
    }

    @Test
    public void aFreezeIsNoConditionOfThePath() {
        controller.path = path(true, production());
        controller.frozen = new Evidence.Frozen(
                "year end", sandbox.clock().millis() + Duration.ofDays(1).toMillis());
        SandboxRelease release = release();

        ReleaseState waiting = release.runUntil(state -> state.current().name().equals("production")
                && !state.current().conditions().isEmpty());

        assertThat(waiting.current().slot(), is(Slot.WAITING));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void theDashboardDoesNotNameWhatOnlyWarnsAsWhatItWaitsFor() {
        controller.path = path(
                true,
                PathEnvironment.of("production", "prod-eu")
                        .from("staging")
                        .soak(Duration.ofHours(4))
                        .build());
        controller.frozen = new Evidence.Frozen(
                "year end", sandbox.clock().millis() + Duration.ofDays(1).toMillis());
        ReleaseState waiting = release()
                .runUntil(state -> state.current().name().equals("production")
                        && !state.current().conditions().isEmpty());

        String text = Releases.of(
                        List.of(),
                        key -> List.of(),
                        List.of(new Releases.Running(ReleaseOutcome.of(waiting), "shop #1", "")),
                        id -> List.of("staging", "production"),
                        "")
                .get(0)
                .getEnvironments()
                .get(1)
                .getSlots()
                .get(0)
                .getText();

        assertThat(text, containsString("year end"));
        assertThat(text, not(containsString("soaked")));
    }

    @Test
    public void aProofThatIsRevokedOnTheWayOnlyWarns() {
        PathEnvironment watched = PathEnvironment.of("staging", "staging-eu")
                .checks(List.of(ALARM))
                .build();
        controller.path = ReleasePath.of("web", "the global settings")
                .warns(true)
                .environments(List.of(
                        watched,
                        PathEnvironment.of("production", "prod-eu")
                                .from("staging")
                                .build()))
                .build();
        release(DIGEST, "staging").run();
        sandbox.clock().advance(Duration.ofHours(1));
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        SandboxRelease release = release(DIGEST, "production");

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(release.lines(), hasItem(containsString(WOULD + "no longer proven")));
        assertThat(controller.events.stream().map(PathEvent::kind).toList(), hasItem(PathEvent.Kind.REVOKED));
    }

    @Test
    public void aChangeToBlockCountsAtOnce() {
        controller.path = path(true, production());
        SandboxRelease release = release(DIGEST, "production");
        release.runUntil(state -> state.current().slot() == Slot.DEPLOYING);
        controller.path = path(false, production());

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("these digests are not proven in staging"));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void aWaitThatOnlyWarnsFromNowOnEnds() {
        controller.path = path(false, strict());
        SandboxRelease release = release();
        release.runUntil(state -> state.current().asksForApproval());
        controller.path = path(true, strict());

        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void aFailedVerificationIsRolledBackAllTheSame() {
        controller.path = path(true, production());
        sandbox.alarm("p95").state(Alarm.State.ALARM);
        SandboxRelease release = release();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(image("prod"), is("repo/app:1.0.0"));
    }

    @Test
    public void whatIsMetWarnsOfNothing() {
        controller.path = path(true, production());
        SandboxRelease release = release();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(release.lines(), not(hasItem(containsString("WARNING"))));
        assertThat(ReleaseOutcome.of(end).environments().get(1).warnings(), is(""));
        assertThat(
                in(end, "production").conditions().stream()
                        .filter(each -> !each.isMet())
                        .toList(),
                is(empty()));
    }
}
