package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** What users who are asked to approve a release see of what it would change. */
public class ApprovalPlanTest extends ReleaseTestCase {

    private static final String NEW_IMAGE = "containerDefinitions[app].image: repo/app:1.0.0 -> repo/app@" + DIGEST;

    @Before
    public void productionIsApproved() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .approval(TestApprovals.any(1))
                .build());
    }

    private boolean asks(ReleaseState state) {
        return in(state, "production").asksForApproval();
    }

    private List<String> plan(SandboxRelease release) {
        return in(release.state(), "production").plan();
    }

    @Test
    public void aPlanThatCannotBeMadeIsNoReasonNotToAsk() {
        SandboxRelease release = release();
        release.runUntil(state -> state.current().slot() == Slot.PLANNING);
        sandbox.deny("ecs:DescribeServices");

        release.runUntil(this::asks);

        assertThat(plan(release).toString(), containsString("It is not known what would change: "));
        assertThat(plan(release).toString(), containsString("ecs:DescribeServices"));
    }

    @Test
    public void aPlanThatIsNotAnsweredIsNotWaitedForLong() {
        SandboxRelease release = release();
        release.runUntil(state -> state.current().slot() == Slot.PLANNING);
        long begun = sandbox.clock().millis();
        release.hangs = true;

        release.runUntil(this::asks);

        assertThat(
                in(release.state(), "production").askedAt() - begun,
                lessThanOrEqualTo(Duration.ofMinutes(3).toMillis()));
        assertThat(plan(release).toString(), containsString("no response from AWS within 2 min"));
        release.hangs = false;
        release.answer("amy", true);
        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void whatWouldChangeIsKnownBeforeUsersAreAsked() {
        SandboxRelease release = release();
        release.runUntil(this::asks);

        assertThat(plan(release), hasItem(NEW_IMAGE));
        assertThat(plan(release).get(0), containsString("would start a deployment"));
        assertThat(plan(release), hasItem(startsWith("Rules: as far as they can be judged now")));
        assertThat(release.lines(), hasItem("production: Plan: " + NEW_IMAGE));
        assertThat(updates("prod"), is(0L));
        ReleaseOutcome outcome = ReleaseOutcome.of(release.state());
        assertThat(outcome.environments().get(1).plan(), is(plan(release)));
        release.answer("amy", true);

        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
        assertThat(release.slots().stream().filter(Slot.PLANNING::equals).count(), is(1L));
    }

    @Test
    public void whatRulesSayIsPartOfIt() {
        controller.rules = change -> new Judgement(
                change.subject().clusterArn().endsWith("/prod") ? List.of("not in this account") : List.of(),
                List.of());
        SandboxRelease release = release();

        release.runUntil(this::asks);

        assertThat(plan(release), hasItem("Rules: it would be refused now: not in this account"));
    }

    @Test
    public void withSeveralTargetsThereIsOneForEach() {
        sandbox.cluster("prod-us");
        sandbox.service("prod-us", "api", s -> s.image("repo/app:0.9.0").desiredCount(2));
        sandbox.clock().advance(Duration.ofMinutes(10));
        controller.path = path(PathEnvironment.of("production", "")
                .waves(List.of(
                        PathWave.of(List.of("prod-eu"), Duration.ZERO),
                        PathWave.of(List.of("prod-us"), Duration.ofMinutes(30))))
                .from("staging")
                .approval(TestApprovals.any(1))
                .build());
        SandboxRelease release = release();
        release.runUntil(this::asks);

        List<EnvironmentRun> targets = release.state().environment("production");
        assertThat(targets.get(0).plan(), hasItem(NEW_IMAGE));
        assertThat(targets.get(1).plan(), hasItem(NEW_IMAGE.replace("1.0.0", "0.9.0")));
        release.answer("amy", true);
        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
        assertThat(updates("prod-us"), is(1L));
    }

    @Test
    public void killedAnywhereUsersAreAskedAndItGoesOn() {
        SandboxRelease whole = release();
        whole.runUntil(state -> state.current().slot() == Slot.PLANNING);
        int from = whole.saves();
        whole.runUntil(this::asks);
        int until = whole.saves();
        for (int n = from - 1; n <= until; n++) {
            stopSandbox();
            startSandbox();
            productionIsApproved();
            SandboxRelease release = release().killAtSave(n);

            release.runUntil(this::asks);

            assertThat("killed at save " + n, plan(release), hasItem(NEW_IMAGE));
            release.answer("amy", true);
            assertThat("killed at save " + n, release.run().verdict(), is(Verdict.SUCCESS));
        }
    }

    @Test
    public void anAbortEndsItAtOnce() {
        SandboxRelease release = release();
        release.runUntil(state -> state.current().slot() == Slot.PLANNING);

        release.abort("aborted by alice");

        assertThat(release.state().verdict(), is(Verdict.ABORTED));
    }

    @Test
    public void withoutAnApprovalThereIsNone() {
        controller.path = path(production());
        SandboxRelease release = release();

        assertThat(release.run().verdict(), is(Verdict.SUCCESS));
        assertThat(plan(release), is(empty()));
        assertThat(release.slots(), not(hasItem(Slot.PLANNING)));
    }
}
